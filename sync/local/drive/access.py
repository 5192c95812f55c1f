"""Reaching a file through Drive: who sees it, who may change it, do shared drives count."""

from dataclasses import replace
from hashlib import sha256

from sync.local.call import Call
from sync.local.drive.errors import InsufficientRoleError
from sync.local.files.making import FileNotFoundInDriveError, find_file, open_parent
from sync.local.files.records import ROLES, File
from sync.local.files.roles import role_of, visible

KNOW_SHARED_DRIVES = frozenset({"drive.files.export", "drive.files.download"})
ASKED = ("drive.files.", "drive.permissions.")


def reach(call: Call, file_id: str, role: str = "reader") -> File:
    """The file, if the caller sees it and has at least this role on it."""
    file = find_file(call.store, file_id)
    if file is None or not visible(call.store, file, call.caller):
        raise FileNotFoundInDriveError(file_id)
    if file.drive and not supports_shared_drives(call):
        raise FileNotFoundInDriveError(file_id)
    require(call, file, role)
    return file


def require(call: Call, file: File, role: str) -> None:
    """Refuse unless the caller has at least this role on the file."""
    held = role_of(call.store, file, call.caller)
    if held is None or ROLES.index(held) < ROLES.index(role):
        raise InsufficientRoleError


def reach_parent(call: Call, parent: str) -> str | None:
    """The id of the folder to put a file in; none for the caller's own root."""
    if parent in {"root", root_id(call.caller.email)}:
        return None
    folder = open_parent(call, parent)
    if folder.drive and not supports_shared_drives(call):
        raise FileNotFoundInDriveError(parent)
    return folder.id


def supports_shared_drives(call: Call) -> bool:
    """Whether the client said that it knows shared drives; some methods have no way to say so."""
    if call.method in KNOW_SHARED_DRIVES or not call.method.startswith(ASKED):
        return True
    return bool(call.params.get("supportsAllDrives") or call.params.get("supportsTeamDrives"))


def asking_everything(call: Call) -> Call:
    """The same call, as if it had asked for every field."""
    return replace(call, params={**call.params, "fields": "*"})


def root_id(email: str) -> str:
    """The id of somebody's My Drive, which has no record of its own."""
    return "0A" + sha256(email.lower().encode()).hexdigest()[:13] + "Uk9PVA"
