"""`permissions.*`: sharing files, folders and the shared drive, and opening forms to responders."""

import json

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach, require
from sync.local.drive.errors import FieldNotWritableError, InvalidValueError
from sync.local.drive.personal import note
from sync.local.drive.sharing.asking import (
    CannotModifyInheritedError,
    OwnerPermissionError,
    OwnershipTransferError,
    PermissionNotFoundError,
    Request,
    check_role,
    read_expiration,
    read_request,
)
from sync.local.drive.sharing.grants import (
    Grant,
    describe_grant,
    describe_grants,
    grants_of,
    published_grants,
)
from sync.local.drive.sharing.notice import send_notice
from sync.local.errors import NotCarriedError
from sync.local.files.making import find_file
from sync.local.files.records import File
from sync.local.files.roles import permission_id
from sync.local.store import dump

MOST_ON_A_PAGE = 100
LONGEST_TOKEN = 18
UPDATABLE = {"kind", "id", "role", "type", "emailAddress", "expirationTime"}


@carries("drive.permissions.create")
def create(call: Call) -> Json:
    """Share with a person, a group, a domain or anyone; repeating it changes the role."""
    file = _sharable(call)
    request = read_request(call, file)
    if request.role == "owner" and request.who.lower() == file.owner.lower():
        return _answer(call, file, request.id)
    if request.role == "owner":
        return _hand_over(call, file, request.id, request.who)
    if any(grant.role == "owner" for grant in _direct(call, file, request.id)):
        raise OwnerPermissionError
    call.store.write(
        "INSERT INTO permissions (file, id, type, role, email, domain, view, extra)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file, id, view)"
        " DO UPDATE SET role = excluded.role, extra = excluded.extra",
        (file.id, *request.columns()),
    )
    _note_change(call, file)
    if request.type == "user":
        _note_sharing(call, file, request.who)
    _notify(call, file, request)
    return _answer(call, file, request.id)


@carries("drive.permissions.list")
def list_permissions(call: Call) -> Json:
    """Everybody with access, by the file itself or through its folders and drive."""
    if call.params.get("useDomainAdminAccess"):
        raise NotCarriedError("drive.permissions.list with useDomainAdminAccess")
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
    unknown = sorted(set(call.body) - UPDATABLE)
    if "pendingOwner" in unknown:
        raise NotCarriedError("drive.permissions.update with pendingOwner")
    if unknown:
        raise FieldNotWritableError
    role = call.body.get("role", grant.role)
    check_role(file, grant.type, role, grant.view)
    if role == "owner":
        if not call.params.get("transferOwnership"):
            raise OwnershipTransferError
        return _hand_over(call, file, grant.id, grant.who)
    extra = json.loads(grant.extra)
    cleared = "expirationTime" in call.body and not call.body["expirationTime"]
    if call.params.get("removeExpiration") or cleared:
        extra.pop("expirationTime", None)
    elif "expirationTime" in call.body:
        extra["expirationTime"] = read_expiration(call, grant.type)
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


def _hand_over(call: Call, file: File, permission: str, email: str) -> Json:
    """Make somebody the owner; who owned the file may still write in it."""
    require(call, file, "owner")
    former = permission_id("user", file.owner)
    call.store.write("DELETE FROM permissions WHERE file = ? AND id = ?", (file.id, permission))
    if former != permission:
        call.store.write(
            "INSERT OR REPLACE INTO permissions (file, id, type, role, email)"
            " VALUES (?, ?, 'user', 'writer', ?)",
            (file.id, former, file.owner),
        )
    moved = bool(call.params.get("moveToNewOwnersRoot"))
    call.store.write(
        "UPDATE files SET owner = ?, parent = CASE WHEN ? THEN NULL ELSE parent END WHERE id = ?",
        (email, moved, file.id),
    )
    _note_change(call, file)
    _note_sharing(call, file, email)
    send_notice(call, file, email)
    return _answer(call, find_file(call.store, file.id) or file, permission)


def _note_sharing(call: Call, file: File, email: str) -> None:
    """When the file was shared with somebody, and by whom; sharing it again changes nothing."""
    known = "SELECT 1 FROM personal WHERE file = ? AND account = lower(?) AND shared IS NOT NULL"
    if not call.store.row(known, (file.id, email)):
        note(call.store, file.id, email, shared=call.timestamp, sharer=call.caller.email)


def _sharable(call: Call) -> File:
    """The file, if the caller may share it; the members of a shared drive are its organizers'."""
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
    return _shown(call, describe_grant(file, same))


def _shown(call: Call, permission: Json) -> Json:
    if call.params.get("fields"):
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
    if not token.isdecimal() or len(token) > LONGEST_TOKEN:
        raise InvalidValueError("pageToken")
    return int(token)
