"""`users.messages.list` and `get`, `users.threads.list` and `get`, and attachments."""

import base64
import binascii

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError
from sync.local.gmail.account import MailNotFoundError, mail_of, mailbox_of
from sync.local.gmail.describing import attachment_id, attachment_of, describe, snippet
from sync.local.gmail.history import last_change
from sync.local.gmail.labels import check_labels
from sync.local.gmail.mailbox import (
    Mail,
    mails_in_thread,
    mails_of,
    read_message,
    source_of,
)
from sync.local.gmail.search import HIDDEN, search, shows_hidden

MOST_ON_A_PAGE = 500
LONGEST_TOKEN = 18


class InvalidPageTokenError(GoogleError):
    """A page token that did not come from here."""

    def __init__(self) -> None:
        super().__init__(400, "Invalid pageToken", reason="invalidArgument")


@carries("gmail.users.messages.list")
def list_messages(call: Call) -> Json:
    """The ids of the mails of a mailbox, newest first."""
    found = found_mails(call)
    page, token = page_of(call, found)
    answer: Json = {"resultSizeEstimate": len(found), **token}
    if page:
        answer["messages"] = [{"id": mail.id, "threadId": mail.thread} for mail in page]
    return answer


@carries("gmail.users.messages.get")
def get(call: Call) -> Json:
    """One mail: its parts, its headers, its source, or only its identity."""
    asked = (call.params.get("format") or "full").lower()
    return describe(call, mail_of(call, call.params["id"]), asked)


@carries("gmail.users.messages.attachments.get")
def get_attachment(call: Call) -> Json:
    """The bytes of an attachment."""
    mail = mail_of(call, call.params["messageId"])
    number = _part_number(mail, call.params["id"])
    content = attachment_of(read_message(source_of(call.store, mail)), number)
    if content is None:
        raise MailNotFoundError
    data = base64.urlsafe_b64encode(content).decode()
    return {"attachmentId": attachment_id(mail, number), "size": len(content), "data": data}


@carries("gmail.users.threads.list")
def list_threads(call: Call) -> Json:
    """The threads in which a mail is found, the latest first."""
    latest: dict[str, Mail] = {}
    for mail in found_mails(call):
        latest.setdefault(mail.thread, mail)
    page, token = page_of(call, list(latest.values()))
    answer: Json = {"resultSizeEstimate": len(latest), **token}
    if page:
        answer["threads"] = [_thread_line(call, mail) for mail in page]
    return answer


@carries("gmail.users.threads.get")
def get_thread(call: Call) -> Json:
    """All mails of one thread, oldest first."""
    asked = (call.params.get("format") or "full").lower()
    mails = thread_of(call)
    return {
        "id": mails[0].thread,
        "historyId": _history_of(call, mails),
        "messages": [describe(call, mail, asked) for mail in mails],
    }


def thread_of(call: Call) -> list[Mail]:
    """The mails of the thread that the call names."""
    mails = mails_in_thread(call.store, mailbox_of(call), call.params["id"])
    if not mails:
        raise MailNotFoundError
    return mails


def found_mails(call: Call) -> list[Mail]:
    """What a search finds; what is in the trash or in spam only when it is asked for."""
    found = mails_of(call.store, mailbox_of(call))
    query = call.params.get("q") or ""
    labels: list[str] = call.params.get("labelIds") or []
    check_labels(call, labels)
    everywhere = call.params.get("includeSpamTrash") or shows_hidden(query)
    if not everywhere and not set(labels) & set(HIDDEN):
        found = [mail for mail in found if not set(mail.labels) & set(HIDDEN)]
    found = [mail for mail in found if set(labels) <= set(mail.labels)]
    return search(call, found, query) if query.strip() else found


def page_of(call: Call, found: list[Mail]) -> tuple[list[Mail], Json]:
    """The page that the call asks for, and the token of the next one when there is more."""
    size = min(call.params.get("maxResults") or 100, MOST_ON_A_PAGE)
    token = call.params.get("pageToken") or "0"
    if not token.isdecimal() or len(token) > LONGEST_TOKEN:
        raise InvalidPageTokenError
    start = int(token)
    more = {"nextPageToken": str(start + size)} if start + size < len(found) else {}
    return found[start : start + size], more


def _history_of(call: Call, mails: list[Mail]) -> str:
    return str(max(int(last_change(call.store, mail.id, mail.number)) for mail in mails))


def _thread_line(call: Call, mail: Mail) -> Json:
    words = snippet(read_message(source_of(call.store, mail)))
    return {"id": mail.thread, "snippet": words, "historyId": _history_of(call, [mail])}


def _part_number(mail: Mail, identifier: str) -> str:
    text = identifier.removeprefix("ANGjdJ8")
    try:
        owner, _, number = (
            base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        )
    except (binascii.Error, ValueError):
        raise MailNotFoundError from None
    if owner != mail.id:
        raise MailNotFoundError
    return number
