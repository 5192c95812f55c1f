"""Cells copied to another place; relative references in formulas move along."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.ranges import Box
from sync.local.sheets.references import relative
from sync.local.sheets.requests.register import applies, target

PARTS = {
    "PASTE_NORMAL": ("userEnteredValue", "userEnteredFormat", "dataValidation", "note"),
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat",),
    "PASTE_NO_BORDERS": ("userEnteredValue", "userEnteredFormat", "dataValidation", "note"),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_CONDITIONAL_FORMATTING": (),
}


@applies("copyPaste")
def copy_paste(book: Book, body: Json) -> Json:
    """The source over the destination, repeated as often as it fits, at least once."""
    source, cells = target(book, body.get("source"))
    destination, place = target(book, body.get("destination"))
    kind = body.get("pasteType", "PASTE_NORMAL")
    flip = body.get("pasteOrientation") == "TRANSPOSE"
    copied = _copied(Reading(book), source, cells, kind)
    high, wide = cells.bottom - cells.top, cells.right - cells.left
    high, wide = (wide, high) if flip else (high, wide)
    box = _filled(place, destination, (high, wide))
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            down, right = (row - box.top) % high, (column - box.left) % wide
            origin = (cells.top + (right if flip else down), cells.left + (down if flip else right))
            _paste(destination, (row, column), copied[origin], origin, kind)
    return {}


def _copied(reading: Reading, sheet: Sheet, box: Box, kind: str) -> dict[Place, Json]:
    copied = {}
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            cell = dict(sheet.cell((row, column)))
            if kind == "PASTE_VALUES":
                cell["userEnteredValue"] = reading.value(sheet, (row, column))
            copied[row, column] = cell
    return copied


def _filled(place: Box, sheet: Sheet, size: tuple[int, int]) -> Box:
    """The destination: whole repetitions of the source that fit, or the source once."""
    high = max((place.bottom - place.top) // size[0], 1) * size[0]
    wide = max((place.right - place.left) // size[1], 1) * size[1]
    bottom, right = min(place.top + high, sheet.rows), min(place.left + wide, sheet.columns)
    return Box(sheet.id, place.top, place.left, bottom, right)


def _paste(sheet: Sheet, place: Place, given: Json, origin: Place, kind: str) -> None:
    cell = dict(sheet.cell(place))
    for part in PARTS[kind]:
        cell[part] = given.get(part)
    if kind == "PASTE_NO_BORDERS" and given.get("userEnteredFormat"):
        kept = {k: v for k, v in given["userEnteredFormat"].items() if k != "borders"}
        cell["userEnteredFormat"] = kept
    formula = (cell.get("userEnteredValue") or {}).get("formulaValue")
    if formula:
        moved = relative(formula, place[0] - origin[0], place[1] - origin[1])
        cell["userEnteredValue"] = {"formulaValue": moved}
    sheet.put(place, cell)
