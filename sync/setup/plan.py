"""The plan: what set-up would change at Google, unit by unit, one readable line each."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sync.desired import Desired, Files, Unit
from sync.errors import (
    GoogleUnreachableError,
    ScopeLackingError,
    SyncError,
    WorkspaceNotRunningError,
)
from sync.files.drive import FoundFile
from sync.setup.reading import Reader
from sync.setup.work import Change, FolderWork, FormWork, SpreadsheetWork
from sync.wire.credentials import SignInRefusedError
from sync.wire.google import Google

HOPELESS = (
    WorkspaceNotRunningError,
    SignInRefusedError,
    ScopeLackingError,
    GoogleUnreachableError,
)
"""What would fail for every other unit too."""


@dataclass(frozen=True)
class UnitPlan:
    """What one unit needs; `failure` says why it could not be compared."""

    unit: Unit
    folders: tuple[FolderWork, ...] = ()
    forms: tuple[FormWork, ...] = ()
    spreadsheets: tuple[SpreadsheetWork, ...] = ()
    failure: SyncError | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that would be done, in order."""
        changes = [change for folder in self.folders for change in folder.changes()]
        changes += [change for form in self.forms for change in form.changes(self.unit.name)]
        for spreadsheet in self.spreadsheets:
            changes += spreadsheet.changes(self.unit.name)
        return tuple(changes)


@dataclass(frozen=True)
class Plan:
    """What a school needs; `found` is what exists, by key."""

    desired: Desired
    units: tuple[UnitPlan, ...]
    found: Mapping[str, FoundFile]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do, and nothing that could not be compared."""
        return not self.changes and not any(unit.failure for unit in self.units)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of every unit."""
        return tuple(change for unit in self.units for change in unit.changes)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every change as a line."""
        return tuple(change.line for change in self.changes)

    @property
    def counts(self) -> Counter[str]:
        """How many changes of each kind."""
        return Counter(change.verb for change in self.changes)


def make_plan(
    google: Google,
    desired: Desired,
    files: Files,
    *,
    deep: bool = False,
    only: Collection[str] | None = None,
) -> Plan:
    """Compare what a school should have with what it has; nothing is written at Google.

    Quick comparing trusts the fingerprints that set-up keeps with each file and reads only what
    differs; `deep` reads everything, and so sees what people changed in what Ritmiek owns. With
    `only`, the spreadsheets with these keys are planned and nothing else.
    """
    reader = Reader(google, desired, files, deep=deep)
    units = tuple(_plan_unit(reader, unit, only) for unit in desired.units)
    return Plan(desired, units, reader.found)


def _plan_unit(reader: Reader, unit: Unit, only: Collection[str] | None) -> UnitPlan:
    try:
        if only is not None:
            asked = tuple(sheet for sheet in unit.spreadsheets if sheet.key in only)
            return UnitPlan(unit, spreadsheets=tuple(reader.spreadsheets(unit, asked)))
        return UnitPlan(
            unit,
            tuple(reader.folders(unit)),
            tuple(reader.forms(unit)),
            tuple(reader.spreadsheets(unit)),
        )
    except HOPELESS:
        raise
    except SyncError as failure:
        return UnitPlan(unit, failure=failure)
