"""Drive: finding a school's files by their keys, and making folders, forms and spreadsheets.

A file carries its key in `appProperties`, which only the client that wrote them sees. They are
part of the call that makes the file, so that a file whose answer was lost is found again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sync.desired import Kind
from sync.errors import AlreadyThereError, SyncError, UncertainError
from sync.wire.google import Google, Part

SCHOOL = "ritmiek_school"
KEY = "ritmiek_key"
PRINT = "ritmiek_print"
LOOK = "ritmiek_look"
LONGEST_PROPERTY = 124
ATTEMPTS = 5

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


class NotMadeError(SyncError):
    """A file could not be made, however often it was tried."""

    def __init__(self, key: str) -> None:
        super().__init__(f"'{key}' could not be made: every answer was lost; run it again later.")


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


@dataclass(frozen=True)
class NewFile:
    """A file to be made, in a folder by id; a folder's own id is chosen beforehand."""

    key: str
    kind: Kind
    name: str
    parent: str | None
    id: str | None = None


def owner_of(key: str) -> str:
    """Whose key this is: a school's, or `pizza` for what schools share."""
    return key.split("/", 1)[0]


def find_files(google: Google, school: str, others: Iterable[str] = ()) -> dict[str, FoundFile]:
    """The school's files by key, and those of the other keys; of two with one key, the oldest."""
    wanted = [_has(SCHOOL, school), *(_has(KEY, key) for key in others)]
    found: dict[str, FoundFile] = {}
    for page in _pages(google, f"trashed = false and ({' or '.join(wanted)})"):
        for resource in page:
            file = _read(resource)
            if file is not None:
                found.setdefault(file.key, file)
    return found


def get_file(google: Google, file_id: str, key: str) -> FoundFile:
    """A file by its id, whatever key it carries itself."""
    resource = (
        google.drive.files().get(fileId=file_id, supportsAllDrives=True, fields=_FIELDS).execute()
    )
    properties = dict(resource.get("appProperties", {})) | {KEY: key}
    file = _read(resource | {"appProperties": properties})
    if file is None:
        raise WrongKindError(key)
    return file


class WrongKindError(SyncError):
    """A file that the configuration names is no spreadsheet."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The file that the configuration names for '{key}' is no spreadsheet.")


def make_files(google: Google, files: Sequence[NewFile]) -> dict[str, FoundFile | SyncError]:
    """Make files in one batch; what was made although its answer was lost is found, not remade."""
    made: dict[str, FoundFile | SyncError] = {}
    left = list(files)
    for attempt in range(ATTEMPTS):
        if attempt:
            google.transport.back_off(attempt)
        made |= _make_once(google, left)
        left = [file for file in left if isinstance(made.get(file.key), UncertainError)]
        if not left:
            return made
        made |= find_by_keys(google, [file.key for file in left])
        left = [file for file in left if isinstance(made.get(file.key), UncertainError)]
    return made | {file.key: NotMadeError(file.key) for file in left}


def find_by_keys(google: Google, keys: Sequence[str]) -> dict[str, FoundFile]:
    """The files with these keys that exist."""
    found = find_files(google, owner_of(keys[0]), keys)
    return {key: file for key, file in found.items() if key in keys}


def new_folder_ids(google: Google, keys: Sequence[str]) -> dict[str, str]:
    """An id for each folder to be made, so that making it twice is refused and not done.

    Drive gives such ids for folders, and not for forms and spreadsheets.
    """
    if not keys:
        return {}
    answer = google.drive.files().generateIds(count=len(keys), space="drive").execute()
    return dict(zip(keys, answer["ids"], strict=True))


def stamp_request(google: Google, file_id: str, stamps: Mapping[str, str]) -> Any:
    """The request that writes stamps with a file."""
    check_properties(stamps)
    return google.drive.files().update(
        fileId=file_id, supportsAllDrives=True, body={"appProperties": dict(stamps)}, fields="id"
    )


def rename_request(google: Google, file_id: str, name: str) -> Any:
    """The request that gives a file another name."""
    return google.drive.files().update(
        fileId=file_id, supportsAllDrives=True, body={"name": name}, fields="id"
    )


def check_properties(properties: Mapping[str, str]) -> None:
    """Refuse what Drive would refuse: name and value together beyond 124 bytes."""
    for name, value in properties.items():
        if len(f"{name}{value}".encode()) > LONGEST_PROPERTY:
            raise KeyTooLongError(value)


def _make_once(google: Google, files: Sequence[NewFile]) -> dict[str, FoundFile | SyncError]:
    requests = [_create_request(google, file) for file in files]
    # A folder's id was chosen beforehand: making it again is refused, not done twice.
    again = all(file.id is not None for file in files)
    try:
        answers = google.batch(requests, repeatable=again)
    except UncertainError as lost:
        return {file.key: lost for file in files}
    pairs = zip(files, answers, strict=True)
    return {file.key: _made(file, answer) for file, answer in pairs}


def _made(file: NewFile, answer: Part) -> FoundFile | SyncError:
    if isinstance(answer, AlreadyThereError) and file.id:
        return FoundFile(file.key, file.kind, file.id, file.name, file.parent, "")
    if isinstance(answer, SyncError):
        return answer
    return FoundFile(
        file.key,
        file.kind,
        str(answer["id"]),
        file.name,
        file.parent,
        str(answer.get("webViewLink", "")),
    )


def _create_request(google: Google, file: NewFile) -> Any:
    properties = {SCHOOL: owner_of(file.key), KEY: file.key}
    check_properties(properties)
    body: dict[str, Any] = {
        "name": file.name,
        "mimeType": MIME_TYPES[file.kind],
        "appProperties": properties,
    }
    parent = file.parent or google.shared_drive
    if parent:
        body["parents"] = [parent]
    if file.id:
        body["id"] = file.id
    return google.drive.files().create(body=body, supportsAllDrives=True, fields="id,webViewLink")


def _pages(google: Google, query: str) -> Iterable[list[dict[str, Any]]]:
    asked: dict[str, Any] = {
        "q": query,
        "pageSize": 1000,
        "orderBy": "createdTime",
        "supportsAllDrives": True,
        "includeItemsFromAllDrives": True,
        "fields": f"nextPageToken,incompleteSearch,files({_FIELDS})",
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
