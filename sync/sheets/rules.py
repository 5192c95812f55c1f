"""Rules: conditional formats on our columns and tables; those that people add are never met."""

from typing import Any

from sheets_templates.look import TONES
from sheets_templates.model import Rule, Spreadsheet, Tab, sheet_id
from sync.sheets.conditions import entered
from sync.sheets.grids import colour, column_letters, column_range, same_range, table_range

Json = dict[str, Any]
_CONDITIONS = {
    "equals": "TEXT_EQ",
    "contains": "TEXT_CONTAINS",
    "at_least": "NUMBER_GREATER_THAN_EQ",
    "below": "NUMBER_LESS",
    "not_blank": "NOT_BLANK",
}


def rule_requests(spreadsheet: Spreadsheet, tab: Tab, there: list[Json]) -> list[Json]:
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
    values = [] if rule.value is None else [entered(rule.value)]
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
