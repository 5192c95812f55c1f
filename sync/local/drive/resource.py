"""A file as Drive describes it."""

import json

from sync.local.call import Call, Json
from sync.local.drive.access import root_id
from sync.local.drive.grants import describe_grants, granted_ids
from sync.local.drive.media import describe_content, is_workspace_type
from sync.local.drive.properties import properties
from sync.local.files import (
    FOLDER,
    FORM,
    ROLES,
    SPREADSHEET,
    File,
    app_properties,
    permission_id,
    role_of,
)
from sync.local.workspace import SHARED_DRIVE


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
    if "fields" not in call.params:
        return short
    return short | _placing(call, file) | _details(call, file) | _rights(call, file)


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
        "starred": False,
        "webViewLink": web_address(call.base_url, file),
    }
    if parent:
        found["parents"] = [parent]
    return found | (json.loads(row["extra"]) if row else {})


def _details(call: Call, file: File) -> Json:
    found: Json = {}
    private = app_properties(call.store, file.id, call.caller.client)
    public = properties(call.store, file.id)
    if private:
        found["appProperties"] = private
    if public:
        found["properties"] = public
    if not is_workspace_type(file.mime_type):
        found |= describe_content(call.store, file.id)
    return found


def _rights(call: Call, file: File) -> Json:
    role = role_of(call.store, file, call.caller) or "reader"
    writes = ROLES.index(role) >= ROLES.index("writer")
    ids = granted_ids(call, file)
    found: Json = {
        "permissionIds": ids,
        "capabilities": _capabilities(file, role),
        "isAppAuthorized": file.client == call.caller.client,
    }
    if file.drive is None:
        me = file.owner == call.caller.email
        found |= {"owners": [describe_user(file.owner, me=me)], "ownedByMe": me}
        found["shared"] = len(ids) > 1
        if writes:
            found["permissions"] = describe_grants(call, file)
    return found


def describe_user(email: str, *, me: bool) -> Json:
    """Somebody as Drive describes them."""
    return {
        "kind": "drive#user",
        "displayName": email.split("@", maxsplit=1)[0],
        "me": me,
        "permissionId": permission_id("user", email),
        "emailAddress": email,
    }


def _capabilities(file: File, role: str) -> Json:
    rank = ROLES.index(role)
    writes = rank >= ROLES.index("writer")
    removes = role == "owner" if file.drive is None else rank >= ROLES.index("fileOrganizer")
    return {
        "canEdit": writes,
        "canShare": writes,
        "canRename": writes,
        "canModifyContent": writes,
        "canComment": rank >= ROLES.index("commenter"),
        "canDownload": True,
        "canCopy": file.mime_type != FOLDER,
        "canAddChildren": writes and file.mime_type == FOLDER,
        "canListChildren": file.mime_type == FOLDER,
        "canTrash": removes,
        "canUntrash": removes,
        "canDelete": role in {"owner", "organizer"},
    }


def web_address(base_url: str, file: File) -> str:
    """Where people open the file."""
    if file.mime_type == SPREADSHEET:
        return f"{base_url}/spreadsheets/d/{file.id}/edit"
    if file.mime_type == FORM:
        return f"{base_url}/forms/d/{file.id}/edit"
    if file.id == SHARED_DRIVE or file.mime_type == FOLDER:
        return f"{base_url}/drive/folders/{file.id}"
    return f"{base_url}/file/d/{file.id}/view"
