"""Reading cells: effective values and formats, and the text that people see."""

from functools import cached_property

from sync.local.call import Json
from sync.local.sheets import formats
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.engine import Computed, compute
from sync.local.sheets.ranges import Box


class Reading:
    """One spreadsheet being read; formulas are computed once, and only when there are any."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._results: dict[int, dict[Place, Json]] = {}

    @cached_property
    def computed(self) -> Computed:
        """The results of its formulas."""
        return compute(self.book)

    def value(self, sheet: Sheet, place: Place) -> Json:
        """The effective value (an ExtendedValue); empty when there is none."""
        entered = sheet.value(place)
        if entered and "formulaValue" not in entered:
            return entered
        return self.results(sheet).get(place, {})

    def results(self, sheet: Sheet) -> dict[Place, Json]:
        """What the formulas of one sheet come to; a sheet without formulas asks no engine."""
        if sheet.id not in self._results:
            found = self.computed.values.get(sheet.id, {}) if sheet.cells.formulas() else {}
            self._results[sheet.id] = found
        return self._results[sheet.id]

    def number_format(self, sheet: Sheet, place: Place) -> Json:
        """The number format: the cell's own, or what its formula implies."""
        own: Json = sheet.cell(place).get("userEnteredFormat", {}).get("numberFormat", {})
        if own or place not in self.results(sheet):
            return own
        return self.computed.formats.get((sheet.id, place), {})

    def formatted(self, sheet: Sheet, place: Place) -> str:
        """The cell as people see it."""
        value = self.value(sheet, place)
        if "numberValue" not in value:
            return formats.shown(value, {}, self.book.locale)
        return formats.shown(value, self.number_format(sheet, place), self.book.locale)

    def filled(self, sheet: Sheet, box: Box) -> list[Place]:
        """The places in a rectangle that have a value, row by row."""
        places = {place for place, cell in sheet.cells.within(box) if "userEnteredValue" in cell}
        places |= {place for place in self.results(sheet) if place in box}
        return sorted(places)

    def used(self, sheet: Sheet) -> Box:
        """From A1 to the last row and column with a value."""
        places = sheet.cells.filled(sheet.grid) + list(self.results(sheet))
        bottom = max((row + 1 for row, _ in places), default=0)
        right = max((column + 1 for _, column in places), default=0)
        return Box(sheet.id, 0, 0, bottom, right)
