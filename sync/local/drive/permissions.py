"""`permissions.*`: sharing files, folders and the shared drive, and opening forms to responders."""

import json

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach
from sync.local.drive.errors import InvalidValueError
from sync.local.drive.grants import (
    Grant,
    describe_grant,
    describe_grants,
    grants_of,
    published_grants,
)
from sync.local.drive.notice import send_notice
from sync.local.drive.sharing import (
    CannotModifyInheritedError,
    OwnerPermissionError,
    PermissionNotFoundError,
    Request,
    check_role,
    read_request,
)
from sync.local.errors import NotCarriedError
from sync.local.files import File
from sync.local.store import dump

MOST_ON_A_PAGE = 100


@carries("drive.permissions.create")
def create(call: Call) -> Json:
    """Share with a person, a group, a domain or anyone; repeating it changes the role."""
    file = _sharable(call)
    request = read_request(call, file)
    if request.role == "owner":
        raise NotCarriedError("drive.permissions.create that transfers ownership")
    if any(grant.role == "owner" for grant in _direct(call, file, request.id)):
        raise OwnerPermissionError
    call.store.write(
        "INSERT INTO permissions (file, id, type, role, email, domain, view, extra)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file, id, view)"
        " DO UPDATE SET role = excluded.role, extra = excluded.extra",
        (file.id, *request.columns()),
    )
    _note_change(call, file)
    _notify(call, file, request)
    return _answer(call, file, request.id)


@carries("drive.permissions.list")
def list_permissions(call: Call) -> Json:
    """Everybody with access, by the file itself or through its folders and drive."""
    file = reach(call, call.params["fileId"])
    every = describe_grants(call, file)
    start = _start(call)
    size = call.params.get("pageSize") or (MOST_ON_A_PAGE if file.drive else len(every) or 1)
    if not size >= 1:
        raise InvalidValueError("pageSize must be from 1 to 100")
    page = every[start : start + size]
    found: Json = {
        "kind": "drive#permissionList",
        "permissions": [_shown(call, each) for each in page],
    }
    if start + size < len(every):
        found["nextPageToken"] = str(start + size)
    return found


@carries("drive.permissions.get")
def get(call: Call) -> Json:
    """One permission."""
    return _answer(call, reach(call, call.params["fileId"]), call.params["permissionId"])


@carries("drive.permissions.update")
def update(call: Call) -> Json:
    """Change the role or the end of a permission that the file itself holds."""
    file = _sharable(call)
    grant = _own(call, file, call.params["permissionId"])
    unknown = sorted(set(call.body) - {"kind", "id", "role", "expirationTime"})
    if unknown:
        raise NotCarriedError(f"drive.permissions.update with {unknown[0]}")
    role = call.body.get("role", grant.role)
    check_role(file, grant.type, role, grant.view)
    if role == "owner":
        raise NotCarriedError("drive.permissions.update that transfers ownership")
    extra = json.loads(grant.extra)
    if call.params.get("removeExpiration"):
        extra.pop("expirationTime", None)
    elif "expirationTime" in call.body:
        extra["expirationTime"] = call.body["expirationTime"]
    call.store.write(
        "UPDATE permissions SET role = ?, extra = ? WHERE file = ? AND id = ?",
        (role, dump(extra), file.id, grant.id),
    )
    _note_change(call, file)
    return _answer(call, file, grant.id)


@carries("drive.permissions.delete")
def delete(call: Call) -> Json:
    """Take access away that the file itself gives; anybody may take away their own."""
    file = reach(call, call.params["fileId"])
    grant = _own(call, file, call.params["permissionId"])
    if grant.who.lower() != call.caller.email.lower():
        _sharable(call)
    call.store.write("DELETE FROM permissions WHERE file = ? AND id = ?", (file.id, grant.id))
    _note_change(call, file)
    return {}


def _sharable(call: Call) -> File:
    if call.params.get("useDomainAdminAccess"):
        raise NotCarriedError(f"{call.method} with useDomainAdminAccess")
    file = reach(call, call.params["fileId"], "writer")
    return reach(call, file.id, "organizer") if file.id == file.drive else file


def _direct(call: Call, file: File, permission: str) -> list[Grant]:
    grants = grants_of(call.store, file) + published_grants(call.store, file)
    return [grant for grant in grants if grant.id == permission and grant.holder == file.id]


def _own(call: Call, file: File, permission: str) -> Grant:
    """The grant that the file itself holds; inherited ones are changed where they are held."""
    direct = _direct(call, file, permission)
    if direct and direct[0].role == "owner":
        raise OwnerPermissionError
    if direct:
        return direct[0]
    if any(grant.id == permission for grant in grants_of(call.store, file)):
        raise CannotModifyInheritedError
    raise PermissionNotFoundError(permission)


def _answer(call: Call, file: File, permission: str) -> Json:
    every = grants_of(call.store, file) + published_grants(call.store, file)
    same = [grant for grant in every if grant.id == permission]
    if not same:
        raise PermissionNotFoundError(permission)
    return _shown(call, describe_grant(same))


def _shown(call: Call, permission: Json) -> Json:
    if "fields" in call.params:
        return permission
    defaults = ("kind", "id", "type", "role", "allowFileDiscovery", "view")
    return {key: permission[key] for key in defaults if key in permission}


def _note_change(call: Call, file: File) -> None:
    """Sharing makes a new version of a file's metadata, but does not modify the file."""
    call.store.write("UPDATE files SET version = version + 1 WHERE id = ?", (file.id,))


def _notify(call: Call, file: File, request: Request) -> None:
    """Drive mails people and groups unless told not to."""
    if request.type in {"user", "group"} and call.params.get("sendNotificationEmail", True):
        send_notice(call, file, request.who)


def _start(call: Call) -> int:
    token = call.params.get("pageToken") or "0"
    if not token.isdecimal():
        raise InvalidValueError("pageToken")
    return int(token)
