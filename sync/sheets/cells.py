"""Cell values on the wire: typed when written, typed when read, never parsed by Google."""

import math
from datetime import date, datetime, time, timedelta
from typing import Any

from sheets_templates.model import Format, Value

Json = dict[str, Any]
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no time zone
_DATES: tuple[Format, ...] = ("date", "weekday_date")


def to_cell(value: Value) -> Json:
    """The `userEnteredValue` of a value; text stays text, whatever it begins with."""
    plain = to_plain(value)
    if plain == "":
        return {}
    if isinstance(plain, bool):
        return {"boolValue": plain}
    if isinstance(plain, str):
        return {"stringValue": plain}
    return {"numberValue": plain}


def to_plain(value: Value) -> str | int | float | bool:
    """A value as `values` calls write it RAW: dates and times as serial numbers, none as ''."""
    if value is None:
        return ""
    if isinstance(value, date):
        return _serial(value)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    return value


def plain_of(cell: Json) -> str | int | float | bool:
    """The value of a `userEnteredValue`; a formula is its text."""
    return next(iter(cell.values()), "")


def same_cell(one: Json, other: Json) -> bool:
    """Whether two `userEnteredValue`s hold the same, but for the last digits of a fraction."""
    if "numberValue" in one and "numberValue" in other:
        return math.isclose(one["numberValue"], other["numberValue"], abs_tol=1e-9)
    return _without_blank(one) == _without_blank(other)


def to_value(raw: object, format_: Format) -> Value:
    """What an UNFORMATTED_VALUE means in a column of this format; what does not fit stays text."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float):
        return _number(raw, format_)
    return str(raw)


def _number(raw: float, format_: Format) -> Value:
    if format_ in _DATES:
        return (_DAY_ZERO + timedelta(days=raw)).date() if 0 < raw < 2_900_000 else str(raw)
    if format_ == "time":
        return (_DAY_ZERO + timedelta(seconds=round(raw % 1 * 86400))).time()
    if format_ in ("text", "long_text"):
        return str(int(raw)) if raw == int(raw) else str(raw)
    return int(raw) if format_ == "count" and raw == int(raw) else raw


def _serial(value: date) -> int | float:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _DAY_ZERO) / timedelta(days=1)
    return (value - _DAY_ZERO.date()).days


def _without_blank(value: Json) -> Json:
    return {} if value.get("stringValue") == "" else value
