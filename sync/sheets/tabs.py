"""Tabs: made where they are missing, never renamed back, and large enough for what is ours."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, sheet_id
from sync.changes import Detail, one
from sync.sheets.comparison import Comparison, Part
from sync.sheets.marks import Mark, tab_mark
from sync.sheets.placed import places_of

Json = dict[str, Any]
_PUT = ("userEnteredValue", "note", "dataValidation")
_LAID = ("charts", "conditionalFormats", "protectedRanges", "bandedRanges", "merges")


def compare_tabs(
    spreadsheet: Spreadsheet,
    there: Mapping[int, Json],
    marks: Mapping[int, Mark],
    into: Comparison,
) -> None:
    """What the tabs need; `there` are the sheets as they were read."""
    ours = {sheet_id(spreadsheet.key, tab.key): tab for tab in spreadsheet.tabs}
    first_time = not any(sheet in there for sheet in ours)
    taken = [entry["properties"].get("title", "") for entry in there.values()]
    for index, (sheet, tab) in enumerate(ours.items()):
        if sheet not in there:
            made = _add_sheet(sheet, tab, free_title(tab.title, taken))
            if first_time:
                made["addSheet"]["properties"]["index"] = index
            into.bring(Part(f"tab {tab.title}", "tab", tab.title), [made])
            continue
        properties = there[sheet]["properties"]
        title, mark = properties.get("title", ""), marks.get(tab_mark(spreadsheet.key, tab))
        if not is_titled(title, tab.title):
            update = {"sheetId": sheet, "title": free_title(tab.title, taken)}
            request = {"updateSheetProperties": {"properties": update, "fields": "title"}}
            details = (Detail("title", one(title), one(tab.title)),)
            part = Part(f"title of tab {tab.title}", "tab_title", tab.title, details)
            # The mark says what we called it: another title is people's, and stays.
            into.decide(part, [request], drifted=mark is None or mark.value != title)
        _grow(sheet, tab, properties.get("gridProperties", {}), into)
    if first_time and 0 in there and not holds_anything(there[0]):
        into.requests.append({"deleteSheet": {"sheetId": 0}})


def free_title(wanted: str, taken: Collection[str]) -> str:
    """The title, or the first of "title (2)", "title (3)" … that no other tab has."""
    others = {title.casefold() for title in taken}
    title, number = wanted, 1
    while title.casefold() in others:
        number += 1
        title = f"{wanted} ({number})"
    return title


def is_titled(title: str, wanted: str) -> bool:
    """Whether a tab has its title, or the one that it got where people's own tab has it."""
    return re.fullmatch(rf"{re.escape(wanted)}( \(\d+\))?", title) is not None


def _add_sheet(sheet: int, tab: Tab, title: str) -> Json:
    rows, columns = _size(tab)
    properties: Json = {
        "sheetId": sheet,
        "title": title,
        "gridProperties": {"rowCount": rows, "columnCount": columns},
    }
    return {"addSheet": {"properties": properties}}


def _size(tab: Tab) -> tuple[int, int]:
    """The rows and columns that a tab needs for its definition and for where its tables stand."""
    bottoms = [table.row + 1 + table.capacity for table in tab.tables]
    rights = [max(places_of(table)) + 1 for table in tab.tables]
    return max([tab.rows, *bottoms]), max([len(tab.widths), *rights])


def _grow(sheet: int, tab: Tab, grid: Json, into: Comparison) -> None:
    rows, columns = _size(tab)
    for dimension, name, size in (("ROWS", "rowCount", rows), ("COLUMNS", "columnCount", columns)):
        lacking = size - grid.get(name, size)
        if lacking > 0:
            more = {"sheetId": sheet, "dimension": dimension, "length": lacking}
            into.bring(
                Part(f"size of tab {tab.title}", "size", tab.title), [{"appendDimension": more}]
            )


def holds_anything(sheet: Json) -> bool:
    """Whether people can have put something in a tab: in its cells, beside them, or over them."""
    rows = [row for grid in sheet.get("data", []) for row in grid.get("rowData", [])]
    cells = (cell for row in rows for cell in row.get("values", []))
    return any(sheet.get(kind) for kind in _LAID) or any(
        cell.get(kind) for cell in cells for kind in _PUT
    )
