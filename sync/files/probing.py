"""Trying a folder or a shared drive: whether this account sees it and may write in it."""

from dataclasses import dataclass
from typing import Any

from sync.errors import NotThereError, RefusedError, UncertainError
from sync.wire.google import Google

NAME = "Ritmiek doctor"
FOLDER = "application/vnd.google-apps.folder"
_FIELDS = "name,capabilities(canAddChildren,canShare)"


@dataclass(frozen=True)
class Standing:
    """What the account may do there; `name` is empty when it may write and not look."""

    name: str
    writes: bool
    shares: bool | None = None


def standing_in(google: Google, folder: str) -> Standing:
    """What the account may do in a folder or a shared drive; RefusedError when it is not let in.

    With the scope `drive.file` Google may keep the top of a drive out of sight. Then an empty
    folder is made there under an id of our own, and that folder alone is taken away again.
    """
    try:
        found = (
            google.drive.files()
            .get(fileId=folder, supportsAllDrives=True, fields=_FIELDS)
            .execute()
        )
    except NotThereError:
        _try_to_write(google, folder)
        return Standing("", writes=True)
    may = found.get("capabilities", {})
    return Standing(
        str(found.get("name", "")), bool(may.get("canAddChildren")), bool(may.get("canShare"))
    )


def _try_to_write(google: Google, folder: str) -> None:
    files = google.drive.files()
    (own,) = files.generateIds(count=1, space="drive").execute()["ids"]
    body = {"id": own, "name": NAME, "mimeType": FOLDER, "parents": [folder]}
    try:
        files.create(body=body, supportsAllDrives=True, fields="id").execute()
    except UncertainError:
        _take_away(files, own)
        raise
    _take_away(files, own)


def _take_away(files: Any, own: str) -> None:
    """Only an organizer may delete in a shared drive; others put it in the bin."""
    try:
        files.delete(fileId=own, supportsAllDrives=True).execute()
    except NotThereError:
        return
    except RefusedError:
        files.update(fileId=own, supportsAllDrives=True, body={"trashed": True}).execute()
