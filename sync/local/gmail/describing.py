"""A mail as Gmail describes it, in its four formats."""

import base64
from datetime import datetime
from email.message import EmailMessage
from html import escape

from sync.local.call import Call, Json
from sync.local.gmail.history import last_change
from sync.local.gmail.mailbox import Mail, read_message, source_of
from sync.local.gmail.parts import body_of, content_of, inner_parts

SNIPPET = 200


def describe(call: Call, mail: Mail, asked: str = "full") -> Json:
    """One mail: its parts, its headers, its source, or only its identity."""
    raw = source_of(call.store, mail)
    message = read_message(raw)
    found = _identity(call, mail, message)
    if asked == "raw":
        found["raw"] = base64.urlsafe_b64encode(raw).decode()
    if asked == "full":
        found["payload"] = _part(mail, message, "")
    if asked == "metadata":
        wanted = {name.lower() for name in call.params.get("metadataHeaders") or []}
        headers = _headers(message)
        found["payload"] = {
            "mimeType": message.get_content_type(),
            "headers": [each for each in headers if not wanted or each["name"].lower() in wanted],
        }
    return found


def reference(mail: Mail) -> Json:
    """A mail in a list, or as the answer of a change."""
    return {"id": mail.id, "threadId": mail.thread, "labelIds": list(mail.labels)}


def attachment_of(message: EmailMessage, number: str) -> bytes | None:
    """The bytes of the part with this number, such as `1` or `0.2`."""
    for step in number.split(".") if number else []:
        inner = inner_parts(message)
        if not step.isdecimal() or int(step) >= len(inner):
            return None
        message = inner[int(step)]
    return content_of(message)


def attachment_id(mail: Mail, number: str) -> str:
    """The id of an attachment: which part of which mail it is."""
    return "ANGjdJ8" + base64.urlsafe_b64encode(f"{mail.id}:{number}".encode()).decode().rstrip("=")


def _identity(call: Call, mail: Mail, message: EmailMessage) -> Json:
    sent = datetime.fromisoformat(mail.sent)
    found: Json = {
        "id": mail.id,
        "threadId": mail.thread,
        "labelIds": list(mail.labels),
        "snippet": snippet(message),
        "sizeEstimate": mail.size,
        "historyId": last_change(call.store, mail.id, mail.number),
        "internalDate": str(int(sent.timestamp() * 1000)),
    }
    if not mail.labels:
        del found["labelIds"]
    return found


def snippet(message: EmailMessage) -> str:
    """The first words of the text, as Gmail gives them: escaped for a page."""
    return escape(" ".join(body_of(message, "plain").split())[:SNIPPET], quote=True)


def _headers(message: EmailMessage) -> list[Json]:
    return [{"name": name, "value": str(value)} for name, value in message.items()]


def _part(mail: Mail, message: EmailMessage, number: str) -> Json:
    found: Json = {
        "partId": number,
        "mimeType": message.get_content_type(),
        "filename": message.get_filename() or "",
        "headers": _headers(message),
    }
    inner = inner_parts(message)
    if inner:
        prefix = f"{number}." if number else ""
        found["body"] = {"size": 0}
        found["parts"] = [_part(mail, part, f"{prefix}{at}") for at, part in enumerate(inner)]
        return found
    content = content_of(message)
    found["body"] = {"size": len(content)}
    if found["filename"] or message.get_content_disposition() == "attachment":
        found["body"]["attachmentId"] = attachment_id(mail, number)
    elif content:
        found["body"]["data"] = base64.urlsafe_b64encode(content).decode()
    return found
