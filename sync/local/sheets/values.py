"""Values read and written by range: what spreadsheets.values does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sync.local.call import Json
from sync.local.errors import GoogleError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.entering import formats
from sync.local.sheets.entering.entering import Entered, enter
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Area, Box, column_letters, written, written_area
from sync.local.sheets.refusals import (
    LONGEST,
    BeyondRequestedRangeError,
    OutsideGridError,
    TooLongTextError,
    UnwritableValueError,
)
from sync.local.sheets.stored_rows import PLAIN, Plain

TEXTS = {str, type(None)}
"""What a row may hold that is shown as it stands."""


class InvalidEntryError(GoogleError):
    """One of several ranges that is refused, with its place among them."""

    def __init__(self, name: str, index: int, refused: GoogleError) -> None:
        super().__init__(refused.code, f"Invalid {name}[{index}]: {refused.message}")


@contextmanager
def numbered(name: str, index: int) -> Iterator[None]:
    """Say of a refusal which of several ranges it is about."""
    try:
        yield
    except GoogleError as refused:
        raise InvalidEntryError(name, index, refused) from refused


@dataclass(frozen=True)
class Rendering:
    """How values are given: as seen, as they are, or as formulas; and how dates are."""

    value: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"
    by_columns: bool = False


def read(reading: Reading, text: str, rendering: Rendering) -> Json:
    """A ValueRange: rows (or columns) without what is empty at their end."""
    sheet, area = reading.book.locate(text)
    box = on_grid(sheet, area)
    answer: Json = {"range": written(sheet.title, box)}
    answer["majorDimension"] = "COLUMNS" if rendering.by_columns else "ROWS"
    # Where no formula stands, each row is read as it is kept.
    find = _lines if sheet.cells.has_formulas() else _kept_lines
    lines = [_trimmed(line) for line in find(reading, sheet, box, rendering)]
    if rendering.by_columns:
        lines = [_trimmed(list(column)) for column in zip_longest(*lines)]
    lines = _trimmed(lines)
    if lines:
        answer["values"] = [["" if value is None else value for value in line] for line in lines]
    return answer


def _lines(reading: Reading, sheet: Sheet, box: Box, rendering: Rendering) -> list[list[Any]]:
    """The values of a rectangle row by row, up to its last row with a value."""
    rows: list[list[Any]] = []
    for place, cell, value in reading.entries(sheet, box):
        row, column = place[0] - box.top, place[1] - box.left
        while len(rows) <= row:
            rows.append([])
        line = rows[row]
        while len(line) < column:
            line.append(None)
        line.append(_rendered(reading, (sheet, place), cell, value, rendering))
    return rows


def _kept_lines(reading: Reading, sheet: Sheet, box: Box, rendering: Rendering) -> list[list[Any]]:
    """The values of a rectangle of which all were entered as they are."""
    formatted, locale = rendering.value == "FORMATTED_VALUE", reading.book.locale
    rows: list[list[Any]] = []
    for at, row in sheet.cells.rows_within(box.top, box.bottom):
        line: list[Any] = list(map(row.get, range(box.left, min(box.right, max(row) + 1))))
        kinds = set(map(type, line))
        if dict in kinds:
            for right, kept in enumerate(line):
                if isinstance(kept, dict):
                    place = (at, box.left + right)
                    value = kept.get("userEnteredValue", {})
                    line[right] = _rendered(reading, (sheet, place), kept, value, rendering)
                elif formatted and kept is not None:
                    line[right] = _plainly(kept, locale)
        elif formatted and not kinds <= TEXTS:
            line = _all_plainly(line, locale)
        rows += [[] for _ in range(at - box.top - len(rows))]
        rows.append(line)
    return rows


def _all_plainly(line: list[Any], locale: str) -> list[str | None]:
    """Plain values beside each other; texts and whole numbers, most of them, need no call each."""
    return [
        value
        if value is None or type(value) is str
        else str(value)
        if type(value) is int and -formats.WHOLE < value < formats.WHOLE
        else _plainly(value, locale)
        for value in line
    ]


def _plainly(value: Plain, locale: str) -> str:
    """A plain value that stands alone, as people see it."""
    if isinstance(value, str):
        return value
    if type(value) is int and abs(value) < formats.WHOLE:
        return str(value)
    if isinstance(value, bool):
        return formats.shown({"boolValue": value}, {}, locale)
    return formats.general(float(value), locale)


def write(book: Book, value_range: Json, text: str, *, typed: bool) -> tuple[Sheet, Box]:
    """Write a ValueRange at a range; nulls leave a cell alone, an empty text clears it."""
    sheet, area = book.locate(text)
    box = on_grid(sheet, area)
    rows = rows_of(value_range)
    _check_fits(sheet, area, box, rows)
    put_rows(book, sheet, (box.top, box.left), rows, typed=typed)
    wide = max((len(row) for row in rows), default=0)
    return sheet, Box(sheet.id, box.top, box.left, box.top + max(len(rows), 1),
                      box.left + max(wide, 1))  # fmt: skip


def put_rows(
    book: Book, sheet: Sheet, start: Place, rows: Sequence[Sequence[Any]], *, typed: bool
) -> None:
    """Rows of values below each other."""
    if sheet.guard is None and all(_are_plain(row, typed=typed) for row in rows):
        sheet.cells.put_rows(*start, rows)
        return
    for down, row in enumerate(rows):
        put_row(book, sheet, (start[0] + down, start[1]), row, typed=typed)


def put_row(book: Book, sheet: Sheet, start: Place, values: Sequence[Any], *, typed: bool) -> None:
    """Values beside each other; nulls leave a cell alone, an empty text clears it."""
    if sheet.guard is None and _are_plain(values, typed=typed):
        sheet.cells.put_plain(*start, values)
        return
    for right, value in enumerate(values):
        if value is not None:
            put(book, sheet, (start[0], start[1] + right), value, typed=typed)


def _are_plain(values: Sequence[Any], *, typed: bool) -> bool:
    """Whether all are entered as they are, so that a row needs no look at each cell."""
    kinds = set(map(type, values))
    if not kinds <= (PLAIN - {str} if typed else PLAIN):
        return False
    texts = [len(value) for value in values if isinstance(value, str)] if str in kinds else []
    return not texts or (min(texts) > 0 and max(texts) <= LONGEST)


def put(book: Book, sheet: Sheet, place: Place, value: Any, *, typed: bool) -> None:
    """One value, as it is (RAW) or as a person would type it (USER_ENTERED)."""
    if isinstance(value, (list, dict)):
        raise UnwritableValueError(*place, value)
    if isinstance(value, str) and len(value) > LONGEST:
        raise TooLongTextError
    if not typed:
        sheet.set_value(place, raw(value))
        return
    entered = _entered(book, sheet, place, value)
    if not entered.number_format:
        sheet.set_value(place, entered.value)
        return
    cell = {**sheet.cell(place), "userEnteredValue": entered.value}
    cell_format = cell.get("userEnteredFormat", {})
    if "numberFormat" not in cell_format:
        cell["userEnteredFormat"] = {**cell_format, "numberFormat": entered.number_format}
    sheet.put(place, cell)


def raw(value: Any) -> Json:
    """A JSON value as an ExtendedValue; text stays text."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, (int, float)):
        return {"numberValue": value}
    return {"stringValue": value} if value else {}


