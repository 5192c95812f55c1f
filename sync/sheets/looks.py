"""The look of a spreadsheet as requests: widths, formats, validation and conditional formats.

The look is applied when ours changes, and not compared with what is there: people may widen a
column or colour a cell, and it stays until the definition itself looks different.
"""

from collections.abc import Iterable
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
    TONES,
    CellLook,
    NumberLook,
)
from sheets_templates.model import Column, Rule, Spreadsheet, Tab, Table, Validation, sheet_id
from sync.sheets.grids import (
    colour,
    column_letters,
    column_range,
    grid_range,
    same_range,
    table_range,
)

Json = dict[str, Any]
_STYLE_FIELDS = (
    "userEnteredFormat(backgroundColorStyle,horizontalAlignment,verticalAlignment,wrapStrategy,"
    "textFormat(foregroundColorStyle,bold,italic,underline,fontSize,fontFamily))"
)
_COLUMN_FIELDS = (
    "userEnteredFormat(numberFormat,horizontalAlignment,verticalAlignment,wrapStrategy)"
)
_CONDITIONS = {
    "equals": "TEXT_EQ",
    "contains": "TEXT_CONTAINS",
    "at_least": "NUMBER_GREATER_THAN_EQ",
    "below": "NUMBER_LESS",
    "not_blank": "NOT_BLANK",
}


def look_requests(spreadsheet: Spreadsheet, rules_there: dict[int, list[Json]]) -> list[Json]:
    """Everything that makes the spreadsheet look as it should, given each sheet's rules."""
    requests: list[Json] = []
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        requests += [_sheet(tab, sheet), *_widths(tab, sheet)]
        for text in tab.texts:
            place = grid_range(sheet, text.row, text.column, 1, text.columns)
            requests.append(_styled(place, STYLES[text.style]))
        for table in tab.tables:
            requests += _table(spreadsheet, tab, table)
        requests += _rules(spreadsheet, tab, rules_there.get(sheet, []))
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
    at = 0
    for width, columns in groupby(tab.widths):
        count = len(list(columns))
        place = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": at}
        yield {
            "updateDimensionProperties": {
                "range": place | {"endIndex": at + count},
                "properties": {"pixelSize": width},
                "fields": "pixelSize",
            }
        }
        at += count


def _table(spreadsheet: Spreadsheet, tab: Tab, table: Table) -> Iterable[Json]:
    sheet = sheet_id(spreadsheet.key, tab.key)
    for at, column in enumerate(table.columns, start=table.column):
        head = grid_range(sheet, table.row, at, 1, 1)
        look = PEOPLE_HEADER if column.owner == "people" else HEADER
        yield _styled(head, replace(look, align=FORMATS[column.format].align))
    for column in table.columns:
        place = column_range(spreadsheet, tab, table, column.key)
        cell = {"userEnteredFormat": _number_format(FORMATS[column.format])}
        yield {"repeatCell": {"range": place, "cell": cell, "fields": _COLUMN_FIELDS}}
        rule = _validation(column)
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


def _validation(column: Column) -> Json | None:
    asked = column.validation
    if asked is None:
        return {"condition": {"type": "BOOLEAN"}} if column.format == "checkbox" else None
    rule: Json = {"condition": _condition(asked), "strict": asked.strict, "showCustomUi": True}
    return rule | {"inputMessage": asked.help} if asked.help else rule


def _condition(asked: Validation) -> Json:
    if asked.kind == "checkbox":
        return {"type": "BOOLEAN"}
    if asked.kind == "date":
        return {"type": "DATE_IS_VALID"}
    if asked.kind == "one_of":
        return {"type": "ONE_OF_LIST", "values": [_entered(option) for option in asked.options]}
    if asked.low is None:
        return {"type": "NUMBER_LESS_THAN_EQ", "values": [_entered(asked.high or 0)]}
    if asked.high is None:
        return {"type": "NUMBER_GREATER_THAN_EQ", "values": [_entered(asked.low)]}
    return {"type": "NUMBER_BETWEEN", "values": [_entered(asked.low), _entered(asked.high)]}


