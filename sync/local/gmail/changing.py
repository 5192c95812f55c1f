"""Labels put on mails and taken off, the trash, and removal for good."""

from collections.abc import Iterable

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import mail_of, mailbox_of
from sync.local.gmail.describing import reference
from sync.local.gmail.labels import InvalidLabelError, check_labels
from sync.local.gmail.mailbox import Mail, find_mail, forget, label, mails_in_thread
from sync.local.gmail.reading import thread_of

MOST_AT_ONCE = 1000
FIXED = {"SENT", "DRAFT"}


class TooManyMailsError(GoogleError):
    """More mails than one call changes."""

    def __init__(self) -> None:
        super().__init__(
            400, f"Too many ids: at most {MOST_AT_ONCE} in one request.", reason="invalidArgument"
        )


@carries("gmail.users.messages.modify")
def modify(call: Call) -> Json:
    """Put labels on a mail and take labels off."""
    mail = mail_of(call, call.params["id"])
    return reference(_relabel(call, mail, *_asked(call)))


@carries("gmail.users.messages.batchModify")
def batch_modify(call: Call) -> Json:
    """The same for many mails; ids that are not there are passed over."""
    added, removed = _asked(call)
    for mail in _named(call):
        _relabel(call, mail, added, removed)
    return {}


@carries("gmail.users.messages.trash")
def trash(call: Call) -> Json:
    """Put a mail in the trash."""
    return reference(_relabel(call, mail_of(call, call.params["id"]), ["TRASH"], ["INBOX"]))


@carries("gmail.users.messages.untrash")
def untrash(call: Call) -> Json:
    """Take a mail out of the trash."""
    return reference(_relabel(call, mail_of(call, call.params["id"]), [], ["TRASH"]))


@carries("gmail.users.messages.delete")
def delete(call: Call) -> Json:
    """Remove a mail for good."""
    forget(call.store, mail_of(call, call.params["id"]))
    return {}


@carries("gmail.users.messages.batchDelete")
def batch_delete(call: Call) -> Json:
    """Remove many mails for good."""
    for mail in _named(call):
        forget(call.store, mail)
    return {}


@carries("gmail.users.threads.modify")
def modify_thread(call: Call) -> Json:
    """Put labels on all mails of a thread and take labels off."""
    added, removed = _asked(call)
    return _thread(call, added, removed)


@carries("gmail.users.threads.trash")
def trash_thread(call: Call) -> Json:
    """Put a thread in the trash."""
    return _thread(call, ["TRASH"], ["INBOX"])


@carries("gmail.users.threads.untrash")
def untrash_thread(call: Call) -> Json:
    """Take a thread out of the trash."""
    return _thread(call, [], ["TRASH"])


@carries("gmail.users.threads.delete")
def delete_thread(call: Call) -> Json:
    """Remove a thread for good."""
    for mail in thread_of(call):
        forget(call.store, mail)
    return {}


def _thread(call: Call, added: list[str], removed: list[str]) -> Json:
    mails = thread_of(call)
    for mail in mails:
        _relabel(call, mail, added, removed)
    changed = mails_in_thread(call.store, mails[0].account, mails[0].thread)
    return {"id": mails[0].thread, "messages": [reference(mail) for mail in changed]}


def _asked(call: Call) -> tuple[list[str], list[str]]:
    for field in ("addClassificationLabels", "removeClassificationLabelIds"):
        if call.body.get(field):
            raise NotCarriedError(f"{call.method} with {field}")
    added: list[str] = call.body.get("addLabelIds") or []
    removed: list[str] = call.body.get("removeLabelIds") or []
    check_labels(call, [*added, *removed])
    for name in [*added, *removed]:
        if name in FIXED:
            raise InvalidLabelError(name)
    return added, removed


def _relabel(call: Call, mail: Mail, added: Iterable[str], removed: Iterable[str]) -> Mail:
    gone = set(removed)
    kept = [name for name in mail.labels if name not in gone]
    label(call.store, mail.id, [*kept, *(name for name in added if name not in gone)])
    return find_mail(call.store, mail.id) or mail


def _named(call: Call) -> list[Mail]:
    account = mailbox_of(call)
    identifiers: list[str] = call.body.get("ids") or []
    if len(identifiers) > MOST_AT_ONCE:
        raise TooManyMailsError
    found = [find_mail(call.store, each) for each in dict.fromkeys(identifiers)]
    return [mail for mail in found if mail and mail.account == account]
