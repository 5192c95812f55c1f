"""Where the columns of a table stand in the range that was read of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gspread.urls import SPREADSHEET_URL
from gspread.utils import a1_range_to_grid_range, rowcol_to_a1

from sheets_templates.model import Spreadsheet, Tab, Table
from sync.sheets.columns import (
    ColumnGoneError,
    HeaderGoneError,
    RearrangedError,
    are_rearranged,
    as_made,
)
from sync.sheets.marks import KEYS, Mark, column_mark, marks_found, table_mark
from sync.wire.google import Google

Json = dict[str, Any]


@dataclass(frozen=True)
class TableRead:
    """What Google gave for a table: the tab's title as a range writes it, the place, the cells."""

    tab: Tab
    table: Table
    title: str
    top: int
    end: int
    left: int
    right: int
    cells: Sequence[Sequence[Any]]

    @property
    def address(self) -> str:
        """The table's address."""
        return f"{self.tab.key}.{self.table.key}"

    @property
    def heads(self) -> list[object]:
        """The cells of the first row, blank ones too."""
        width = self.right - self.left
        return [*(self.cells[0] if self.cells else ()), *[""] * width][:width]


@dataclass(frozen=True)
class TablePlaces:
    """The header row, and for each column its place in the sheet; none for one of people's own."""

    row: int
    columns: tuple[int | None, ...]


def table_read(tab: Tab, table: Table, given: Json) -> TableRead:
    """A table as `values.batchGet` gave it."""
    title, _, cells = str(given["range"]).rpartition("!")
    place = a1_range_to_grid_range(cells)
    return TableRead(
        tab,
        table,
        title,
        place["startRowIndex"],
        place["endRowIndex"],
        place["startColumnIndex"],
        place["endColumnIndex"],
        given.get("values", []),
    )


def places_as_made(read: TableRead) -> TablePlaces | None:
    """The places when everything is as it was made, so that nothing has to be asked."""
    return _side_by_side(read) if as_made(read.table, read.heads) else None


def search_marks(google: Google, file_id: str) -> dict[int, Mark]:
    """Every mark of ours on rows and columns of a spreadsheet, in one call that only reads."""
    filters = [
        {"developerMetadataLookup": {"metadataKey": KEYS[kind]}} for kind in ("table", "column")
    ]
    address = f"{SPREADSHEET_URL % file_id}/developerMetadata:search"
    with google.transport.repeatable():
        answer = google.sheets.request("post", address, json={"dataFilters": filters})
    return marks_found(answer.json())


def marked_places(
    spreadsheet: Spreadsheet, read: TableRead, marks: Mapping[int, Mark]
) -> TablePlaces:
    """The places by their marks; those of a table that has none yet by its headers.

    Raises ColumnGoneError or HeaderGoneError for what was deleted and is ours to fill, and
    RearrangedError when a table without marks is mixed up. A column that people fill may be gone.
    """
    key, table = spreadsheet.key, read.table
    head = marks.get(table_mark(key, read.address))
    found = [marks.get(column_mark(key, read.address, column.key)) for column in table.columns]
    if head is None and not any(found):
        if are_rearranged(table, read.heads):
            raise RearrangedError(key, read.tab.title, table)
        return _side_by_side(read)
    if head is None or not read.top <= head.at < read.end:
        raise HeaderGoneError(key, read.address)
    gone = [
        column.header
        for column, mark in zip(table.columns, found, strict=True)
        if mark is None and column.owner != "people"
    ]
    if gone:
        raise ColumnGoneError(key, read.address, gone)
    return TablePlaces(head.at, tuple(mark.at if mark is not None else None for mark in found))


def whole_range(read: TableRead, places: TablePlaces) -> str | None:
    """The range of all columns when people moved one beyond what the table's name covers."""
    there = [at for at in places.columns if at is not None]
    if all(read.left <= at < read.right for at in there):
        return None
    first = rowcol_to_a1(read.top + 1, min(there) + 1)
    return f"{read.title}!{first}:{rowcol_to_a1(read.end, max(there) + 1)}"


def _side_by_side(read: TableRead) -> TablePlaces:
    return TablePlaces(read.top, tuple(range(read.left, read.left + len(read.table.columns))))
