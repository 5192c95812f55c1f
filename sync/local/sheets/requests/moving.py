"""Rows sorted by the values of columns."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.refusals import MissingError
from sync.local.sheets.requests.register import applies, target

ORDER = ("numberValue", "stringValue", "boolValue", "errorValue")


@applies("sortRange")
def sort_range(book: Book, body: Json) -> Json:
    """Rows of a range in order; blanks come last, and the order is stable."""
    sheet, box = target(book, body.get("range"))
    specs = body.get("sortSpecs", [])
    if not specs:
        raise MissingError("sortSpecs")
    reading = Reading(book)
    order = list(range(box.top, box.bottom))
    for spec in reversed(specs):
        column = spec.get("dimensionIndex", 0)
        keys = {row: _key(reading, sheet, (row, column)) for row in order}
        filled = [row for row in order if keys[row] is not None]
        blank = [row for row in order if keys[row] is None]
        filled.sort(
            key=lambda row: keys[row] or (0, ""), reverse=spec.get("sortOrder") == "DESCENDING"
        )
        order = filled + blank
    rows = [[sheet.cell((row, column)) for column in range(box.left, box.right)] for row in order]
    for down, cells in enumerate(rows):
        for right, cell in enumerate(cells):
            sheet.put((box.top + down, box.left + right), cell)
    return {}


def _key(reading: Reading, sheet: Sheet, place: Place) -> tuple[int, float | str] | None:
    value = reading.value(sheet, place)
    for rank, name in enumerate(ORDER):
        if name in value:
            found = value[name]
            if isinstance(found, str):
                return rank, found.casefold()
            return rank, float(found) if isinstance(found, (int, float)) else ""
    return None
