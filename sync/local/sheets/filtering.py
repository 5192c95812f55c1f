"""Which rows a sheet's basic filter hides."""

from sync.local.call import Json
from sync.local.sheets.book import Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.looks.conditions import Condition
from sync.local.sheets.ranges import Box, of_grid_range


def hidden_rows(reading: Reading, sheet: Sheet) -> set[int]:
    """The rows under the header whose values the criteria leave out."""
    held = sheet.record.get("basicFilter", {})
    if not held.get("criteria"):
        return set()
    box = of_grid_range(held["range"]).within(sheet.rows, sheet.columns)
    hidden: set[int] = set()
    for column, criteria in held["criteria"].items():
        hidden |= _hidden(reading, sheet, (box, int(column)), criteria)
    return hidden


def _hidden(reading: Reading, sheet: Sheet, where: tuple[Box, int], criteria: Json) -> set[int]:
    box, column = where
    rows = range(box.top + 1, box.bottom)
    values = set(criteria.get("hiddenValues", []))
    hidden = {row for row in rows if values and reading.formatted(sheet, (row, column)) in values}
    condition = criteria.get("condition", {})
    if condition.get("type"):
        first = Box(box.sheet, box.top + 1, column, box.bottom, column + 1)
        test = Condition(reading, sheet, condition, [first])
        hidden |= {row for row in rows if not test.holds((row, column))}
    return hidden
