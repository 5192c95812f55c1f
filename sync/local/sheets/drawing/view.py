"""A spreadsheet as the page for people shows it: one tab, only what is used."""

from collections.abc import Iterator

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.drawing.charting import chart_data
from sync.local.sheets.drawing.drawn import CellView, SheetView, TabLink
from sync.local.sheets.drawing.pictures import draw
from sync.local.sheets.drawing.runs import address, runs_of
from sync.local.sheets.drawing.styles import declarations
from sync.local.sheets.grid import Place
from sync.local.sheets.looks.colours import css
from sync.local.sheets.looks.looks import Looks, over
from sync.local.sheets.ranges import Box, cell_name, of_grid_range

USUAL_WIDTH = 100
WIDER = 1.15
"""The page's letters are larger than a spreadsheet's, and so are its columns."""
STARTS = {None, "LEFT"}
"""Where a text stands that may run on over its neighbours."""
GAP = 1
"""How many of the empty rows between what is filled are drawn."""
MOST_ROWS = 500
"""How many rows stand on one page, beside the frozen ones."""
LETTER = 10
"""How wide a letter of a header is; a column is never narrower than a word above it."""


def shown_tabs(book: Book) -> list[Sheet]:
    """The tabs that are not hidden."""
    return [sheet for sheet in book.sheets if not sheet.record["properties"].get("hidden")]


def view(book: Book, gid: int | None, row: int = 0) -> SheetView:
    """The tab with this id, or the first that is not hidden; of a long one, the rows around one."""
    shown = shown_tabs(book)
    sheet = next((s for s in shown if s.id == gid), shown[0] if shown else book.sheets[0])
    reading = Reading(book)
    frame = _Frame(reading, sheet, row)
    rows = list(frame.drawn())
    frozen = sum(row in frame.frozen_rows for row in frame.rows)
    charts = [chart_data(reading, chart) for chart in sheet.record.get("charts", [])]
    return SheetView(
        book.title,
        sheet.title,
        tuple(_tab(one, sheet) for one in shown),
        tuple(frame.width(column) for column in frame.columns),
        tuple(rows[:frozen]),
        tuple(rows[frozen:]),
        tuple(frame.notes),
        tuple(draw(chart) for chart in charts if chart),
        not sheet.record["properties"]["gridProperties"].get("hideGridlines"),
        frame.before,
        frame.after,
    )


def _tab(sheet: Sheet, current: Sheet) -> TabLink:
    colour = sheet.record["properties"].get("tabColor")
    return TabLink(sheet.title, sheet.id, css(colour) if colour else "", sheet is current)


