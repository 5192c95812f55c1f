"""The rest of Drive v2 that clients still call: permissions, parents, revisions, about, changes."""

from sync.local.call import Call, Json, Raw, carries
from sync.local.drive.errors import InvalidValueError
from sync.local.drive.v2.files import file_answer, newer
from sync.local.drive.v2.words import file_resource, permission_body, permission_resource, without
from sync.local.files.roles import permission_id
from sync.local.signing_in.aliases import primary_of


@carries("drive.v2.permissions.list")
def list_permissions(call: Call) -> Json:
    """Everybody with access."""
    params = without(call.params, "maxResults")
    if "maxResults" in call.params:
        params["pageSize"] = call.params["maxResults"]
    found = _json(newer(call, "drive.permissions.list", params=params))
    items = [_permission(call, each) for each in found["permissions"]]
    answer: Json = {"kind": "drive#permissionList", "items": items}
    if "nextPageToken" in found:
        answer["nextPageToken"] = found["nextPageToken"]
    return answer


@carries("drive.v2.permissions.get")
def get_permission(call: Call) -> Json:
    """One permission."""
    return _permission(call, _json(newer(call, "drive.permissions.get")))


@carries("drive.v2.permissions.insert")
def insert_permission(call: Call) -> Json:
    """Share a file; the mail about it is asked for by `sendNotificationEmails`."""
    params = without(call.params, "sendNotificationEmails")
    body = permission_body(call.body)
    if "sendNotificationEmails" in call.params and body.get("type") in {"user", "group"}:
        params["sendNotificationEmail"] = call.params["sendNotificationEmails"]
    if body.get("role") == "owner":
        params |= {"transferOwnership": True, "sendNotificationEmail": True}
    return _permission(
        call, _json(newer(call, "drive.permissions.create", body=body, params=params))
    )


@carries("drive.v2.permissions.patch")
@carries("drive.v2.permissions.update")
def update_permission(call: Call) -> Json:
    """Another role, or another end."""
    body = permission_body(call.body)
    kept: Json = {key: body[key] for key in ("role", "expirationTime") if key in body}
    return _permission(call, _json(newer(call, "drive.permissions.update", body=kept)))


@carries("drive.v2.permissions.delete")
def delete_permission(call: Call) -> Json | Raw:
    """Take access away."""
    return newer(call, "drive.permissions.delete")


@carries("drive.v2.permissions.getIdForEmail")
def get_id_for_email(call: Call) -> Json:
    """The permission id that an address has on every file."""
    account = primary_of(call.store, call.params["email"])
    return {"kind": "drive#permissionId", "id": permission_id("user", account)}


@carries("drive.v2.parents.list")
def list_parents(call: Call) -> Json:
    """The folder that a file is in."""
    return {"kind": "drive#parentList", "items": _with_parents(call)["parents"]}


@carries("drive.v2.children.list")
def list_children(call: Call) -> Json:
    """The ids of what is in a folder."""
    folder = call.params["folderId"].replace("\\", "\\\\").replace("'", "\\'")
    inside = f"'{folder}' in parents"
    asked = call.params.get("q")
    params = without(call.params, "folderId", "maxResults", "q", "orderBy")
    params |= {"q": f"{inside} and ({asked})" if asked else inside}
    params |= {"pageSize": call.params.get("maxResults") or 100}
    params |= {"supportsAllDrives": True, "includeItemsFromAllDrives": True}
    found = _json(newer(call, "drive.files.list", params=params))
    items = [{"kind": "drive#childReference", "id": each["id"]} for each in found["files"]]
    token = {key: found[key] for key in ("nextPageToken",) if key in found}
    return {"kind": "drive#childList", "items": items, **token}


@carries("drive.v2.revisions.list")
def list_revisions(call: Call) -> Json:
    """What a file held before."""
    params = without(call.params, "maxResults")
    if "maxResults" in call.params:
        params["pageSize"] = call.params["maxResults"]
    found = _json(newer(call, "drive.revisions.list", params=params))
    items = [_revision(each) for each in found["revisions"]]
    token = {key: found[key] for key in ("nextPageToken",) if key in found}
    return {"kind": "drive#revisionList", "items": items, **token}


@carries("drive.v2.revisions.get")
def get_revision(call: Call) -> Json:
    """One revision."""
    return _revision(_json(newer(call, "drive.revisions.get")))


@carries("drive.v2.about.get")
def about(call: Call) -> Json:
    """Who is calling."""
    found = _json(newer(call, "drive.about.get"))
    user = {("isAuthenticatedUser" if key == "me" else key): value
            for key, value in found["user"].items()}  # fmt: skip
    root = _json(newer(call, "drive.files.get", params={"fileId": "root"}))
    return {
        "kind": "drive#about",
        "name": user["displayName"],
        "user": user,
        "permissionId": user["permissionId"],
        "rootFolderId": root["id"],
        "quotaBytesTotal": found["storageQuota"].get("limit", "16106127360"),
        "quotaBytesUsed": found["storageQuota"]["usage"],
        "quotaBytesUsedInTrash": found["storageQuota"]["usageInDriveTrash"],
        "quotaType": "LIMITED" if "limit" in found["storageQuota"] else "UNLIMITED",
        "largestChangeId": str(_newest(call) - 1),
        "isCurrentAppInstalled": True,
    }


@carries("drive.v2.changes.getStartPageToken")
def get_start_page_token(call: Call) -> Json | Raw:
    """The token from which later changes are listed."""
    return newer(call, "drive.changes.getStartPageToken")


@carries("drive.v2.changes.list")
def list_changes(call: Call) -> Json:
    """The changes from a token, or from an id, on."""
    params = without(call.params, "maxResults", "startChangeId", "includeDeleted")
    params["pageToken"] = call.params.get("pageToken") or str(call.params.get("startChangeId", 1))
    params["pageSize"] = call.params.get("maxResults") or 100
    params["includeRemoved"] = call.params.get("includeDeleted", True)
    found = _json(newer(call, "drive.changes.list", params=params))
    items = [_change(call, each) for each in found["changes"]]
    tokens: Json = {
        key: found[key] for key in ("nextPageToken", "newStartPageToken") if key in found
    }
    newest = {"largestChangeId": str(_newest(call) - 1)}
    return {"kind": "drive#changeList", "items": items, **newest, **tokens}


def _change(call: Call, change: Json) -> Json:
    found: Json = {"kind": "drive#change", "modificationDate": change["time"]}
    found |= {"type": change["type"], "changeType": change["changeType"]}
    found["deleted"] = change["removed"]
    if "fileId" in change:
        found["fileId"] = change["fileId"]
    if "file" in change:
        found["file"] = file_resource(call.base_url, change["file"])
    return found


def _newest(call: Call) -> int:
    found = _json(newer(call, "drive.changes.getStartPageToken", params={}))
    return int(found["startPageToken"])


def _with_parents(call: Call) -> Json:
    params = {**call.params, "supportsAllDrives": True}
    return file_answer(call, "drive.files.get", params=params)


def _permission(call: Call, permission: Json) -> Json:
    return permission_resource(call.base_url, call.params["fileId"], permission)


def _revision(revision: Json) -> Json:
    words = {"modifiedTime": "modifiedDate", "keepForever": "pinned", "size": "fileSize"}
    return {words.get(key, key): value for key, value in revision.items()}


def _json(found: Json | Raw) -> Json:
    if isinstance(found, Raw):
        raise InvalidValueError("alt")
    return found
