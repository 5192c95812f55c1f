"""`users.labels.*`: the labels that every mailbox has, and those that its owner made."""

import json
import re
from functools import cache
from sqlite3 import Row

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import MailNotFoundError, mailbox_of
from sync.local.gmail.mailbox import label, mails_of
from sync.local.protocol.discovery import documented_methods
from sync.local.store import declares, dump

SYSTEM = (
    "INBOX",
    "SENT",
    "DRAFT",
    "SPAM",
    "TRASH",
    "UNREAD",
    "STARRED",
    "IMPORTANT",
    "CHAT",
    "CATEGORY_PERSONAL",
    "CATEGORY_SOCIAL",
    "CATEGORY_PROMOTIONS",
    "CATEGORY_UPDATES",
    "CATEGORY_FORUMS",
)
KEPT = ("labelListVisibility", "messageListVisibility", "color")
DEFAULTS = {"labelListVisibility": "labelShow", "messageListVisibility": "show"}
LONGEST = 225
FIRST = 1

declares(
    """CREATE TABLE IF NOT EXISTS mail_label_names (
        number INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, id TEXT NOT NULL,
        name TEXT NOT NULL, extra TEXT NOT NULL, UNIQUE (account, id))"""
)


class LabelNameError(GoogleError):
    """A name that a label cannot have, or that another label has."""

    def __init__(self, *, taken: bool) -> None:
        message = "Label name exists or conflicts" if taken else "Invalid label name"
        super().__init__(
            409 if taken else 400, message, reason="aborted" if taken else "invalidArgument"
        )


class LabelColourError(GoogleError):
    """A colour that no label can have, or half a pair of them."""

    def __init__(self, colour: str) -> None:
        super().__init__(
            400,
            f"Label color {colour} is not on the allowed color palette",
            reason="invalidArgument",
        )


class SystemLabelError(GoogleError):
    """A label that every mailbox has stays as it is."""

    def __init__(self) -> None:
        super().__init__(400, "Invalid request: a system label.", reason="invalidArgument")


class InvalidLabelError(GoogleError):
    """A label that the mailbox does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(400, f"Invalid label: {name}", reason="invalidArgument")


@carries("gmail.users.labels.list")
def list_labels(call: Call) -> Json:
    """Every label, without counts."""
    account = mailbox_of(call)
    own = [_describe(row) for row in _rows(call, account)]
    return {"labels": [*(_system(name) for name in SYSTEM), *own]}


@carries("gmail.users.labels.get")
def get(call: Call) -> Json:
    """One label, with how many mails and threads have it."""
    account, identifier = mailbox_of(call), call.params["id"]
    found = _system(identifier) if identifier in SYSTEM else _describe(_row(call, identifier))
    mails = [mail for mail in mails_of(call.store, account) if identifier in mail.labels]
    unread = [mail for mail in mails if "UNREAD" in mail.labels]
    return found | {
        "messagesTotal": len(mails),
        "messagesUnread": len(unread),
        "threadsTotal": len({mail.thread for mail in mails}),
        "threadsUnread": len({mail.thread for mail in unread}),
    }


@carries("gmail.users.labels.create")
def create(call: Call) -> Json:
    """A label of one's own."""
    account = mailbox_of(call)
    name = _name(call, None)
    row = call.store.row("SELECT coalesce(max(number), 0) AS last FROM mail_label_names")
    identifier = f"Label_{(row['last'] if row else 0) + FIRST}"
    call.store.write(
        "INSERT INTO mail_label_names (account, id, name, extra) VALUES (?, ?, ?, ?)",
        (account, identifier, name, dump(DEFAULTS | _extra(call))),
    )
    return _describe(_row(call, identifier))


@carries("gmail.users.labels.patch")
@carries("gmail.users.labels.update")
def update(call: Call) -> Json:
    """Another name, colour or visibility."""
    identifier = _own(call)
    before = _row(call, identifier)
    name = _name(call, identifier) if "name" in call.body else before["name"]
    extra = {**json.loads(before["extra"]), **_extra(call)}
    call.store.write(
        "UPDATE mail_label_names SET name = ?, extra = ? WHERE number = ?",
        (name, dump(extra), before["number"]),
    )
    return _describe(_row(call, identifier))


@carries("gmail.users.labels.delete")
def delete(call: Call) -> Json:
    """Remove a label, also from the mails that have it."""
    identifier = _own(call)
    row = _row(call, identifier)
    for mail in mails_of(call.store, row["account"]):
        if identifier in mail.labels:
            label(call.store, mail, [each for each in mail.labels if each != identifier])
    call.store.write("DELETE FROM mail_label_names WHERE number = ?", (row["number"],))
    return {}


def check_labels(call: Call, names: list[str]) -> None:
    """Refuse a label that the mailbox does not have."""
    own = {row["id"] for row in _rows(call, mailbox_of(call))}
    for name in names:
        if name not in SYSTEM and name not in own:
            raise InvalidLabelError(name)


def label_names(call: Call) -> dict[str, str]:
    """The id of every label by its name in lower case, as searches write it."""
    own = _rows(call, mailbox_of(call))
    found = {name.lower(): name for name in SYSTEM}
    return found | {re.sub(r"[\s/]", "-", row["name"].lower()): row["id"] for row in own}


def _own(call: Call) -> str:
    mailbox_of(call)
    identifier: str = call.params["id"]
    if identifier in SYSTEM:
        raise SystemLabelError
    return identifier


def _name(call: Call, present: str | None) -> str:
    name = str(call.body.get("name") or "").strip()
    if not name or len(name) > LONGEST:
        raise LabelNameError(taken=False)
    taken = {row["name"].lower(): row["id"] for row in _rows(call, mailbox_of(call))}
    if name.upper() in SYSTEM or taken.get(name.lower(), present) != present:
        raise LabelNameError(taken=True)
    return name


def _extra(call: Call) -> Json:
    known = {*KEPT, "name", "id", "type"}
    for field in sorted(set(call.body) - known):
        raise NotCarriedError(f"{call.method} with {field}")
    _check_colour(call.body.get("color"))
    return {key: call.body[key] for key in KEPT if key in call.body}


def _check_colour(colour: Json | None) -> None:
    if colour is None:
        return
    for name in ("backgroundColor", "textColor"):
        if colour.get(name) not in _palette(name):
            raise LabelColourError(str(colour.get(name)))


@cache
def _palette(name: str) -> frozenset[str]:
    """The colours that Google's description of a label lists."""
    (schema,) = {
        id(method.document.schemas): method.document.schemas["LabelColor"]
        for method in documented_methods()
        if method.service == "gmail"
    }.values()
    return frozenset(re.findall(r"#[0-9a-f]{6}", schema["properties"][name]["description"]))


def _rows(call: Call, account: str) -> list[Row]:
    return call.store.rows(
        "SELECT * FROM mail_label_names WHERE account = ? ORDER BY number", (account,)
    )


def _row(call: Call, identifier: str) -> Row:
    row = call.store.row(
        "SELECT * FROM mail_label_names WHERE account = ? AND id = ?",
        (mailbox_of(call), identifier),
    )
    if row is None:
        raise MailNotFoundError
    return row


def _system(name: str) -> Json:
    found: Json = {"id": name, "name": name, "type": "system"}
    if name.startswith("CATEGORY_"):
        found |= {"messageListVisibility": "hide", "labelListVisibility": "labelHide"}
    return found


def _describe(row: Row) -> Json:
    return {"id": row["id"], "name": row["name"], "type": "user", **json.loads(row["extra"])}
