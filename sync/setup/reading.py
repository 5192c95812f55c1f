"""Reading what a school has: what is missing, what differs, and what need not be read at all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredForm,
    DesiredSpreadsheet,
    Files,
    KnownFile,
    Unit,
)
from sync.errors import NotThereError, SyncError
from sync.files.drive import LOOK, PRINT, FoundFile, find_files, get_file, owner_of
from sync.files.fingerprints import folder_print, form_print, look_print, spreadsheet_print
from sync.files.google_forms import compare_form, new_form_change, read_form
from sync.files.links import addresses, linked_keys
from sync.files.rights import Permission, answerable, list_permissions, missing_shares
from sync.setup.work import FolderWork, FormWork, SpreadsheetWork
from sync.sheets.spreadsheets import NEW, compare_spreadsheet, read_spreadsheet
from sync.wire.google import Google


class UnseenSpreadsheetError(SyncError):
    """The configuration names an existing spreadsheet that this account may not see."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"'{key}': the spreadsheet that pizza_group.spreadsheet names does not exist, or this"
            " account may not see it; let its owner share it with the service account as editor."
        )


class Reader:
    """One reading of one school; quick reading trusts the fingerprints kept with the files."""

    def __init__(self, google: Google, desired: Desired, files: Files, *, deep: bool) -> None:
        self._google = google
        self._desired = desired
        self._files = files
        self._deep = deep
        self._unseen: set[str] = set()
        self.found = self._find()
        self._permissions = self._read_permissions()

    def folders(self, unit: Unit) -> list[FolderWork]:
        """The unit's folders that need something."""
        return [work for work in map(self._folder, unit.folders) if work is not None]

    def forms(self, unit: Unit) -> list[FormWork]:
        """The unit's forms that need something."""
        return [work for work in map(self._form, unit.forms) if work is not None]

    def spreadsheets(
        self, unit: Unit, asked: Sequence[DesiredSpreadsheet] | None = None
    ) -> list[SpreadsheetWork]:
        """The unit's spreadsheets that need something, or those of the asked ones that do."""
        wanted = unit.spreadsheets if asked is None else asked
        found = (self._spreadsheet(unit, desired) for desired in wanted)
        return [work for work in found if work is not None]

    def remember(self, key: str, address: str = "") -> None:
        """Note a found file in the ledger, keeping what the ledger knows and Drive does not."""
        file = self.found[key]
        known = self._files.find(key)
        same = known is not None and known.id == file.id
        kept = known.address if known is not None and same else ""
        collected = known.collected if known is not None and same else ""
        where = address or kept or ("" if file.kind == "form" else file.address)
        applied = file.stamps.get(print_name(self._desired.school, file), "")
        now = KnownFile(key, file.kind, file.id, where, applied, collected)
        if now != known:
            self._files.remember(now)

    def _find(self) -> dict[str, FoundFile]:
        school = self._desired.school
        others = sorted(key for key in _keys(self._desired) if owner_of(key) != school)
        found = find_files(self._google, school, others)
        for spreadsheet in self._desired.spreadsheets():
            if spreadsheet.file_id and spreadsheet.key not in found:
                try:
                    file = get_file(self._google, spreadsheet.file_id, spreadsheet.key)
                except NotThereError:
                    self._unseen.add(spreadsheet.key)
                else:
                    found[spreadsheet.key] = file
        return found

    def _read_permissions(self) -> dict[str, list[Permission] | SyncError]:
        ids = [
            self.found[entry.key].id
            for unit in self._desired.units
            for entry in _granted(unit)
            if entry.key in self.found and self._is_read(entry)
        ]
        return list_permissions(self._google, ids)

    def _is_read(self, entry: DesiredFolder | DesiredForm) -> bool:
        found = self.found[entry.key]
        wanted = folder_print(entry) if isinstance(entry, DesiredFolder) else form_print(entry)
        stamped = found.stamps.get(print_name(self._desired.school, found))
        return self._deep or stamped != wanted

    def _current_permissions(self, file_id: str) -> Sequence[Permission]:
        current = self._permissions[file_id]
        if isinstance(current, SyncError):
            raise current
        return current

    def _folder(self, desired: DesiredFolder) -> FolderWork | None:
        found = self.found.get(desired.key)
        if found is None:
            return FolderWork(desired, None, desired.shares)
        self.remember(desired.key)
        if not self._is_read(desired):
            return None
        current = self._current_permissions(found.id)
        work = FolderWork(desired, found, missing_shares(desired.shares, current), current)
        stamped = found.stamps.get(print_name(self._desired.school, found))
        if stamped == folder_print(desired) and not (work.shares or work.renames):
            return None
        return work

    def _form(self, desired: DesiredForm) -> FormWork | None:
        found = self.found.get(desired.key)
        if found is None:
            return FormWork(desired, None, new_form_change(desired.form), opens=True)
        known = self._files.find(desired.key)
        addressed = known is not None and known.id == found.id and known.address
        if not self._is_read(desired) and addressed:
            self.remember(desired.key)
            return None
        document = read_form(self._google, found.id)
        self.remember(desired.key, document.get("responderUri", ""))
        if not self._is_read(desired):
            return None
        current = self._current_permissions(found.id)
        opens = not answerable(desired, current)
        work = FormWork(desired, found, compare_form(desired.form, document), opens, current)
        same = found.stamps.get(PRINT) == form_print(desired)
        if same and work.change.empty and not (opens or work.renames):
            return None
        return work

    def _spreadsheet(self, unit: Unit, desired: DesiredSpreadsheet) -> SpreadsheetWork | None:
        if desired.key in self._unseen:
            raise UnseenSpreadsheetError(desired.key)
        found = self.found.get(desired.key)
        keys = linked_keys(self._desired, unit, desired)
        links = addresses(desired, keys, self._files)
        if found is None:
            change = compare_spreadsheet(desired, NEW, links, look=True)
            return SpreadsheetWork(desired, None, change, NEW, look=True)
        self.remember(desired.key)
        wanted = spreadsheet_print(desired, link_ids(keys, self.found))
        same = found.stamps.get(PRINT) == wanted
        look = found.stamps.get(LOOK) != look_print(desired)
        if same and not look and not self._deep:
            return None
        document = read_spreadsheet(self._google, found.id)
        change = compare_spreadsheet(desired, document, links, look=look)
        if same and change.empty:
            return None
        return SpreadsheetWork(desired, found, change, document, look)


def link_ids(keys: Mapping[str, str], found: Mapping[str, FoundFile]) -> dict[str, str]:
    """The id of the file behind each link, as far as it exists."""
    return {link: found[key].id if key in found else "" for link, key in keys.items()}


def print_name(school: str, file: FoundFile) -> str:
    """Under which name a fingerprint is kept: each school has its own on a folder they share."""
    if file.kind == "folder" and owner_of(file.key) != school:
        return f"{PRINT}_{school}"
    return PRINT


def _granted(unit: Unit) -> Iterator[DesiredFolder | DesiredForm]:
    yield from unit.folders
    yield from unit.forms


def _keys(desired: Desired) -> set[str]:
    entries: list[Any] = [*desired.forms(), *desired.spreadsheets()]
    entries += [folder for unit in desired.units for folder in unit.folders]
    return {entry.key for entry in entries}
