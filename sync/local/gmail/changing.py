"""Labels put on mails and taken off, the trash, and removal for good."""

from collections.abc import Callable, Iterable

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import mail_of, mailbox_of
from sync.local.gmail.describing import reference
from sync.local.gmail.labels import InvalidLabelError, check_labels
from sync.local.gmail.mailbox import Mail, find_mail, forget, label
from sync.local.gmail.reading import thread_of
from sync.local.store import declares

MOST_AT_ONCE = 1000
FIXED = {"SENT", "DRAFT"}
BINNED = {"INBOX", "SPAM"}
"""Where a mail no longer is when it is in the trash."""

declares(
    """CREATE TABLE IF NOT EXISTS mail_trashed (
        mail TEXT PRIMARY KEY REFERENCES mails (id) ON DELETE CASCADE, labels TEXT NOT NULL)"""
)


class LabelChangeError(GoogleError):
    """A change of labels that changes nothing, or contradicts itself."""

    def __init__(self, message: str) -> None:
        super().__init__(400, message, reason="invalidArgument")


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
    return reference(_relabel(call, mail_of(call, call.params["id"]), ["TRASH"], []))


@carries("gmail.users.messages.untrash")
def untrash(call: Call) -> Json:
    """Take a mail out of the trash, back to where it was."""
    return reference(_restored(call, mail_of(call, call.params["id"])))


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
    return _thread(call, lambda mail: _relabel(call, mail, added, removed))


@carries("gmail.users.threads.trash")
def trash_thread(call: Call) -> Json:
    """Put a thread in the trash."""
    return _thread(call, lambda mail: _relabel(call, mail, ["TRASH"], []))


@carries("gmail.users.threads.untrash")
def untrash_thread(call: Call) -> Json:
    """Take a thread out of the trash, each mail back to where it was."""
    return _thread(call, lambda mail: _restored(call, mail))


@carries("gmail.users.threads.delete")
def delete_thread(call: Call) -> Json:
    """Remove a thread for good."""
    for mail in thread_of(call):
        forget(call.store, mail)
    return {}


def _thread(call: Call, change: Callable[[Mail], Mail]) -> Json:
    mails = [change(mail) for mail in thread_of(call)]
    return {"id": mails[0].thread, "messages": [reference(mail) for mail in mails]}


def _asked(call: Call) -> tuple[list[str], list[str]]:
    for field in ("addClassificationLabels", "removeClassificationLabelIds"):
        if call.body.get(field):
            raise NotCarriedError(f"{call.method} with {field}")
    added: list[str] = call.body.get("addLabelIds") or []
    removed: list[str] = call.body.get("removeLabelIds") or []
    if not added and not removed:
        raise LabelChangeError("No label add or removes specified")
    check_labels(call, [*added, *removed])
    if set(added) & set(removed):
        raise LabelChangeError("Cannot both add and remove the same label")
    for name in [*added, *removed]:
        if name in FIXED:
            raise InvalidLabelError(name)
    return added, removed


def _relabel(call: Call, mail: Mail, added: Iterable[str], removed: Iterable[str]) -> Mail:
    gone = set(removed)
    if "TRASH" in added and "TRASH" not in mail.labels:
        _remember(call, mail)
        gone |= BINNED
    kept = [name for name in mail.labels if name not in gone]
    return label(call.store, mail, [*kept, *added])


def _remember(call: Call, mail: Mail) -> None:
    """Keep where a mail was before it went to the trash, for when it comes back."""
    places = [name for name in mail.labels if name == "INBOX"]
    call.store.write(
        "INSERT OR REPLACE INTO mail_trashed VALUES (?, ?)", (mail.id, " ".join(places))
    )


def _restored(call: Call, mail: Mail) -> Mail:
    if "TRASH" not in mail.labels:
        return mail
    row = call.store.row("SELECT labels FROM mail_trashed WHERE mail = ?", (mail.id,))
    return _relabel(call, mail, row["labels"].split() if row else [], ["TRASH"])


def _named(call: Call) -> list[Mail]:
    account = mailbox_of(call)
    identifiers: list[str] = call.body.get("ids") or []
    if len(identifiers) > MOST_AT_ONCE:
        raise TooManyMailsError
    found = [find_mail(call.store, each) for each in dict.fromkeys(identifiers)]
    return [mail for mail in found if mail and mail.account == account]
