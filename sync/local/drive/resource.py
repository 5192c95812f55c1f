"""A file as Drive describes it."""

import json

from sync.local.call import Call, Json
from sync.local.drive.access import root_id
from sync.local.drive.contents.hints import describe_thumbnail
from sync.local.drive.contents.media import describe_content, is_workspace_type
from sync.local.drive.links import export_links, icon, web_address
from sync.local.drive.people import describe_user
from sync.local.drive.personal import describe_personal
from sync.local.drive.properties import properties
from sync.local.drive.sharing.grants import describe_grants, grants_of
from sync.local.files.making import app_properties
from sync.local.files.records import FOLDER, ROLES, File
from sync.local.files.roles import role_of

# Each group costs look-ups of its own: it is left out when no field of it is asked for.
PERSONAL = ("ByMe", "WithMe", "starred", "sharing", "lastModifying")
RIGHTS = ("ermission", "capabilities", "owner", "shared", "isApp")
CONTENT = (
    "size",
    "Checksum",
    "quota",
    "Link",
    "ilename",
    "ileExtension",
    "evision",
    "has",
    "thumbnail",
)


def describe(call: Call, file: File) -> Json:
    """The file resource: the default fields, or all of them for the field mask to choose from."""
    short: Json = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime_type,
    }
    if file.drive:
        short |= {"driveId": file.drive, "teamDriveId": file.drive}
    if not call.params.get("fields"):
        return short
    found = short | _placing(call, file) | _properties(call, file)
    if _asked(call, PERSONAL):
        found |= describe_personal(call, file)
    if _asked(call, RIGHTS):
        found |= _rights(call, file)
    if _asked(call, CONTENT):
        found |= _contents(call, file)
    return found


def _asked(call: Call, names: tuple[str, ...]) -> bool:
    fields: str = call.params["fields"]
    return "*" in fields or any(name in fields for name in names)


def _placing(call: Call, file: File) -> Json:
    row = call.store.row("SELECT trashed, extra FROM files WHERE id = ?", (file.id,))
    parent = file.parent or (None if file.drive else root_id(file.owner))
    found: Json = {
        "trashed": file.trashed,
        "explicitlyTrashed": bool(row and row["trashed"] == 1),
        "createdTime": file.created,
        "modifiedTime": file.modified,
        "version": str(file.version),
        "spaces": ["drive"],
        "writersCanShare": True,
        "viewersCanCopyContent": True,
        "copyRequiresWriterPermission": False,
        "iconLink": icon(file.mime_type),
        "webViewLink": web_address(call.base_url, file),
    }
    if parent:
        found["parents"] = [parent]
    extra: Json = json.loads(row["extra"]) if row else {}
    if "trashingUser" in extra:
        trasher = extra["trashingUser"]
        extra["trashingUser"] = describe_user(trasher, me=trasher == call.caller.email)
    if extra.get("copyRequiresWriterPermission"):
        extra["viewersCanCopyContent"] = False
    return found | extra


def _properties(call: Call, file: File) -> Json:
    found: Json = {}
    private = app_properties(call.store, file.id, call.caller.client)
    public = properties(call.store, file.id)
    if private:
        found["appProperties"] = private
    if public:
        found["properties"] = public
    return found


def _contents(call: Call, file: File) -> Json:
    found: Json = {"quotaBytesUsed": "0", **describe_thumbnail(call.store, file.id)}
    if is_workspace_type(file.mime_type):
        return found | export_links(call.base_url, file)
    return found | describe_content(call, file)


def _rights(call: Call, file: File) -> Json:
    role = role_of(call.store, file, call.caller) or "reader"
    writes = ROLES.index(role) >= ROLES.index("writer")
    ids = list(dict.fromkeys(grant.id for grant in grants_of(call.store, file)))
    found: Json = {
        "capabilities": _capabilities(file, role),
        "isAppAuthorized": file.client == call.caller.client,
    }
    if writes:
        found["permissionIds"] = ids
    if file.drive:
        return found | {"hasAugmentedPermissions": False}
    me = file.owner.lower() == call.caller.email.lower()
    found |= {"owners": [describe_user(file.owner, me=me)], "ownedByMe": me}
    found["shared"] = len(ids) > 1
    if writes:
        found["permissions"] = describe_grants(call, file)
    return found


def _capabilities(file: File, role: str) -> Json:
    rank = ROLES.index(role)
    writes = rank >= ROLES.index("writer")
    on_drive = file.drive is not None
    removes = rank >= ROLES.index("fileOrganizer") if on_drive else role == "owner"
    folder = file.mime_type == FOLDER
    found: Json = {
        **dict.fromkeys(
            ("canEdit", "canShare", "canRename", "canModifyContent", "canReadRevisions"), writes
        ),
        "canComment": rank >= ROLES.index("commenter"),
        "canDownload": True,
        "canCopy": not folder,
        "canAddChildren": writes and folder,
        "canAddMyDriveParent": False,
        "canListChildren": folder,
        "canRemoveChildren": folder and removes,
        "canTrash": removes and file.id != file.drive,
        "canUntrash": removes and file.id != file.drive,
        "canDelete": role in {"owner", "organizer"} and file.id != file.drive,
        "canChangeCopyRequiresWriterPermission": writes,
        "canChangeViewersCanCopyContent": writes,
        "canModifyLabels": False,
        "canReadLabels": False,
        "canMoveItemWithinDrive": writes,
        "canMoveItemOutOfDrive": removes,
        "canMoveChildrenWithinDrive": writes and folder,
    }
    if on_drive:
        found |= {"canReadDrive": True, "canTrashChildren": folder and removes}
        found["canDeleteChildren"] = folder and role == "organizer"
    else:
        found["canAcceptOwnership"] = False
    return found
