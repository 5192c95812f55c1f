"""Spreadsheets: what one should become, as a single `batchUpdate`, and what differs from what is.

Only what Ritmiek owns is compared and written: texts, headers, set-up rows, and objects by our
own ids. Where people moved a table by inserting rows or columns, its named range moved along, and
Ritmiek follows it; the texts of such a tab are left alone.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, Table, sheet_id
from sheets_templates.ownership import named_ranges
from sync.desired import DesiredSpreadsheet
from sync.sheets.cell_data import (
    BLANK,
    Links,
    OwnedCell,
    Place,
    cells_there,
    differing,
    initial_cells,
    wanted_cells,
    write_requests,
)
from sync.sheets.columns import RearrangedError, are_rearranged
from sync.sheets.grids import grid_range, same_range
from sync.sheets.looks import look_requests
from sync.sheets.objects import name_id, objects_there, wanted_objects
from sync.wire.google import Google

Json = dict[str, Any]
NEW: Json = {"sheets": [{"properties": {"sheetId": 0}}]}
"""A spreadsheet that was just made: one sheet with id 0, whatever its title."""

_READ = (
    "properties(title,locale,timeZone),namedRanges,"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),merges,"
    "conditionalFormats,protectedRanges(protectedRangeId,range),"
    "bandedRanges(bandedRangeId,range),charts(chartId,spec(title,basicChart)),"
    "data(startRow,startColumn,rowData(values(userEnteredValue,hyperlink,note,"
    "userEnteredFormat(textFormat(link))))))"
)


@dataclass(frozen=True)
class SpreadsheetChange:
    """What has to be written to one spreadsheet."""

    requests: tuple[Json, ...]
    lines: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether the spreadsheet is as it should be."""
        return not self.requests


def read_spreadsheet(google: Google, file_id: str) -> Json:
    """What Ritmiek compares of a spreadsheet, in one call."""
    document: Json = google.sheets.spreadsheets_get(file_id, params={"fields": _READ})
    return document


def compare_spreadsheet(
    desired: DesiredSpreadsheet, document: Json, links: Links, *, look: bool
) -> SpreadsheetChange:
    """What a spreadsheet needs; `look` adds what cannot be compared: formats, widths, rules."""
    there = {sheet["properties"].get("sheetId", 0): sheet for sheet in document["sheets"]}
    spreadsheet = relocated(desired.spreadsheet, document)
    requests: list[Json] = []
    lines: list[str] = []
    _compare_properties(desired, document.get("properties", {}), requests, lines)
    _compare_tabs(spreadsheet, there, requests, lines)
    there_cells = cells_there(document)
    new = new_tables(spreadsheet, document)
    _check_headers(spreadsheet, there_cells, new)
    cells = wanted_cells(spreadsheet, desired.content, links, there_cells)
    cells |= initial_cells(spreadsheet, desired.initial, new)
    _compare_cells(spreadsheet, cells, there_cells, (requests, lines))
    _compare_merges(spreadsheet, there, requests, lines)
    if look or new:
        rules = {sheet: entry.get("conditionalFormats", []) for sheet, entry in there.items()}
        requests += look_requests(spreadsheet, rules)
        lines.append("look")
    objects = objects_there(document)
    for wanted in wanted_objects(spreadsheet):
        needed = wanted.requests(objects)
        requests += needed
        lines += [wanted.name] if needed else []
    return SpreadsheetChange(tuple(requests), tuple(lines))


def write_spreadsheet(google: Google, file_id: str, change: SpreadsheetChange) -> None:
    """Write a change in one call: all of it or nothing."""
    google.sheets.batch_update(file_id, {"requests": list(change.requests)})


def relocated(spreadsheet: Spreadsheet, document: Json) -> Spreadsheet:
    """The definition with its tables where people moved them."""
    names = {entry["namedRangeId"]: entry["range"] for entry in document.get("namedRanges", [])}
    wanted = named_ranges(spreadsheet)
    tabs = []
    for tab in spreadsheet.tabs:
        tables = []
        for table in tab.tables:
            name = f"{tab.key}_{table.key}"
            found = names.get(name_id(spreadsheet.key, name))
            owned = wanted[name]
            sheet = sheet_id(spreadsheet.key, tab.key)
            place = grid_range(sheet, owned.row, owned.column, owned.rows, owned.columns)
            stays = found is None or same_range(found, place)
            tables.append(table if stays else _moved(spreadsheet, tab, table, found or {}))
        tabs.append(_with_tables(tab, tuple(tables)))
    return spreadsheet.model_copy(update={"tabs": tuple(tabs)})


def new_tables(spreadsheet: Spreadsheet, document: Json) -> frozenset[str]:
    """The addresses of the tables that a document does not have yet."""
    names = {entry["namedRangeId"] for entry in document.get("namedRanges", [])}
    return frozenset(
        address
        for address, _, _ in spreadsheet.tables()
        if name_id(spreadsheet.key, address.replace(".", "_")) not in names
    )


