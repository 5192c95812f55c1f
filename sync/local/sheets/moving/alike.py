"""One change to very many cells, of which most are alike."""

from collections.abc import Callable

from sync.local.call import Json
from sync.local.sheets.book import Sheet
from sync.local.sheets.ranges import Box
from sync.local.sheets.stored_rows import Kept, to_keep, whole

Change = Callable[[Json], Json]


def change_alike(sheet: Sheet, box: Box, change: Change) -> None:
    """Replace every cell of a rectangle by what comes of it; a protected one refuses.

    What comes of a cell is worked out once for the cells beside and below it that hold the same.
    """
    cells = sheet.cells
    before: Kept | None = None
    after = to_keep(change({}))
    for at in range(box.top, box.bottom):
        row = cells.opened(at)
        for column in range(box.left, box.right):
            if sheet.guard:
                sheet.guard((at, column))
            held = row.get(column)
            if held != before or type(held) is not type(before):
                before, after = held, to_keep(change({} if held is None else whole(held)))
            cells.changes.note(column, held, after)
            if after is None:
                row.pop(column, None)
            else:
                row[column] = after
