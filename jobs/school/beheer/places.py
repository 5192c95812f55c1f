"""Where something stands in the Beheer sheet, and what is wrong there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gspread.utils import rowcol_to_a1

from jobs.school.problems import Location
from sync.headed_tables import Cell


@dataclass(frozen=True)
class SheetPlace:
    """A cell by its tab, row number and column header; `key` is the column's own key.

    `at` is where the column stands now, counted from 0; none when it is gone. `value` is what
    people wrote there. With `whole` the place stands for the row or the table.
    """

    address: str
    tab: str
    row: int
    key: str
    header: str
    value: Cell = None
    whole: bool = False
    at: int | None = None

    @property
    def cell(self) -> str:
        """The cell as people call it, such as B7; empty when its column is gone."""
        return "" if self.at is None else rowcol_to_a1(self.row, self.at + 1)


@dataclass(frozen=True)
class SheetProblem:
    """A mistake in the sheet: in English for the command line, in Dutch for the sheet itself."""

    place: SheetPlace
    rule: str
    message: str
    melding: str

    def __str__(self) -> str:
        place = self.place
        where = f"cell {place.cell}" if place.cell else f"row {place.row}"
        return f"tab '{place.tab}', {where}, column '{place.header}': {self.message}"


@dataclass
class SheetData:
    """What a school's file would hold if it said what the sheet says, and where that stands.

    `complete` is false when a tab, a column or a header is gone: then nothing of it may be used.
    `tabs` are the titles that people see above each table, by its address.
    """

    data: dict[str, object] = field(default_factory=dict)
    places: dict[Location, SheetPlace] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)
    complete: bool = True
    tabs: dict[str, str] = field(default_factory=dict)

    def place(self, path: Location) -> SheetPlace | None:
        """Where a value stands, or what holds it; none when the sheet does not have it."""
        for end in range(len(path), 0, -1):
            if found := self.places.get(path[:end]):
                return found
        return None

    def refuse(self, place: SheetPlace, rule: str, message: str, melding: str) -> None:
        """Note a mistake."""
        self.problems.append(SheetProblem(place, rule, message, melding))


@dataclass(frozen=True)
class ReadRow:
    """A row of the sheet as plain values, each with its place; a blank cell is none."""

    values: Mapping[str, object]
    places: Mapping[str, SheetPlace]

    def __getitem__(self, key: str) -> object:
        return self.values.get(key)

    @property
    def whole(self) -> SheetPlace:
        """The row itself, by its first column."""
        first = next(iter(self.places.values()))
        return replace(first, value=None, whole=True)
