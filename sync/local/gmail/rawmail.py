"""The mail that a call brings: as base64url in the body, or uploaded."""

import base64
import binascii
import re

from sync.local.call import Call, Json
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import MailNotFoundError, mailbox_of
from sync.local.gmail.mailbox import mails_in_thread

READ_ONLY = {"id", "snippet", "historyId", "internalDate", "sizeEstimate"}


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


def raw_of(call: Call, body: Json) -> bytes:
    """The source of the mail in this message resource, or that was uploaded.

    Its lines end as mail on the wire ends them, whatever was sent: Gmail keeps it so.
    """
    return re.sub(rb"(?<!\r)\n", b"\r\n", _given(call, body))


def _given(call: Call, body: Json) -> bytes:
    for field in sorted(set(body) - {"raw", "threadId", "labelIds"} - READ_ONLY):
        raise NotCarriedError(f"{call.method} with {field}")
    if call.upload is not None:
        return call.upload.content
    text: str = body.get("raw", "")
    if not text:
        raise RawMissingError
    try:
        # Gmail takes both alphabets, padded or not.
        unpadded = text.rstrip("=").replace("+", "-").replace("/", "_")
        return base64.b64decode(
            unpadded + "=" * (-len(unpadded) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, ValueError):
        raise RawUnreadableError from None


def thread_named(call: Call, body: Json) -> str | None:
    """The thread that the mail must join, which must be there."""
    thread: str | None = body.get("threadId")
    if thread and not mails_in_thread(call.store, mailbox_of(call), thread):
        raise MailNotFoundError
    return thread or None
