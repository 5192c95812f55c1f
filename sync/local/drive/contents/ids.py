"""Ids handed out before the file exists, so that a repeated create is seen as one."""

from sync.local.call import Call, Json, carries
from sync.local.drive.contents.media import is_workspace_type
from sync.local.drive.errors import (
    GeneratedIdNotSupportedError,
    IdInUseError,
    InvalidValueError,
    UnusableIdError,
)
from sync.local.errors import NotCarriedError
from sync.local.files.making import find_file
from sync.local.files.records import FOLDER, new_file_id
from sync.local.store import declares

MOST_AT_ONCE = 1000

declares("CREATE TABLE IF NOT EXISTS generated_ids (id TEXT PRIMARY KEY)")


@carries("drive.files.generateIds")
def generate_ids(call: Call) -> Json:
    """Fresh ids that this Drive will accept in a create."""
    space = call.params.get("space", "drive")
    if space != "drive":
        raise NotCarriedError(f"drive.files.generateIds with space {space}")
    count = call.params.get("count", 10)
    if not 1 <= count <= MOST_AT_ONCE:
        raise InvalidValueError(f"count must be from 1 to {MOST_AT_ONCE}")
    ids = [new_file_id() for _ in range(count)]
    call.store.write_many("INSERT INTO generated_ids VALUES (?)", [(each,) for each in ids])
    return {"kind": "drive#generatedIds", "space": space, "ids": ids}


def usable_id(call: Call, mime_type: str) -> str | None:
    """The id that the body chooses, when it may."""
    chosen: str | None = call.body.get("id")
    if chosen is None:
        return None
    if is_workspace_type(mime_type) and mime_type != FOLDER:
        raise GeneratedIdNotSupportedError
    if find_file(call.store, chosen):
        raise IdInUseError
    if call.store.row("SELECT id FROM generated_ids WHERE id = ?", (chosen,)) is None:
        raise UnusableIdError
    return chosen