def _entered(value: str | float) -> Json:
    return {"userEnteredValue": value if isinstance(value, str) else f"{value:g}"}


def _rules(spreadsheet: Spreadsheet, tab: Tab, there: list[Json]) -> list[Json]:
    """Our rules in place of those that we wrote before; people's rules keep their order."""
    sheet = sheet_id(spreadsheet.key, tab.key)
    ours = [index for index, rule in enumerate(there) if _is_ours(spreadsheet, tab, rule)]
    requests: list[Json] = [
        {"deleteConditionalFormatRule": {"sheetId": sheet, "index": index}}
        for index in reversed(ours)
    ]
    for index, rule in enumerate(tab.rules):
        written = {"rule": _rule(spreadsheet, tab, rule), "index": index}
        requests.append({"addConditionalFormatRule": written})
    return requests


def _is_ours(spreadsheet: Spreadsheet, tab: Tab, rule: Json) -> bool:
    """A rule on exactly one of our columns or tables is one that we wrote."""
    places = rule.get("ranges", [])
    owned = [
        place
        for table in tab.tables
        for place in (
            table_range(spreadsheet, tab, table, header=False),
            *(column_range(spreadsheet, tab, table, column.key) for column in table.columns),
        )
    ]
    looks = rule.get("booleanRule", {}).get("format", {})
    told = _rgb(
        looks.get("backgroundColorStyle", {}).get("rgbColor") or looks.get("backgroundColor")
    )
    tones = [
        _rgb(colour(look.background)["rgbColor"]) for look in TONES.values() if look.background
    ]
    fits = len(places) == 1 and any(same_range(place, places[0]) for place in owned)
    return fits and told in tones


def _rgb(found: Json | None) -> tuple[int, ...]:
    shades = found or {}
    return tuple(round(shades.get(name, 0) * 255) for name in ("red", "green", "blue"))


def _rule(spreadsheet: Spreadsheet, tab: Tab, rule: Rule) -> Json:
    table = next(table for table in tab.tables if table.key == rule.table)
    column = column_range(spreadsheet, tab, table, rule.column)
    place = table_range(spreadsheet, tab, table, header=False) if rule.whole_row else column
    tone = TONES[rule.tone]
    look: Json = {"textFormat": {"foregroundColorStyle": colour(tone.ink), "bold": tone.bold}}
    if tone.background:
        look["backgroundColorStyle"] = colour(tone.background)
    by_formula = rule.whole_row or isinstance(rule.value, bool)
    condition = _row_formula(rule, column) if by_formula else _rule_condition(rule)
    return {"ranges": [place], "booleanRule": {"condition": condition, "format": look}}


def _rule_condition(rule: Rule) -> Json:
    kind = _CONDITIONS[rule.when]
    if rule.when == "equals" and not isinstance(rule.value, str):
        kind = "NUMBER_EQ"
    values = [] if rule.value is None else [_entered(rule.value)]
    return {"type": kind, **({"values": values} if values else {})}


def _row_formula(rule: Rule, column: Json) -> Json:
    """A formula on a column's first row: a whole row looks at one column, and a tick is no text."""
    cell = f"${column_letters(column['startColumnIndex'])}{column['startRowIndex'] + 1}"
    value = rule.value if rule.value is not None else ""
    if isinstance(value, bool):
        literal = str(value).upper()
    elif isinstance(value, float | int):
        literal = f"{value:g}"
    else:
        literal = '"' + value.replace('"', '""') + '"'
    formula = {
        "equals": f"={cell}={literal}",
        "contains": f"=ISNUMBER(SEARCH({literal},{cell}))",
        "at_least": f"=AND(ISNUMBER({cell}),{cell}>={literal})",
        "below": f"=AND(ISNUMBER({cell}),{cell}<{literal})",
        "not_blank": f'={cell}<>""',
    }[rule.when]
    return {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
