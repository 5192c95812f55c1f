"""Making shared drives, the one that is always there among them."""

from datetime import datetime

from sync.local.call import rfc3339
from sync.local.files.records import FOLDER, File, insert_record
from sync.local.files.roles import permission_id
from sync.local.store import Store
from sync.local.workspace import SHARED_DRIVE


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
    insert_record(store, File(*root, moment, moment, version=1, trashed=False))
    _make_organizer(store, drive_id, organizer_email)


def _make_organizer(store: Store, drive_id: str, email: str) -> None:
    store.write(
        "INSERT OR IGNORE INTO permissions (file, id, type, role, email)"
        " VALUES (?, ?, 'user', 'organizer', ?)",
        (drive_id, permission_id("user", email), email),
    )
