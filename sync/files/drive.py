"""Drive: finding a school's files by their keys, and changing what stands with a file.

A file carries its key in `appProperties`, which only the client that wrote them sees. They are
part of the call that makes the file, so that a file whose answer was lost is found again.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sync.desired import Kind
from sync.errors import NotThereError, SyncError
from sync.wire.google import Google

SCHOOL = "ritmiek_school"
KEY = "ritmiek_key"
PRINT = "ritmiek_print"
LOOK = "ritmiek_look"
LONGEST_PROPERTY = 124

MIME_TYPES: dict[Kind, str] = {
    "folder": "application/vnd.google-apps.folder",
    "form": "application/vnd.google-apps.form",
    "spreadsheet": "application/vnd.google-apps.spreadsheet",
}
_KINDS = {mime_type: kind for kind, mime_type in MIME_TYPES.items()}
_FIELDS = "id,name,mimeType,parents,appProperties,webViewLink"


class KeyTooLongError(SyncError):
    """A key does not fit what Drive keeps with a file."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The key '{key}' is too long: with its name it may take {LONGEST_PROPERTY} bytes;"
            " give the school or the team a shorter key."
        )


class IncompleteListError(SyncError):
    """Drive says that it did not search everywhere."""

    def __init__(self) -> None:
        super().__init__("Drive did not search everywhere, so files could be missed; run it again.")


@dataclass(frozen=True)
class FoundFile:
    """A file that exists at Drive; `stamps` is what we wrote with it."""

    key: str
    kind: Kind
    id: str
    name: str
    parent: str | None
    address: str
    stamps: Mapping[str, str] = field(default_factory=dict)


def owner_of(key: str) -> str:
    """Whose key this is: a school's, or `pizza` for what schools share."""
    return key.split("/", 1)[0]


def find_files(google: Google, school: str, others: Iterable[str] = ()) -> dict[str, FoundFile]:
    """The school's files by key, and those of the other keys; of two with one key, the used one."""
    every = find_every(google, school, others)
    parents = {file.parent for files in every.values() for file in files}
    return {key: kept_of(files, parents) for key, files in every.items()}


def find_every(
    google: Google, school: str, others: Iterable[str] = ()
) -> dict[str, list[FoundFile]]:
    """The school's files by key, and those of the other keys, the oldest of a key first."""
    return _every(google, [_has(SCHOOL, school), *(_has(KEY, key) for key in others)])


def find_keys(google: Google, keys: Iterable[str]) -> dict[str, list[FoundFile]]:
    """The files with these keys and no others, the oldest of a key first."""
    return _every(google, [_has(KEY, key) for key in keys])


def _every(google: Google, wanted: Sequence[str]) -> dict[str, list[FoundFile]]:
    found: dict[str, dict[str, FoundFile]] = {}
    for page in _pages(google, f"trashed = false and ({' or '.join(wanted)})"):
        for resource in page:
            # A page that comes twice holds the same files again.
            if file := _read(resource):
                found.setdefault(file.key, {})[file.id] = file
    return {key: list(files.values()) for key, files in found.items()}


def kept_of(
    files: Sequence[FoundFile], parents: Container[str | None], known: str | None = None
) -> FoundFile:
    """Which of the files with one key is used: what was set up, what is known, else the oldest."""
    return max(files, key=lambda file: (is_stamped(file), file.id == known, file.id in parents))


def is_stamped(file: FoundFile) -> bool:
    """Whether set-up ever finished this file."""
    return any(name.startswith(PRINT) for name in file.stamps)


def living_files(google: Google, ids: Mapping[str, str]) -> dict[str, FoundFile]:
    """Those of the files, by key, that still carry their key and are not in the bin."""
    requests = [
        google.drive.files().get(fileId=id_, supportsAllDrives=True, fields=f"{_FIELDS},trashed")
        for id_ in ids.values()
    ]
    found: dict[str, FoundFile] = {}
    for key, answer in zip(ids, google.batch(requests), strict=True):
        if isinstance(answer, NotThereError):
            continue
        if isinstance(answer, SyncError):
            raise answer
        file = None if answer.get("trashed") else _read(answer)
        if file is not None and file.key == key:
            found[key] = file
    return found


