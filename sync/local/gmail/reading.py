"""`users.messages.list` and `get`: reading back what was sent, in Gmail's four formats."""

import base64
from datetime import datetime
from email.message import EmailMessage

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import mailbox_of
from sync.local.gmail.mailbox import Mail, find_mail, mails_of, read_message, source_of
from sync.local.gmail.parts import body_of, content_of, inner_parts

MOST_ON_A_PAGE = 500
SNIPPET = 200


class MailNotFoundError(GoogleError):
    """No mail with this id in this mailbox."""

    def __init__(self) -> None:
        super().__init__(404, "Requested entity was not found.", reason="notFound")


class InvalidPageTokenError(GoogleError):
    """A page token that did not come from here."""

    def __init__(self) -> None:
        super().__init__(400, "Invalid pageToken", reason="invalidArgument")


@carries("gmail.users.messages.list")
def list_messages(call: Call) -> Json:
    """The ids of the mails of a mailbox, newest first."""
    account = mailbox_of(call)
    if call.params.get("q"):
        raise NotCarriedError("gmail.users.messages.list with q")
    found = mails_of(call.store, account)
    if set(call.params.get("labelIds") or []) - {"SENT"}:
        raise NotCarriedError("gmail.users.messages.list with labelIds other than SENT")
    size = min(call.params.get("maxResults") or 100, MOST_ON_A_PAGE)
    start = _start(call)
    page = found[start : start + size]
    answer: Json = {"resultSizeEstimate": len(found)}
    if page:
        answer["messages"] = [{"id": mail.id, "threadId": mail.thread} for mail in page]
    if start + size < len(found):
        answer["nextPageToken"] = str(start + size)
    return answer


@carries("gmail.users.messages.get")
def get(call: Call) -> Json:
    """One mail: its parts, its headers, its source, or only its identity."""
    account = mailbox_of(call)
    mail = find_mail(call.store, call.params["id"])
    if mail is None or mail.account != account:
        raise MailNotFoundError
    raw = source_of(call.store, mail)
    message = read_message(raw)
    found = _identity(mail, message)
    asked = (call.params.get("format") or "full").lower()
    if asked == "raw":
        found["raw"] = base64.urlsafe_b64encode(raw).decode()
    if asked == "full":
        found["payload"] = _part(message, "")
    if asked == "metadata":
        wanted = {name.lower() for name in call.params.get("metadataHeaders") or []}
        headers = _headers(message)
        found["payload"] = {
            "mimeType": message.get_content_type(),
            "headers": [each for each in headers if not wanted or each["name"].lower() in wanted],
        }
    return found


def _identity(mail: Mail, message: EmailMessage) -> Json:
    sent = datetime.fromisoformat(mail.sent)
    return {
        "id": mail.id,
        "threadId": mail.thread,
        "labelIds": ["SENT"],
        "snippet": _snippet(message),
        "sizeEstimate": mail.size,
        "historyId": str(mail.number),
        "internalDate": str(int(sent.timestamp() * 1000)),
    }


def _snippet(message: EmailMessage) -> str:
    return " ".join(body_of(message, "plain").split())[:SNIPPET]


def _headers(message: EmailMessage) -> list[Json]:
    return [{"name": name, "value": str(value)} for name, value in message.items()]


def _part(message: EmailMessage, number: str) -> Json:
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
        found["parts"] = [_part(part, f"{prefix}{at}") for at, part in enumerate(inner)]
        return found
    content = content_of(message)
    data = base64.urlsafe_b64encode(content).decode()
    found["body"] = {"size": len(content), "data": data}
    return found


def _start(call: Call) -> int:
    token = call.params.get("pageToken") or "0"
    if not token.isdecimal():
        raise InvalidPageTokenError
    return int(token)
