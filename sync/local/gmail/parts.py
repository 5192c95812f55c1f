"""The parts of a mail: its text, its HTML, the pictures in it and its attachments."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage


@dataclass(frozen=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    mime_type: str
    content: bytes


def body_of(message: EmailMessage, kind: str) -> str:
    """The mail's own `plain` or `html` text; empty when it has none."""
    part = message.get_body((kind,))
    return _text(part) if isinstance(part, EmailMessage) else ""


def attachments_of(message: EmailMessage) -> list[Attachment]:
    """The files that came with the mail; pictures inside its HTML are no attachments."""
    return [
        Attachment(
            part.get_filename() or f"bijlage-{number}", part.get_content_type(), content_of(part)
        )
        for number, part in enumerate(_leaves(message), start=1)
        if part.get_content_disposition() == "attachment"
        or (part.get_filename() and "Content-ID" not in part)
    ]


def pictures_of(message: EmailMessage) -> dict[str, Attachment]:
    """The pictures that the HTML names by `cid:`, by that name."""
    return {
        str(part["Content-ID"]).strip().strip("<>"): Attachment(
            part.get_filename() or "", part.get_content_type(), content_of(part)
        )
        for part in _leaves(message)
        if "Content-ID" in part and part.get_content_maintype() == "image"
    }


def inner_parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts directly inside a part."""
    if not message.is_multipart():
        return []
    return [part for part in message.iter_parts() if isinstance(part, EmailMessage)]


def content_of(part: EmailMessage) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in inner_parts(message):
        yield from _leaves(part)
    if not message.is_multipart():
        yield message


def _text(part: EmailMessage) -> str:
    """The text as well as it can be read: a mail with a wrong charset is still shown."""
    try:
        return content_of(part).decode(part.get_content_charset() or "utf-8", errors="replace")
    except LookupError:
        return content_of(part).decode("utf-8", errors="replace")