def get_file(google: Google, file_id: str, key: str) -> FoundFile:
    """A spreadsheet by its id, whatever key it carries itself; WrongKindError for another file."""
    resource = (
        google.drive.files().get(fileId=file_id, supportsAllDrives=True, fields=_FIELDS).execute()
    )
    properties = dict(resource.get("appProperties", {})) | {KEY: key}
    file = _read(resource | {"appProperties": properties})
    if file is None or file.kind != "spreadsheet":
        raise WrongKindError(key)
    return file


class WrongKindError(SyncError):
    """A file that the configuration names is no spreadsheet."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The file that the configuration names for '{key}' is no spreadsheet.")


def stamp_request(google: Google, file_id: str, stamps: Mapping[str, str | None]) -> Any:
    """The request that writes stamps with a file, and takes away those that are none."""
    check_properties(stamps)
    return google.drive.files().update(
        fileId=file_id, supportsAllDrives=True, body={"appProperties": dict(stamps)}, fields="id"
    )


def rename_request(google: Google, file_id: str, name: str) -> Any:
    """The request that gives a file another name."""
    return google.drive.files().update(
        fileId=file_id, supportsAllDrives=True, body={"name": name}, fields="id"
    )


def move_request(google: Google, file_id: str, into: str, out_of: str | None) -> Any:
    """The request that puts a file in another folder."""
    leaves = {"removeParents": out_of} if out_of else {}
    return google.drive.files().update(
        fileId=file_id, supportsAllDrives=True, addParents=into, body={}, fields="id", **leaves
    )


def check_properties(properties: Mapping[str, str | None]) -> None:
    """Refuse what Drive would refuse: name and value together beyond 124 bytes."""
    for name, value in properties.items():
        if value is not None and len(f"{name}{value}".encode()) > LONGEST_PROPERTY:
            raise KeyTooLongError(value)


def search_school(google: Google, school: str, more: str) -> Iterator[dict[str, Any]]:
    """Everything that carries a school's key, in the bin or not; `more` names fields to add."""
    for page in _pages(google, _has(SCHOOL, school), more):
        yield from page


def search_folder(google: Google, folder_id: str) -> Iterator[dict[str, Any]]:
    """What this account sees in a folder and that is not in the bin."""
    for page in _pages(google, f"'{folder_id}' in parents and trashed = false"):
        yield from page


def _pages(google: Google, query: str, more: str = "") -> Iterable[list[dict[str, Any]]]:
    asked: dict[str, Any] = {
        "q": query,
        "pageSize": 1000,
        "orderBy": "createdTime",
        "supportsAllDrives": True,
        "includeItemsFromAllDrives": True,
        "fields": f"nextPageToken,incompleteSearch,files({_FIELDS}{more})",
    }
    if google.shared_drive:
        asked |= {"corpora": "drive", "driveId": google.shared_drive}
    while True:
        answer = google.drive.files().list(**asked).execute()
        if answer.get("incompleteSearch"):
            raise IncompleteListError
        yield answer.get("files", [])
        if not answer.get("nextPageToken"):
            return
        asked["pageToken"] = answer["nextPageToken"]


def _read(resource: Mapping[str, Any]) -> FoundFile | None:
    stamps = resource.get("appProperties", {})
    kind = _KINDS.get(resource["mimeType"])
    if kind is None or KEY not in stamps:
        return None
    parents = resource.get("parents", [])
    return FoundFile(
        key=stamps[KEY],
        kind=kind,
        id=resource["id"],
        name=resource["name"],
        parent=parents[0] if parents else None,
        address=resource.get("webViewLink", ""),
        stamps=stamps,
    )


def _has(name: str, value: str) -> str:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"appProperties has {{ key='{name}' and value='{quoted}' }}"
