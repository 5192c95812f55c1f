"""`drives.*`: shared drives, and who of their members sees them in a list."""

import json

from sync.local.call import Call, Json, carries
from sync.local.drive.contents.changing import remove
from sync.local.drive.contents.details import COLOUR, keep_extra
from sync.local.drive.errors import (
    DriveNotEmptyError,
    FieldNotWritableError,
    InsufficientRoleError,
    InvalidValueError,
    NoStorageForDrivesError,
    RequiredFieldError,
    SharedDriveNotFoundError,
)
from sync.local.drive.pages import cut
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.files.making import find_file
from sync.local.files.records import ROLES, File, new_file_id
from sync.local.files.roles import role_of
from sync.local.files.shared_drive import insert_drive
from sync.local.store import declares, dump
from sync.local.workspace import SHARED_DRIVE

MOST_ON_A_PAGE = 100
KEPT = ("colorRgb", "restrictions")
RESTRICTIONS = (
    "adminManagedRestrictions",
    "copyRequiresWriterPermission",
    "domainUsersOnly",
    "driveMembersOnly",
    "sharingFoldersRequiresOrganizerPermission",
)

declares(
    """CREATE TABLE IF NOT EXISTS drive_requests (
        caller TEXT NOT NULL, request TEXT NOT NULL, drive TEXT NOT NULL,
        PRIMARY KEY (caller, request))""",
    """CREATE TABLE IF NOT EXISTS hidden_drives (
        drive TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, account TEXT NOT NULL,
        PRIMARY KEY (drive, account))""",
)


class DriveExistsError(GoogleError):
    """The request id was used for a drive that is there already."""

    def __init__(self) -> None:
        super().__init__(
            409, "A shared drive was already made with this requestId.", reason="alreadyExists"
        )


@carries("drive.drives.list")
def list_drives(call: Call) -> Json:
    """The shared drives that the caller is a member of."""
    _refuse_admin(call)
    if call.params.get("q"):
        raise NotCarriedError("drive.drives.list with q")
    find_file(call.store, SHARED_DRIVE)
    rows = call.store.rows("SELECT id FROM files WHERE id = drive ORDER BY name, id")
    roots = [find_file(call.store, row["id"]) for row in rows]
    mine = [
        _describe(call, root, role)
        for root in roots
        if root and (role := role_of(call.store, root, call.caller))
    ]
    page, token = cut(call, mine, 10, MOST_ON_A_PAGE)
    return {"kind": "drive#driveList", "drives": page, **token}


@carries("drive.drives.create")
def create(call: Call) -> Json:
    """A new shared drive with the caller as its organizer; a repeated request makes no second."""
    request = call.params["requestId"]
    known = (call.caller.email, request)
    if call.store.row("SELECT 1 FROM drive_requests WHERE caller = ? AND request = ?", known):
        raise DriveExistsError
    if not call.body.get("name"):
        raise RequiredFieldError("name")
    if call.caller.service_account:
        raise NoStorageForDrivesError
    drive_id = "0A" + new_file_id()[1:12] + "Uk9PVA"
    insert_drive(call.store, drive_id, call.body["name"], call.caller.email, call.timestamp)
    call.store.write("INSERT INTO drive_requests VALUES (?, ?, ?)", (*known, drive_id))
    _keep(call, drive_id)
    return _answer(call, drive_id)


@carries("drive.drives.get")
def get(call: Call) -> Json:
    """One shared drive."""
    _refuse_admin(call)
    return _answer(call, call.params["driveId"])


@carries("drive.drives.update")
def update(call: Call) -> Json:
    """Another name, colour or other restrictions."""
    _refuse_admin(call)
    root = _root(call, call.params["driveId"], "organizer")
    if "name" in call.body:
        if not call.body["name"]:
            raise RequiredFieldError("name")
        call.store.write("UPDATE files SET name = ? WHERE id = ?", (call.body["name"], root.id))
    _keep(call, root.id)
    return _answer(call, root.id)


