"""Rows added under a table: what spreadsheets.values.append finds and where it writes."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.ranges import Box, written
from sync.local.sheets.shifting import Shift, shift
from sync.local.sheets.values import on_grid, put, rows_of


def append(
    book: Book, value_range: Json, text: str, *, typed: bool, insert: bool
) -> tuple[Sheet, Box, str | None]:
    """Write rows under the table in or around a range; the table's range when there is one."""
    sheet, area = book.locate(text)
    box = on_grid(sheet, area)
    table = _table(sheet, box)
    top, left = (table.bottom, table.left) if table else (box.top, box.left)
    rows = rows_of(value_range)
    wide = max((len(row) for row in rows), default=0)
    if insert and table and top < sheet.rows:
        shift(book, sheet, Shift(sheet.id, rows=True, start=top, count=len(rows)))
    sheet.resize(max(sheet.rows, top + len(rows)), max(sheet.columns, left + wide))
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            if value is not None:
                put(book, sheet, (top + down, left + right), value, typed=typed)
    where = Box(sheet.id, top, left, top + max(len(rows), 1), left + max(wide, 1))
    return sheet, where, written(sheet.title, table) if table else None


def _table(sheet: Sheet, box: Box) -> Box | None:
    """The block of filled cells that is in the range, grown until blank cells surround it.

    Of several blocks in the range Google takes the last one.
    """
    filled = {place for place, cell in sheet.items() if cell.get("userEnteredValue")}
    inside = [place for place in filled if place in box]
    if not inside:
        return None
    row, column = max(inside)
    table = Box(sheet.id, row, column, row + 1, column + 1)
    while True:
        near = Box(
            sheet.id,
            max(table.top - 1, 0),
            max(table.left - 1, 0),
            table.bottom + 1,
            table.right + 1,
        )
        places = [place for place in filled if place in near]
        grown = Box(
            sheet.id,
            min(row for row, _ in places),
            min(column for _, column in places),
            max(row for row, _ in places) + 1,
            max(column for _, column in places) + 1,
        )
        if grown == table:
            return table
        table = grown
