"""Conditions as Google takes them: what people may put in a column."""

from typing import Any

from sheets_templates.model import Column, Validation

Json = dict[str, Any]


def validation(column: Column) -> Json | None:
    """What people may put in the cells of a column; none when that is anything."""
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
        return {"type": "ONE_OF_LIST", "values": [entered(option) for option in asked.options]}
    if asked.low is None:
        return {"type": "NUMBER_LESS_THAN_EQ", "values": [entered(asked.high or 0)]}
    if asked.high is None:
        return {"type": "NUMBER_GREATER_THAN_EQ", "values": [entered(asked.low)]}
    return {"type": "NUMBER_BETWEEN", "values": [entered(asked.low), entered(asked.high)]}


def entered(value: str | float) -> Json:
    """A value of a condition, as somebody would type it."""
    return {"userEnteredValue": value if isinstance(value, str) else f"{value:g}"}