class _Frame:
    """The rows and columns that are drawn, and which cells cover others."""

    def __init__(self, reading: Reading, sheet: Sheet, around: int = 0) -> None:
        self.before: int | None = None
        self.after: int | None = None
        self.reading = reading
        self.sheet = sheet
        self.looks = Looks(reading, sheet)
        self.notes: list[tuple[str, str]] = []
        used = reading.used(sheet)
        merges = [self._box(merge) for merge in sheet.record.get("merges", [])]
        merges = [m for m in merges if m.top < used.bottom and m.left < used.right]
        bottom = max([used.bottom, *(merge.bottom for merge in merges)])
        right = max([used.right, *(merge.right for merge in merges)])
        self.rows = [row for row in self._filled(bottom, merges) if not self._hidden("rows", row)]
        self.columns = [column for column in range(right) if not self._hidden("columns", column)]
        self._merges = {(merge.top, merge.left): merge for merge in merges}
        self._headers = [self._header(banded) for banded in sheet.record.get("bandedRanges", [])]
        grid = sheet.record["properties"]["gridProperties"]
        self.frozen_rows = range(grid.get("frozenRowCount", 0))
        self._frozen_columns = range(grid.get("frozenColumnCount", 0))
        self._turn_to(around)

    def _turn_to(self, around: int) -> None:
        """Keep the frozen rows and one page of the others: the page with this row."""
        frozen = [row for row in self.rows if row in self.frozen_rows]
        others = [row for row in self.rows if row not in self.frozen_rows]
        at = next((n for n, row in enumerate(others) if row >= around), len(others) - 1)
        start = max(at, 0) // MOST_ROWS * MOST_ROWS
        self.rows = frozen + others[start : start + MOST_ROWS]
        self.before = others[start - MOST_ROWS] if start else None
        after = others[start + MOST_ROWS : start + MOST_ROWS + 1]
        self.after = after[0] if after else None

    def _filled(self, bottom: int, merges: list[Box]) -> list[int]:
        """Rows with something in them, and of a longer gap between them only the first rows."""
        filled = {row for merge in merges for row in range(merge.top, merge.bottom)}
        filled |= {row for row, _, _ in self.sheet.cells.spans(0, bottom)}
        filled |= {row for row, _ in self.reading.results(self.sheet)}
        drawn = {row + after for row in filled for after in range(GAP + 1)}
        return sorted(row for row in drawn if row < bottom)

    def width(self, column: int) -> int:
        """The width of a column on the page."""
        size = self.sheet.record.get("columns", {}).get(str(column), {})
        words = [
            word
            for box in self._headers
            if (box.top, column) in box
            for word in self.reading.formatted(self.sheet, (box.top, column)).split()
        ]
        longest = max(map(len, words), default=0)
        return max(round(int(size.get("pixelSize", USUAL_WIDTH)) * WIDER), longest * LETTER + 22)

    def drawn(self) -> Iterator[tuple[CellView, ...]]:
        """Rows of cells; what a merge or a long text covers is left out."""
        covered: set[Place] = set()
        for row in self.rows:
            cells = []
            for column in self.columns:
                if (row, column) in covered:
                    continue
                span = self._span((row, column), covered)
                covered |= set(span.places())
                cells.append(self._cell((row, column), span))
            yield tuple(cells)

    def _span(self, place: Place, covered: set[Place]) -> Box:
        """A merge, or a text with the empty cells to its right that it may run over."""
        if place in self._merges:
            return self._merges[place]
        row, column = place
        alone = Box(self.sheet.id, row, column, row + 1, column + 1)
        value = self.reading.value(self.sheet, place)
        if "stringValue" not in value or self._wraps(place) or self._is_header(place):
            return alone
        right = column + 1
        while right in self.columns and self._is_free((row, right), covered):
            right += 1
        return Box(self.sheet.id, row, column, row + 1, right)

    def _is_free(self, place: Place, covered: set[Place]) -> bool:
        cell = self.sheet.cell(place)
        looks = cell.get("userEnteredFormat", {})
        plain = "backgroundColor" not in looks and "borders" not in looks
        empty = not self.reading.value(self.sheet, place) and "dataValidation" not in cell
        return plain and empty and place not in covered and place not in self._merges

    def _cell(self, place: Place, span: Box) -> CellView:
        cell = self.sheet.cell(place)
        value = self.reading.value(self.sheet, place)
        rule = cell.get("dataValidation", {}).get("condition", {}).get("type", "")
        columns = sum(span.left <= column < span.right for column in self.columns)
        text = self.reading.formatted(self.sheet, place)
        is_header = bool(text) and self._is_header(place)
        link = address(self.looks.link(place)) if text else ""
        looks = self._format(place)
        return CellView(
            text,
            declarations(looks, numeric="numberValue" in value),
            columns,
            self._height(span),
            link,
            bool(value.get("boolValue")) if rule == "BOOLEAN" else None,
            self._noted(place, text, cell.get("note", "")),
            chip=rule in {"ONE_OF_LIST", "ONE_OF_RANGE"} and bool(text),
            header=is_header,
            loose=columns > 1 and not is_header and looks.get("horizontalAlignment") in STARTS,
            action=bool(link) and "backgroundColor" in cell.get("userEnteredFormat", {}),
            left=self._left(place[1]),
            place=cell_name(*place),
            runs=runs_of(cell, text),
        )

    def _height(self, span: Box) -> int:
        """How many drawn rows it covers."""
        if span.bottom - span.top == 1:
            return 1
        return sum(span.top <= row < span.bottom for row in self.rows)

    def _format(self, place: Place) -> Json:
        result: Json = {}
        for layer in self.looks.layers(place):
            result = over(result, layer)
        return result

    def _noted(self, place: Place, text: str, note: str) -> int:
        """The number of the cell's note; each note stands once under the table."""
        if note:
            self.notes.append((text or cell_name(*place), note))
        return len(self.notes) if note else 0

    def _is_header(self, place: Place) -> bool:
        if any(place in box for box in self._headers):
            text = self.sheet.cell(place).get("userEnteredFormat", {}).get("textFormat", {})
            return bool(text.get("bold"))
        return not self._headers and bool(self.frozen_rows) and place[0] == self.frozen_rows[-1]

    def _header(self, banded: Json) -> Box:
        """The row of names over bands: their own first row, or the one above them."""
        box = self._box(banded["range"])
        own = "headerColor" in banded.get("rowProperties", {})
        top = box.top if own else max(box.top - 1, 0)
        return Box(box.sheet, top, box.left, top + 1, box.right)

    def _left(self, column: int) -> int | None:
        """How far from the edge a frozen column stays; none for one that scrolls."""
        if column not in self._frozen_columns:
            return None
        return sum(self.width(before) for before in self.columns if before < column)

    def _wraps(self, place: Place) -> bool:
        looks = self.sheet.cell(place).get("userEnteredFormat", {})
        return bool(looks.get("wrapStrategy") == "WRAP")

    def _hidden(self, kind: str, at: int) -> bool:
        return bool(self.sheet.record.get(kind, {}).get(str(at), {}).get("hiddenByUser"))

    def _box(self, grid_range: Json) -> Box:
        return of_grid_range(grid_range).within(self.sheet.rows, self.sheet.columns)
