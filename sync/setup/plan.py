"""The plan: what set-up would change at Google, unit by unit, one readable line each."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.changes import Change, Stay
from sync.desired import Desired, Files, Unit
from sync.errors import (
    ApiSwitchedOffError,
    GoogleUnreachableError,
    ScopeLackingError,
    SyncError,
    WorkspaceNotRunningError,
)
from sync.files.drive import FoundFile
from sync.setup.access import ExcessWork
from sync.setup.closing import ClosingWork
from sync.setup.doubles import DoubleWork
from sync.setup.finding import Findings
from sync.setup.reading import Reader
from sync.setup.work import FolderWork, FormWork, SpreadsheetWork
from sync.wire.credentials import SignInRefusedError
from sync.wire.google import Google

HOPELESS = (
    ApiSwitchedOffError,
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
    excess: tuple[ExcessWork, ...] = ()
    drift: tuple[Change, ...] = ()
    stays: tuple[Stay, ...] = ()
    doubles: tuple[DoubleWork, ...] = ()
    closing: tuple[ClosingWork, ...] = ()
    failure: SyncError | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that would be done, in order."""
        changes = [change for closing in self.closing for change in closing.changes]
        changes += [change for folder in self.folders for change in folder.changes()]
        changes += [change for form in self.forms for change in form.changes(self.unit.name)]
        for spreadsheet in self.spreadsheets:
            changes += spreadsheet.changes(self.unit.name)
        changes += [change for excess in self.excess for change in excess.changes]
        changes += [change for double in self.doubles for change in double.changes]
        return tuple(replace(change, unit=self.unit.name) for change in changes)

    @property
    def alarms(self) -> tuple[Change, ...]:
        """Who has more access than the configuration says, and what there is a second one of."""
        alarms = [alarm for excess in self.excess for alarm in excess.alarms]
        alarms += [alarm for double in self.doubles for alarm in double.alarms]
        return tuple(replace(alarm, unit=self.unit.name) for alarm in alarms)


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
    def drift(self) -> tuple[Change, ...]:
        """What people changed of what is ours, and who may more than the configuration says.

        It stays as it is; each says what would be put back when that is asked.
        """
        return tuple(one for unit in self.units for one in (*unit.drift, *unit.alarms))

    @property
    def stays(self) -> tuple[Stay, ...]:
        """What people added of their own, as far as it was read."""
        return tuple(stay for unit in self.units for stay in unit.stays)

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
    restore: bool = False,
    only: Collection[str] | None = None,
    there: Findings | None = None,
) -> Plan:
    """Compare what a school should have with what it has; nothing is written at Google.

    Quick comparing trusts the fingerprints that set-up keeps with each file and reads only what
    differs; `deep` reads everything, and so sees what people changed in what Ritmiek owns. That
    is told and stays; with `restore` it is read as well and put back. With `only`, the
    spreadsheets with these keys are planned and nothing else. `there` is what was found of the
    school just before, for which it is otherwise searched.
    """
    reader = Reader(google, desired, files, deep=deep or restore, restore=restore, there=there)
    former = reader.former.units if only is None else ()
    units = tuple(_plan_unit(reader, unit, only) for unit in (*desired.units, *former))
    return Plan(desired, units, reader.found)


def _unit_plan(
    unit: Unit,
    folders: Sequence[FolderWork],
    forms: Sequence[FormWork],
    sheets: Sequence[SpreadsheetWork],
    excess: Sequence[ExcessWork],
) -> UnitPlan:
    """What there is to do, and besides it what people changed and added."""
    drift = [change for folder in folders for change in folder.drift()]
    drift += [change for form in forms for change in form.drift(unit.name)]
    drift += [change for sheet in sheets for change in sheet.drift(unit.name)]
    stays = [stay for form in forms for stay in form.stays()]
    stays += [stay for sheet in sheets for stay in sheet.change.stays]
    return UnitPlan(
        unit,
        tuple(folder for folder in folders if folder.needed),
        tuple(form for form in forms if form.needed),
        tuple(sheet for sheet in sheets if sheet.needed),
        tuple(excess),
        tuple(replace(change, unit=unit.name) for change in drift),
        tuple(replace(stay, unit=unit.name) for stay in stays),
    )


def _plan_unit(reader: Reader, unit: Unit, only: Collection[str] | None) -> UnitPlan:
    try:
        if only is not None:
            asked = tuple(sheet for sheet in unit.spreadsheets if sheet.key in only)
            return _unit_plan(unit, (), (), reader.spreadsheets(unit, asked), ())
        found = _unit_plan(
            unit,
            [*reader.folders(unit), *reader.former.folders(unit)],
            reader.forms(unit),
            reader.spreadsheets(unit),
            reader.excess(unit),
        )
        closing = reader.former.closing(unit)
        return replace(found, doubles=reader.doubles(unit), closing=closing)
    except HOPELESS:
        raise
    except SyncError as failure:
        return UnitPlan(unit, failure=failure)
