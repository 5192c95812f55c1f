"""The small school as it looks from the fifth week on: a width, a list, a format and the rules."""

from dataclasses import replace
from typing import Any

from sheets_templates.model import Column, Rule, Tab
from sync.desired import Desired
from tests.mangling import small

CHANGED = 5
_WIDTHS = (110, *small.BORD.widths[1:])
_RULES = (
    small.BORD.rules[0],
    Rule(table="golven", column="energie", when="below", value=4, tone="attention"),
    Rule(table="weken", column="wat", when="not_blank", tone="muted", whole_row=True),
)


def looking(desired: Desired, week: int) -> Desired:
    """The school with that look; every other week its rules are as they were before."""
    rules = _RULES if week % 2 else small.BORD.rules
    tab = _bord(small.BORD).model_copy(update={"rules": rules})
    sheet = small.TEAM_SHEET.model_copy(
        update={"tabs": tuple(tab if one.key == tab.key else one for one in small.TEAM_SHEET.tabs)}
    )
    units = tuple(
        replace(
            unit,
            spreadsheets=tuple(
                replace(one, spreadsheet=sheet) if one.key == small.TEAM else one
                for one in unit.spreadsheets
            ),
        )
        for unit in desired.units
    )
    return replace(desired, units=units)


def _bord(tab: Tab) -> Tab:
    tables = tuple(
        table.model_copy(update={"columns": tuple(_column(one) for one in table.columns)})
        for table in tab.tables
    )
    return tab.model_copy(update={"tables": tables, "widths": _WIDTHS})


def _column(column: Column) -> Column:
    if column.validation is not None:
        options = (*column.validation.options, "later")
        return column.model_copy(
            update={"validation": column.validation.model_copy(update={"options": options})}
        )
    return column.model_copy(update={"format": "percent"} if column.key == "energie" else {})


def _list(*options: str) -> dict[str, Any]:
    values = [{"userEnteredValue": option} for option in options]
    condition = {"type": "ONE_OF_LIST", "values": values}
    return {"condition": condition, "strict": False, "showCustomUi": True}


def _number(kind: str, pattern: str) -> dict[str, Any]:
    shown = {"type": kind, "pattern": pattern}
    cell = {"horizontalAlignment": "RIGHT", "verticalAlignment": "TOP"}
    return {**cell, "wrapStrategy": "OVERFLOW_CELL", "numberFormat": shown}


REDONE: tuple[tuple[Any, Any], ...] = (
    (small.BORD.widths[0], _WIDTHS[0]),
    (_list(*small.STATUSES), _list(*small.STATUSES, "later")),
    (_number("NUMBER", "0.0"), _number("PERCENT", "0%")),
)
"""Each look as it was and as it becomes, as Google tells it."""
