"""Cells merged into one, and taken apart again."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.ranges import Box, of_grid_range
from sync.local.sheets.refusals import MissingError, OverlapError
from sync.local.sheets.requests.register import applies, target


@applies("mergeCells")
def merge_cells(book: Book, body: Json) -> Json:
    """One merge, or one for each row or column; only the first cell keeps its value."""
    sheet, box = target(book, body.get("range"))
    kind = body.get("mergeType")
    if not kind:
        raise MissingError("mergeType")
    boxes = _pieces(box, kind)
    _take_apart(sheet, box)
    for piece in boxes:
        if (piece.bottom - piece.top) * (piece.right - piece.left) < 2:
            continue
        sheet.parts("merges").append(piece.grid_range())
        for place in sheet.places():
            if place in piece and place != (piece.top, piece.left):
                sheet.set_value(place, {})
    return {}


@applies("unmergeCells")
def unmerge_cells(book: Book, body: Json) -> Json:
    """Every merge inside the range is taken apart."""
    sheet, box = target(book, body.get("range"))
    _take_apart(sheet, box)
    return {}


def _take_apart(sheet: Sheet, box: Box) -> None:
    """Every merge inside a range goes; OverlapError when one lies across its edge."""
    merges = sheet.parts("merges")
    for old in list(merges):
        held = of_grid_range(old).within(sheet.rows, sheet.columns)
        if box.holds(held):
            merges.remove(old)
        elif box.meets(held):
            raise OverlapError(
                "You must select all cells in a merged range to merge or unmerge them."
            )


def _pieces(box: Box, kind: str) -> list[Box]:
    if kind == "MERGE_ROWS":
        rows = range(box.top, box.bottom)
        return [Box(box.sheet, row, box.left, row + 1, box.right) for row in rows]
    if kind == "MERGE_COLUMNS":
        columns = range(box.left, box.right)
        return [Box(box.sheet, box.top, column, box.bottom, column + 1) for column in columns]
    return [box]
