"""Tables in which people write freely: their cells as they are, under the headers that stand there.

People may add, move, rename or delete rows, columns and tabs. So a row keeps its number in the
sheet, a column is known by its mark, and rows below the table's own place are read too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gspread.utils import rowcol_to_a1

from sheets_templates.model import Column, Spreadsheet
from sync.desired import KnownFile
from sync.headed_places import READ, HeadedPlace, headed_places
from sync.table_ranges import IncompleteReadError
from sync.wire.google import Google

Json = dict[str, Any]
Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Merge:
    """Cells that people joined, first and last included; rows count from 1, columns from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class HeadedRow:
    """A row by its number in the sheet, with a cell for every header."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HeadedTable:
    """What stands in a tab from the header row of a table down; blank rows are left out.

    `marks` are the places of the columns that have a mark, by key; `headed` is whether the header
    row has one.
    """

    tab: str
    row: int
    headers: tuple[str, ...]
    rows: tuple[HeadedRow, ...] = ()
    merges: tuple[Merge, ...] = ()
    marks: Mapping[str, int] = field(default_factory=dict)
    headed: bool = False

    def columns(self, header: str) -> list[int]:
        """Every place at which a header stands, whatever its capitals and spaces."""
        wanted = comparable(header)
        return [at for at, found in enumerate(self.headers) if comparable(found) == wanted]

    def places(self, column: Column) -> list[int]:
        """Where a column stands: by its mark, or else wherever an unmarked one has its header."""
        if column.key in self.marks:
            return [self.marks[column.key]]
        return self.unmarked(column.header)

    def unmarked(self, header: str) -> list[int]:
        """Every place without a mark at which a header stands."""
        marked = set(self.marks.values())
        return [at for at in self.columns(header) if at not in marked]


SIGN = "⚠ "
"""How each message of ours begins: whatever begins otherwise was put there by people."""


@dataclass(frozen=True)
class Messages:
    """Messages for one column of a table, by row number; those of before go.

    What people put in the column stays, also when it came there because they moved cells.
    """

    table: HeadedTable
    column: int
    texts: Mapping[int, str]

    @property
    def needed(self) -> bool:
        """Whether the column says something else by now."""
        there = {number: cell for number, cell in self._there.items() if _is_ours(cell)}
        return there != {number: text for number, text in self.values.items() if text}

    @property
    def values(self) -> dict[int, str | None]:
        """What to write in each row, from the first to the last; none where people's text stays."""
        first, there = self.table.row + 1, self._there
        last = max([first, *there, *self.texts])
        return {number: self._value(number, there.get(number)) for number in range(first, last + 1)}

    @property
    def _there(self) -> dict[int, Cell]:
        cells = {row.number: row.cells[self.column] for row in self.table.rows}
        return {number: cell for number, cell in cells.items() if cell is not None}

    def _value(self, number: int, there: Cell) -> str | None:
        if there is not None and not _is_ours(there):
            return None
        return f"{SIGN}{self.texts[number]}" if number in self.texts else ""


def _is_ours(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith(SIGN)


def comparable(header: str) -> str:
    """A header without what people do not see."""
    return " ".join(header.split()).casefold()


def read_headed_tables(
    google: Google, file: KnownFile, spreadsheet: Spreadsheet
) -> dict[str, HeadedTable | None]:
    """Every table by its address, in two calls; none for a table whose tab or place is gone."""
    document: Json = google.sheets.spreadsheets_get(file.id, params={"fields": READ})
    there = headed_places(spreadsheet, document)
    read = dict(zip(there, _cells(google, file, list(there.values())), strict=True))
    return {
        address: _table(there[address], read[address]) if address in there else None
        for address, _, _ in spreadsheet.tables()
    }


def _cells(google: Google, file: KnownFile, places: Sequence[HeadedPlace]) -> list[list[list[Any]]]:
    if not places:
        return []
    answer = google.sheets.values_batch_get(
        file.id,
        [_whole(place.sheet["properties"], place.row) for place in places],
        params={"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"},
    )
    ranges = answer.get("valueRanges", [])
    if len(ranges) != len(places):
        raise IncompleteReadError(file.key, len(places), len(ranges))
    return [given.get("values", []) for given in ranges]


def _whole(properties: Json, row: int) -> str:
    """Everything from a row down: people also write below and beside a table."""
    grid = properties["gridProperties"]
    last = rowcol_to_a1(grid["rowCount"], grid["columnCount"])
    return f"{_quoted(properties['title'])}!A{row}:{last}"


def _quoted(title: str) -> str:
    doubled = title.replace("'", "''")
    return f"'{doubled}'"


def _table(place: HeadedPlace, cells: Sequence[Sequence[Any]]) -> HeadedTable:
    heads = [str(cell) for cell in cells[0]] if cells else []
    # Google leaves out blank cells at the end, under which a marked column may stand.
    width = max(len(heads), *(at + 1 for at in place.columns.values()), 0)
    rows = (
        HeadedRow(number, tuple(_cell(cell) for cell in [*given, *[None] * width][:width]))
        for number, given in enumerate(cells[1:], start=place.row + 1)
    )
    return HeadedTable(
        place.sheet["properties"]["title"],
        place.row,
        (*heads, *[""] * (width - len(heads))),
        tuple(one for one in rows if any(cell is not None for cell in one.cells)),
        tuple(_merge(merge) for merge in place.sheet.get("merges", [])),
        place.columns,
        place.headed,
    )


def _cell(given: object) -> Cell:
    """A blank cell, one of spaces and a box that is not ticked all say nothing."""
    if given is None or given is False or (isinstance(given, str) and not given.strip()):
        return None
    return given if isinstance(given, bool | int | float) else str(given)


def _merge(merge: Json) -> Merge:
    return Merge(
        merge.get("startRowIndex", 0) + 1,
        merge.get("endRowIndex", 0),
        merge.get("startColumnIndex", 0),
        merge.get("endColumnIndex", 0) - 1,
    )


def write_messages(google: Google, file: KnownFile, columns: Sequence[Messages]) -> None:
    """Write whole columns, each below its header, in one call.

    A lost answer is an UncertainError: people may have sorted rows before it could be sent again.
    """
    if not columns:
        return
    data = [_column_data(column) for column in columns]
    google.sheets.values_batch_update(file.id, {"valueInputOption": "RAW", "data": data})


def _column_data(column: Messages) -> Json:
    values = column.values
    letter = rowcol_to_a1(1, column.column + 1).removesuffix("1")
    return {
        "range": f"{_quoted(column.table.tab)}!{letter}{min(values)}:{letter}{max(values)}",
        "majorDimension": "ROWS",
        # Google leaves the cell as it is where none is given.
        "values": [[value] for value in values.values()],
    }
