"""What happened in a mailbox, in order: mails that came and went, labels put on and taken off."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Row

from sync.local.call import Json
from sync.local.store import Store, declares, dump

ADDED, DELETED = "messageAdded", "messageDeleted"
LABELLED, UNLABELLED = "labelAdded", "labelRemoved"

declares(
    """CREATE TABLE IF NOT EXISTS mail_history (
        id INTEGER PRIMARY KEY, account TEXT NOT NULL, mail TEXT NOT NULL, thread TEXT NOT NULL,
        kind TEXT NOT NULL, labels TEXT NOT NULL, changed TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS mail_history_by_account ON mail_history (account, id)",
    "CREATE INDEX IF NOT EXISTS mail_history_by_mail ON mail_history (mail, id)",
)

# Mails from before there was a history are known by their number, so a record comes after those.
NEXT = """1 + max(coalesce((SELECT max(id) FROM mail_history), 0),
    coalesce((SELECT max(number) FROM mails), 0))"""


@dataclass(frozen=True)
class Change:
    """One thing that happened to a mail; `labels` are all it has afterwards."""

    account: str
    mail: str
    thread: str
    kind: str
    labels: tuple[str, ...]
    changed: tuple[str, ...] = ()


def record(store: Store, change: Change) -> None:
    """Keep what happened."""
    store.write(
        f"INSERT INTO mail_history VALUES ({NEXT}, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
        (
            change.account,
            change.mail,
            change.thread,
            change.kind,
            dump(change.labels),
            dump(change.changed),
        ),
    )


def latest(store: Store, account: str) -> int:
    """The number of the last thing that happened in a mailbox."""
    row = store.row(
        "SELECT max(coalesce((SELECT max(id) FROM mail_history WHERE account = ?), 0),"
        " coalesce((SELECT max(number) FROM mails WHERE account = ?), 0), 1) AS last",
        (account, account),
    )
    return int(row["last"]) if row else 1


def last_change(store: Store, mail: str, number: int) -> str:
    """The number of the last thing that happened to a mail."""
    row = store.row("SELECT max(id) AS last FROM mail_history WHERE mail = ?", (mail,))
    return str(row["last"] if row and row["last"] else number)


def changes_after(store: Store, account: str, start: int, kinds: Iterable[str]) -> list[Row]:
    """What happened in a mailbox after a number, oldest first."""
    wanted = set(kinds)
    rows = store.rows(
        "SELECT * FROM mail_history WHERE account = ? AND id > ? ORDER BY id", (account, start)
    )
    return [row for row in rows if not wanted or row["kind"] in wanted]


def touches(row: Row, label: str) -> bool:
    """Whether a change is about a mail with this label, or about the label itself."""
    return label in {*json.loads(row["labels"]), *json.loads(row["changed"])}


def described(row: Row) -> Json:
    """A change as Gmail writes it."""
    message = {"id": row["mail"], "threadId": row["thread"]}
    inside: Json = {"message": message | _labels(json.loads(row["labels"]))}
    if row["kind"] in {LABELLED, UNLABELLED}:
        inside["labelIds"] = json.loads(row["changed"])
    return {"id": str(row["id"]), "messages": [message], _FIELDS[row["kind"]]: [inside]}


def _labels(names: list[str]) -> Json:
    return {"labelIds": names} if names else {}


_FIELDS = {
    ADDED: "messagesAdded",
    DELETED: "messagesDeleted",
    LABELLED: "labelsAdded",
    UNLABELLED: "labelsRemoved",
}
