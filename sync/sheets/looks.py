"""The look of a spreadsheet as requests: widths, formats, validation and rules.

The look is applied when ours changes, and not compared with what is there: people may widen a
column or colour a cell, and it stays until the definition itself looks different.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from sheets_templates.look import (
    FONT,
    FORMATS,
    HEADER,
    PEOPLE_HEADER,
    STYLES,
    TAB_COLOURS,
    CellLook,
    NumberLook,
)
from sheets_templates.model import Spreadsheet, Tab, Table, sheet_id
from sync.sheets.conditions import validation
from sync.sheets.grids import colour, column_range, grid_range
from sync.sheets.placed import standing
from sync.sheets.rules import rule_requests

Json = dict[str, Any]
_STYLE_FIELDS = (
    "userEnteredFormat(backgroundColorStyle,horizontalAlignment,verticalAlignment,wrapStrategy,"
    "textFormat(foregroundColorStyle,bold,italic,underline,fontSize,fontFamily))"
)
_COLUMN_FIELDS = (
    "userEnteredFormat(numberFormat,horizontalAlignment,verticalAlignment,wrapStrategy)"
)


def look_requests(spreadsheet: Spreadsheet, rules_there: Mapping[int, list[Json]]) -> list[Json]:
    """Everything that makes the spreadsheet look as it should, given each sheet's rules."""
    requests: list[Json] = []
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        requests += [_sheet(tab, sheet), *_widths(tab, sheet)]
        for text in tab.texts:
            place = grid_range(sheet, text.row, text.column, 1, text.columns)
            requests.append(_styled(place, STYLES[text.style]))
        for table in tab.tables:
            requests += _columns(spreadsheet, tab, table, lambda _: True)
        requests += rule_requests(spreadsheet, tab, rules_there.get(sheet, []))
    return requests


def remade_requests(
    spreadsheet: Spreadsheet,
    fresh: Container[tuple[str, str]],
    reheaded: Container[str],
    rules_there: Mapping[int, list[Json]],
) -> list[Json]:
    """The look of columns (by the address of their table) and header rows that were made again.

    The rules of their tabs come along: Google took those of a column away with it.
    """
    requests: list[Json] = []
    for tab in spreadsheet.tabs:
        made: list[Json] = []
        for table in tab.tables:
            address = f"{tab.key}.{table.key}"
            if address in reheaded:
                made += _heads(spreadsheet, tab, table, lambda _: True)
            keys = {column.key for column in table.columns if (address, column.key) in fresh}
            made += _columns(spreadsheet, tab, table, keys.__contains__)
        if made:
            rules = rules_there.get(sheet_id(spreadsheet.key, tab.key), [])
            requests += [*made, *rule_requests(spreadsheet, tab, rules)]
    return requests


def _sheet(tab: Tab, sheet: int) -> Json:
    properties = {
        "sheetId": sheet,
        "tabColorStyle": colour(TAB_COLOURS[tab.tone]),
        "gridProperties": {
            "frozenRowCount": tab.frozen_rows,
            "frozenColumnCount": tab.frozen_columns,
            "hideGridlines": True,
        },
    }
    fields = "tabColorStyle,gridProperties(frozenRowCount,frozenColumnCount,hideGridlines)"
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def _widths(tab: Tab, sheet: int) -> Iterable[Json]:
    """The widths of all columns; where people moved some, those of a tab are theirs."""
    at = 0
    for width, columns in groupby(tab.widths):
        count = len(list(columns))
        yield _wide(sheet, at, count, width)
        at += count


def width_requests(widths: Mapping[tuple[int, int], int]) -> list[Json]:
    """The widths of columns by their sheet and place."""
    return [_wide(sheet, at, 1, width) for (sheet, at), width in sorted(widths.items())]


def _wide(sheet: int, at: int, count: int, width: int) -> Json:
    span = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + count}
    update = {"range": span, "properties": {"pixelSize": width}, "fields": "pixelSize"}
    return {"updateDimensionProperties": update}


def _heads(
    spreadsheet: Spreadsheet, tab: Tab, table: Table, chosen: Callable[[str], bool]
) -> Iterable[Json]:
    sheet = sheet_id(spreadsheet.key, tab.key)
    for at, column in standing(table):
        if chosen(column.key):
            head = grid_range(sheet, table.row, at, 1, 1)
            look = PEOPLE_HEADER if column.owner == "people" else HEADER
            yield _styled(head, replace(look, align=FORMATS[column.format].align))


def _columns(
    spreadsheet: Spreadsheet, tab: Tab, table: Table, chosen: Callable[[str], bool]
) -> Iterable[Json]:
    """The headers of the columns whose key is chosen, and what holds below them."""
    yield from _heads(spreadsheet, tab, table, chosen)
    for column in table.columns:
        if not chosen(column.key):
            continue
        place = column_range(spreadsheet, tab, table, column.key)
        cell = {"userEnteredFormat": _number_format(FORMATS[column.format])}
        yield {"repeatCell": {"range": place, "cell": cell, "fields": _COLUMN_FIELDS}}
        rule = validation(column)
        if rule:
            yield {"setDataValidation": {"range": place, "rule": rule}}


def _styled(place: Json, look: CellLook) -> Json:
    cell: Json = {
        "horizontalAlignment": (look.align or "left").upper(),
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": "WRAP" if look.wrap else "OVERFLOW_CELL",
        "textFormat": {
            "foregroundColorStyle": colour(look.ink),
            "bold": look.bold,
            "italic": look.italic,
            "underline": look.underline,
            "fontSize": look.size,
            "fontFamily": FONT,
        },
    }
    if look.background:
        cell["backgroundColorStyle"] = colour(look.background)
    repeated = {"range": place, "cell": {"userEnteredFormat": cell}, "fields": _STYLE_FIELDS}
    return {"repeatCell": repeated}


def _number_format(look: NumberLook) -> Json:
    cell: Json = {
        "horizontalAlignment": look.align.upper(),
        "verticalAlignment": "TOP",
        "wrapStrategy": "WRAP" if look.wrap else "OVERFLOW_CELL",
    }
    if look.kind != "boolean" and look.pattern:
        cell["numberFormat"] = {"type": look.kind.upper(), "pattern": look.pattern}
    return cell
