"""Rows added under a table: what spreadsheets.values.append finds and where it writes."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.moving.shifting import Shift, shift
from sync.local.sheets.ranges import Box, written
from sync.local.sheets.stored_rows import Span
from sync.local.sheets.values import on_grid, put_rows, rows_of


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
    put_rows(book, sheet, (top, left), rows, typed=typed)
    where = Box(sheet.id, top, left, top + max(len(rows), 1), left + max(wide, 1))
    return sheet, where, written(sheet.title, table) if table else None


def _table(sheet: Sheet, box: Box) -> Box | None:
    """The block of filled cells that is in the range, grown until blank cells surround it.

    Of several blocks in the range Google takes the last one.
    """
    last = sheet.cells.last_filled(box)
    if last is None:
        return None
    table = Box(sheet.id, last[0], last[1], last[0] + 1, last[1] + 1)
    while True:
        grown = _taller(sheet, _wider(sheet, table))
        if grown == table:
            return table
        table = grown


def _wider(sheet: Sheet, table: Box) -> Box:
    """With the columns that join it, on its own rows and those just above and below."""
    top, bottom = max(table.top - 1, 0), table.bottom + 1
    held = sheet.cells.extent(top, bottom)
    if held is None or (held.left >= table.left and held.right <= table.right):
        return table
    left, right = table.left, table.right
    for row, first, last in sheet.cells.spans(top, bottom):
        if first < table.left or last >= table.right:
            found = sheet.cells.filled_columns(row, max(table.left - 1, 0), table.right + 1)
            left, right = min([left, *found]), max([right, *(at + 1 for at in found)])
    if (left, right) == (table.left, table.right):
        return table
    return _wider(sheet, Box(sheet.id, table.top, left, table.bottom, right))


def _taller(sheet: Sheet, table: Box) -> Box:
    """With the rows that join it, on its own columns and those just beside them."""
    top, bottom = table.top, table.bottom
    for span in sheet.cells.spans(0, top, up=True):
        if span[0] != top - 1 or not _joins(sheet, table, span):
            break
        top -= 1
    for span in sheet.cells.spans(bottom, sheet.rows):
        if span[0] != bottom or not _joins(sheet, table, span):
            break
        bottom += 1
    return Box(sheet.id, top, table.left, bottom, table.right)


def _joins(sheet: Sheet, table: Box, span: Span) -> bool:
    """Whether a row has something on the table's columns or just beside them."""
    row, first, last = span
    left, right = max(table.left - 1, 0), table.right + 1
    if left <= first < right or left <= last < right:
        return True
    return first < left and last >= right and bool(sheet.cells.filled_columns(row, left, right))
