"""Values read and written by range: what spreadsheets.values does."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sync.local.call import Json
from sync.local.sheets import formats
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.entering import Entered, enter
from sync.local.sheets.ranges import Area, Box, column_letters, written
from sync.local.sheets.refusals import (
    BeyondRequestedRangeError,
    OutsideGridError,
    TooLongTextError,
    UnwritableValueError,
)
from sync.local.sheets.requests.writing import LONGEST


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
    used = reading.used(sheet)
    rows = [
        [_rendered(reading, sheet, (row, column), rendering)
         for column in range(box.left, min(box.right, used.right))]
        for row in range(box.top, min(box.bottom, used.bottom))
    ]  # fmt: skip
    if rendering.by_columns:
        rows = [list(column) for column in zip_longest(*rows)]
    lines = _trimmed([_trimmed(row) for row in rows])
    if lines:
        answer["values"] = [["" if value is None else value for value in line] for line in lines]
    return answer


def write(book: Book, value_range: Json, text: str, *, typed: bool) -> tuple[Sheet, Box]:
    """Write a ValueRange at a range; nulls leave a cell alone, an empty text clears it."""
    sheet, area = book.locate(text)
    box = on_grid(sheet, area)
    rows = rows_of(value_range)
    _check_fits(sheet, area, box, rows)
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            if value is not None:
                put(book, sheet, (box.top + down, box.left + right), value, typed=typed)
    wide = max((len(row) for row in rows), default=0)
    return sheet, Box(sheet.id, box.top, box.left, box.top + max(len(rows), 1),
                      box.left + max(wide, 1))  # fmt: skip


def put(book: Book, sheet: Sheet, place: Place, value: Any, *, typed: bool) -> None:
    """One value, as it is (RAW) or as a person would type it (USER_ENTERED)."""
    if isinstance(value, (list, dict)):
        raise UnwritableValueError(*place, value)
    if isinstance(value, str) and len(value) > LONGEST:
        raise TooLongTextError
    entered = _entered(book, sheet, place, value) if typed else Entered(raw(value))
    cell = {**sheet.cell(place), "userEnteredValue": entered.value}
    cell_format = cell.get("userEnteredFormat", {})
    if entered.number_format and "numberFormat" not in cell_format:
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
    for place in sheet.places():
        if place in box and sheet.value(place):
            sheet.set_value(place, {})
    return written(sheet.title, box)


def on_grid(sheet: Sheet, area: Area) -> Box:
    """The cells of an area; Google refuses one that begins beyond the grid."""
    if area.top >= sheet.rows or area.left >= sheet.columns:
        bottom, right = area.bottom or area.top + 1, area.right or area.left + 1
        named = written(sheet.title, Box(sheet.id, area.top, area.left, bottom, right))
        raise OutsideGridError(named, sheet.rows, sheet.columns)
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
    return enter(value, book.locale, as_text=number_format.get("type") == "TEXT")


def _check_fits(sheet: Sheet, area: Area, box: Box, rows: Sequence[Sequence[Any]]) -> None:
    """A single cell is only where writing starts; a larger range bounds it."""
    wide = max((len(row) for row in rows), default=0)
    bottom, right = box.top + len(rows), box.left + wide
    is_start = (area.bottom, area.right) == (area.top + 1, area.left + 1)
    if bottom > sheet.rows or right > sheet.columns:
        named = written(sheet.title, Box(sheet.id, box.top, box.left, bottom, right))
        raise OutsideGridError(named, sheet.rows, sheet.columns)
    if is_start:
        return
    if bottom > box.bottom:
        raise BeyondRequestedRangeError(written(sheet.title, box), "row", str(box.bottom + 1))
    if right > box.right:
        place = column_letters(box.right)
        raise BeyondRequestedRangeError(written(sheet.title, box), "column", place)


def _rendered(reading: Reading, sheet: Sheet, place: Place, rendering: Rendering) -> Any:
    value = reading.value(sheet, place)
    formula = sheet.value(place).get("formulaValue")
    if rendering.value == "FORMULA" and formula is not None:
        return formula
    if not value:
        return None
    if rendering.value == "FORMATTED_VALUE":
        return reading.formatted(sheet, place)
    if "numberValue" in value:
        number_format = reading.number_format(sheet, place)
        if rendering.dates == "FORMATTED_STRING" and formats.is_date(number_format):
            return reading.formatted(sheet, place)
        return value["numberValue"]
    if "errorValue" in value:
        return formats.shown(value, {}, reading.book.locale)
    return value.get("stringValue", value.get("boolValue"))


def _trimmed(line: list[Any]) -> list[Any]:
    end = len(line)
    while end and line[end - 1] in (None, []):
        end -= 1
    return line[:end]
