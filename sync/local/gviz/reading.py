"""A sheet, or a part of it, as a table."""

from sync.local.gviz.tables import held, table
from sync.local.gviz.values import Table
from sync.local.sheets.book import Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.ranges import Area, Box, column_letters


def table_of(reading: Reading, sheet: Sheet, area: Area, headers: int | None) -> Table:
    """The part of a sheet as a table; `headers` rows are its labels, or as many as seem to be."""
    box = _box(reading, sheet, area)
    book = reading.book
    grid = {
        place: found
        for place, cell, value in reading.entries(sheet, box)
        if (found := held(value, reading.number_format(sheet, place, cell), book.locale))
    }
    return table(grid, box, headers, book.locale, book.now, column_letters)


def _box(reading: Reading, sheet: Sheet, area: Area) -> Box:
    """The area, as far as something was entered."""
    used = reading.used(sheet)
    box = area.within(used.bottom, used.right)
    return Box(sheet.id, box.top, box.left, max(box.bottom, box.top), max(box.right, box.left))
