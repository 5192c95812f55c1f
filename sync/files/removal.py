"""Taking files out of use: everything of one school to Drive's bin, and out of it again.

Nothing is ever deleted for good. What was taken carries a mark, so that only that comes back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sync.desired import Kind
from sync.errors import SyncError
from sync.files.drive import KEY, MIME_TYPES, search_folder, search_school
from sync.wire.google import Google

ERASED = "ritmiek_erased"
KEPT_DAYS = 30
"""How long Drive keeps what is in its bin (https://support.google.com/drive/answer/2375102)."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The first is the least with which other people's files show up in a folder.
_SEES_ALL = {
    "https://www.googleapis.com/auth/drive.metadata.readonly",
    "https://www.googleapis.com/auth/drive",
    "https://www.googleapis.com/auth/drive.readonly",
    "https://www.googleapis.com/auth/drive.metadata",
}
_PART = 50
_KINDS: Mapping[str, Kind] = {mime_type: kind for kind, mime_type in MIME_TYPES.items()}
Step = Callable[[str], None]


@dataclass(frozen=True)
class OurFile:
    """A file that carries a school's key; `erased` when it was put in the bin by `to_bin`.

    `stamps` is what we wrote with it.
    """

    key: str
    kind: Kind
    id: str
    name: str
    parent: str | None
    address: str
    in_bin: bool
    erased: bool
    stamps: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


def our_files(google: Google, school: str) -> tuple[OurFile, ...]:
    """Every file of a school in Drive, those in the bin and those of one key included."""
    found = search_school(google, school, ",trashed")
    return tuple(
        _our_file(resource)
        for resource in found
        if resource["mimeType"] in _KINDS and KEY in resource.get("appProperties", {})
    )


def sees_all(google: Google) -> bool:
    """Whether other people's files show up; with `drive.file` alone a folder seems empty."""
    credentials = getattr(google.transport.session, "credentials", None)
    return bool(_SEES_ALL & set(getattr(credentials, "scopes", None) or ()))


def holds_others(google: Google, folder: OurFile, ours: Iterable[str]) -> bool:
    """Whether a folder holds anything that is not among these ids; ask `sees_all` first."""
    known = set(ours)
    return any(resource["id"] not in known for resource in search_folder(google, folder.id))


def to_bin(
    google: Google, files: Sequence[OurFile], now: datetime, step: Step = lambda _: None
) -> dict[str, SyncError]:
    """Put files in the bin, marked; what failed, by file id. Doing it again does no harm."""
    stamp = now.date().isoformat()
    return _update(google, files, {"trashed": True, "appProperties": {ERASED: stamp}}, step)


def from_bin(
    google: Google, files: Sequence[OurFile], step: Step = lambda _: None
) -> dict[str, SyncError]:
    """Take files out of the bin and off their mark; what failed, by file id."""
    return _update(google, files, {"trashed": False, "appProperties": {ERASED: None}}, step)


def as_workbook(google: Google, file_id: str) -> bytes:
    """A spreadsheet as .xlsx, as Drive makes it."""
    content: bytes = google.drive.files().export_media(fileId=file_id, mimeType=XLSX).execute()
    return content


def _update(
    google: Google, files: Sequence[OurFile], body: Mapping[str, Any], step: Step
) -> dict[str, SyncError]:
    failures: dict[str, SyncError] = {}
    for start in range(0, len(files), _PART):
        part = files[start : start + _PART]
        requests = [
            google.drive.files().update(
                fileId=file.id, supportsAllDrives=True, body=dict(body), fields="id"
            )
            for file in part
        ]
        for file, answer in zip(part, google.batch(requests), strict=True):
            if isinstance(answer, SyncError):
                failures[file.id] = answer
            step(file.name)
    return failures


def _our_file(resource: Mapping[str, Any]) -> OurFile:
    stamps, parents = resource["appProperties"], resource.get("parents", [])
    return OurFile(
        key=stamps[KEY],
        kind=_KINDS[resource["mimeType"]],
        id=resource["id"],
        name=resource["name"],
        parent=parents[0] if parents else None,
        address=resource.get("webViewLink", ""),
        in_bin=bool(resource.get("trashed")),
        erased=ERASED in stamps,
        stamps=stamps,
    )
