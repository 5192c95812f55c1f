"""Where the tables in which people write freely stand now: by their marks, or else by their names.

A mark stays with its row or column wherever people move it and whatever they call it. A table
without marks, such as one in a file that somebody copied, is found by its named range.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheets_templates.model import Spreadsheet, Table
from sync.sheets.marks import Mark, column_mark, marks_there, table_mark
from sync.sheets.objects import name_id

Json = dict[str, Any]
READ = (
    "namedRanges,sheets(properties(sheetId,title,gridProperties),merges,"
    "data(startRow,startColumn,rowMetadata(developerMetadata),columnMetadata(developerMetadata)))"
)
"""What has to be read of a spreadsheet: everything but its cells."""


@dataclass(frozen=True)
class HeadedPlace:
    """A table's tab, its header row counted from 1, and by key the columns that have a mark.

    `headed` is whether the header row has its mark too.
    """

    sheet: Json
    row: int
    columns: Mapping[str, int]
    headed: bool


def headed_places(spreadsheet: Spreadsheet, document: Json) -> dict[str, HeadedPlace]:
    """Every table that is still there, by its address."""
    sheets = {sheet["properties"].get("sheetId", 0): sheet for sheet in document["sheets"]}
    names = _names(document)
    marks = marks_there(document)
    found: dict[str, HeadedPlace] = {}
    for address, _, table in spreadsheet.tables():
        head = marks.get(table_mark(spreadsheet.key, address))
        own, row = (head.sheet, head.at) if head else _named(spreadsheet.key, address, names)
        if own in sheets:
            columns = _columns(spreadsheet.key, address, table, marks, own)
            found[address] = HeadedPlace(sheets[own], row + 1, columns, head is not None)
    return found


def _names(document: Json) -> Mapping[str, Json]:
    """The named ranges by their name, and by their id, which goes first."""
    entries = document.get("namedRanges", [])
    by_name = {entry["name"]: entry["range"] for entry in entries}
    return by_name | {entry["namedRangeId"]: entry["range"] for entry in entries}


def _named(spreadsheet: str, address: str, names: Mapping[str, Json]) -> tuple[int | None, int]:
    """The tab and first row of a table's named range, which has a new id in a file of people's."""
    name = address.replace(".", "_")
    place = names.get(name_id(spreadsheet, name), names.get(name))
    if place is None:
        return None, 0
    return place.get("sheetId", 0), int(place.get("startRowIndex", 0))


def _columns(
    spreadsheet: str, address: str, table: Table, marks: Mapping[int, Mark], sheet: int | None
) -> dict[str, int]:
    marked = {
        column.key: marks.get(column_mark(spreadsheet, address, column.key))
        for column in table.columns
    }
    return {
        key: mark.at for key, mark in marked.items() if mark is not None and mark.sheet == sheet
    }
