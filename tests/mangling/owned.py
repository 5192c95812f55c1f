"""What is Ritmiek's in a spreadsheet; everything else is people's.

Ritmiek's are: the headers of our tables; in their rows the cells of the columns that set-up and
collecting write, wherever people moved these rows and columns; and our texts, as long as their
row and column are there. So a row that people drag into a table of ours keeps what they wrote in
their own columns, and not what then stands in ours. Beheer's messages are ours to the end of their
column, and what does not begin as they do is people's.

This is worked out here from the marks that lie on rows and columns, and not by asking Ritmiek.
"""

from collections.abc import Iterator
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, Table, object_id, sheet_id
from sync.sheets.marks import column_mark, table_mark
from sync.sheets.objects import name_id
from tests.conftest import OwnerSession
from tests.mangling.elsewhere import carried_out
from tests.mangling.state import Place, cells_of

Json = dict[str, Any]
TEXT = "mangling_text"
MESSAGES = "melding"
SIGN = "⚠ "


class Ours:
    """The cells, headers and things of ours in one spreadsheet; `tables` with people's columns."""

    def __init__(self, spreadsheet: Spreadsheet, document: Json) -> None:
        self._spreadsheet = spreadsheet
        self.sheets = {sheet["properties"].get("sheetId", 0): sheet for sheet in document["sheets"]}
        self._names = {one["namedRangeId"]: one["range"] for one in document.get("namedRanges", [])}
        self._marks = dict(_marks(document))
        self.tabs = {sheet_id(spreadsheet.key, tab.key): tab for tab in spreadsheet.tabs}
        found = list(self._cells())
        said = cells_of(document)
        theirs = {
            place
            for place, owner in found
            if owner == MESSAGES and _is_peoples(said.get(place, {}))
        }
        self.cells = {place for place, owner in found if owner != "people"} - theirs
        self.tables = {place for place, _ in found}

    def _cells(self) -> Iterator[tuple[Place, str]]:
        for sheet, tab in self.tabs.items():
            if sheet not in self.sheets:
                continue
            yield from ((place, "setup") for place in self._texts(sheet))
            for table in tab.tables:
                for row, column, owner in self.body(tab, table):
                    yield (sheet, row, column), owner

    def columns_of(self, sheet: int) -> set[int]:
        """Where the columns of our tables stand on a tab, whoever fills them in."""
        return {column for own, _, column in self.tables if own == sheet}

    def _texts(self, sheet: int) -> Iterator[Place]:
        lines: dict[str, set[int]] = {"ROWS": set(), "COLUMNS": set()}
        for own, dimension, at, entry in _lines(self.sheets[sheet]):
            if entry.get("metadataKey") == TEXT and own == sheet:
                lines[dimension].add(at)
        for row in lines["ROWS"]:
            for column in lines["COLUMNS"]:
                yield sheet, row, column

    def columns(self, tab: Tab, table: Table) -> Iterator[tuple[str, int, int]]:
        """Every cell below the headers of a table, with the key of its column."""
        key, address = self._spreadsheet.key, f"{tab.key}.{table.key}"
        top, end = self._rows(tab, table)
        for column in table.columns:
            at = self._marks.get(column_mark(key, address, column.key))
            for row in range(top + 1, end) if at is not None and top is not None else ():
                yield column.key, row, at or 0

    def body(self, tab: Tab, table: Table) -> Iterator[tuple[int, int, str]]:
        """Every cell of a table, with its owner; the headers are set-up's."""
        key, address = self._spreadsheet.key, f"{tab.key}.{table.key}"
        top, end = self._rows(tab, table)
        for column in table.columns:
            at = self._marks.get(column_mark(key, address, column.key))
            if at is None or top is None:
                continue
            yield top, at, "setup"
            last = end
            if column.key == MESSAGES:
                sheet = self.sheets[sheet_id(key, tab.key)]
                last = sheet["properties"]["gridProperties"]["rowCount"]
            for row in range(top + 1, last):
                yield row, at, MESSAGES if column.key == MESSAGES else column.owner

    def _rows(self, tab: Tab, table: Table) -> tuple[int | None, int]:
        key, address = self._spreadsheet.key, f"{tab.key}.{table.key}"
        own = sheet_id(key, tab.key)
        head = self._marks.get(table_mark(key, address))
        name = self._names.get(name_id(key, address.replace(".", "_")))
        if name is not None and name.get("sheetId", 0) == own:
            top = name.get("startRowIndex", 0)
            inside = head is not None and top <= head < name["endRowIndex"]
            # Without its header row a table's rows begin where its name begins.
            return (head if inside else top - 1), name["endRowIndex"]
        if head is None:
            return None, 0
        below = [
            at
            for other in tab.tables
            for at in [self._marks.get(table_mark(key, f"{tab.key}.{other.key}"))]
            if at is not None and at > head
        ]
        return head, min([*below, head + 1 + table.capacity])

    def things(self) -> set[int | str]:
        """The ids of the names, protections, bands and charts that are ours."""
        key = self._spreadsheet.key
        found: set[int | str] = set()
        for tab in self._spreadsheet.tabs:
            found |= {object_id(key, "chart", tab.key, chart.key) for chart in tab.charts}
            named = [f"text {number}" for number in range(len(tab.texts))]
            for table in tab.tables:
                found.add(name_id(key, f"{tab.key}_{table.key}"))
                found.add(object_id(key, "banding", tab.key, table.key))
                named += [f"{table.key} header"]
                for column in table.columns:
                    named += [f"{table.key} {column.key}", f"{table.key} header {column.key}"]
            found |= {object_id(key, "protection", tab.key, name) for name in named}
        return found


