"""A sheet as a table: which rows are headers, the type of each column, and what it holds."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sync.local.call import Json
from sync.local.gviz.values import BOOLEAN, DATE, DATETIME, NUMBER, STRING, TIME, Column, Row, Table
from sync.local.gviz.values import Value as Value
from sync.local.sheets import dates, formats
from sync.local.sheets.book import Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.ranges import Area, Box, column_letters

KINDS = {"DATE": DATE, "DATE_TIME": DATETIME, "TIME": TIME}
GENERAL = "General"


@dataclass(frozen=True)
class Held:
    """What one cell holds: its type, value and pattern, and how people see it."""

    type: str
    value: Value
    pattern: str
    shown: str


Grid = dict[tuple[int, int], Held]


def table_of(reading: Reading, sheet: Sheet, area: Area, headers: int | None) -> Table:
    """The part of a sheet as a table; `headers` rows are its labels, or as many as seem to be."""
    box = _box(reading, sheet, area)
    grid = {
        place: held
        for place, cell, value in reading.entries(sheet, box)
        if (held := _held(reading, sheet, place, cell, value))
    }
    first = box.top + (_guessed(grid, box) if headers is None else headers)
    first = min(first, box.bottom)
    columns = [_column(grid, box, index, first) for index in range(box.left, box.right)]
    rows: list[Row] = [
        [
            _typed(grid.get((row, box.left + index)), column.type)
            for index, column in enumerate(columns)
        ]
        for row in range(first, box.bottom)
    ]
    book = reading.book
    now = book.now.replace(tzinfo=None)
    return Table(columns, rows, book.locale, first - box.top, now)


def _box(reading: Reading, sheet: Sheet, area: Area) -> Box:
    """The area, as far as something was entered."""
    used = reading.used(sheet)
    box = area.within(used.bottom, used.right)
    return Box(sheet.id, box.top, box.left, max(box.bottom, box.top), max(box.right, box.left))


def _held(
    reading: Reading, sheet: Sheet, place: tuple[int, int], cell: Json, value: Json
) -> Held | None:
    if "boolValue" in value:
        return Held(BOOLEAN, bool(value["boolValue"]), "", "")
    if "numberValue" not in value:
        text = str(value.get("stringValue", ""))
        return Held(STRING, text, "", text) if text else None
    number = float(value["numberValue"])
    shown_by = reading.number_format(sheet, place, cell)
    shown = reading.text(sheet, place, cell, value)
    if not shown_by or not formats.is_date(shown_by):
        return Held(NUMBER, number, shown_by.get("pattern") or GENERAL, shown)
    pattern = shown_by.get("pattern") or dates.default_pattern(
        shown_by["type"], reading.book.locale
    )
    kind = shown_by.get("type") if shown_by.get("type") in KINDS else dates.kind_of(pattern)
    moment = _moment(number, KINDS[str(kind)])
    return Held(KINDS[str(kind)], moment, pattern, shown) if moment is not None else None


def _moment(serial: float, kind: str) -> date | datetime | time | None:
    try:
        moment = dates.EPOCH + timedelta(milliseconds=round(serial * 86_400_000))
    except OverflowError:
        return None
    if kind == DATETIME:
        return moment
    return moment.date() if kind == DATE else moment.time()


def _guessed(grid: Grid, box: Box) -> int:
    """Rows at the top with texts only, when something else than a text follows."""
    others = [row for (row, _), held in grid.items() if held.type != STRING]
    return min(others) - box.top if others else 0


def _column(grid: Grid, box: Box, index: int, first: int) -> Column:
    """The type that most of its cells have; the label is what stands in the header rows."""
    below = [grid[row, index] for row in range(first, box.bottom) if (row, index) in grid]
    types = Counter(held.type for held in below)
    kind = types.most_common(1)[0][0] if types else STRING
    pattern = next((held.pattern for held in below if held.type == kind), "")
    above = [grid[row, index].shown for row in range(box.top, first) if (row, index) in grid]
    return Column(column_letters(index), " ".join(filter(None, above)), kind, pattern)


def _typed(held: Held | None, kind: str) -> Value:
    """The value, unless it is of another type than its column: then it counts as nothing."""
    return held.value if held and held.type == kind else None
