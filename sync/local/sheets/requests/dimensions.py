"""Rows and columns: added, inserted, deleted, sized, hidden."""

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.moving.shifting import Shift, shift
from sync.local.sheets.ranges import Box
from sync.local.sheets.refusals import (
    MissingError,
    NothingLeftError,
    OutsideSheetError,
    RefusedRequestError,
    TooManyCellsError,
)
from sync.local.sheets.requests.register import applies
from sync.local.sheets.requests.tabs import MOST_CELLS

CHARACTER = 7
NARROWEST, WIDEST = 40, 600
READ_ONLY = {"developerMetadata", "hiddenByFilter", "dataSourceColumnReference"}


class ReadOnlyFieldError(RefusedRequestError):
    """A mask that names what Google works out by itself."""

    def __init__(self, names: set[str]) -> None:
        super().__init__(f"Cannot update read-only field: {', '.join(sorted(names))}")


@applies("appendDimension")
def append_dimension(book: Book, body: Json) -> Json:
    """Rows or columns at the end of the grid."""
    sheet = book.grid(body.get("sheetId", 0))
    length = body.get("length", 0)
    if length < 1:
        raise MissingError("length")
    rows = is_rows(body)
    sheet.resize(sheet.rows + length * rows, sheet.columns + length * (not rows))
    check_size(book)
    return {}


@applies("insertDimension")
def insert_dimension(book: Book, body: Json) -> Json:
    """Empty rows or columns before a place; they may take the looks of the one before."""
    sheet, rows, start, end = span_of(book, body.get("range"), beyond=1)
    shift(book, sheet, Shift(sheet.id, rows, start, end - start))
    check_size(book)
    source = start - 1 if body.get("inheritFromBefore") else end
    line = Box(sheet.id, source, 0, source + 1, sheet.columns)
    if not rows:
        line = Box(sheet.id, 0, source, sheet.rows, source + 1)
    for place, cell in list(sheet.cells.within(line)):
        if "userEnteredFormat" not in cell:
            continue
        for at in range(start, end):
            copy = (at, place[1]) if rows else (place[0], at)
            sheet.put(copy, {"userEnteredFormat": cell["userEnteredFormat"]})
    return {}


@applies("deleteDimension")
def delete_dimension(book: Book, body: Json) -> Json:
    """Rows or columns go, with their cells."""
    sheet, rows, start, end = span_of(book, body.get("range"))
    if end - start >= (sheet.rows if rows else sheet.columns):
        raise NothingLeftError("rows" if rows else "columns")
    shift(book, sheet, Shift(sheet.id, rows, start, start - end))
    grid = sheet.record["properties"]["gridProperties"]
    frozen, size = ("frozenRowCount", sheet.rows) if rows else ("frozenColumnCount", sheet.columns)
    if grid.get(frozen, 0) > size:
        grid[frozen] = size
    return {}


@applies("updateDimensionProperties")
def update_dimension_properties(book: Book, body: Json) -> Json:
    """The masked properties (size, hidden) of rows or columns."""
    if "dataSourceSheetRange" in body:
        raise NotCarriedError("updateDimensionProperties with dataSourceSheetRange")
    mask = parse_mask(body.get("fields"), "DimensionProperties")
    if READ_ONLY & set(mask):
        raise ReadOnlyFieldError(READ_ONLY & set(mask))
    sheet, rows, start, end = span_of(book, body.get("range"))
    sizes = sheet.record.setdefault("rows" if rows else "columns", {})
    for at in range(start, end):
        after = merged(sizes.get(str(at), {}), body.get("properties", {}), mask)
        sizes[str(at)] = {name: value for name, value in after.items() if value}
    return {}


@applies("autoResizeDimensions")
def auto_resize_dimensions(book: Book, body: Json) -> Json:
    """Columns as wide as their longest text; rows back to the height that fits by itself."""
    if "dataSourceSheetDimensions" in body:
        raise NotCarriedError("autoResizeDimensions with dataSourceSheetDimensions")
    sheet, rows, start, end = span_of(book, body.get("dimensions"))
    sizes = sheet.record.setdefault("rows" if rows else "columns", {})
    reading = Reading(book)
    for at in range(start, end):
        size = dict(sizes.get(str(at), {}))
        size.pop("pixelSize", None)
        if not rows:
            texts = [reading.formatted(sheet, place) for place in sheet.places() if place[1] == at]
            widest = max((len(line) for text in texts for line in text.split("\n")), default=0)
            if widest:
                size["pixelSize"] = min(max(widest * CHARACTER + 10, NARROWEST), WIDEST)
        sizes[str(at)] = size
    return {}


def span_of(book: Book, span: Json | None, *, beyond: int = 0) -> tuple[Sheet, bool, int, int]:
    """The sheet of a DimensionRange, whether it is about rows, and the first and last place."""
    if span is None:
        raise MissingError("range")
    sheet, rows = book.grid(span.get("sheetId", 0)), is_rows(span)
    size, kind = (sheet.rows, "row") if rows else (sheet.columns, "column")
    start = span.get("startIndex", 0)
    end = span.get("endIndex", size)
    if start >= size + beyond or end <= start:
        raise OutsideSheetError("startIndex", start, kind, size)
    if not beyond and end > size:
        raise OutsideSheetError("endIndex", end, kind, size)
    return sheet, rows, start, end


def is_rows(body: Json, field: str = "dimension") -> bool:
    """Whether a request is about rows; it must say."""
    if body.get(field) not in {"ROWS", "COLUMNS"}:
        raise MissingError(field)
    return bool(body[field] == "ROWS")


def check_size(book: Book) -> None:
    """Refuse what would make the spreadsheet larger than Google lets it be."""
    if sum(sheet.rows * sheet.columns for sheet in book.sheets) > MOST_CELLS:
        raise TooManyCellsError
