"""From the words of Drive v2 to those of v3, and back."""

import re
from typing import Any

from sync.local.call import Json
from sync.local.drive.errors import FieldNotWritableError, RequiredFieldError
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.files.records import FORM, SPREADSHEET

FIELDS = {
    "name": "title",
    "createdTime": "createdDate",
    "modifiedTime": "modifiedDate",
    "modifiedByMeTime": "modifiedByMeDate",
    "viewedByMeTime": "lastViewedByMeDate",
    "sharedWithMeTime": "sharedWithMeDate",
    "trashedTime": "trashedDate",
    "size": "fileSize",
    "webViewLink": "alternateLink",
}
OLDER = {old: new for new, old in FIELDS.items()}
SAME = (
    "id",
    "mimeType",
    "description",
    "driveId",
    "teamDriveId",
    "explicitlyTrashed",
    "version",
    "ownedByMe",
    "quotaBytesUsed",
    "md5Checksum",
    "sha1Checksum",
    "sha256Checksum",
    "headRevisionId",
    "originalFilename",
    "fileExtension",
    "fullFileExtension",
    "webContentLink",
    "iconLink",
    "hasThumbnail",
    "thumbnailVersion",
    "exportLinks",
    "shared",
    "writersCanShare",
    "copyRequiresWriterPermission",
    "permissionIds",
    "spaces",
    "folderColorRgb",
    "isAppAuthorized",
    "shortcutDetails",
)
WRITABLE = frozenset(
    {
        "id",
        "mimeType",
        "description",
        "writersCanShare",
        "copyRequiresWriterPermission",
        "folderColorRgb",
        "originalFilename",
        "shortcutDetails",
    }
)
# A client sends back the resource that it read; v2 passes over what only Drive sets.
IGNORED = re.compile(r"Link$|Date$|Url$|Checksum$|^(can|is|has|own|thumb|last|shar|user|perm|cap)")
TERMS = {
    "title": "name",
    "modifiedDate": "modifiedTime",
    "createdDate": "createdTime",
    "lastViewedByMeDate": "viewedByMeTime",
}
ORDERS = TERMS | {
    "modifiedByMeDate": "modifiedByMeTime",
    "sharedWithMeDate": "sharedWithMeTime",
    "title_natural": "name_natural",
}


def file_body(body: Json) -> tuple[Json, list[str]]:
    """The body of a file in v3, and the parents that it names."""
    found: Json = {}
    for field, value in body.items():
        if field in WRITABLE or field in {"createdDate", "modifiedDate", "title"}:
            found[OLDER.get(field, field)] = value
        elif field == "lastViewedByMeDate":
            found["viewedByMeTime"] = value
        elif field == "labels":
            found |= {key: value[key] for key in ("starred", "trashed") if key in (value or {})}
        elif field == "properties":
            found |= _properties(value or [])
        elif field == "indexableText":
            raise NotCarriedError("drive.v2.files with indexableText")
    return found, [each["id"] for each in body.get("parents") or [] if "id" in each]


def writable_only(body: Json, *, sent_back: bool) -> Json:
    """The fields of a body that count; an unknown one is refused when a file is made."""
    known = WRITABLE | set(OLDER) | {"labels", "properties", "parents", "kind", "etag"}
    unknown = [each for each in body if each not in known and not IGNORED.search(each)]
    if unknown and not sent_back:
        raise FieldNotWritableError
    return body


def _properties(given: list[Json]) -> Json:
    found: Json = {}
    for each in given:
        if "key" not in each:
            raise GoogleError(400, "A property needs a key.", reason="required")
        if not each.get("key"):
            raise RequiredFieldError("key")
        where = "properties" if each.get("visibility", "PRIVATE") == "PUBLIC" else "appProperties"
        found.setdefault(where, {})[each["key"]] = each.get("value")
    return found


