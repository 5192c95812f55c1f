"""The records of files: what Drive, Sheets and Forms share, and the tables in which it stands."""

import secrets
import sqlite3
from dataclasses import dataclass

from sync.local.store import Store, declares

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FORM = "application/vnd.google-apps.form"
FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")

declares(
    """CREATE TABLE IF NOT EXISTS files (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, mime_type TEXT NOT NULL, parent TEXT,
        drive TEXT, owner TEXT NOT NULL, client TEXT NOT NULL,
        created TEXT NOT NULL, modified TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
        trashed INTEGER NOT NULL DEFAULT 0, properties TEXT NOT NULL DEFAULT '{}',
        extra TEXT NOT NULL DEFAULT '{}')""",
    "CREATE INDEX IF NOT EXISTS files_by_parent ON files (parent)",
    "CREATE INDEX IF NOT EXISTS files_by_drive ON files (drive)",
    "CREATE INDEX IF NOT EXISTS files_by_owner ON files (owner)",
    # app_properties are private to the client that wrote them.
    """CREATE TABLE IF NOT EXISTS app_properties (
        file TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, client TEXT NOT NULL,
        key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (file, client, key))""",
    "CREATE INDEX IF NOT EXISTS app_properties_by_value ON app_properties (client, key, value)",
    # An empty view is access to the file itself; `published` is access to answer a form.
    """CREATE TABLE IF NOT EXISTS permissions (
        file TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, id TEXT NOT NULL,
        type TEXT NOT NULL, role TEXT NOT NULL, email TEXT, domain TEXT,
        view TEXT NOT NULL DEFAULT '', extra TEXT NOT NULL DEFAULT '{}',
        PRIMARY KEY (file, id, view))""",
    # What a file is to one account: starred, and when that account saw, changed or was given it.
    """CREATE TABLE IF NOT EXISTS personal (
        file TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, account TEXT NOT NULL,
        starred INTEGER NOT NULL DEFAULT 0, viewed TEXT, modified TEXT, shared TEXT, sharer TEXT,
        PRIMARY KEY (file, account)) WITHOUT ROWID""",
)


@dataclass(frozen=True)
class File:
    """One file record."""

    id: str
    name: str
    mime_type: str
    parent: str | None
    drive: str | None
    owner: str
    client: str
    created: str
    modified: str
    version: int
    trashed: bool


def new_file_id() -> str:
    """An id with the shape of Google's: 44 characters, beginning with 1."""
    return "1" + secrets.token_urlsafe(33)[:43]


def read_record(row: sqlite3.Row) -> File:
    """A row of the table `files` as a record."""
    return File(
        **{key: row[key] for key in row.keys() if key not in {"trashed", "properties", "extra"}},  # noqa: SIM118 - a Row is no dict
        trashed=bool(row["trashed"]),
    )


def insert_record(store: Store, file: File) -> None:
    """Put a new record in the store."""
    store.write(
        "INSERT INTO files (id, name, mime_type, parent, drive, owner, client, created, modified)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file.id,
            file.name,
            file.mime_type,
            file.parent,
            file.drive,
            file.owner,
            file.client,
            file.created,
            file.modified,
        ),
    )
