"""Making folders, forms and spreadsheets in Drive, each once, whatever becomes of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sync.desired import Kind
from sync.errors import AlreadyThereError, SyncError, UncertainError
from sync.files.drive import (
    KEY,
    MIME_TYPES,
    SCHOOL,
    FoundFile,
    check_properties,
    find_files,
    owner_of,
)
from sync.wire.google import Google, Part

ATTEMPTS = 5


class NotMadeError(SyncError):
    """A file could not be made, however often it was tried."""

    def __init__(self, key: str) -> None:
        super().__init__(f"'{key}' could not be made: every answer was lost; run it again later.")


@dataclass(frozen=True)
class NewFile:
    """A file to be made, in a folder by id; a folder's own id is chosen beforehand."""

    key: str
    kind: Kind
    name: str
    parent: str | None
    id: str | None = None


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
