"""Marks: developer metadata on our tabs, rows and columns, by which they are found again.

On rows and columns of fixed texts they only tell whether these still are where they were made.

Google keeps a mark on its row or column, wherever people move it and whatever they call it, and
takes it away with what it lies on. Marks have ids of their own, the same in every copy.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sheets_templates.model import Spreadsheet, Tab, object_id, sheet_id
from sync.sheets.placed import standing

Json = dict[str, Any]
Kind = Literal["tab", "table", "column", "texts", "text_row", "text_column"]
KEYS: Mapping[Kind, str] = {
    "tab": "ritmiek_tab",
    "table": "ritmiek_table",
    "column": "ritmiek_column",
    "texts": "ritmiek_texts",
    "text_row": "ritmiek_text_row",
    "text_column": "ritmiek_text_column",
}
_DIMENSIONS: Mapping[Kind, str] = {
    "table": "ROWS",
    "column": "COLUMNS",
    "text_row": "ROWS",
    "text_column": "COLUMNS",
}
_ON_TABS: tuple[Kind, ...] = ("tab", "texts")
_ON_ROWS: tuple[Kind, ...] = ("table", "text_row")
_ON_COLUMNS: tuple[Kind, ...] = ("column", "text_column")


@dataclass(frozen=True)
class Mark:
    """What is marked: a tab (with the title that we gave it), a row or a column.

    Of `texts` the value is where the marks of a tab's texts were put, such as "0,2,3/0".
    """

    id: int
    kind: Kind
    value: str
    sheet: int
    at: int = 0

    def location(self) -> Json:
        """Where it lies, as Google takes it."""
        if self.kind in _ON_TABS:
            return {"sheetId": self.sheet}
        span = {"sheetId": self.sheet, "dimension": _DIMENSIONS[self.kind]}
        return {"dimensionRange": span | {"startIndex": self.at, "endIndex": self.at + 1}}


def tab_mark(spreadsheet: str, tab: Tab) -> int:
    """The id of a tab's mark."""
    return object_id(spreadsheet, "tab", tab.key)


def table_mark(spreadsheet: str, address: str) -> int:
    """The id of the mark on a table's header row."""
    return object_id(spreadsheet, "table", address)


def column_mark(spreadsheet: str, address: str, column: str) -> int:
    """The id of a column's mark."""
    return object_id(spreadsheet, "column", address, column)


def marks_there(document: Json) -> dict[int, Mark]:
    """Every mark of ours in a `spreadsheets.get` document, by its id."""
    marks: dict[int, Mark] = {}
    for sheet in document.get("sheets", []):
        own = sheet["properties"].get("sheetId", 0)
        for entry in sheet.get("developerMetadata", []):
            marks |= _mark(_ON_TABS, entry, own, 0)
        for grid in sheet.get("data", []):
            for at, row in enumerate(grid.get("rowMetadata", []), grid.get("startRow", 0)):
                for entry in row.get("developerMetadata", []):
                    marks |= _mark(_ON_ROWS, entry, own, at)
            for at, column in enumerate(grid.get("columnMetadata", []), grid.get("startColumn", 0)):
                for entry in column.get("developerMetadata", []):
                    marks |= _mark(_ON_COLUMNS, entry, own, at)
    return marks


def _mark(kinds: Iterable[Kind], entry: Json, sheet: int, at: int) -> dict[int, Mark]:
    kind = next((kind for kind in kinds if entry.get("metadataKey") == KEYS[kind]), None)
    if kind is None:
        return {}
    identifier = entry["metadataId"]
    return {identifier: Mark(identifier, kind, entry.get("metadataValue", ""), sheet, at)}


def texts_mark(spreadsheet: str, tab: Tab) -> int:
    """The id of the mark that says where those of a tab's texts were put."""
    return object_id(spreadsheet, "texts", tab.key)


def texts_stand(spreadsheet: Spreadsheet, tab: Tab, marks: Mapping[int, Mark]) -> bool:
    """Whether the rows and columns of a tab's texts are where they were, as far as is known."""
    told = marks.get(texts_mark(spreadsheet.key, tab))
    if told is None:
        return True
    rows, _, columns = told.value.partition("/")
    put = [
        *(_text_mark(spreadsheet.key, tab, "text_row", int(at)) for at in rows.split(",")),
        *(_text_mark(spreadsheet.key, tab, "text_column", int(at)) for at in columns.split(",")),
    ]
    return all(marks.get(mark.id) == mark for mark in put)


def _text_mark(spreadsheet: str, tab: Tab, kind: Kind, at: int) -> Mark:
    identifier = object_id(spreadsheet, kind, tab.key, str(at))
    return Mark(identifier, kind, tab.key, sheet_id(spreadsheet, tab.key), at)


def _text_marks(spreadsheet: str, tab: Tab) -> Iterator[Mark]:
    rows = sorted({text.row for text in tab.texts})
    columns = sorted({text.column for text in tab.texts})
    if rows:
        value = "/".join(",".join(map(str, places)) for places in (rows, columns))
        sheet = sheet_id(spreadsheet, tab.key)
        yield Mark(texts_mark(spreadsheet, tab), "texts", value, sheet)
        yield from (_text_mark(spreadsheet, tab, "text_row", at) for at in rows)
        yield from (_text_mark(spreadsheet, tab, "text_column", at) for at in columns)


def wanted_marks(spreadsheet: Spreadsheet) -> Iterable[Mark]:
    """Every mark that a spreadsheet should have, with its tables where they are placed."""
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        yield Mark(tab_mark(spreadsheet.key, tab), "tab", tab.title, sheet)
        yield from _text_marks(spreadsheet.key, tab)
        for table in tab.tables:
            address = f"{tab.key}.{table.key}"
            identifier = table_mark(spreadsheet.key, address)
            yield Mark(identifier, "table", address, sheet, table.row)
            for at, column in standing(table):
                identifier = column_mark(spreadsheet.key, address, column.key)
                yield Mark(identifier, "column", f"{address}.{column.key}", sheet, at)


def mark_requests(wanted: Iterable[Mark], there: Mapping[int, Mark]) -> list[Json]:
    """What puts every mark where it should be."""
    return [_request(mark, there) for mark in wanted if there.get(mark.id) != mark]


def _request(mark: Mark, there: Mapping[int, Mark]) -> Json:
    changed = {"metadataValue": mark.value, "location": mark.location()}
    if mark.id in there:
        chosen = {"developerMetadataLookup": {"metadataId": mark.id}}
        update = {"dataFilters": [chosen], "developerMetadata": changed}
        return {"updateDeveloperMetadata": update | {"fields": "metadataValue,location"}}
    made = {"metadataId": mark.id, "metadataKey": KEYS[mark.kind], "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": made | changed}}
