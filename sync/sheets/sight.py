"""What a document says of our tables: their names, their marks, and the rows that they lost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, Table, sheet_id
from sync.sheets.cell_data import BLANK, OwnedCell, Place, cells_there
from sync.sheets.columns import by_headers
from sync.sheets.marks import column_mark, marks_there, table_mark
from sync.sheets.objects import name_id
from sync.sheets.reach import headers_of_others, reach_of

Json = dict[str, Any]


@dataclass(frozen=True)
class FoundTable:
    """A table as far as it is there: `columns` are the places of those that are, by key."""

    row: int
    capacity: int
    columns: Mapping[str, int]


@dataclass(frozen=True)
class LostRows:
    """Before which row how many are lacking: the header row, or those below it."""

    at: int
    count: int
    head: bool = False


class Sight:
    """A `spreadsheets.get` document as placing looks at it."""

    def __init__(self, spreadsheet: Spreadsheet, document: Json) -> None:
        self.document = document
        self._spreadsheet = spreadsheet
        self._names = {one["namedRangeId"]: one["range"] for one in document.get("namedRanges", [])}
        self.sheets = {entry["properties"].get("sheetId", 0): entry for entry in document["sheets"]}
        self.marks = marks_there(document)

    @cached_property
    def cells(self) -> Mapping[Place, OwnedCell]:
        """Every cell that holds something."""
        return cells_there(self.document)

    def lost_rows(self, tab: Tab, table: Table) -> LostRows | None:
        """What of a table people deleted: its header row, or all rows below it."""
        name, head = self._name(tab, table), self._head(tab, table)
        if name is None or not (head is not None or self._columns(tab, table)):
            return None
        top, end = name.get("startRowIndex", 0), name["endRowIndex"]
        if head is None or not top <= head < end:
            return LostRows(top, 1, head=True)
        return LostRows(end, table.capacity) if head == end - 1 else None

    def found(self, tab: Tab, table: Table) -> FoundTable | None:
        """A table where it is; none when neither its name nor its marks say so.

        Raises RearrangedError when it has no marks yet and its columns were mixed up.
        """
        name, head, columns = (
            self._name(tab, table),
            self._head(tab, table),
            self._columns(tab, table),
        )
        if name is None:
            if head is None or not columns:
                return None
            room = self._room_below(tab, table, head, columns.values())
            return FoundTable(head, room, columns)
        top, end = name.get("startRowIndex", 0), name["endRowIndex"]
        if head is None and not columns:
            columns = by_headers(self._spreadsheet.key, tab, table, self._heads(tab, name, top))
            return FoundTable(top, max(end - top - 1, 1), columns)
        row = head if head is not None and top <= head < end else top - 1
        columns |= self._as_defined(tab, table, name, columns) if row == top else {}
        return FoundTable(row, end - row - 1 or table.capacity, columns)

    def left(self, address: str, table: Table) -> frozenset[tuple[str, str]]:
        """The columns with a mark of this table that its definition has no more."""
        known = {column.key for column in table.columns}
        keys = {
            mark.value.removeprefix(f"{address}.")
            for mark in self.marks.values()
            if mark.kind == "column" and mark.value.startswith(f"{address}.")
        }
        return frozenset((address, key) for key in keys - known)

    def _name(self, tab: Tab, table: Table) -> Json | None:
        """The named range of a table, as far as it lies on what is the table's own."""
        found = self._names.get(name_id(self._spreadsheet.key, f"{tab.key}_{table.key}"))
        own = sheet_id(self._spreadsheet.key, tab.key)
        if found is None or found.get("sheetId", 0) != own:
            return None
        columns = self._columns(tab, table).values()
        return reach_of(found, self._head(tab, table), columns, self.marks)

    def _head(self, tab: Tab, table: Table) -> int | None:
        mark = self.marks.get(table_mark(self._spreadsheet.key, f"{tab.key}.{table.key}"))
        return mark.at if mark is not None else None

    def _columns(self, tab: Tab, table: Table) -> dict[str, int]:
        key, address = self._spreadsheet.key, f"{tab.key}.{table.key}"
        marked = {
            column.key: self.marks.get(column_mark(key, address, column.key))
            for column in table.columns
        }
        return {name: mark.at for name, mark in marked.items() if mark is not None}

    def _heads(self, tab: Tab, name: Json, row: int) -> dict[int, str]:
        """The texts in a row of a named range, by their place."""
        sheet = sheet_id(self._spreadsheet.key, tab.key)
        columns = range(name.get("startColumnIndex", 0), name["endColumnIndex"])
        return {
            at: str(self.cells.get((sheet, row, at), BLANK).value.get("stringValue", "")).strip()
            for at in columns
        }

    def _as_defined(
        self, tab: Tab, table: Table, name: Json, columns: Mapping[str, int]
    ) -> dict[str, int]:
        """Columns without a mark that stand where collecting writes: all is as it was made."""
        heads = self._heads(tab, name, name.get("startRowIndex", 0))
        wanted = dict(zip((column.key for column in table.columns), heads, strict=False))
        same = list(heads.values()) == [column.header for column in table.columns]
        return wanted if same and columns.items() <= wanted.items() else {}

    def _room_below(self, tab: Tab, table: Table, head: int, columns: Collection[int]) -> int:
        """The rows of a table whose name is gone: as many as it was made with, down to the next."""
        sheet = sheet_id(self._spreadsheet.key, tab.key)
        others = headers_of_others(self.marks, sheet, head, columns)
        below = [row for row in others if row > head]
        rows: int = self.sheets[sheet]["properties"]["gridProperties"]["rowCount"]
        return max(min([*below, rows, head + 1 + table.capacity]) - head - 1, 1)
