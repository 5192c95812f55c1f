"""Where a table and its columns stand: as they were made, or by our ids and marks.

A name says where a table is as long as all is as it was made. Otherwise it may be people's own
name by now, so the range with our id is looked up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gspread.utils import a1_range_to_grid_range, absolute_range_name, rowcol_to_a1

from sheets_templates.model import Spreadsheet, Tab, Table, sheet_id
from sync.sheets.columns import (
    ColumnGoneError,
    HeaderGoneError,
    RearrangedError,
    are_rearranged,
    as_made,
)
from sync.sheets.marks import Mark, column_mark, marks_there, table_mark
from sync.sheets.objects import name_id
from sync.sheets.reach import reach_of
from sync.sheets.tabs import is_titled
from sync.wire.google import Google

Json = dict[str, Any]
_READ = (
    "namedRanges(namedRangeId,range),sheets(properties(sheetId,title),data(startRow,startColumn,"
    "rowMetadata(developerMetadata),columnMetadata(developerMetadata)))"
)


@dataclass(frozen=True)
class TableRead:
    """What Google gave for a table: the tab's title, the place, the cells."""

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
    if title.startswith("'"):
        title = title[1:-1].replace("''", "'")
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
    """The places when everything is as it was made, so that nothing has to be asked.

    A range with these headers on another tab, or with more rows, may be people's own.
    """
    own = is_titled(read.title, read.tab.title) and read.end - read.top - 1 <= read.table.capacity
    return _side_by_side(read) if own and as_made(read.table, read.heads) else None


@dataclass(frozen=True)
class Lookup:
    """What of ours is where: titles of tabs by their id, named ranges by theirs, and marks."""

    titles: Mapping[int, str]
    names: Mapping[str, Json]
    marks: Mapping[int, Mark]

    def place(self, spreadsheet: Spreadsheet, tab: Tab, table: Table) -> Json | None:
        """The range of a table, with the columns that people moved out of it; none when gone."""
        key, address = spreadsheet.key, f"{tab.key}.{table.key}"
        place, own = self.names.get(name_id(key, f"{tab.key}_{table.key}")), sheet_id(key, tab.key)
        if place is None or place.get("sheetId", 0) != own or own not in self.titles:
            return None
        head = self.marks.get(table_mark(key, address))
        marks = (self.marks.get(column_mark(key, address, one.key)) for one in table.columns)
        columns = [mark.at for mark in marks if mark is not None]
        whole = reach_of(place, head.at if head else None, columns, self.marks)
        if whole is None:
            return None
        left = min([whole.get("startColumnIndex", 0), *columns])
        right = max([whole["endColumnIndex"], *(at + 1 for at in columns)])
        return whole | {"startColumnIndex": left, "endColumnIndex": right}

    def range(self, place: Json) -> str:
        """A place as a range with its tab."""
        first = rowcol_to_a1(place.get("startRowIndex", 0) + 1, place["startColumnIndex"] + 1)
        last = rowcol_to_a1(place["endRowIndex"], place["endColumnIndex"])
        return absolute_range_name(self.titles[place.get("sheetId", 0)], f"{first}:{last}")

    def is_read(self, place: Json, read: TableRead) -> bool:
        """Whether what was read is this place."""
        rows = (place.get("startRowIndex", 0), place["endRowIndex"])
        columns = (place["startColumnIndex"], place["endColumnIndex"])
        there = (self.titles[place.get("sheetId", 0)], *rows, *columns)
        return there == (read.title, read.top, read.end, read.left, read.right)


def look_up(google: Google, file_id: str) -> Lookup:
    """Where everything of ours is in a spreadsheet, in one call."""
    document: Json = google.sheets.spreadsheets_get(file_id, params={"fields": _READ})
    sheets = [sheet["properties"] for sheet in document.get("sheets", [])]
    titles = {one.get("sheetId", 0): str(one["title"]) for one in sheets}
    names = {one["namedRangeId"]: one["range"] for one in document.get("namedRanges", [])}
    return Lookup(titles, names, marks_there(document))


def marked_places(
    spreadsheet: Spreadsheet, read: TableRead, marks: Mapping[int, Mark]
) -> TablePlaces:
    """The places by their marks; those of a table that has none yet by its headers.

    Raises ColumnGoneError or HeaderGoneError for what was deleted and is ours to fill, and
    RearrangedError when a table without marks is mixed up. A column that people fill may be gone.
    """
    key, table, own = spreadsheet.key, read.table, sheet_id(spreadsheet.key, read.tab.key)
    here = {id_: mark for id_, mark in marks.items() if mark.sheet == own}
    head = here.get(table_mark(key, read.address))
    found = [here.get(column_mark(key, read.address, column.key)) for column in table.columns]
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


def _side_by_side(read: TableRead) -> TablePlaces:
    return TablePlaces(read.top, tuple(range(read.left, read.left + len(read.table.columns))))
