"""Rows and columns that come or go: where everything that lies on them ends up."""

from dataclasses import dataclass

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.engine.engine import follow
from sync.local.sheets.grid import Place
from sync.local.sheets.guarding import check_lines
from sync.local.sheets.moving.following import follow_parts


@dataclass(frozen=True)
class Shift:
    """`count` rows or columns that come before `start`, or (when negative) go from it."""

    sheet: int
    rows: bool
    start: int
    count: int

    def position(self, at: int) -> int | None:
        """Where a row or column ends up; none when it goes."""
        if at < self.start:
            return at
        if self.count < 0 and at < self.start - self.count:
            return None
        return at + self.count

    def place(self, sheet: int, place: Place) -> Place | None:
        """Where a cell ends up; none when it goes."""
        if sheet != self.sheet:
            return place
        at = self.position(place[0] if self.rows else place[1])
        if at is None:
            return None
        return (at, place[1]) if self.rows else (place[0], at)

    def edge(self, at: int) -> int:
        """Where the start or end of a range ends up; inside what goes, it closes up."""
        if self.count < 0:
            gone = min(max(at - self.start, 0), -self.count)
            return at - gone
        return at + self.count if at > self.start else at

    def interval(self, start: int, end: int | None) -> tuple[int, int | None] | None:
        """Where the rows or columns from start up to end go; an end of none is open."""
        pushed = self.count > 0 and start >= self.start
        first = start + self.count if pushed else self.edge(start)
        last = None if end is None else self.edge(end)
        return None if last is not None and first >= last else (first, last)

    def ranged(self, value: Json) -> Json | None:
        """Where a GridRange or GridCoordinate ends up; none when it goes."""
        kind = "Row" if self.rows else "Column"
        start, end, at = f"start{kind}Index", f"end{kind}Index", f"{kind.lower()}Index"
        result = dict(value)
        if at in result:
            moved = self.position(result[at])
            result[at] = self.start if moved is None else moved
        return self._between(result, start, end)

    def spanned(self, value: Json) -> Json | None:
        """Where a DimensionRange ends up; none when it goes."""
        if (value["dimension"] == "ROWS") != self.rows:
            return value
        return self._between(value, "startIndex", "endIndex")

    def column(self, at: int) -> int | None:
        """Where a column ends up; none when it goes."""
        return at if self.rows else self.position(at)

    def _between(self, value: Json, start: str, end: str) -> Json | None:
        if start not in value and end not in value:
            return value
        after = self.interval(value.get(start, 0), value.get(end))
        if after is None:
            return None
        result = dict(value)
        if start in value:
            result[start] = after[0]
        if end in value:
            result[end] = after[1]
        return result


def shift(book: Book, sheet: Sheet, change: Shift) -> None:
    """Move cells, sizes, ranges, anchors and formulas along with rows or columns."""
    check_lines(book, sheet, (change.start, change.count), rows=change.rows)
    _follow_formulas(book, sheet, change)
    if change.rows:
        if sheet.cells.reaches(change.start):
            sheet.cells.shift_rows(change.start, change.count)
    else:
        cells = {
            place: cell
            for old, cell in sheet.items()
            if (place := change.place(sheet.id, old)) is not None
        }
        sheet.relocate(cells)
    name = "rows" if change.rows else "columns"
    sizes = sheet.record.get(name, {})
    sheet.record[name] = {
        str(at): size
        for old, size in sizes.items()
        if (at := change.position(int(old))) is not None
    }
    follow_parts(book, change)
    grid = sheet.record["properties"]["gridProperties"]
    grid["rowCount" if change.rows else "columnCount"] += change.count


def _follow_formulas(book: Book, sheet: Sheet, change: Shift) -> None:
    index = book.sheets.index(sheet)
    if change.rows:
        name = "insert_rows" if change.count > 0 else "delete_rows"
    else:
        name = "insert_columns" if change.count > 0 else "delete_columns"
    follow(
        book,
        lambda model: getattr(model, name)(index, change.start + 1, abs(change.count)),
        change.place,
    )
