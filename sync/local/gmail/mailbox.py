"""The mail store: every mail that was sent, as a Maildir with an index in the store.

The Maildir is for people and other programs as well: any mail reader opens it.
"""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern_policy
from email.utils import getaddresses
from pathlib import Path
from sqlite3 import Row

from sync.local.call import rfc3339
from sync.local.store import Store, declares, dump

declares(
    """CREATE TABLE IF NOT EXISTS mails (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, thread TEXT NOT NULL,
        account TEXT NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL,
        subject TEXT NOT NULL, sent TEXT NOT NULL, size INTEGER NOT NULL, message_id TEXT)""",
    "CREATE INDEX IF NOT EXISTS mails_by_account ON mails (account, sent)",
)


@dataclass(frozen=True)
class Mail:
    """One mail that was sent, without its contents."""

    number: int
    id: str
    thread: str
    account: str
    sender: str
    recipients: tuple[tuple[str, str], ...]
    subject: str
    sent: str
    size: int


def deliver(store: Store, *, account: str, raw: bytes, now: datetime) -> Mail:
    """Keep a mail that this account sent, and return its index entry."""
    message = read_message(raw)
    identifier = _new_id(now)
    _write(store, identifier, raw)
    store.write(
        "INSERT INTO mails"
        " (id, thread, account, sender, recipients, subject, sent, size, message_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            identifier,
            _thread(store, account, message) or identifier,
            account,
            str(message.get("From", "")),
            dump(recipients_of(message)),
            str(message.get("Subject", "")),
            rfc3339(now),
            len(raw),
            message.get("Message-ID"),
        ),
    )
    found = find_mail(store, identifier)
    assert found is not None  # noqa: S101 - it was inserted just now
    return found


def mails_of(store: Store, account: str) -> list[Mail]:
    """Every mail that an account sent, newest first."""
    rows = store.rows(
        "SELECT * FROM mails WHERE account = ? ORDER BY sent DESC, number DESC", (account,)
    )
    return [_mail(row) for row in rows]


def mails_from(store: Store, start: int, count: int) -> list[Mail]:
    """A page of what every account sent, newest first."""
    rows = store.rows(
        "SELECT * FROM mails ORDER BY sent DESC, number DESC LIMIT ? OFFSET ?", (count, start)
    )
    return [_mail(row) for row in rows]


def find_mail(store: Store, identifier: str) -> Mail | None:
    """The mail with this id."""
    row = store.row("SELECT * FROM mails WHERE id = ?", (identifier,))
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
    )
