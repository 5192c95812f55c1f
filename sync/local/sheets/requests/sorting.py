"""Rows in another order: sorted by the values or colours of columns, or shuffled."""

import secrets

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.formulas.references import relative
from sync.local.sheets.grid import Place
from sync.local.sheets.looks.colours import both_notations, css
from sync.local.sheets.ranges import Box
from sync.local.sheets.refusals import MissingError, OutsideSheetError
from sync.local.sheets.requests.register import applies, target

ORDER = ("numberValue", "stringValue", "boolValue", "errorValue")


@applies("sortRange")
def sort_range(book: Book, body: Json) -> Json:
    """Rows of a range in order; blanks come last, and the order is stable."""
    sheet, box = target(book, body.get("range"))
    specs = body.get("sortSpecs", [])
    if not specs:
        raise MissingError("sortSpecs")
    sort(book, sheet, box, [both_notations(spec) for spec in specs])
    return {}


@applies("randomizeRange")
def randomize_range(book: Book, body: Json) -> Json:
    """Rows of a range in an order of chance."""
    sheet, box = target(book, body.get("range"))
    order = list(range(box.top, box.bottom))
    secrets.SystemRandom().shuffle(order)
    _reorder(sheet, box, order)
    return {}


def sort(
    book: Book, sheet: Sheet, box: Box, specs: list[Json], *, below_header: bool = False
) -> None:
    """Sort rows by the first specification, among equals by the second, and so on."""
    if below_header:
        box = Box(box.sheet, box.top + 1, box.left, box.bottom, box.right)
    reading = Reading(book)
    order = list(range(box.top, box.bottom))
    for spec in reversed(specs):
        if "dataSourceColumnReference" in spec:
            raise NotCarriedError("a SortSpec with dataSourceColumnReference")
        column = spec.get("dimensionIndex", 0)
        if not box.left <= column < box.right:
            raise OutsideSheetError("dimensionIndex", column, "column", box.right)
        order = _by_colour(sheet, order, spec) or _by_value(reading, sheet, order, spec)
    _reorder(sheet, box, order)


def _by_value(reading: Reading, sheet: Sheet, order: list[int], spec: Json) -> list[int]:
    column = spec.get("dimensionIndex", 0)
    keys = {row: _key(reading, sheet, (row, column)) for row in order}
    filled = [row for row in order if keys[row] is not None]
    blank = [row for row in order if keys[row] is None]
    descending = spec.get("sortOrder") == "DESCENDING"
    filled.sort(key=lambda row: keys[row] or (0, ""), reverse=descending)
    return filled + blank


def _by_colour(sheet: Sheet, order: list[int], spec: Json) -> list[int] | None:
    """Rows of the colour come first; none when the specification names no colour."""
    if not {"backgroundColor", "foregroundColor"} & set(spec):
        return None
    column = spec.get("dimensionIndex", 0)

    def matches(row: int) -> bool:
        looks = sheet.cell((row, column)).get("userEnteredFormat", {})
        if "backgroundColor" in spec:
            own = looks.get("backgroundColor", {"red": 1, "green": 1, "blue": 1})
            return css(own) == css(spec["backgroundColor"])
        own = looks.get("textFormat", {}).get("foregroundColor", {})
        return css(own) == css(spec["foregroundColor"])

    return sorted(order, key=lambda row: not matches(row))


def _reorder(sheet: Sheet, box: Box, order: list[int]) -> None:
    """Put the rows in this order; formulas count from where they come to stand."""
    rows = [[sheet.cell((row, column)) for column in range(box.left, box.right)] for row in order]
    for down, cells in enumerate(rows):
        step = box.top + down - order[down]
        for right, cell in enumerate(cells):
            formula = cell.get("userEnteredValue", {}).get("formulaValue")
            if formula and step:
                moved = {"formulaValue": relative(formula, step, 0)}
                cell = {**cell, "userEnteredValue": moved}
            sheet.put((box.top + down, box.left + right), cell)


def _key(reading: Reading, sheet: Sheet, place: Place) -> tuple[int, float | str] | None:
    value = reading.value(sheet, place)
    for rank, name in enumerate(ORDER):
        if name in value:
            found = value[name]
            if isinstance(found, str):
                return rank, found.casefold()
            return rank, float(found) if isinstance(found, (int, float)) else ""
    return None
