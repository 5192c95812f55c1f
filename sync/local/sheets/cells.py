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

    @cached_property
    def computed(self) -> Computed:
        """The results of its formulas."""
        return compute(self.book)

    def value(self, sheet: Sheet, place: Place) -> Json:
        """The effective value (an ExtendedValue); empty when there is none."""
        entered = sheet.value(place)
        if entered and "formulaValue" not in entered:
            return entered
        return self.computed.values.get((sheet.id, place), {})

    def number_format(self, sheet: Sheet, place: Place) -> Json:
        """The number format: the cell's own, or what its formula implies."""
        own: Json = sheet.cell(place).get("userEnteredFormat", {}).get("numberFormat", {})
        return own or self.computed.formats.get((sheet.id, place), {})

    def formatted(self, sheet: Sheet, place: Place) -> str:
        """The cell as people see it."""
        value = self.value(sheet, place)
        if "numberValue" not in value:
            return formats.shown(value, {}, self.book.locale)
        return formats.shown(value, self.number_format(sheet, place), self.book.locale)

    def used(self, sheet: Sheet) -> Box:
        """From A1 to the last row and column with a value."""
        places = [place for place, cell in sheet.items() if cell.get("userEnteredValue")]
        places += [place for owner, place in self.computed.values if owner == sheet.id]
        bottom = max((row + 1 for row, _ in places), default=0)
        right = max((column + 1 for _, column in places), default=0)
        return Box(sheet.id, 0, 0, bottom, right)
