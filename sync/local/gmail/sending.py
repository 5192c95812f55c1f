"""`users.messages.send`, `insert` and `import`, with what Gmail refuses."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr, parsedate_to_datetime

from sync.local.call import Call, Json, carries, rfc3339
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import mailbox_of
from sync.local.gmail.bounces import bounce
from sync.local.gmail.describing import reference
from sync.local.gmail.filters import filtered
from sync.local.gmail.labels import check_labels
from sync.local.gmail.mailbox import Mail, deliver, read_message, recipients_of
from sync.local.gmail.rawmail import raw_of, thread_named
from sync.local.signing_in.aliases import primary_of

MOST_RECIPIENTS = 100
MOST_A_DAY = 2000
HEADERS = ("From", "Date", "Message-ID")


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
    return reference(send_raw(call, raw_of(call, call.body), thread_named(call, call.body)))


@carries("gmail.users.messages.insert")
@carries("gmail.users.messages.import")
def insert(call: Call) -> Json:
    """Put a mail in the mailbox without sending it."""
    account = mailbox_of(call)
    for option in ("deleted", "processForCalendar"):
        if call.params.get(option):
            raise NotCarriedError(f"{call.method} with {option}")
    raw, labels = raw_of(call, call.body), call.body.get("labelIds") or []
    check_labels(call, labels)
    message = read_message(raw)
    usual = "dateHeader" if call.method.endswith("import") else "receivedTime"
    by_header = (call.params.get("internalDateSource") or usual) == "dateHeader"
    kept = deliver(
        call.store,
        account=account,
        raw=_completed(call, raw, message, account),
        now=_date(message, call) if by_header else call.now,
        labels=labels,
        thread=thread_named(call, call.body),
    )
    # Only what is imported is scanned like mail that arrives.
    return reference(filtered(call, kept) if call.method.endswith("import") else kept)


def send_raw(call: Call, raw: bytes, thread: str | None) -> Mail:
    """Send a mail that was checked for nothing yet; what bounces comes back at once."""
    account = mailbox_of(call)
    message = read_message(raw)
    _check_addresses(message, account)
    _check_day(call, account)
    sent = deliver(
        call.store,
        account=account,
        raw=_completed(call, raw, message, account),
        now=call.now,
        labels=_labels(call, message, account),
        thread=thread,
    )
    bounce(call, sent)
    return filtered(call, sent) if "INBOX" in sent.labels else sent


def _date(message: EmailMessage, call: Call) -> datetime:
    try:
        found = parsedate_to_datetime(str(message.get("Date", "")))
        found = found if found.tzinfo else found.replace(tzinfo=call.now.tzinfo)
        return found.astimezone(call.now.tzinfo)
    except (ValueError, TypeError, OverflowError):
        return call.now


def _check_addresses(message: EmailMessage, account: str) -> None:
    recipients = recipients_of(message)
    if not recipients:
        raise RecipientMissingError
    if len(recipients) > MOST_RECIPIENTS:
        raise TooManyRecipientsError(len(recipients))
    sender = parseaddr(str(message.get("From", "")))[1]
    if sender and sender.lower() not in {account.lower(), "me"}:
        raise ForeignSenderError


def _check_day(call: Call, account: str) -> None:
    """Count what this account sent in the past 24 hours."""
    since = rfc3339(call.now - timedelta(days=1))
    row = call.store.row(
        "SELECT count(*) AS count, min(sent) AS first FROM mails m"
        " LEFT JOIN mail_labels l ON l.mail = m.id WHERE account = ? AND sent > ? AND sent <= ?"
        " AND coalesce(l.labels, '\"SENT\"') LIKE '%\"SENT\"%'",
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


def _labels(call: Call, message: EmailMessage, account: str) -> list[str]:
    reached = {primary_of(call.store, one).lower() for _, one in recipients_of(message)}
    to_self = account.lower() in reached
    return ["SENT", "INBOX", "UNREAD"] if to_self else ["SENT"]