def clear(book: Book, text: str) -> str:
    """Take away the values of a range, not its looks; the range as Google names it."""
    sheet, area = book.locate(text)
    box = on_grid(sheet, area)
    for place in sheet.cells.filled(box):
        sheet.set_value(place, {})
    return written(sheet.title, box)


def on_grid(sheet: Sheet, area: Area) -> Box:
    """The cells of an area; Google refuses one that begins beyond the grid."""
    if area.top >= sheet.rows or area.left >= sheet.columns:
        raise OutsideGridError(written_area(sheet.title, area), sheet.rows, sheet.columns)
    return area.within(sheet.rows, sheet.columns)


def rows_of(value_range: Json) -> list[list[Any]]:
    """The values row by row, whichever way they were given; gaps are left alone."""
    values: list[list[Any]] = value_range.get("values", [])
    if value_range.get("majorDimension") == "COLUMNS":
        return [list(row) for row in zip_longest(*values)]
    return values


def _entered(book: Book, sheet: Sheet, place: Place, value: Any) -> Entered:
    if not isinstance(value, str):
        return Entered(raw(value))
    number_format = sheet.cell(place).get("userEnteredFormat", {}).get("numberFormat", {})
    as_text = number_format.get("type") == "TEXT"
    return enter(value, book.locale, as_text=as_text, today=book.now.date())


def _check_fits(sheet: Sheet, area: Area, box: Box, rows: Sequence[Sequence[Any]]) -> None:
    """A single cell is only where writing starts; a larger range, and the grid, bound it."""
    wide = max((len(row) for row in rows), default=0)
    is_start = (area.bottom, area.right) == (area.top + 1, area.left + 1)
    last_row, last_column = (sheet.rows, sheet.columns) if is_start else (box.bottom, box.right)
    if box.top + len(rows) > last_row:
        raise BeyondRequestedRangeError(written(sheet.title, box), "row", str(last_row + 1))
    if box.left + wide > last_column:
        place = column_letters(last_column)
        raise BeyondRequestedRangeError(written(sheet.title, box), "column", place)


def _rendered(
    reading: Reading, at: tuple[Sheet, Place], cell: Json, value: Json, rendering: Rendering
) -> Any:
    if rendering.value == "FORMULA":
        formula = cell.get("userEnteredValue", {}).get("formulaValue")
        if formula is not None:
            return formula
    if "stringValue" in value or not value:
        return value.get("stringValue")
    if rendering.value == "FORMATTED_VALUE":
        return reading.text(*at, cell, value)
    if "numberValue" in value:
        if rendering.dates == "FORMATTED_STRING" and formats.is_date(
            reading.number_format(*at, cell)
        ):
            return reading.text(*at, cell, value)
        return value["numberValue"]
    if "errorValue" in value:
        return formats.shown(value, {}, reading.book.locale)
    return value.get("boolValue")


def _trimmed(line: list[Any]) -> list[Any]:
    end = len(line)
    while end and line[end - 1] in (None, []):
        end -= 1
    return line[:end]
