"""Cells written by request: updateCells, repeatCell, appendCells."""

from pydantic_core import to_json

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.fields import Mask, merged, parse_mask
from sync.local.sheets.formulas.references import relative
from sync.local.sheets.grid import Place
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.moving.alike import change_alike
from sync.local.sheets.refusals import (
    LONGEST,
    BeyondLastError,
    MissingError,
    TooLongTextError,
)
from sync.local.sheets.requests.dimensions import check_size
from sync.local.sheets.requests.register import applies, target
from sync.local.sheets.requests.tables import room_under

NOT_CARRIED = {"pivotTable", "dataSourceTable"}


@applies("updateCells")
def update_cells(book: Book, body: Json) -> Json:
    """Rows written from a start or over a range; a range's cells without data are cleared."""
    mask = with_both(parse_mask(_cell_fields(body.get("fields")), "CellData"))
    rows = _rows_of(body)
    if "range" in body:
        sheet, box = target(book, body["range"])
        _check_fits(rows, box.bottom - box.top, box.right - box.left)
        for row in range(box.top, box.bottom):
            for column in range(box.left, box.right):
                given = _at(rows, row - box.top, column - box.left)
                write_cell(sheet, (row, column), given, mask)
        return {}
    if "start" not in body:
        raise MissingError("start or range")
    start = body["start"]
    sheet = book.grid(start.get("sheetId", 0))
    _write_rows(sheet, (start.get("rowIndex", 0), start.get("columnIndex", 0)), rows, mask)
    return {}


@applies("repeatCell")
def repeat_cell(book: Book, body: Json) -> Json:
    """The same cell over a whole range; a formula's references go along, as in a copy."""
    mask = with_both(parse_mask(body.get("fields"), "CellData"))
    sheet, box = target(book, body.get("range"))
    cell = both_notations(body.get("cell", {}))
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        change_alike(sheet, box, lambda before: _written(before, cell, mask))
        return {}
    for row, column in box.places():
        there = relative(formula, row - box.top, column - box.left)
        entered = {**cell, "userEnteredValue": {"formulaValue": there}}
        write_cell(sheet, (row, column), entered, mask)
    return {}


@applies("appendCells")
def append_cells(book: Book, body: Json) -> Json:
    """Rows written under the last row with data; the grid, or the table, grows when it must."""
    mask = with_both(parse_mask(_cell_fields(body.get("fields")), "CellData"))
    rows = _rows_of(body)
    if body.get("tableId"):
        sheet, start = room_under(book, body["tableId"], len(rows))
    else:
        sheet = book.grid(body.get("sheetId", 0))
        last = sheet.cells.last_filled(sheet.grid)
        start = (last[0] + 1 if last else 0, 0)
    wide = max((len(row) for row in rows), default=0)
    sheet.resize(max(sheet.rows, start[0] + len(rows)), max(sheet.columns, start[1] + wide))
    check_size(book)
    _write_rows(sheet, start, rows, mask)
    return {}


def write_cell(sheet: Sheet, place: Place, given: Json, mask: Mask) -> None:
    """The masked fields of one cell, with colours in both notations; texts stay texts."""
    sheet.put(place, _written(sheet.cell(place), given, mask))


def _written(before: Json, given: Json, mask: Mask) -> Json:
    if not NOT_CARRIED.isdisjoint(given):
        _check_carried(given, mask)
    cell = merged(before, given, mask)
    value = cell.get("userEnteredValue", {})
    if len(value.get("stringValue", "")) > LONGEST:
        raise TooLongTextError
    if value.get("stringValue") == "":
        cell.pop("userEnteredValue")
    return cell


def _rows_of(body: Json) -> list[list[Json]]:
    """The cells that a request gives, row by row, with colours in both notations."""
    rows: list[list[Json]] = [row.get("values", []) for row in body.get("rows", [])]
    # One look at the text of them all is quicker than a walk through each of thousands.
    if b"olor" not in to_json(rows):
        return rows
    return [[both_notations(cell) for cell in row] for row in rows]


def _check_carried(given: Json, mask: Mask) -> None:
    for name in NOT_CARRIED & set(given):
        if not mask or name in mask or "*" in mask:
            raise NotCarriedError(f"CellData.{name}")


def _write_rows(sheet: Sheet, start: Place, rows: list[list[Json]], mask: Mask) -> None:
    bottom, end = sheet.rows, sheet.columns
    for row, cells in enumerate(rows, start[0]):
        for column, cell in enumerate(cells, start[1]):
            if row >= bottom:
                raise BeyondLastError("row", row, bottom - 1)
            if column >= end:
                raise BeyondLastError("column", column, end - 1)
            write_cell(sheet, (row, column), cell, mask)


def _check_fits(rows: list[list[Json]], high: int, wide: int) -> None:
    if len(rows) > high:
        raise BeyondLastError("row", high, high - 1)
    widest = max((len(row) for row in rows), default=0)
    if widest > wide:
        raise BeyondLastError("column", wide, wide - 1)


def _at(rows: list[list[Json]], down: int, right: int) -> Json:
    return rows[down][right] if down < len(rows) and right < len(rows[down]) else {}


def _cell_fields(fields: str | None) -> str | None:
    """Masks may be written from the row (`values.note`) as well as from the cell."""
    return fields.replace("rows.values.", "").replace("values.", "") if fields else fields
