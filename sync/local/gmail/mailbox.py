"""The mail store: every mail, as a Maildir with an index in the store, and each account's labels.

The Maildir is for people and other programs as well: any mail reader opens it.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern_policy
from email.utils import getaddresses
from pathlib import Path
from sqlite3 import Row

from sync.local.call import rfc3339
from sync.local.gmail.history import ADDED, DELETED, LABELLED, UNLABELLED, Change, record
from sync.local.store import Store, declares, dump

declares(
    """CREATE TABLE IF NOT EXISTS mails (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, thread TEXT NOT NULL,
        account TEXT NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL,
        subject TEXT NOT NULL, sent TEXT NOT NULL, size INTEGER NOT NULL, message_id TEXT)""",
    "CREATE INDEX IF NOT EXISTS mails_by_account ON mails (account, sent)",
    "CREATE INDEX IF NOT EXISTS mails_by_thread ON mails (account, thread)",
    # A mail without labels is archived; one that was sent before labels were kept counts as sent.
    """CREATE TABLE IF NOT EXISTS mail_labels (
        mail TEXT PRIMARY KEY REFERENCES mails (id) ON DELETE CASCADE, labels TEXT NOT NULL)""",
)
SELECT = (
    "SELECT m.*, coalesce(l.labels, '[\"SENT\"]') AS labels"
    " FROM mails m LEFT JOIN mail_labels l ON l.mail = m.id"
)


@dataclass(frozen=True)
class Mail:
    """One mail of an account, without its contents."""

    number: int
    id: str
    thread: str
    account: str
    sender: str
    recipients: tuple[tuple[str, str], ...]
    subject: str
    sent: str
    size: int
    labels: tuple[str, ...]


def deliver(
    store: Store,
    *,
    account: str,
    raw: bytes,
    now: datetime,
    labels: Iterable[str] = ("SENT",),
    thread: str | None = None,
) -> Mail:
    """Keep a mail in an account, and return its index entry."""
    message = read_message(raw)
    identifier = _new_id(now)
    _write(store, identifier, raw)
    store.write(
        "INSERT INTO mails"
        " (id, thread, account, sender, recipients, subject, sent, size, message_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            identifier,
            thread or _thread(store, account, message) or identifier,
            account,
            str(message.get("From", "")),
            dump(recipients_of(message)),
            str(message.get("Subject", "")),
            rfc3339(now),
            len(raw),
            message.get("Message-ID"),
        ),
    )
    _keep_labels(store, identifier, labels)
    found = find_mail(store, identifier)
    assert found is not None  # noqa: S101 - it was inserted just now
    _record(store, found, ADDED)
    return found


def label(store: Store, mail: Mail, labels: Iterable[str]) -> Mail:
    """Make these the labels of a mail."""
    kept = tuple(dict.fromkeys(labels))
    _keep_labels(store, mail.id, kept)
    changed = replace(mail, labels=kept)
    if gone := tuple(name for name in mail.labels if name not in kept):
        _record(store, changed, UNLABELLED, gone)
    if new := tuple(name for name in kept if name not in mail.labels):
        _record(store, changed, LABELLED, new)
    return changed


def _keep_labels(store: Store, identifier: str, labels: Iterable[str]) -> None:
    store.write(
        "INSERT INTO mail_labels VALUES (?, ?)"
        " ON CONFLICT (mail) DO UPDATE SET labels = excluded.labels",
        (identifier, dump(list(dict.fromkeys(labels)))),
    )


def _record(store: Store, mail: Mail, kind: str, changed: tuple[str, ...] = ()) -> None:
    record(store, Change(mail.account, mail.id, mail.thread, kind, mail.labels, changed))


def forget(store: Store, mail: Mail) -> None:
    """Remove a mail for good."""
    store.write("DELETE FROM mails WHERE id = ?", (mail.id,))
    _record(store, mail, DELETED)
    (_maildir(store) / "new" / mail.id).unlink(missing_ok=True)


def mails_of(store: Store, account: str) -> list[Mail]:
    """Every mail of an account, newest first."""
    rows = store.rows(
        f"{SELECT} WHERE m.account = ? ORDER BY m.sent DESC, m.number DESC",
        (account,),
    )
    return [_mail(row) for row in rows]


def mails_in_thread(store: Store, account: str, thread: str) -> list[Mail]:
    """The mails of one thread, oldest first."""
    rows = store.rows(
        f"{SELECT} WHERE m.account = ? AND m.thread = ? ORDER BY m.sent, m.number",
        (account, thread),
    )
    return [_mail(row) for row in rows]


def mails_from(store: Store, start: int, count: int) -> list[Mail]:
    """A page of what every account holds, drafts apart, newest first."""
    rows = store.rows(
        f"{SELECT} WHERE coalesce(l.labels, '') NOT LIKE '%\"DRAFT\"%'"
        " ORDER BY m.sent DESC, m.number DESC LIMIT ? OFFSET ?",
        (count, start),
    )
    return [_mail(row) for row in rows]


def find_mail(store: Store, identifier: str) -> Mail | None:
    """The mail with this id."""
    row = store.row(f"{SELECT} WHERE m.id = ?", (identifier,))
    return _mail(row) if row else None


def source_of(store: Store, mail: Mail) -> bytes:
    """The mail as it was sent."""
    return (_maildir(store) / "new" / mail.id).read_bytes()


def read_message(raw: bytes) -> EmailMessage:
    """A mail's source as a message."""
    return message_from_bytes(raw, policy=modern_policy)


def recipients_of(message: EmailMessage) -> list[tuple[str, str]]:
    """The name and the address of everybody that the mail goes to, each address once."""
    headers = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
    everybody = {address.lower(): (name, address) for name, address in getaddresses(headers)}
    return [one for address, one in everybody.items() if address]


def _write(store: Store, identifier: str, raw: bytes) -> None:
    """A Maildir's own way: whole under `tmp`, and only then in sight under `new`."""
    directory = _maildir(store)
    under_way = directory / "tmp" / identifier
    with under_way.open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    under_way.rename(directory / "new" / identifier)


def _maildir(store: Store) -> Path:
    directory = store.directory / "mail"
    for name in ("tmp", "new", "cur"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    return directory


def _thread(store: Store, account: str, message: EmailMessage) -> str | None:
    """The thread of the mail that this one answers, in the same account."""
    answered = " ".join(str(message.get(name, "")) for name in ("References", "In-Reply-To"))
    for identifier in reversed(answered.split()):
        row = store.row(
            "SELECT thread FROM mails WHERE account = ? AND message_id = ?", (account, identifier)
        )
        if row:
            return str(row["thread"])
    return None


def _new_id(now: datetime) -> str:
    """Sixteen hexadecimal digits that begin with the moment, as Gmail's do."""
    return f"{int(now.timestamp() * 1000):011x}"[-11:] + secrets.token_hex(3)[:5]


def _mail(row: Row) -> Mail:
    return Mail(
        number=row["number"],
        id=row["id"],
        thread=row["thread"],
        account=row["account"],
        sender=row["sender"],
        recipients=tuple((name, address) for name, address in json.loads(row["recipients"])),
        subject=row["subject"],
        sent=row["sent"],
        size=row["size"],
        labels=tuple(json.loads(row["labels"])),
    )
