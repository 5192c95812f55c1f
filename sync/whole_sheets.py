"""A spreadsheet whole: every cell of every tab as it stands, and where our tables are in it.

A table is found by its named range or its mark, and a row or column by its mark; a column without
one by the header that stands above it, so that nothing is taken for ours that people put there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gspread.utils import rowcol_to_a1

from sheets_templates.model import Column, Row, Spreadsheet, Table, sheet_id
from sync.headed_tables import comparable
from sync.sheets.cells import to_value
from sync.sheets.marks import Mark, column_mark, marks_there, table_mark
from sync.sheets.objects import name_id
from sync.sheets.reach import headers_of_others, reach_of
from sync.wire.google import Google

Json = dict[str, Any]
_READ = (
    "properties(title),namedRanges,sheets(properties(sheetId,title,hidden),"
    "data(startRow,startColumn,rowMetadata(developerMetadata),columnMetadata(developerMetadata),"
    "rowData(values(userEnteredValue,effectiveValue,formattedValue,note))))"
)


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, its bare value, its note, and the formula when it is worked out."""

    shown: str = ""
    value: str | int | float | bool | None = None
    formula: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """Its text, or what it shows when it holds none."""
        return self.value if isinstance(self.value, str) else self.shown


@dataclass(frozen=True)
class WholeTab:
    """One tab; rows and columns count from 0, and blank ones at the end may be left out."""

    id: int
    title: str
    rows: tuple[tuple[Cell, ...], ...]

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell that holds something, with its row and column."""
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                if cell.shown or cell.formula or cell.note:
                    yield row, column, cell

    def cell(self, row: int, column: int) -> Cell:
        """One cell; a blank one where nothing stands."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else Cell()


@dataclass(frozen=True)
class WholeSheet:
    """A spreadsheet with its tabs, and by their id the ranges that have a name and our marks."""

    title: str
    tabs: tuple[WholeTab, ...]
    names: Mapping[str, Json]
    marks: Mapping[int, Mark] = field(default_factory=dict)

    def tab(self, number: int) -> WholeTab | None:
        """The tab with this id."""
        return next((tab for tab in self.tabs if tab.id == number), None)


@dataclass(frozen=True)
class TableThere:
    """A table where it stands: its header row, the rows up to `end`, and its columns by place."""

    address: str
    tab: WholeTab
    table: Table
    top: int
    end: int
    columns: Mapping[int, Column]

    def rows(self) -> list[Row]:
        """Its rows by column key, typed; blank ones are left out."""
        found: list[Row] = []
        for number in range(self.top + 1, self.end):
            row = {
                column.key: to_value(self.tab.cell(number, place).value, column.format)
                for place, column in self.columns.items()
            }
            if any(value not in (None, False) for value in row.values()):
                found.append(row)
        return found


def read_whole(google: Google, file_id: str) -> WholeSheet:
    """Everything that stands in a spreadsheet, in one call."""
    document: Json = google.sheets.spreadsheets_get(file_id, params={"fields": _READ})
    names = {entry["namedRangeId"]: entry["range"] for entry in document.get("namedRanges", [])}
    tabs = tuple(_tab(sheet) for sheet in document.get("sheets", []))
    title = document.get("properties", {}).get("title", "")
    return WholeSheet(title, tabs, names, marks_there(document))


def tables_there(sheet: WholeSheet, spreadsheet: Spreadsheet) -> Iterator[TableThere]:
    """The tables of a definition that are still there, by their names or else by their marks."""
    for address, definition, table in spreadsheet.tables():
        tab = sheet.tab(sheet_id(spreadsheet.key, definition.key))
        columns = _marked(sheet, spreadsheet.key, address, table, tab) if tab else {}
        mark = sheet.marks.get(table_mark(spreadsheet.key, address))
        head = mark.at if mark else None
        place = _place(sheet, spreadsheet.key, address, head, columns)
        if tab is None or (place is None and head is None):
            continue
        if place is None:
            place = _below(sheet, tab, table, head or 0, columns)
        top = head if head is not None else int(place.get("startRowIndex", 0))
        columns = _headed(place, top, table, tab, columns) | columns
        end = int(place["endRowIndex"])
        yield TableThere(address, tab, table, top, end, dict(sorted(columns.items())))


def _place(
    sheet: WholeSheet, key: str, address: str, head: int | None, columns: Mapping[int, Column]
) -> Json | None:
    """The named range of a table, as far as it lies on what is the table's own."""
    name = sheet.names.get(name_id(key, address.replace(".", "_")))
    own = sheet_id(key, address.partition(".")[0])
    if name is None or name.get("sheetId", 0) != own:
        return None
    return reach_of(name, head, columns, sheet.marks)


def _below(
    sheet: WholeSheet, tab: WholeTab, table: Table, head: int, columns: Mapping[int, Column]
) -> Json:
    """The rows of a table without a name: as many as it was made with, down to the next."""
    others = headers_of_others(sheet.marks, tab.id, head, columns)
    below = [row for row in others if row > head]
    return {"endRowIndex": min([*below, head + 1 + table.capacity])}


def _marked(
    sheet: WholeSheet, key: str, address: str, table: Table, tab: WholeTab
) -> dict[int, Column]:
    """The columns that have a mark, by their place."""
    marked = {column.key: column_mark(key, address, column.key) for column in table.columns}
    there = ((column, sheet.marks.get(marked[column.key])) for column in table.columns)
    return {mark.at: column for column, mark in there if mark is not None and mark.sheet == tab.id}


def _headed(
    place: Json, top: int, table: Table, tab: WholeTab, marked: Mapping[int, Column]
) -> dict[int, Column]:
    """The columns without a mark that have their header, by their place."""
    known = {column.key for column in marked.values()}
    headers = {comparable(one.header): one for one in table.columns if one.key not in known}
    left, right = int(place.get("startColumnIndex", 0)), int(place.get("endColumnIndex", 0))
    return {
        at: headers[head]
        for at in range(left, right)
        if (head := comparable(tab.cell(top, at).shown)) in headers and at not in marked
    }


def a1(row: int, column: int) -> str:
    """A cell as people call it, such as B7."""
    return rowcol_to_a1(row + 1, column + 1)


def _tab(sheet: Json) -> WholeTab:
    properties = sheet["properties"]
    grid: dict[int, Sequence[Cell]] = {}
    for data in sheet.get("data", []):
        first, left = data.get("startRow", 0), data.get("startColumn", 0)
        for at, row in enumerate(data.get("rowData", []), start=first):
            cells = [_cell(given) for given in row.get("values", [])]
            grid[at] = [*([Cell()] * left), *cells]
    rows = tuple(tuple(grid.get(at, ())) for at in range(max(grid, default=-1) + 1))
    return WholeTab(properties.get("sheetId", 0), properties["title"], rows)


def _cell(given: Json) -> Cell:
    typed: Json = given.get("userEnteredValue", {})
    shown: Json = given.get("effectiveValue", typed)
    value = next(iter(shown.values()), None)
    return Cell(
        shown=str(given.get("formattedValue", "")),
        value=value if isinstance(value, bool | int | float | str) else None,
        formula=str(typed.get("formulaValue", "")),
        note=str(given.get("note", "")),
    )
