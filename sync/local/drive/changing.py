"""`files.update` and `files.delete`: renaming, moving, trashing, new bytes, removal for good."""

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach, reach_parent, require, root_id
from sync.local.drive.details import COMMON, check_fields, write_details
from sync.local.drive.errors import (
    CyclicFoldersError,
    FieldNotWritableError,
    InsufficientRoleError,
    SeveralParentsError,
)
from sync.local.drive.media import is_workspace_type, keep_content
from sync.local.drive.reading import answer
from sync.local.errors import NotCarriedError
from sync.local.files import File, QuotaExceededError, find_file, touch
from sync.local.store import Store
from sync.local.workspace import SHARED_DRIVE

UPDATABLE = (COMMON - {"createdTime"}) | {"trashed"}
DOWNWARDS = """WITH RECURSIVE down (id) AS (
    SELECT ? UNION ALL SELECT f.id FROM files f JOIN down ON f.parent = down.id)
    SELECT id FROM down"""


@carries("drive.files.update")
def update(call: Call) -> Json:
    """Change what the body and the parameters say; everything else stays."""
    _check_update(call)
    file = reach(call, call.params["fileId"], "writer")
    _move(call, file)
    touch(call, file.id)
    write_details(call, file.id)
    _replace_content(call, file)
    if "trashed" in call.body:
        _trash(call, file, trashed=call.body["trashed"])
    return answer(call, file.id)


@carries("drive.files.delete")
def delete(call: Call) -> Json:
    """Remove a file for good, and everything in it when it is a folder."""
    file = reach(call, call.params["fileId"])
    if file.id == SHARED_DRIVE:
        raise InsufficientRoleError
    require(call, file, "organizer" if file.drive else "owner")
    every = [(each,) for each in _below(call.store, file.id)]
    call.store.write_many("DELETE FROM files WHERE id = ?", every)
    return {}


def _check_update(call: Call) -> None:
    if "parents" in call.body:
        raise FieldNotWritableError(
            "The parents field is not directly writable in update requests. "
            "Use the addParents and removeParents parameters instead."
        )
    check_fields(call, UPDATABLE)


def _replace_content(call: Call, file: File) -> None:
    uploaded = call.upload.mime_type if call.upload else file.mime_type
    mime_type = call.body.get("mimeType") or uploaded
    if is_workspace_type(file.mime_type) or is_workspace_type(mime_type):
        if call.upload or mime_type != file.mime_type:
            raise NotCarriedError(f"drive.files.update that converts {file.mime_type}")
        return
    if call.upload:
        keep_content(call, file.id, call.upload.content)
    call.store.write("UPDATE files SET mime_type = ? WHERE id = ?", (mime_type, file.id))


def _move(call: Call, file: File) -> None:
    added = _named(call.params.get("addParents"))
    removed = _named(call.params.get("removeParents"))
    if not added:
        if removed:
            raise NotCarriedError("drive.files.update with removeParents alone")
        return
    if len(added) > 1 or (_parent_id(file) not in removed and _parent_id(file) not in added):
        raise SeveralParentsError
    target = reach_parent(call, added[0])
    if target in _below(call.store, file.id):
        raise CyclicFoldersError
    drive = _drive_of(call.store, target)
    if drive is None and call.caller.service_account:
        raise QuotaExceededError
    call.store.write("UPDATE files SET parent = ? WHERE id = ?", (target, file.id))
    if drive != file.drive:
        for each in _below(call.store, file.id):
            call.store.write("UPDATE files SET drive = ? WHERE id = ?", (drive, each))


def _drive_of(store: Store, folder_id: str | None) -> str | None:
    folder = find_file(store, folder_id) if folder_id else None
    return folder.drive if folder else None


def _parent_id(file: File) -> str:
    return file.parent or root_id(file.owner)


def _named(ids: str | None) -> list[str]:
    return [each.strip() for each in (ids or "").split(",") if each.strip()]


def _below(store: Store, file_id: str) -> list[str]:
    return [row["id"] for row in store.rows(DOWNWARDS, (file_id,))]


def _trash(call: Call, file: File, *, trashed: bool) -> None:
    """Trash or restore a file; 1 is trashed itself, 2 is in a folder that was."""
    require(call, file, "fileOrganizer" if file.drive else "owner")
    call.store.write("UPDATE files SET trashed = ? WHERE id = ?", (int(trashed), file.id))
    inside = """WITH RECURSIVE down (id) AS (
        SELECT id FROM files WHERE parent = ? AND trashed <> 1
        UNION ALL SELECT f.id FROM files f JOIN down ON f.parent = down.id WHERE f.trashed <> 1)
        UPDATE files SET trashed = ? WHERE id IN down"""
    call.store.write(inside, (file.id, 2 if trashed else 0))
