"""Shortcuts: files that only point at another file."""

from sync.local.call import Call
from sync.local.drive.contents.details import keep_extra
from sync.local.drive.errors import FieldNotWritableError, ShortcutTargetError
from sync.local.files.making import find_file
from sync.local.files.records import SHORTCUT, File
from sync.local.files.roles import visible


def point(call: Call, file: File) -> None:
    """Let a new shortcut point at the file that the body names; its type is kept as it is now."""
    details = call.body.get("shortcutDetails") or {}
    if set(details) - {"targetId"}:
        raise FieldNotWritableError
    target = find_file(call.store, details.get("targetId", ""))
    if call.upload is not None or target is None or target.mime_type == SHORTCUT:
        raise ShortcutTargetError
    if not visible(call.store, target, call.caller):
        raise ShortcutTargetError
    kept = {"targetId": target.id, "targetMimeType": target.mime_type}
    keep_extra(call.store, file.id, {"shortcutDetails": kept})


def check_no_target(call: Call, file: File) -> None:
    """A target is named when a shortcut is made, and never changed."""
    details = call.body.get("shortcutDetails")
    if details and (file.mime_type != SHORTCUT or call.method == "drive.files.update"):
        raise FieldNotWritableError
