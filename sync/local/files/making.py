"""The files under Drive, Sheets and Forms: made, found, opened and touched.

Sheets and Forms are Drive files; their contents live in the tables of their own subject.
"""

from datetime import UTC, datetime

from sync.local.call import Call
from sync.local.errors import GoogleError
from sync.local.files.records import (
    FOLDER,
    ROLES,
    File,
    insert_record,
    new_file_id,
    read_record,
)
from sync.local.files.roles import (
    hidden,
    role_of,
)
from sync.local.files.shared_drive import ensure_shared_drive
from sync.local.signing_in.identity import OWNER, SERVICE_ACCOUNT
from sync.local.store import Store
from sync.local.workspace import SHARED_DRIVE


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
    insert_record(call.store, file)
    _note_change(call, file.id)
    return file


def open_parent(call: Call, parent: str) -> File:
    """The folder in which this caller may put files; Drive's refusals otherwise."""
    folder = find_file(call.store, parent)
    role = role_of(call.store, folder, call.caller) if folder else None
    if folder is None or role is None or hidden(folder, call.caller):
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
    if file is None or (mime_type and file.mime_type != mime_type) or hidden(file, call.caller):
        raise GoogleError(404, "Requested entity was not found.")
    role = role_of(call.store, file, call.caller)
    if role is None or (write and ROLES.index(role) < ROLES.index("writer")):
        raise GoogleError(403, "The caller does not have permission")
    return file, role


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


def app_properties(store: Store, file_id: str, client: str) -> dict[str, str]:
    """The private properties of a file as this client sees them."""
    found = store.rows(
        "SELECT key, value FROM app_properties WHERE file = ? AND client = ?", (file_id, client)
    )
    return {row["key"]: row["value"] for row in found}
