"""`files.update` and `files.delete`: renaming, moving, trashing, new bytes, removal for good."""

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach, require
from sync.local.drive.contents.details import (
    COMMON,
    check_fields,
    check_options,
    keep_extra,
    write_details,
)
from sync.local.drive.contents.documents import DOCUMENT, PLAIN, write_document
from sync.local.drive.contents.media import is_workspace_type, keep_content
from sync.local.drive.contents.moving import below, move
from sync.local.drive.contents.reading import answer
from sync.local.drive.contents.shortcuts import check_no_target
from sync.local.drive.errors import (
    FieldNotWritableError,
    InsufficientRoleError,
)
from sync.local.errors import NotCarriedError
from sync.local.files.making import find_file, touch
from sync.local.files.records import SPREADSHEET, File
from sync.local.sheets.exchange.importing import IMPORTS, import_file
from sync.local.store import Store

UPDATABLE = (COMMON - {"createdTime"}) | {"trashed", "shortcutDetails"}
PERSONAL = {"starred", "viewedByMeTime"}


@carries("drive.files.update")
def update(call: Call) -> Json:
    """Change what the body and the parameters say; everything else stays."""
    _check_update(call)
    own_view = bool(call.body) and set(call.body) <= PERSONAL and call.upload is None
    file = reach(call, call.params["fileId"], "reader" if own_view else "writer")
    check_no_target(call, file)
    move(call, file)
    _note_change(call, file)
    write_details(call, file.id)
    _replace_content(call, file)
    if "trashed" in call.body:
        _trash(call, file, trashed=call.body["trashed"])
    return answer(call, file.id)


@carries("drive.files.delete")
def delete(call: Call) -> Json:
    """Remove a file for good, and everything in it when it is a folder."""
    file = reach(call, call.params["fileId"])
    if file.id == file.drive:
        raise InsufficientRoleError
    require(call, file, "organizer" if file.drive else "owner")
    remove(call.store, file.id)
    return {}


@carries("drive.files.emptyTrash")
def empty_trash(call: Call) -> Json:
    """Remove for good what is in the caller's trash, or in that of a shared drive."""
    drive = call.params.get("driveId")
    if drive:
        require(call, reach(call, drive), "organizer")
        found = call.store.rows("SELECT id FROM files WHERE drive = ? AND trashed = 1", (drive,))
    else:
        found = call.store.rows(
            "SELECT id FROM files WHERE drive IS NULL AND owner = ? AND trashed = 1",
            (call.caller.email,),
        )
    for row in found:
        remove(call.store, row["id"])
    return {}


def remove(store: Store, file_id: str) -> None:
    """Forget a file, and everything in it when it is a folder."""
    every = [(each,) for each in below(store, file_id)]
    store.write_many("DELETE FROM files WHERE id = ?", every)


def _check_update(call: Call) -> None:
    if "parents" in call.body:
        raise FieldNotWritableError(
            "The parents field is not directly writable in update requests. "
            "Use the addParents and removeParents parameters instead."
        )
    check_options(call)
    check_fields(call, UPDATABLE)


def _note_change(call: Call, file: File) -> None:
    """Only what a file says or is called counts as changing it; where it lives does not."""
    told = set(call.body) - PERSONAL - {"kind", "trashed"}
    if told or call.upload is not None:
        touch(call, file.id)
    else:
        call.store.write("UPDATE files SET version = version + 1 WHERE id = ?", (file.id,))


def _replace_content(call: Call, file: File) -> None:
    uploaded = call.upload.mime_type if call.upload else file.mime_type
    mime_type = call.body.get("mimeType") or uploaded
    if file.mime_type == SPREADSHEET and mime_type in {SPREADSHEET, *IMPORTS}:
        if call.upload:
            import_file(call, file, call.upload.content, call.upload.mime_type, file.name)
        return
    if file.mime_type == DOCUMENT and mime_type in {DOCUMENT, PLAIN}:
        if call.upload:
            write_document(call, file, call.upload.content, call.upload.mime_type)
        return
    if is_workspace_type(file.mime_type) or is_workspace_type(mime_type):
        if call.upload or mime_type != file.mime_type:
            raise NotCarriedError(f"drive.files.update that converts {file.mime_type}")
        return
    if call.upload:
        current = find_file(call.store, file.id) or file
        keep = bool(call.params.get("keepRevisionForever"))
        keep_content(call, current, call.upload.content, mime_type=mime_type, keep=keep)
    call.store.write("UPDATE files SET mime_type = ? WHERE id = ?", (mime_type, file.id))


def _trash(call: Call, file: File, *, trashed: bool) -> None:
    """Trash or restore a file; 1 is trashed itself, 2 is in a folder that was."""
    require(call, file, "fileOrganizer" if file.drive else "owner")
    if file.id == file.drive:
        raise InsufficientRoleError
    when = call.timestamp if trashed else None
    who = call.caller.email if trashed else None
    keep_extra(call.store, file.id, {"trashedTime": when, "trashingUser": who})
    call.store.write("UPDATE files SET trashed = ? WHERE id = ?", (int(trashed), file.id))
    inside = """WITH RECURSIVE down (id) AS (
        SELECT id FROM files WHERE parent = ? AND trashed <> 1
        UNION ALL SELECT f.id FROM files f JOIN down ON f.parent = down.id WHERE f.trashed <> 1)
        UPDATE files SET trashed = ? WHERE id IN down"""
    call.store.write(inside, (file.id, 2 if trashed else 0))
