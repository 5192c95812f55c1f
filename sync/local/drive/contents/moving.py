"""Moving files between folders and drives."""

from sync.local.call import Call
from sync.local.drive.access import reach_parent, require, root_id
from sync.local.drive.errors import (
    CyclicFoldersError,
    InsufficientRoleError,
    ParentNotFoundError,
    SeveralParentsError,
)
from sync.local.files.making import QuotaExceededError, find_file
from sync.local.files.records import File
from sync.local.store import Store

DOWNWARDS = """WITH RECURSIVE down (id) AS (
    SELECT ? UNION ALL SELECT f.id FROM files f JOIN down ON f.parent = down.id)
    SELECT id FROM down"""


def move(call: Call, file: File) -> None:
    """Put a file in another folder when the call says so."""
    added = _named(call.params.get("addParents"))
    removed = _removed(call, file)
    present = _parent_id(file)
    if not added:
        if present in removed:
            _orphan(call, file)
        return
    if len(added) > 1 or present not in {*removed, *added}:
        raise SeveralParentsError
    target = reach_parent(call, added[0])
    if target == file.parent:
        return
    _check_move(call, file, target)
    drive = _drive_of(call.store, target)
    call.store.write("UPDATE files SET parent = ? WHERE id = ?", (target, file.id))
    if drive != file.drive:
        _change_drive(call, file, drive)


def _removed(call: Call, file: File) -> list[str]:
    """The parents to take away; one that the file is not in is not found."""
    removed = _named(call.params.get("removeParents"))
    present = _parent_id(file)
    names = [present if each == "root" and file.drive is None else each for each in removed]
    for each in names:
        if each != present:
            raise ParentNotFoundError(each)
    return names


def _change_drive(call: Call, file: File, drive: str | None) -> None:
    if drive is None and call.caller.service_account:
        raise QuotaExceededError
    for each in below(call.store, file.id):
        call.store.write("UPDATE files SET drive = ? WHERE id = ?", (drive, each))
        if drive is None:
            owner = (call.caller.email, each)
            call.store.write("UPDATE files SET owner = ? WHERE id = ?", owner)


def _check_move(call: Call, file: File, target: str | None) -> None:
    """Nothing goes into itself, and only organizers take things out of a shared drive."""
    if file.id == file.drive:
        raise InsufficientRoleError
    if target in below(call.store, file.id):
        raise CyclicFoldersError
    leaves = file.drive is not None and _drive_of(call.store, target) != file.drive
    if leaves:
        require(call, file, "organizer")


def _orphan(call: Call, file: File) -> None:
    """Without a folder a file goes to its owner's root; one in a shared drive stays in a folder."""
    if file.drive:
        raise SeveralParentsError
    call.store.write("UPDATE files SET parent = NULL WHERE id = ?", (file.id,))


def _drive_of(store: Store, folder_id: str | None) -> str | None:
    folder = find_file(store, folder_id) if folder_id else None
    return folder.drive if folder else None


def _parent_id(file: File) -> str:
    return file.parent or root_id(file.owner)


def _named(ids: str | None) -> list[str]:
    return [each.strip() for each in (ids or "").split(",") if each.strip()]


def below(store: Store, file_id: str) -> list[str]:
    """The file and everything in it."""
    return [row["id"] for row in store.rows(DOWNWARDS, (file_id,))]