def _moved(spreadsheet: Spreadsheet, tab: Tab, table: Table, found: Json) -> Table:
    left, right = found.get("startColumnIndex", 0), found.get("endColumnIndex", 0)
    rows = found.get("endRowIndex", 0) - found.get("startRowIndex", 0)
    if right - left != len(table.columns) or rows < 2:
        raise RearrangedError(spreadsheet.key, tab.title, table)
    moved = {"row": found.get("startRowIndex", 0), "column": left, "capacity": rows - 1}
    return table.model_copy(update=moved)


def _with_tables(tab: Tab, tables: tuple[Table, ...]) -> Tab:
    if tables == tab.tables:
        return tab
    return tab.model_copy(update={"tables": tables, "texts": ()})


def _compare_properties(
    desired: DesiredSpreadsheet, properties: Json, requests: list[Json], lines: list[str]
) -> None:
    wanted = {
        "title": desired.spreadsheet.title,
        "locale": desired.locale,
        "timeZone": desired.time_zone,
    }
    changed = {name: value for name, value in wanted.items() if properties.get(name) != value}
    if changed:
        update = {"properties": changed, "fields": ",".join(changed)}
        requests.append({"updateSpreadsheetProperties": update})
        lines += changed


def _compare_tabs(
    spreadsheet: Spreadsheet, there: Mapping[int, Json], requests: list[Json], lines: list[str]
) -> None:
    ours = {sheet_id(spreadsheet.key, tab.key): tab for tab in spreadsheet.tabs}
    first_time = not any(sheet in there for sheet in ours)
    for index, (sheet, tab) in enumerate(ours.items()):
        if sheet not in there:
            place = {"index": index} if first_time else {}
            requests.append(_add_sheet(sheet, tab) if not place else _add_sheet(sheet, tab, index))
            lines.append(f"tab {tab.title}")
            continue
        properties = there[sheet]["properties"]
        if properties.get("title") != tab.title:
            update = {"properties": {"sheetId": sheet, "title": tab.title}, "fields": "title"}
            requests.append({"updateSheetProperties": update})
            lines.append(f"title of tab {tab.title}")
        _grow(sheet, tab, properties.get("gridProperties", {}), requests, lines)
    if first_time and 0 in there and not _holds_anything(there[0]):
        requests.append({"deleteSheet": {"sheetId": 0}})


def _add_sheet(sheet: int, tab: Tab, index: int | None = None) -> Json:
    properties: Json = {
        "sheetId": sheet,
        "title": tab.title,
        "gridProperties": {"rowCount": tab.rows, "columnCount": len(tab.widths)},
    }
    if index is not None:
        properties["index"] = index
    return {"addSheet": {"properties": properties}}


def _grow(sheet: int, tab: Tab, grid: Json, requests: list[Json], lines: list[str]) -> None:
    wanted = (("ROWS", "rowCount", tab.rows), ("COLUMNS", "columnCount", len(tab.widths)))
    for dimension, name, size in wanted:
        lacking = size - grid.get(name, size)
        if lacking > 0:
            more = {"sheetId": sheet, "dimension": dimension, "length": lacking}
            requests.append({"appendDimension": more})
            lines.append(f"size of tab {tab.title}")


def _holds_anything(sheet: Json) -> bool:
    rows = [row for grid in sheet.get("data", []) for row in grid.get("rowData", [])]
    return any(cell.get("userEnteredValue") for row in rows for cell in row.get("values", []))


def _compare_cells(
    spreadsheet: Spreadsheet,
    wanted: Mapping[Place, OwnedCell],
    there: Mapping[Place, OwnedCell],
    into: tuple[list[Json], list[str]],
) -> None:
    cells = differing(wanted, there)
    into[0].extend(write_requests(cells))
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        count = sum(1 for place in cells if place[0] == sheet)
        if count:
            into[1].append(f"tab {tab.title}: {count} cell{'s' if count > 1 else ''}")


def _check_headers(
    spreadsheet: Spreadsheet, there: Mapping[Place, OwnedCell], new: Container[str]
) -> None:
    """Columns that people moved within a table would take what they wrote under another header."""
    for address, tab, table in spreadsheet.tables():
        sheet = sheet_id(spreadsheet.key, tab.key)
        heads = [
            there.get((sheet, table.row, at), BLANK).value.get("stringValue", "")
            for at in range(table.column, table.column + len(table.columns))
        ]
        mixed = any(column.owner == "people" for column in table.columns)
        if mixed and address not in new and are_rearranged(table, heads):
            raise RearrangedError(spreadsheet.key, tab.title, table)


def _compare_merges(
    spreadsheet: Spreadsheet, there: Mapping[int, Json], requests: list[Json], lines: list[str]
) -> None:
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        merges = there.get(sheet, {}).get("merges", [])
        missing = []
        for text in tab.texts:
            place = grid_range(sheet, text.row, text.column, 1, text.columns)
            if text.columns > 1 and not any(same_range(merge, place) for merge in merges):
                missing.append({"mergeCells": {"range": place, "mergeType": "MERGE_ALL"}})
        if missing:
            requests += missing
            lines.append(f"merged cells of tab {tab.title}")
