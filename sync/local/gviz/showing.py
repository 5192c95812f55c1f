"""A value of a table as people see it: by the pattern of its column."""

from datetime import date, datetime, time, timedelta

from sync.local.call import Json
from sync.local.gviz.values import DATE, DATETIME, Column, Table, Value
from sync.local.sheets.entering import dates, formats

DAY = 86_400


def shown(table: Table, column: Column, value: Value) -> str:
    """The text of a value; nothing is an empty text."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return formats.shown({"boolValue": value}, {}, table.locale)
    if isinstance(value, float):
        return formats.number(value, _number_format(column), table.locale)
    kind = {DATE: "DATE", DATETIME: "DATE_TIME"}.get(column.type, "TIME")
    pattern = column.pattern or dates.default_pattern(kind, table.locale)
    return dates.show(serial(value), pattern, table.locale) or str(value)


def serial(value: date | time) -> float:
    """Days since 30 December 1899; of a time, the part of a day."""
    if isinstance(value, datetime):
        return (value - dates.EPOCH) / timedelta(days=1)
    if isinstance(value, date):
        return float((value - dates.EPOCH.date()).days)
    return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / DAY


def _number_format(column: Column) -> Json:
    return {"type": "NUMBER", "pattern": column.pattern} if column.pattern else {}
