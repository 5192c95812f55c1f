"""Borders around and inside a range."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.looks.colours import both_notations
from sync.local.sheets.ranges import Box
from sync.local.sheets.requests.register import applies, target

WIDTHS = {"SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}


@applies("updateBorders")
def update_borders(book: Book, body: Json) -> Json:
    """The sides that are named; a side of style NONE is taken away."""
    sheet, box = target(book, body.get("range"))
    given = both_notations({side: body[side] for side in body if side != "range"})
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            wanted = _sides(given, box, row, column)
            if not wanted:
                continue
            cell = dict(sheet.cell((row, column)))
            cell_format = dict(cell.get("userEnteredFormat", {}))
            borders = {**cell_format.get("borders", {}), **wanted}
            cell_format["borders"] = {
                side: {"width": WIDTHS.get(border["style"], 1), **border}
                for side, border in borders.items()
                if border.get("style", "NONE") != "NONE"
            }
            if not cell_format["borders"]:
                del cell_format["borders"]
            sheet.put((row, column), {**cell, "userEnteredFormat": cell_format})
    return {}


def _sides(given: Json, box: Box, row: int, column: int) -> Json:
    """Which given border each side of this cell takes."""
    names = {
        "top": "top" if row == box.top else "innerHorizontal",
        "bottom": "bottom" if row == box.bottom - 1 else "innerHorizontal",
        "left": "left" if column == box.left else "innerVertical",
        "right": "right" if column == box.right - 1 else "innerVertical",
    }
    return {side: given[name] for side, name in names.items() if name in given}
