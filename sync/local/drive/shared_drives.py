"""`drives.*`: the one shared drive that every local Workspace has."""

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.files import ROLES, File, find_file, role_of
from sync.local.workspace import SHARED_DRIVE


class SharedDriveNotFoundError(GoogleError):
    """No shared drive with this id, or none that this caller is a member of."""

    def __init__(self, drive_id: str) -> None:
        super().__init__(404, f"Shared drive not found: {drive_id}", reason="notFound")


@carries("drive.drives.list")
def list_drives(call: Call) -> Json:
    """The shared drives that the caller is a member of."""
    if call.params.get("q") or call.params.get("useDomainAdminAccess"):
        raise NotCarriedError("drive.drives.list with q or useDomainAdminAccess")
    root = find_file(call.store, SHARED_DRIVE)
    role = role_of(call.store, root, call.caller) if root else None
    found = [_describe(call, root, role)] if root and role else []
    return {"kind": "drive#driveList", "drives": found}


@carries("drive.drives.get")
def get(call: Call) -> Json:
    """One shared drive."""
    drive_id: str = call.params["driveId"]
    root = find_file(call.store, SHARED_DRIVE) if drive_id == SHARED_DRIVE else None
    role = role_of(call.store, root, call.caller) if root else None
    if root is None or role is None:
        raise SharedDriveNotFoundError(drive_id)
    return _describe(call, root, role)


def _describe(call: Call, root: File, role: str) -> Json:
    found: Json = {"kind": "drive#drive", "id": root.id, "name": root.name}
    if "fields" not in call.params:
        return found
    rank = ROLES.index(role)
    return found | {
        "createdTime": root.created,
        "hidden": False,
        "capabilities": {
            "canAddChildren": rank >= ROLES.index("writer"),
            "canEdit": rank >= ROLES.index("writer"),
            "canShare": rank >= ROLES.index("writer"),
            "canManageMembers": rank >= ROLES.index("organizer"),
            "canListChildren": True,
        },
    }
