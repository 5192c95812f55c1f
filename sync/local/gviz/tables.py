"""Cells as a table: which rows are headers, the type of each column, and what it holds."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sync.local.call import Json
from sync.local.gviz.values import (
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    STRING,
    TIME,
    Column,
    Row,
    Table,
    Value,
)
from sync.local.sheets.entering import dates, formats
from sync.local.sheets.ranges import Box

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


def held(value: Json, number_format: Json, locale: str) -> Held | None:
    """What a cell with this value and number format holds; nothing when it is empty or an error."""
    if "boolValue" in value:
        return Held(BOOLEAN, bool(value["boolValue"]), "", "")
    if "numberValue" not in value:
        text = str(value.get("stringValue", ""))
        return Held(STRING, text, "", text) if text else None
    number = float(value["numberValue"])
    shown = formats.number(number, number_format, locale)
    if not number_format or not formats.is_date(number_format):
        return Held(NUMBER, number, number_format.get("pattern") or GENERAL, shown)
    pattern = number_format.get("pattern") or dates.default_pattern(number_format["type"], locale)
    kind = number_format.get("type")
    kind = kind if kind in KINDS else dates.kind_of(pattern)
    moment = _moment(number, KINDS[str(kind)])
    return Held(KINDS[str(kind)], moment, pattern, shown) if moment is not None else None


def table(
    grid: Grid,
    box: Box,
    headers: int | None,
    locale: str,
    now: datetime,
    id_of: Callable[[int], str],
) -> Table:
    """The cells of a rectangle; `headers` rows are labels, or as many as seem to be.

    Columns have the id that theirs (counted from nought, on the sheet) gives.
    """
    first = box.top + (_guessed(grid, box) if headers is None else headers)
    first = min(first, box.bottom)
    columns = [_column(grid, box, index, first, id_of) for index in range(box.left, box.right)]
    rows: list[Row] = [
        [
            _typed(grid.get((row, box.left + index)), column.type)
            for index, column in enumerate(columns)
        ]
        for row in range(first, box.bottom)
    ]
    return Table(columns, rows, locale, first - box.top, now.replace(tzinfo=None))


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


def _column(grid: Grid, box: Box, index: int, first: int, id_of: Callable[[int], str]) -> Column:
    """The type that most of its cells have; the label is what stands in the header rows."""
    below = [grid[row, index] for row in range(first, box.bottom) if (row, index) in grid]
    types = Counter(held.type for held in below)
    kind = types.most_common(1)[0][0] if types else STRING
    pattern = next((held.pattern for held in below if held.type == kind), "")
    above = [grid[row, index].shown for row in range(box.top, first) if (row, index) in grid]
    return Column(id_of(index), " ".join(filter(None, above)), kind, pattern)


def _typed(held: Held | None, kind: str) -> Value:
    """The value, unless it is of another type than its column: then it counts as nothing."""
    return held.value if held and held.type == kind else None
