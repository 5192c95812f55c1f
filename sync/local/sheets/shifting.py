"""Rows and columns that come or go: where everything that lies on them ends up."""

from dataclasses import dataclass

from sync.local.call import Json
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.engine import follow


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


def shift(book: Book, sheet: Sheet, change: Shift) -> None:
    """Move cells, sizes, ranges, anchors and formulas along with rows or columns."""
    _follow_formulas(book, sheet, change)
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
    for record in [book.document, *(other.record for other in book.sheets)]:
        for key in [key for key in record if key not in {"properties", "rows", "columns"}]:
            record[key] = _shifted(record[key], change)
            if record[key] is None:
                del record[key]
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


def _shifted(value: object, change: Shift) -> object:
    """The same JSON after the shift; none for a range that went, and for what stood on it."""
    if isinstance(value, list):
        kept = [_shifted(item, change) for item in value]
        found = [item for item in kept if item is not None]
        return found if found or not value else None
    if not isinstance(value, dict):
        return value
    if value.get("sheetId", 0) == change.sheet and _is_place(value):
        return _shifted_range(value, change)
    result = {key: _shifted(item, change) for key, item in value.items()}
    needed = {"range", "ranges", "sources", "sourceRange"}
    if any(result[key] is None for key in needed & set(result)):
        return None
    return {key: item for key, item in result.items() if item is not None}


def _is_place(value: Json) -> bool:
    names = {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex", "rowIndex"}
    return bool((names | {"columnIndex"}) & set(value))


def _shifted_range(value: Json, change: Shift) -> Json | None:
    kind = "Row" if change.rows else "Column"
    start, end, at = f"start{kind}Index", f"end{kind}Index", f"{kind.lower()}Index"
    result = dict(value)
    if at in result:
        moved = change.position(result[at])
        result[at] = change.start if moved is None else moved
    if end in result:
        result[end] = change.edge(result[end])
    if start in result:
        first = result[start]
        result[start] = (
            first + change.count
            if change.count > 0 and first >= change.start
            else (change.edge(first))
        )
        if end in result and result[start] >= result[end]:
            return None
    return result
