"""Reading cells: effective values and formats, and the text that people see."""

from collections.abc import Iterator
from functools import cached_property

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.engine.engine import compute
from sync.local.sheets.engine.results_kept import Computed
from sync.local.sheets.entering import formats
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Box

Entry = tuple[Place, Json, Json]
"""Where a cell is, what people entered in it, and its effective value."""


class Reading:
    """One spreadsheet being read; formulas are computed once, and only when there are any."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._locale = book.locale
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
            found = self.computed.values.get(sheet.id, {}) if sheet.cells.has_formulas() else {}
            self._results[sheet.id] = found
        return self._results[sheet.id]

    def number_format(self, sheet: Sheet, place: Place, cell: Json | None = None) -> Json:
        """The number format: the cell's own, or what its formula implies."""
        held = sheet.cell(place) if cell is None else cell
        own: Json = held.get("userEnteredFormat", {}).get("numberFormat", {})
        entered = held.get("userEnteredValue")
        if own or (entered and "formulaValue" not in entered):
            return own
        if place not in self.results(sheet):
            return own
        return self.computed.formats.get((sheet.id, place), {})

    def formatted(self, sheet: Sheet, place: Place) -> str:
        """The cell as people see it."""
        return self.text(sheet, place, sheet.cell(place), self.value(sheet, place))

    def text(self, sheet: Sheet, place: Place, cell: Json, value: Json) -> str:
        """A cell as people see it, whose value is known."""
        if "numberValue" not in value:
            return formats.shown(value, {}, self._locale)
        number_format = self.number_format(sheet, place, cell)
        return formats.number(float(value["numberValue"]), number_format, self._locale)

    def filled(self, sheet: Sheet, box: Box) -> list[Place]:
        """The places in a rectangle that have a value, row by row."""
        return [entry[0] for entry in self.entries(sheet, box)]

    def entries(self, sheet: Sheet, box: Box) -> Iterator[Entry]:
        """The cells of a rectangle in which something was entered or came out, row by row."""
        results = {place: value for place, value in self.results(sheet).items() if place in box}
        entered = sheet.cells.within(box)
        if not results:
            yield from (
                (place, cell, cell["userEnteredValue"])
                for place, cell in entered
                if "userEnteredValue" in cell
            )
            return
        cells = {place: cell for place, cell in entered if "userEnteredValue" in cell}
        for place in sorted(cells.keys() | results.keys()):
            cell = cells.get(place, {})
            own = cell.get("userEnteredValue", {})
            spread = not own or "formulaValue" in own
            yield place, cell, results.get(place, {}) if spread else own

    def used(self, sheet: Sheet) -> Box:
        """From A1 to the last row and column with a value."""
        entered, results = sheet.cells.extent(0, sheet.rows), self.results(sheet)
        bottom, right = (entered.bottom, entered.right) if entered else (0, 0)
        bottom = max([bottom, *(row + 1 for row, _ in results)])
        right = max([right, *(column + 1 for _, column in results)])
        return Box(sheet.id, 0, 0, bottom, right)
