"""What a create, copy or update body may say about a file, and writing it down."""

import json
import re
from collections.abc import Set
from datetime import datetime

from sync.local.call import Call, Json, rfc3339
from sync.local.drive.contents.hints import keep_hints
from sync.local.drive.errors import FieldNotWritableError, InvalidValueError
from sync.local.drive.personal import note
from sync.local.drive.properties import merge_app_properties, merge_properties
from sync.local.errors import NotCarriedError
from sync.local.store import Store, dump

# Kept as given and answered back; nothing here changes what the local Workspace does.
KEPT = frozenset(
    {
        "description",
        "folderColorRgb",
        "writersCanShare",
        "copyRequiresWriterPermission",
        "originalFilename",
    }
)
COMMON = KEPT | {
    "kind",
    "name",
    "mimeType",
    "starred",
    "appProperties",
    "properties",
    "createdTime",
    "modifiedTime",
    "viewedByMeTime",
    "viewersCanCopyContent",
    "contentHints",
}
NOT_CARRIED = frozenset(
    {
        "contentRestrictions",
        "downloadRestrictions",
        "inheritedPermissionsDisabled",
    }
)
# Parameters that have no meaning here may be absent or false, never asked for.
OPTIONS_NOT_CARRIED = ("includeLabels", "ocrLanguage", "useContentAsIndexableText", "copyComments")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def check_options(call: Call) -> None:
    """Refuse by name a parameter whose effect is not carried here."""
    for name in OPTIONS_NOT_CARRIED:
        if call.params.get(name):
            raise NotCarriedError(f"{call.method} with {name}")


def check_fields(call: Call, writable: Set[str]) -> None:
    """Refuse a body with fields that Drive would refuse, or that are not carried here."""
    for field in sorted(call.body):
        if field in NOT_CARRIED and call.body[field] is not None:
            raise NotCarriedError(f"{call.method} with {field}")
        if field not in writable | NOT_CARRIED:
            raise FieldNotWritableError
    colour = call.body.get("folderColorRgb")
    if colour and not COLOUR.fullmatch(colour):
        raise InvalidValueError("folderColorRgb")


def write_details(call: Call, file_id: str) -> None:
    """Write everything of the body that is about the file itself, not about where it lives."""
    body = call.body
    created, modified = _moment(body.get("createdTime")), _moment(body.get("modifiedTime"))
    call.store.write(
        "UPDATE files SET name = coalesce(?, name), created = coalesce(?, created),"
        " modified = coalesce(?, modified) WHERE id = ?",
        (body.get("name"), created, modified, file_id),
    )
    kept = {key: body[key] for key in sorted(KEPT & set(body))}
    if "viewersCanCopyContent" in body:
        kept["copyRequiresWriterPermission"] = not body["viewersCanCopyContent"]
    keep_extra(call.store, file_id, kept)
    _keep_personal(call, file_id)
    keep_hints(call, file_id)
    if "appProperties" in body:
        merge_app_properties(call, file_id, body["appProperties"] or {})
    if "properties" in body:
        merge_properties(call, file_id, body["properties"] or {})


def keep_extra(store: Store, file_id: str, values: Json) -> None:
    """Keep fields of the file resource; one that is none, or empty, is forgotten."""
    if not values:
        return
    row = store.row("SELECT extra FROM files WHERE id = ?", (file_id,))
    merged = {**json.loads(row["extra"]), **values} if row else values
    kept = {key: value for key, value in merged.items() if value not in (None, "")}
    store.write("UPDATE files SET extra = ? WHERE id = ?", (dump(kept), file_id))


def _keep_personal(call: Call, file_id: str) -> None:
    account, body = call.caller.email, call.body
    if "starred" in body:
        note(call.store, file_id, account, starred=int(bool(body["starred"])))
    if "viewedByMeTime" in body:
        note(call.store, file_id, account, viewed=_moment(body["viewedByMeTime"]))


def _moment(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return rfc3339(moment)
    except (ValueError, OverflowError):
        pass
    raise InvalidValueError(text)
