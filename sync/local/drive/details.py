"""What a create, copy or update body may say about a file, and writing it down."""

import json
from collections.abc import Set
from datetime import datetime

from sync.local.call import Call, Json, rfc3339
from sync.local.drive.errors import FieldNotWritableError, InvalidValueError
from sync.local.drive.properties import merge_app_properties, merge_properties
from sync.local.errors import NotCarriedError
from sync.local.store import dump

# Kept as given and answered back; nothing here changes what the local Workspace does.
KEPT = frozenset(
    {
        "description",
        "starred",
        "folderColorRgb",
        "writersCanShare",
        "copyRequiresWriterPermission",
    }
)
COMMON = KEPT | {
    "kind",
    "name",
    "mimeType",
    "appProperties",
    "properties",
    "createdTime",
    "modifiedTime",
}
NOT_CARRIED = frozenset(
    {
        "contentHints",
        "contentRestrictions",
        "downloadRestrictions",
        "inheritedPermissionsDisabled",
        "originalFilename",
        "shortcutDetails",
        "viewedByMeTime",
        "viewersCanCopyContent",
    }
)


def check_fields(call: Call, writable: Set[str]) -> None:
    """Refuse a body with fields that Drive would refuse, or that are not carried here."""
    for field in sorted(call.body):
        if field in NOT_CARRIED:
            raise NotCarriedError(f"{call.method} with {field}")
        if field not in writable:
            raise FieldNotWritableError


def write_details(call: Call, file_id: str) -> None:
    """Write everything of the body that is about the file itself, not about where it lives."""
    body = call.body
    created, modified = _moment(body.get("createdTime")), _moment(body.get("modifiedTime"))
    call.store.write(
        "UPDATE files SET name = coalesce(?, name), created = coalesce(?, created),"
        " modified = coalesce(?, modified) WHERE id = ?",
        (body.get("name"), created, modified, file_id),
    )
    _keep(call, file_id, {key: body[key] for key in sorted(KEPT & set(body))})
    if "appProperties" in body:
        merge_app_properties(call, file_id, body["appProperties"])
    if "properties" in body:
        merge_properties(call, file_id, body["properties"])


def _keep(call: Call, file_id: str, values: Json) -> None:
    if not values:
        return
    row = call.store.row("SELECT extra FROM files WHERE id = ?", (file_id,))
    kept = {**json.loads(row["extra"]), **values} if row else values
    call.store.write("UPDATE files SET extra = ? WHERE id = ?", (dump(kept), file_id))


def _moment(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(text) from None
    if moment.tzinfo is None:
        raise InvalidValueError(text)
    return rfc3339(moment)
