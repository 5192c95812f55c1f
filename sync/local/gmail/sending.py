"""`users.messages.send`, with what Gmail refuses."""

import base64
import binascii
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from sync.local.call import Call, Json, carries, rfc3339
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import mailbox_of
from sync.local.gmail.mailbox import Mail, deliver, read_message, recipients_of

MOST_RECIPIENTS = 100
MOST_A_DAY = 2000
HEADERS = ("From", "Date", "Message-ID")


class RawMissingError(GoogleError):
    """Nothing to send."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
            reason="invalidArgument",
        )


class RawUnreadableError(GoogleError):
    """The mail is not base64url."""

    def __init__(self) -> None:
        super().__init__(
            400, "Invalid value for ByteString: the raw message is not base64url.", reason="invalid"
        )


class RecipientMissingError(GoogleError):
    """A mail to nobody."""

    def __init__(self) -> None:
        super().__init__(400, "Recipient address required", reason="invalidArgument")


class TooManyRecipientsError(GoogleError):
    """More addresses than the API sends one mail to."""

    def __init__(self, count: int) -> None:
        super().__init__(
            400,
            f"Too many recipients: {count}. A message may have {MOST_RECIPIENTS}.",
            reason="invalidArgument",
        )


class ForeignSenderError(GoogleError):
    """The From header is not an address of the mailbox."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "Invalid From header: it must hold the address of the account that sends.",
            reason="invalidArgument",
        )


class DailyLimitError(GoogleError):
    """The account sent as many mails as it may in a day."""

    def __init__(self, again: str) -> None:
        super().__init__(
            429,
            f"User-rate limit exceeded.  Retry after {again}",
            reason="rateLimitExceeded",
            domain="usageLimits",
        )


@carries("gmail.users.messages.send")
def send(call: Call) -> Json:
    """Send a mail: here, keep it in the mail store."""
    account = mailbox_of(call)
    unknown = sorted(set(call.body) - {"raw", "threadId"})
    if unknown or "threadId" in call.body:
        raise NotCarriedError(f"gmail.users.messages.send with {(unknown or ['threadId'])[0]}")
    raw = _raw(call)
    message = read_message(raw)
    _check_addresses(message, account)
    _check_day(call, account)
    sent = deliver(
        call.store, account=account, raw=_completed(call, raw, message, account), now=call.now
    )
    return {"id": sent.id, "threadId": sent.thread, "labelIds": _labels(sent)}


def _raw(call: Call) -> bytes:
    if call.upload is not None:
        return call.upload.content
    text: str = call.body.get("raw", "")
    if not text:
        raise RawMissingError
    try:
        unpadded = text.rstrip("=")
        return base64.b64decode(
            unpadded + "=" * (-len(unpadded) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, ValueError):
        raise RawUnreadableError from None


def _check_addresses(message: EmailMessage, account: str) -> None:
    recipients = recipients_of(message)
    if not recipients:
        raise RecipientMissingError
    if len(recipients) > MOST_RECIPIENTS:
        raise TooManyRecipientsError(len(recipients))
    sender = parseaddr(str(message.get("From", "")))[1]
    if sender and sender.lower() != account.lower():
        raise ForeignSenderError


def _check_day(call: Call, account: str) -> None:
    """Count what this account sent in the past 24 hours."""
    since = rfc3339(call.now - timedelta(days=1))
    row = call.store.row(
        "SELECT count(*) AS count, min(sent) AS first FROM mails WHERE account = ? AND sent > ?"
        " AND sent <= ?",
        (account, since, call.timestamp),
    )
    if row and row["count"] >= MOST_A_DAY:
        raise DailyLimitError(str(row["first"]))


def _completed(call: Call, raw: bytes, message: EmailMessage, account: str) -> bytes:
    """The mail with the headers that Gmail adds when they are missing; the rest byte for byte."""
    given = {
        "From": account,
        "Date": format_datetime(call.now),
        "Message-ID": make_msgid(domain="local-workspace.example"),
    }
    missing = [f"{name}: {given[name]}\r\n" for name in HEADERS if name not in message]
    return "".join(missing).encode() + raw


def _labels(mail: Mail) -> list[str]:
    to_self = any(one.lower() == mail.account.lower() for _, one in mail.recipients)
    return ["SENT", "INBOX", "UNREAD"] if to_self else ["SENT"]