@carries("drive.drives.delete")
def delete(call: Call) -> Json:
    """Remove a shared drive that holds nothing any more."""
    _refuse_admin(call)
    if call.params.get("allowItemDeletion"):
        raise NotCarriedError("drive.drives.delete with allowItemDeletion")
    root = _root(call, call.params["driveId"], "organizer")
    inside = "SELECT 1 FROM files WHERE drive = ? AND id <> drive AND trashed = 0 LIMIT 1"
    if call.store.row(inside, (root.id,)):
        raise DriveNotEmptyError
    call.store.write("DELETE FROM files WHERE drive = ? AND id <> drive", (root.id,))
    remove(call.store, root.id)
    return {}


@carries("drive.drives.hide")
def hide(call: Call) -> Json:
    """Leave a shared drive out of the caller's default view."""
    root = _root(call, call.params["driveId"])
    call.store.write(
        "INSERT OR IGNORE INTO hidden_drives VALUES (?, ?)", (root.id, call.caller.email)
    )
    return _answer(call, root.id)


@carries("drive.drives.unhide")
def unhide(call: Call) -> Json:
    """Put a shared drive back in the caller's default view."""
    root = _root(call, call.params["driveId"])
    call.store.write(
        "DELETE FROM hidden_drives WHERE drive = ? AND account = ?", (root.id, call.caller.email)
    )
    return _answer(call, root.id)


def _refuse_admin(call: Call) -> None:
    if call.params.get("useDomainAdminAccess"):
        raise NotCarriedError(f"{call.method} with useDomainAdminAccess")


def _root(call: Call, drive_id: str, role: str = "reader") -> File:
    root = find_file(call.store, drive_id)
    held = role_of(call.store, root, call.caller) if root else None
    if root is None or root.id != root.drive or held is None:
        raise SharedDriveNotFoundError(drive_id)
    if ROLES.index(held) < ROLES.index(role):
        raise InsufficientRoleError
    return root


def _keep(call: Call, drive_id: str) -> None:
    unknown = sorted(set(call.body) - {"kind", "name", *KEPT})
    if unknown and unknown[0] in {"themeId", "backgroundImageFile"}:
        raise NotCarriedError(f"{call.method} with {unknown[0]}")
    if unknown:
        raise FieldNotWritableError
    if not COLOUR.fullmatch(call.body.get("colorRgb", "#000000")):
        raise InvalidValueError("colorRgb")
    kept = {key: call.body[key] for key in KEPT if key in call.body}
    if "restrictions" in kept:
        row = call.store.row("SELECT extra FROM files WHERE id = ?", (drive_id,))
        before = json.loads(row["extra"]).get("restrictions", {}) if row else {}
        kept["restrictions"] = {**before, **(kept["restrictions"] or {})}
    keep_extra(call.store, drive_id, json.loads(dump(kept)))


def _answer(call: Call, drive_id: str) -> Json:
    root = _root(call, drive_id)
    return _describe(call, root, role_of(call.store, root, call.caller) or "reader")


def _describe(call: Call, root: File, role: str) -> Json:
    found: Json = {"kind": "drive#drive", "id": root.id, "name": root.name}
    if not call.params.get("fields"):
        return found
    row = call.store.row("SELECT extra FROM files WHERE id = ?", (root.id,))
    extra: Json = json.loads(row["extra"]) if row else {}
    hidden = "SELECT 1 FROM hidden_drives WHERE drive = ? AND account = ?"
    return found | {
        "createdTime": root.created,
        "colorRgb": extra.get("colorRgb", "#0f9d58"),
        "hidden": call.store.row(hidden, (root.id, call.caller.email)) is not None,
        "capabilities": _capabilities(ROLES.index(role)),
        "restrictions": dict.fromkeys(RESTRICTIONS, False) | extra.get("restrictions", {}),
    }


def _capabilities(rank: int) -> Json:
    least = {
        "canListChildren": "reader",
        "canDownload": "reader",
        "canCopy": "reader",
        "canComment": "commenter",
        **dict.fromkeys(("canAddChildren", "canEdit", "canShare", "canRename"), "writer"),
        "canReadRevisions": "writer",
        "canTrashChildren": "fileOrganizer",
        "canDeleteChildren": "organizer",
        "canDeleteDrive": "organizer",
        "canManageMembers": "organizer",
        "canRenameDrive": "organizer",
    }
    return {name: rank >= ROLES.index(role) for name, role in least.items()}
