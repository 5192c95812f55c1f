"""The file records under Drive, Sheets and Forms, and the one place that decides who may see what.

Sheets and Forms are Drive files; their contents live in the tables of their own subject.
"""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sync.local.call import Call, Caller, rfc3339
from sync.local.errors import GoogleError
from sync.local.identity import OWNER, SERVICE_ACCOUNT
from sync.local.store import Store, declares
from sync.local.workspace import SHARED_DRIVE

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

# Now, as the Workspace's clock has it, in the form in which the store keeps moments.
NOW = """strftime('%Y-%m-%dT%H:%M:%fZ', 'now',
    coalesce((SELECT offset FROM clock), 0) || ' seconds')"""

# A file and every folder above it, up to its drive.
UPWARDS = """WITH RECURSIVE up (id, parent, owner, drive, depth) AS (
    SELECT id, parent, owner, drive, 0 FROM files WHERE id = ?
    UNION ALL SELECT f.id, f.parent, f.owner, f.drive, up.depth + 1
    FROM files f JOIN up ON f.id = up.parent) """
OWNERS_ABOVE = UPWARDS + "SELECT id, owner, depth FROM up"  # noqa: S608 - both parts are constants
GRANTS_ABOVE = (
    UPWARDS  # noqa: S608 - all parts are constants
    + "SELECT p.*, up.depth FROM up JOIN permissions p ON p.file = up.id WHERE view = ''"  # noqa: S608
    f" AND coalesce(json_extract(p.extra, '$.expirationTime') > {NOW}, 1)"
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


class QuotaExceededError(GoogleError):
    """A service account tries to own a file: it has no storage of its own."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "The user's Drive storage quota has been exceeded.",
            reason="storageQuotaExceeded",
            domain="usageLimits",
        )


class FileNotFoundInDriveError(GoogleError):
    """Drive's answer for a file that is not there, or not there for this caller."""

    def __init__(self, file_id: str) -> None:
        super().__init__(404, f"File not found: {file_id}.", reason="notFound")


class ParentRefusedError(GoogleError):
    """The parent is there, but nothing may be put in it by this caller."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(403, message, reason=reason)


def new_file_id() -> str:
    """An id with the shape of Google's: 44 characters, beginning with 1."""
    return "1" + secrets.token_urlsafe(33)[:43]


def create_file(
    call: Call, *, name: str, mime_type: str, parent: str | None = None, file_id: str | None = None
) -> File:
    """Make a file record owned by the caller, or by the shared drive of its parent."""
    folder = open_parent(call, parent) if parent else None
    drive = folder.drive if folder else None
    if call.caller.service_account and drive is None:
        raise QuotaExceededError
    file = File(
        id=file_id or new_file_id(),
        name=name,
        mime_type=mime_type,
        parent=parent,
        drive=drive,
        owner=call.caller.email,
        client=call.caller.client,
        created=call.timestamp,
        modified=call.timestamp,
        version=1,
        trashed=False,
    )
    _insert(call.store, file)
    _note_change(call, file.id)
    return file


def open_parent(call: Call, parent: str) -> File:
    """The folder in which this caller may put files; Drive's refusals otherwise."""
    folder = find_file(call.store, parent)
    role = role_of(call.store, folder, call.caller) if folder else None
    if folder is None or role is None or _hidden(folder, call.caller):
        raise FileNotFoundInDriveError(parent)
    if folder.mime_type != FOLDER:
        raise ParentRefusedError("The specified parent is not a folder.", "parentNotAFolder")
    if ROLES.index(role) < ROLES.index("writer"):
        raise ParentRefusedError(
            "Insufficient permissions for the specified parent.", "insufficientParentPermissions"
        )
    return folder


def find_file(store: Store, file_id: str) -> File | None:
    """The record with this id, whoever may see it."""
    row = store.row("SELECT * FROM files WHERE id = ?", (file_id,))
    if row is None and file_id == SHARED_DRIVE:
        now = datetime.now(UTC)
        ensure_shared_drive(store, OWNER, now)
        ensure_shared_drive(store, SERVICE_ACCOUNT, now)
        return find_file(store, file_id)
    return read_record(row) if row else None


def ensure_shared_drive(store: Store, organizer_email: str, now: datetime) -> None:
    """Make the shared drive when it is not there yet, and this account an organizer of it."""
    with store.transaction():
        if store.row("SELECT id FROM files WHERE id = ?", (SHARED_DRIVE,)) is None:
            insert_drive(store, SHARED_DRIVE, "Ritmiek", organizer_email, rfc3339(now))
        else:
            _make_organizer(store, SHARED_DRIVE, organizer_email)


def insert_drive(store: Store, drive_id: str, name: str, organizer_email: str, moment: str) -> None:
    """Make a shared drive: the folder at its top, with this account as its organizer."""
    root = (drive_id, name, FOLDER, None, drive_id, organizer_email, "")
    _insert(store, File(*root, moment, moment, version=1, trashed=False))
    _make_organizer(store, drive_id, organizer_email)


def _make_organizer(store: Store, drive_id: str, email: str) -> None:
    store.write(
        "INSERT OR IGNORE INTO permissions (file, id, type, role, email)"
        " VALUES (?, ?, 'user', 'organizer', ?)",
        (drive_id, permission_id("user", email), email),
    )


def permission_id(kind: str, who: str, view: str = "") -> str:
    """The id of a permission: the same for one person, group or domain on every file."""
    if kind == "anyone":
        return "anyoneWithLink" + view.capitalize()
    digest = sha256(f"{kind}:{who.lower()}:{view}".encode()).hexdigest()
    return f"{int(digest, 16) % 10**20:020d}" + ("k" if kind == "domain" else "")


def open_file(
    call: Call, file_id: str, mime_type: str | None = None, *, write: bool = False
) -> File:
    """The file if this caller may read (or write) it; Google's 404 or 403 otherwise."""
    return open_in_role(call, file_id, mime_type, write=write)[0]


def open_in_role(
    call: Call, file_id: str, mime_type: str | None = None, *, write: bool = False
) -> tuple[File, str]:
    """The same file, with the strongest role that this caller has on it."""
    file = find_file(call.store, file_id)
    if file is None or (mime_type and file.mime_type != mime_type) or _hidden(file, call.caller):
        raise GoogleError(404, "Requested entity was not found.")
    role = role_of(call.store, file, call.caller)
    if role is None or (write and ROLES.index(role) < ROLES.index("writer")):
        raise GoogleError(403, "The caller does not have permission")
    return file, role


def visible(store: Store, file: File, caller: Caller) -> bool:
    """Whether the file exists for this caller at all."""
    return not _hidden(file, caller) and role_of(store, file, caller) is not None


def _hidden(file: File, caller: Caller) -> bool:
    """Whether `drive.file` keeps the file from this client; its shared drive it was handed."""
    if file.id == file.drive:
        return False
    return caller.sees_only_own_files and file.client != caller.client


def touch(call: Call, file_id: str) -> None:
    """Note that the file changed now."""
    call.store.write(
        "UPDATE files SET modified = ?, version = version + 1 WHERE id = ?",
        (call.timestamp, file_id),
    )
    _note_change(call, file_id)


def _note_change(call: Call, file_id: str) -> None:
    call.store.write(
        "INSERT INTO personal (file, account, modified) VALUES (?, ?, ?)"
        " ON CONFLICT (file, account) DO UPDATE SET modified = excluded.modified",
        (file_id, call.caller.email.lower(), call.timestamp),
    )


def role_of(store: Store, file: File, caller: Caller, *, by_search: bool = False) -> str | None:
    """The strongest role of the caller on the file, its folders and its shared drive.

    Links that only who has them can follow give no role to somebody who searches.
    """
    found: list[str] = []
    if file.drive is None:
        owned = store.rows(OWNERS_ABOVE, (file.id,))
        mine = [row["depth"] for row in owned if row["owner"] == caller.email]
        found = ["writer" if depth else "owner" for depth in mine]
    granted = store.rows(GRANTS_ABOVE, (file.id,))
    found += [
        row["role"]
        for row in granted
        if concerns(row, caller.email) and not (by_search and _by_link(row))
    ]
    return max(found, key=ROLES.index, default=None)


def _by_link(permission: sqlite3.Row) -> bool:
    """Whether a permission is for whoever has the link."""
    widely = permission["type"] in {"anyone", "domain"}
    return widely and not json.loads(permission["extra"]).get("allowFileDiscovery")


def concerns(permission: sqlite3.Row, email: str) -> bool:
    """Whether a permission is for this account: by address, by domain or for anyone."""
    if permission["type"] == "anyone":
        return True
    if permission["type"] == "domain":
        return email.lower().endswith("@" + str(permission["domain"]).lower())
    return str(permission["email"]).lower() == email.lower()


def app_properties(store: Store, file_id: str, client: str) -> dict[str, str]:
    """The private properties of a file as this client sees them."""
    found = store.rows(
        "SELECT key, value FROM app_properties WHERE file = ? AND client = ?", (file_id, client)
    )
    return {row["key"]: row["value"] for row in found}


def read_record(row: sqlite3.Row) -> File:
    """A row of the table `files` as a record."""
    return File(
        **{key: row[key] for key in row.keys() if key not in {"trashed", "properties", "extra"}},  # noqa: SIM118 - a Row is no dict
        trashed=bool(row["trashed"]),
    )


def _insert(store: Store, file: File) -> None:
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