def _is_peoples(cell: Json) -> bool:
    """Whether something stands in a cell for messages that is none."""
    value: Json = cell.get("userEnteredValue", {})
    return bool(value) and not str(value.get("stringValue", "")).startswith(SIGN)


def _marks(document: Json) -> Iterator[tuple[int, int]]:
    for sheet in document["sheets"]:
        for _, _, at, entry in _lines(sheet):
            yield entry["metadataId"], at


def _lines(sheet: Json) -> Iterator[tuple[int, str, int, Json]]:
    """The marks on the rows and columns of a tab."""
    own = sheet["properties"].get("sheetId", 0)
    for grid in sheet.get("data", []):
        for dimension, kind, first in (
            ("ROWS", "rowMetadata", "startRow"),
            ("COLUMNS", "columnMetadata", "startColumn"),
        ):
            for at, line in enumerate(grid.get(kind, []), grid.get(first, 0)):
                for entry in line.get("developerMetadata", []):
                    yield own, dimension, at, entry


def label_texts(api: OwnerSession, file: str, spreadsheet: Spreadsheet, document: Json) -> None:
    """Mark the rows and columns of our texts on tabs that were made since the last time."""
    sheets = {sheet["properties"].get("sheetId", 0): sheet for sheet in document["sheets"]}
    requests: list[Json] = []
    for tab in spreadsheet.tabs:
        own = sheet_id(spreadsheet.key, tab.key)
        labels = sheets.get(own, {}).get("developerMetadata", [])
        if own not in sheets or any(one.get("metadataKey") == TEXT for one in labels):
            continue
        requests.append(_label({"sheetId": own}))
        spans = [("ROWS", at) for at in sorted({text.row for text in tab.texts})]
        spans += [("COLUMNS", at) for at in sorted({text.column for text in tab.texts})]
        for dimension, at in spans:
            span = {"sheetId": own, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
            requests.append(_label({"dimensionRange": span}))
    if requests:
        path = f"/v4/spreadsheets/{file}:batchUpdate"
        assert carried_out(api, "POST", path, json={"requests": requests})


def _label(location: Json) -> Json:
    entry = {"metadataKey": TEXT, "visibility": "DOCUMENT", "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": entry}}
