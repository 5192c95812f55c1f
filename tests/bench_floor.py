"""The floor: the fewest calls and writes with which Google can be given what a school should have.

For each unit (a team, the school's own files): its folders, level by level; one Drive batch for its
files; one batchUpdate for each spreadsheet; a batchUpdate and a publication for each form; and one
Drive batch for people and responders. Nothing is looked up, verified or stamped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from sync.desired import Desired, Unit
from sync.local.limits.quotas import DRIVE_WRITES, FORMS_WRITE, SHEETS_WRITE, Limit
from tests.bench_clock import SECONDS_A_CALL

BATCH = 100


@dataclass(frozen=True)
class Cost:
    """HTTP calls by API, and what those to Drive write; to Sheets and Forms each writes once."""

    drive: int = 0
    forms: int = 0
    sheets: int = 0
    writes: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.drive + other.drive,
            self.forms + other.forms,
            self.sheets + other.sheets,
            self.writes + other.writes,
        )

    def times(self, count: int) -> "Cost":
        """So many of these."""
        return Cost(*(each * count for each in (self.drive, self.forms, self.sheets, self.writes)))

    @property
    def http(self) -> int:
        """Every HTTP call."""
        return self.drive + self.forms + self.sheets

    def seconds(self, principals: int = 1) -> float:
        """The shortest time: no faster than any quota, and each account one call after another."""
        drawn = (
            (self.sheets, SHEETS_WRITE),
            (self.forms, FORMS_WRITE),
            (self.writes, DRIVE_WRITES),
        )
        slowest = max(_least(units, limit, principals) for units, limit in drawn)
        return max(slowest, ceil(self.http / principals) * SECONDS_A_CALL)


def _least(units: int, limit: Limit, principals: int) -> float:
    """The seconds before the last may be drawn; the first minute's are there at once."""
    of_each = (ceil(units / principals) - 1) // limit.per_user
    of_all = (units - 1) // limit.per_project if limit.per_project else 0
    return 60.0 * max(of_each, of_all, 0)


def floor_of(units: Iterable[Unit]) -> Cost:
    """The floor of some units."""
    return sum((_floor_of_unit(unit) for unit in units), Cost())


def expected(desired: Desired) -> Cost:
    """What a first set-up of ours costs: the floor, and what makes that it can be trusted.

    One search before; ids for folders, so that none is made twice; everything verified and stamped
    after. A spreadsheet's stamp goes along with the shares of its unit, where there are any.
    """
    stamped = sum(len(unit.folders) + len(unit.forms) for unit in desired.units)
    alone = sum(bool(unit.spreadsheets) and not _rights(unit) for unit in desired.units)
    sheets = sum(len(unit.spreadsheets) for unit in desired.units)
    more = Cost(drive=2 + 2 * ceil(stamped / BATCH) + alone, writes=stamped + sheets)
    return floor_of(desired.units) + more


def _floor_of_unit(unit: Unit) -> Cost:
    files = len(unit.forms) + len(unit.spreadsheets)
    rights = _rights(unit)
    batches = _levels(unit) + ceil(files / BATCH) + ceil(rights / BATCH)
    return Cost(
        drive=batches,
        forms=2 * len(unit.forms),
        sheets=len(unit.spreadsheets),
        writes=len(unit.folders) + files + rights,
    )


def _rights(unit: Unit) -> int:
    return sum(len(folder.shares) for folder in unit.folders) + len(unit.forms)


def _levels(unit: Unit) -> int:
    """How deep the unit's own folders lie in each other: a folder waits for the one around it."""
    around = {folder.key: folder.parent for folder in unit.folders}
    deepest = 0
    for key in around:
        depth, here = 0, key
        while here in around:
            depth, here = depth + 1, around[here] or ""
        deepest = max(deepest, depth)
    return deepest
