"""Where the files live: the shared drive, the room there is, and what is in it of ours."""

from jobs.doctor.check import Check, failed, passed, refused, warned
from jobs.work.school import SchoolAtWork
from sync.errors import NotThereError, SyncError
from sync.files.drive import PRINT, find_files
from sync.files.probing import standing_in
from sync.wire.buckets import machine_file
from sync.wire.google import Google
from sync.wire.pacing import limits_by
from sync.wire.quotas import QUOTAS

LITTLE = 200_000_000
"""Bytes: below this a year of sheets may not fit."""
MEMBER = "make the account a content manager of the shared drive at workspace.shared_drive"


def shared_drive(school: SchoolAtWork) -> Check:
    """Whether the shared drive is found and may be written in."""
    name, google = "shared drive", school.google
    if google.shared_drive is None:
        return _own_drive(school, name)
    try:
        found = standing_in(google, google.shared_drive)
    except NotThereError:
        return failed(name, "the account does not see it", f"check its id, or {MEMBER}")
    except SyncError as error:
        return refused(name, error)
    if not found.writes:
        return failed(name, f"'{found.name}' may be read and not written in", MEMBER)
    if found.shares is False:
        told = f"'{found.name}' may be written in, and nothing in it may be shared"
        return failed(name, told, MEMBER)
    return passed(name, f"'{found.name}' may be written in" if found.name else "may be written in")


def _own_drive(school: SchoolAtWork, name: str) -> Check:
    if school.configuration.workspace.sign_in in ("user", "delegated"):
        return passed(name, "none is named: the files are in the drive of the person who acts")
    told = "none is named, and a service account cannot own files"
    return failed(name, told, f"put the drive's id there and {MEMBER}")


def storage(school: SchoolAtWork) -> Check:
    """Whether there is room for files."""
    name = "storage"
    try:
        about = school.google.drive.about().get(fields="storageQuota").execute()
    except SyncError as error:
        return refused(name, error)
    if school.google.shared_drive is not None:
        return passed(name, "files count for the shared drive, not for this account")
    quota = about.get("storageQuota", {})
    if "limit" not in quota:
        return passed(name, "no limit is set")
    left = int(quota["limit"]) - int(quota.get("usage", 0))
    told = f"{max(left, 0) // 1_000_000} MB left"
    if left <= 0:
        return failed(name, told, "make room, or name a shared drive at workspace.shared_drive")
    return warned(name, told, "make room") if left < LITTLE else passed(name, told)


def quotas(google: Google) -> Check:
    """How fast may be called, and what is left of this minute."""
    name, transport = "quotas", google.transport
    if not transport.pace.limited:
        return passed(name, "not paced: this is the local Workspace")
    limits = limits_by(transport.pace.clock)
    left = limits.left(transport.principal)
    shown = ("sheets.write", "forms.write", "drive.write")
    parts = [f"{one} {left[one]} of {QUOTAS[one].user}" for one in shown]
    told = f"left of this minute: {', '.join(parts)}"
    if limits.unshared:
        told += f"; other commands draw unseen ({limits.unshared} at {machine_file()})"
        return warned(name, told, "make that file writable, or remove it")
    return passed(name, told)


def stamps(school: SchoolAtWork) -> Check:
    """Whether set-up finds its files again, and finished each of them."""
    name = "files"
    try:
        found = find_files(school.google, school.key)
    except SyncError as error:
        return refused(name, error)
    if not found:
        return warned(name, "none of this school yet", "make them with: ritmiek setup")
    # Only with a stamp was a file finished.
    unstamped = [file for file in found.values() if not file.stamps.get(PRINT)]
    if unstamped:
        told = f"{len(unstamped)} of {len(found)} files were not finished"
        return warned(name, told, "finish them with: ritmiek setup")
    return passed(name, f"{len(found)} found, all finished by set-up")


def rights(school: SchoolAtWork) -> Check:
    """Whether the account may change and share the school's own folder."""
    name = "rights"
    try:
        top = find_files(school.google, school.key).get(f"{school.key}/top")
        if top is None:
            return warned(name, "there is no folder of this school yet", "run: ritmiek setup")
        found = standing_in(school.google, top.id)
    except SyncError as error:
        return refused(name, error)
    if not (found.writes and found.shares):
        return failed(name, "the account may not change and share the school's folder", MEMBER)
    return passed(name, "the account may change and share the school's folder")
