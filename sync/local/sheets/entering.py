"""Typing as a person would (USER_ENTERED): what a text becomes in a cell."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import ironcalc

from sync.local.call import Json
from sync.local.sheets import dates
from sync.local.sheets.formats import TRUTH, engine_locale

_TIME = re.compile(r"^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$")
_WRITTEN_DATE = re.compile(r"^(\d{1,2})[ -]([a-zA-Z]{3,9})\.?[ -](\d{4})$")


@dataclass(frozen=True)
class Entered:
    """A value (an ExtendedValue) and the number format that typing it implies."""

    value: Json
    number_format: Json = field(default_factory=dict)


def enter(text: str, locale: str, *, as_text: bool = False) -> Entered:
    """What this text becomes; `as_text` for a cell that is formatted as plain text."""
    if not text:
        return Entered({})
    if as_text:
        return Entered({"stringValue": text})
    if text.startswith("'"):
        return Entered({"stringValue": text[1:]} if text[1:] else {})
    if text.startswith("=") and len(text) > 1:
        return Entered({"formulaValue": text})
    if text.upper() in TRUTH[dates.language_of(locale)]:
        return Entered({"boolValue": text.upper() == TRUTH[dates.language_of(locale)][1]})
    return _moment(text, locale) or _by_engine(text, engine_locale(locale))


def _moment(text: str, locale: str) -> Entered | None:
    """A time of day, a date with its month written out, or a date and a time."""
    time = _TIME.match(text)
    if time:
        hours, minutes, seconds = (int(part or 0) for part in time.groups())
        serial = (hours * 3600 + minutes * 60 + seconds) / 86400
        return Entered({"numberValue": serial}, _pattern("TIME", "h:mm" if not time[3] else ""))
    written = _WRITTEN_DATE.match(text)
    if written:
        return _written(written, locale)
    day, _, rest = text.partition(" ")
    if _TIME.match(rest):
        date, clock = enter(day, locale), _moment(rest, locale)
        if clock and date.number_format.get("type") == "DATE":
            both = date.value["numberValue"] + clock.value["numberValue"]
            return Entered({"numberValue": both}, _pattern("DATE_TIME", ""))
    return None


def _written(found: re.Match[str], locale: str) -> Entered | None:
    months = dates.MONTHS[dates.language_of(locale)].lower().split()
    short = dates.SHORT_MONTHS[dates.language_of(locale)].lower().split()
    name = found[2].lower()
    if name not in months and name not in short:
        return None
    month = (months.index(name) if name in months else short.index(name)) + 1
    try:
        at = datetime(int(found[3]), month, int(found[1]))  # noqa: DTZ001 - a cell has no zone
    except ValueError:
        return None
    pattern = "d mmmm yyyy" if name in months and name not in short else "d mmm yyyy"
    return Entered({"numberValue": (at - dates.EPOCH).days}, _pattern("DATE", pattern))


def _pattern(kind: str, pattern: str) -> Json:
    return {"type": kind, "pattern": pattern} if pattern else {"type": kind}


@lru_cache(maxsize=5_000)
def _by_engine(text: str, locale: str) -> Entered:
    model = ironcalc.create("typing", locale, "UTC", "en")
    model.set_user_input(0, 1, 1, text)
    value = model.get_cell_value(0, 1, 1)
    kind = model.get_cell_type(0, 1, 1)
    if isinstance(value, bool):
        return Entered({"boolValue": value})
    if kind != ironcalc.CellType.Number or not isinstance(value, float):
        return Entered({"stringValue": text})
    number = int(value) if value.is_integer() and abs(value) < 1e15 else value
    return Entered({"numberValue": number}, _implied(model.get_cell_style(0, 1, 1)["num_fmt"]))


def _implied(pattern: str) -> Json:
    if pattern == "general":
        return {}
    if dates.is_date_pattern(pattern):
        return {"type": dates.kind_of(pattern), "pattern": pattern}
    if "%" in pattern:
        return {"type": "PERCENT", "pattern": pattern.replace("#,##0%", "0%")}
    if "E" in pattern:
        return {"type": "SCIENTIFIC", "pattern": pattern}
    return {"type": "CURRENCY" if re.search("[$€£]", pattern) else "NUMBER", "pattern": pattern}
