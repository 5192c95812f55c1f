"""Finding what a school has: by search, by the ledger where the search runs behind, and by id."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.desired import Desired, Files
from sync.errors import NotThereError, SyncError
from sync.files.drive import (
    FoundFile,
    WrongKindError,
    find_every,
    find_keys,
    get_file,
    kept_of,
    living_files,
    owner_of,
)
from sync.setup.shared import noted_keys
from sync.wire.google import Google


@dataclass(frozen=True)
class Findings:
    """The file of each key, further files with such a key, and why named files cannot be used."""

    found: dict[str, FoundFile]
    spares: Mapping[str, Sequence[FoundFile]]
    unusable: Mapping[str, SyncError]


class UnseenSpreadsheetError(SyncError):
    """The configuration names an existing spreadsheet that this account may not see."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"'{key}': the spreadsheet that pizza_group.spreadsheet names does not exist, or this"
            " account may not see it; let its owner share it with the service account as editor."
        )


def find_school(google: Google, desired: Desired, files: Files) -> Findings:
    """Everything of a school that exists.

    One call, unless the ledger knows of more than Drive finds, or a shared folder was left.
    """
    keys = keys_of(desired)
    every = find_every(google, desired.school, sorted(_of_others(desired, keys)))
    every |= _left(google, desired, files, every, keys)
    parents = {file.parent for found in every.values() for file in found}
    found = {key: kept_of(there, parents, _known_id(files, key)) for key, there in every.items()}
    # Drive's search runs behind what was made; its answer by id does not.
    known = {key: id_ for key in keys - found.keys() if (id_ := _known_id(files, key))}
    found |= living_files(google, known)
    spares = {
        key: [file for file in there if file.id != found[key].id] for key, there in every.items()
    }
    named, unusable = _named(google, desired, found)
    return Findings(found | named, {key: one for key, one in spares.items() if one}, unusable)


def _left(
    google: Google,
    desired: Desired,
    files: Files,
    every: Mapping[str, Sequence[FoundFile]],
    keys: Collection[str],
) -> dict[str, list[FoundFile]]:
    """The shared folders that the school is still in and no longer should; rarely a call."""
    noted = noted_keys(desired, {key: there[0] for key, there in every.items()}, files)
    left = sorted(noted.difference(keys)) if desired.former else []
    return find_keys(google, left) if left else {}


def keys_of(desired: Desired) -> set[str]:
    """The key of everything that a school should have."""
    entries: list[Any] = [*desired.forms(), *desired.spreadsheets()]
    entries += [folder for unit in desired.units for folder in unit.folders]
    return {entry.key for entry in entries}


def _of_others(desired: Desired, keys: Iterable[str]) -> set[str]:
    return {key for key in keys if owner_of(key) != desired.school}


def _known_id(files: Files, key: str) -> str | None:
    known = files.find(key)
    return known.id if known else None


def _named(
    google: Google, desired: Desired, found: Mapping[str, FoundFile]
) -> tuple[dict[str, FoundFile], dict[str, SyncError]]:
    """The spreadsheets that the configuration names by their id, and why one cannot be used."""
    named: dict[str, FoundFile] = {}
    unusable: dict[str, SyncError] = {}
    for spreadsheet in desired.spreadsheets():
        here = found.get(spreadsheet.key)
        if spreadsheet.file_id and (here is None or here.id != spreadsheet.file_id):
            try:
                named[spreadsheet.key] = get_file(google, spreadsheet.file_id, spreadsheet.key)
            except NotThereError:
                unusable[spreadsheet.key] = UnseenSpreadsheetError(spreadsheet.key)
            except WrongKindError as error:
                unusable[spreadsheet.key] = error
    return named, unusable
