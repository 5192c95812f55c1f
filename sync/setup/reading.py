"""Reading what a school has: what is missing, what differs, and what need not be read at all."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredForm,
    DesiredSpreadsheet,
    Files,
    KnownFile,
    Unit,
)
from sync.files.drive import LOOK, PRINT, FoundFile
from sync.files.fingerprints import folder_print, form_print, look_print, spreadsheet_print
from sync.files.form_items import Json
from sync.files.google_forms import compare_form, new_form_change, read_form, read_forms
from sync.files.grants import Difference, wanted_of
from sync.files.links import addresses, linked_keys
from sync.setup.access import ExcessWork
from sync.setup.access_reading import AccessReader, applied_print
from sync.setup.closing import closed_by_us
from sync.setup.doubles import DoubleWork, double_works
from sync.setup.finding import Findings, find_school, keys_of
from sync.setup.former import FormerReader
from sync.setup.under_way import finish, is_under_way
from sync.setup.work import FolderWork, FormWork, Origin, SpreadsheetWork
from sync.sheets.applied import CELLS, Baseline, cells_of, to_text
from sync.sheets.cell_data import Links
from sync.sheets.looks import LOOK as LOOKS
from sync.sheets.spreadsheets import NEW, compare_spreadsheet, read_spreadsheet
from sync.wire.google import Google


class Reader:
    """One reading of one school; quick reading trusts the fingerprints kept with the files."""

    def __init__(
        self,
        google: Google,
        desired: Desired,
        files: Files,
        *,
        deep: bool,
        restore: bool = False,
        there: Findings | None = None,
    ) -> None:
        self._google = google
        self._desired = desired
        self._files = files
        self._deep = deep
        self._restore = restore
        there = there or find_school(google, desired, files)
        self._unusable, self._spares = there.unusable, there.spares
        self.found = there.found
        self.former = FormerReader(google, desired, files, there, deep=deep)
        self.access = AccessReader(google, desired, files, self.found, deep=deep, restore=restore)

    def folders(self, unit: Unit) -> list[FolderWork]:
        """The unit's folders that are not there or that were read."""
        return [work for work in map(self._folder, unit.folders) if work is not None]

    def forms(self, unit: Unit) -> list[FormWork]:
        """The unit's forms that are not there or that were read."""
        return [work for work in map(self._form, unit.forms) if work is not None]

    def spreadsheets(
        self, unit: Unit, asked: Sequence[DesiredSpreadsheet] | None = None
    ) -> list[SpreadsheetWork]:
        """The unit's spreadsheets, or the asked ones, that are not there or that were read."""
        wanted = unit.spreadsheets if asked is None else asked
        found = (self._spreadsheet(unit, desired) for desired in wanted)
        return [work for work in found if work is not None]

    def excess(self, unit: Unit) -> list[ExcessWork]:
        """The unit's files that somebody may do more with than the configuration says."""
        return self.access.excess(unit)

    def doubles(self, unit: Unit) -> tuple[DoubleWork, ...]:
        """Files that have the same key as one of the unit's."""
        keys = keys_of(Desired(self._desired.school, (unit,)))
        return tuple(work for work in self._doubles if work.spare.key in keys)

    @cached_property
    def _doubles(self) -> tuple[DoubleWork, ...]:
        return double_works(self._google, [one for some in self._spares.values() for one in some])

    def remember(self, key: str, address: str = "") -> None:
        """Note a found file in the ledger, keeping what the ledger knows and Drive does not."""
        file = self.found[key]
        known = self._files.find(key)
        same = known is not None and known.id == file.id
        kept = known.address if known is not None and same else ""
        collected = known.collected if known is not None and same else ""
        where = address or kept or ("" if file.kind == "form" else file.address)
        applied = applied_print(self._desired.school, file, self._files)
        now = KnownFile(key, file.kind, file.id, where, applied, collected)
        if now != known:
            self._files.remember(now)

    def _folder(self, desired: DesiredFolder) -> FolderWork | None:
        found = self.found.get(desired.key)
        if found is None:
            return FolderWork(desired, None, Difference(missing=wanted_of(desired)))
        self.remember(desired.key)
        if not self.access.differs(desired):
            return None
        stamped = applied_print(self._desired.school, found, self._files)
        origin = Origin(stamped == folder_print(desired), self._restore)
        return FolderWork(desired, found, self.access.difference(desired), origin)

    def _form(self, desired: DesiredForm) -> FormWork | None:
        found = self.found.get(desired.key)
        if found is None:
            missing = Difference(missing=wanted_of(desired))
            return FormWork(desired, None, new_form_change(desired.form), missing)
        if not self._is_read(desired):
            self.remember(desired.key)
            return None
        # What a batch did not give is asked for alone, so that it fails no unit but its own.
        document = self._documents.get(found.id) or read_form(self._google, found.id)
        self.remember(desired.key, document.get("responderUri", ""))
        if not self.access.differs(desired):
            return None
        before = bool(found.stamps.get(PRINT))
        applied = applied_print(self._desired.school, found, self._files)
        origin = Origin(applied == form_print(desired), self._restore, before=before)
        change = compare_form(
            desired.form,
            document,
            leave=origin.leaves,
            reopen=closed_by_us(found),
            keep_closed=origin.keeps_closed,
        )
        return FormWork(desired, found, change, self.access.difference(desired), origin)

    def _is_read(self, desired: DesiredForm) -> bool:
        """Whether an existing form has to be read: to compare it, or to learn its address."""
        known, found = self._files.find(desired.key), self.found[desired.key]
        addressed = known is not None and known.id == found.id and known.address
        return self.access.differs(desired) or not addressed

    @cached_property
    def _documents(self) -> Mapping[str, Json]:
        """The school's forms that have to be read, by id, as far as they came in batches."""
        there = [form for form in self._desired.forms() if form.key in self.found]
        ids = [self.found[form.key].id for form in there if self._is_read(form)]
        return read_forms(self._google, ids)

    def _spreadsheet(self, unit: Unit, desired: DesiredSpreadsheet) -> SpreadsheetWork | None:
        if desired.key in self._unusable:
            raise self._unusable[desired.key]
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
        baseline = self._baseline(desired, found, links, same=same, look=look)
        begun = is_under_way(self._files, self._desired.school, desired.key)
        if same and not (look or begun or self._deep):
            return None
        document = read_spreadsheet(self._google, found.id, look=look)
        change = compare_spreadsheet(desired, document, links, look=look, baseline=baseline)
        work = SpreadsheetWork(desired, found, change, document, look, baseline)
        if begun and not (work.needed or change.drift):
            finish(self._files, self._desired.school, desired.key)
        return work

    def _baseline(
        self,
        desired: DesiredSpreadsheet,
        found: FoundFile,
        links: Links,
        *,
        same: bool,
        look: bool,
    ) -> Baseline:
        """What was last applied; a ledger that was lost learns it back where nothing changed."""
        stamped = found.stamps.get(PRINT, "")
        cells = cells_of(self._files.kept(CELLS, desired.key), stamped)
        if cells is None and same:
            cells = compare_spreadsheet(desired, NEW, links, look=False).applied
            if look:
                cells = {name: told for name, told in cells.items() if not name.startswith(LOOKS)}
            self._files.keep(CELLS, desired.key, to_text(stamped, cells))
        return Baseline(same, cells, self._restore)


def link_ids(keys: Mapping[str, str], found: Mapping[str, FoundFile]) -> dict[str, str]:
    """The id of the file behind each link, as far as it exists."""
    return {link: found[key].id if key in found else "" for link, key in keys.items()}