def file_resource(base_url: str, file: Json) -> Json:
    """A file as v2 describes it, from how v3 does."""
    where = f"{base_url}/drive/v2/files/{file['id']}"
    found: Json = {"kind": "drive#file", "selfLink": where, "etag": f'"{file["version"]}"'}
    found |= {name: file[name] for name in SAME if name in file}
    found |= {old: file[new] for new, old in FIELDS.items() if new in file}
    capabilities = dict(file.get("capabilities", {}))
    capabilities.pop("canChangeViewersCanCopyContent", None)
    found |= {
        "labels": _labels(file),
        "parents": [_parent(where, base_url, each) for each in file.get("parents", [])],
        "capabilities": capabilities,
        "editable": capabilities.get("canEdit", False),
        "copyable": capabilities.get("canCopy", False),
        "shareable": capabilities.get("canShare", False),
        "canComment": capabilities.get("canComment", False),
        "canReadRevisions": capabilities.get("canReadRevisions", False),
        "appDataContents": False,
        "properties": _described_properties(file),
    }
    if "webContentLink" in file:
        found["downloadUrl"] = f"{where}?alt=media"
    if file["mimeType"] in {SPREADSHEET, FORM}:
        found["embedLink"] = file["webViewLink"]
    if "owners" in file:
        found["owners"] = [_user(each) for each in file["owners"]]
        found["ownerNames"] = [each["displayName"] for each in file["owners"]]
    if "lastModifyingUser" in file:
        found["lastModifyingUser"] = _user(file["lastModifyingUser"])
        found["lastModifyingUserName"] = file["lastModifyingUser"]["displayName"]
    for name in ("sharingUser", "trashingUser"):
        if name in file:
            found[name] = _user(file[name])
    if "permissions" in file:
        found["permissions"] = [permission_resource(base_url, file["id"], each)
                                for each in file["permissions"]]  # fmt: skip
    return found


def _labels(file: Json) -> Json:
    return {
        "starred": file.get("starred", False),
        "trashed": file["trashed"],
        "hidden": False,
        "restricted": file.get("copyRequiresWriterPermission", False),
        "viewed": file.get("viewedByMe", False),
        "modified": file.get("modifiedByMe", False),
    }


def _parent(where: str, base_url: str, parent: str) -> Json:
    return {
        "kind": "drive#parentReference",
        "id": parent,
        "isRoot": parent.startswith("0A") and len(parent) == 21,
        "selfLink": f"{where}/parents/{parent}",
        "parentLink": f"{base_url}/drive/v2/files/{parent}",
    }


def _described_properties(file: Json) -> list[Json]:
    found = [("PUBLIC", key, value) for key, value in file.get("properties", {}).items()]
    found += [("PRIVATE", key, value) for key, value in file.get("appProperties", {}).items()]
    return [
        {"kind": "drive#property", "key": key, "value": value, "visibility": visibility}
        for visibility, key, value in found
    ]


def _user(user: Json) -> Json:
    return {"isAuthenticatedUser" if key == "me" else key: value for key, value in user.items()}


def permission_body(body: Json) -> Json:
    """The body of a permission in v3: `value` is an address or a domain."""
    found: Json = {key: body[key] for key in ("type", "role", "view") if key in body}
    extra = body.get("additionalRoles") or []
    if found.get("role") == "reader" and "commenter" in extra:
        found["role"] = "commenter"
    kind, value = body.get("type"), body.get("value") or body.get("emailAddress")
    if kind in {"user", "group"} and value:
        found["emailAddress"] = value
    if kind == "domain" and (value or body.get("domain")):
        found["domain"] = value or body["domain"]
    if kind in {"domain", "anyone"}:
        found["allowFileDiscovery"] = not body.get("withLink", False)
    if body.get("expirationDate"):
        found["expirationTime"] = body["expirationDate"]
    return found


def permission_resource(base_url: str, file_id: str, permission: Json) -> Json:
    """A permission as v2 describes it."""
    commenter = permission["role"] == "commenter"
    found: Json = {
        "kind": "drive#permission",
        "id": permission["id"],
        "type": permission["type"],
        "role": "reader" if commenter else permission["role"],
        "selfLink": f"{base_url}/drive/v2/files/{file_id}/permissions/{permission['id']}",
        "etag": f'"{permission["id"]}"',
    }
    if commenter:
        found["additionalRoles"] = ["commenter"]
    if "displayName" in permission:
        found["name"] = permission["displayName"]
    for name in ("emailAddress", "domain", "deleted", "pendingOwner", "view", "permissionDetails"):
        if name in permission:
            found[name] = permission[name]
    if "emailAddress" in permission:
        found["domain"] = permission["emailAddress"].partition("@")[2]
    if permission["type"] in {"domain", "anyone"}:
        found["withLink"] = not permission.get("allowFileDiscovery", False)
    if "expirationTime" in permission:
        found["expirationDate"] = permission["expirationTime"]
    return found


def query(text: str | None, words: dict[str, str]) -> str:
    """A search or an order with the terms of v3; what stands in quotes is left alone."""
    quoted = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[A-Za-z_]+"

    def newer(found: re.Match[str]) -> str:
        return words.get(found[0], found[0])

    return re.sub(quoted, newer, text or "")


def without(params: Json, *names: str) -> dict[str, Any]:
    """Parameters that v3 takes as well."""
    return {key: value for key, value in params.items() if key not in names}
