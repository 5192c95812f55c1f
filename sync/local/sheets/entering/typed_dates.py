"""Dates, times and durations as people type them, with the patterns that show them the same way."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sync.local.sheets.entering import dates

_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})([-/])(\d{4})")
_CLOCK = re.compile(
    r"(?P<h>\d{1,4}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?P<f>[.,]\d{1,3})?)?"
    r"(?:(?P<gap> ?)(?P<half>[ap]m))?"
    r"|(?P<hour>\d{1,2})(?P<space> ?)(?P<only>[ap]m)",
    re.IGNORECASE,
)
_WORD = r"(?P<name>[^\W\d_]{3,12})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN = [
    (re.compile(rf"{_WORD} {_DAY}(?P<comma>,?) {_YEAR}"), "{month} {day}{comma} yyyy"),
    (re.compile(rf"{_DAY}(?P<gap>[ -]){_WORD}(?:(?P=gap)){_YEAR}"), "{day}{gap}{month}{gap}yyyy"),
    (re.compile(rf"{_DAY}(?P<gap>[ -]){_WORD}"), "{day}{gap}{month}"),
    (re.compile(rf"{_WORD} {_DAY}"), "{month} {day}"),
    (re.compile(rf"{_WORD}(?P<gap>[ -]){_YEAR}"), "{month}{gap}yyyy"),
]
CENTURY = 30
"""Two digits below this are a year of this century."""


@dataclass(frozen=True)
class Moment:
    """A serial number, and how it was typed."""

    serial: float
    kind: str
    pattern: str


def typed_moment(text: str, locale: str, today: date) -> Moment | None:
    """The moment a text stands for; none when it is not one."""
    found = _clock(text) or _date(text, locale, today)
    if found:
        return found
    first, _, rest = text.rpartition(" ")
    if rest.lower() in {"am", "pm"}:
        first, _, hours = first.rpartition(" ")
        rest = f"{hours} {rest}"
    day, clock = _date(first.rstrip(","), locale, today), _clock(rest)
    if day is None or clock is None or clock.serial >= 1 or ":" not in rest:
        return None
    pattern = f"{day.pattern} {clock.pattern}"
    return Moment(day.serial + clock.serial, "DATE_TIME", pattern)


def _clock(text: str) -> Moment | None:
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hours, half = int(found["h"] or found["hour"]), (found["half"] or found["only"] or "").lower()
    if half and not 1 <= hours <= 12:
        return None
    seconds = int(found["m"] or 0) * 60 + int(found["s"] or 0)
    fraction = float("0" + found["f"].replace(",", ".")) if found["f"] else 0.0
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    serial = (hours * 3600 + seconds + fraction) / 86400
    return Moment(serial, "TIME", _clock_pattern(found, half, hours))


def _clock_pattern(found: re.Match[str], half: str, hours: int) -> str:
    after = "".join(
        [
            ":mm" if found["m"] else "",
            ":ss" if found["s"] else "",
            "." + "0" * (len(found["f"]) - 1) if found["f"] else "",
            (found["gap"] or found["space"] or "") + "am/pm" if half else "",
        ]
    )
    if hours >= 24:
        return "[h]" + after
    typed = found["h"] or found["hour"]
    return ("hh" if typed.startswith("0") and len(typed) > 1 else "h") + after


def _date(text: str, locale: str, today: date) -> Moment | None:
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric(numeric, locale, today)
    month_year = _MONTH_YEAR.fullmatch(text)
    if month_year:
        month, sign, year = month_year.groups()
        return _day(int(year), int(month), 1, f"{_wide('m', month)}{sign}yyyy")
    return _written(text, locale, today)


def _numeric(found: re.Match[str], locale: str, today: date) -> Moment | None:
    one, sign, two, three = found.groups()
    if len(one) > 2:
        if len(one) != 4 or three is None or len(three) > 2:
            return None
        pattern = sign.join(["yyyy", "m" * len(two), "d" * len(three)])
        return _day(int(one), int(two), int(three), pattern)
    if sign == "." and (locale.startswith("en") or three is None):
        return None
    if three is not None and len(three) not in {2, 4}:
        return None
    month_first = locale.startswith("en") and locale.replace("-", "_") in {"en_US", "en", "en_PH"}
    month, day = (one, two) if month_first else (two, one)
    shown = [_wide("m", month), _wide("d", day)]
    shown = shown if month_first else shown[::-1]
    year = today.year if three is None else _year(three)
    if three is not None:
        shown.append("y" * len(three))
    return _day(year, int(month), int(day), sign.join(shown))


def _written(text: str, locale: str, today: date) -> Moment | None:
    """A date with the name of its month; the name of a day may stand before it."""
    language = dates.language_of(locale)
    head, _, rest = text.partition(" ")
    weekday = "dddd"
    if rest and head.rstrip(",").lower() in _weekdays(language):
        weekday = "dddd" if len(head.rstrip(",")) > 3 else "ddd"
        weekday += "," if head.endswith(",") else ""
        text = rest
    else:
        weekday = ""
    for shape, pattern in _WRITTEN:
        found = shape.fullmatch(text)
        if not found:
            continue
        parts = found.groupdict()
        month = _months(language).get(parts["name"].lower())
        if month is None:
            return None
        name = "mmmm" if len(parts["name"]) > 4 or parts["name"].lower() == "june" else "mmm"
        shown = pattern.format(
            month=name, day=_wide("d", parts.get("day") or ""),
            comma=parts.get("comma", ""), gap=parts.get("gap", ""),
        )  # fmt: skip
        year = int(parts["year"]) if parts.get("year") else today.year
        pattern = f"{weekday} {shown}".strip()
        return _day(year, month, int(parts.get("day") or 1), pattern)
    return None


def _day(year: int, month: int, day: int, pattern: str) -> Moment | None:
    try:
        at = date(year, month, day)
    except ValueError:
        return None
    return Moment((at - dates.EPOCH.date()).days, "DATE", pattern)


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < CENTURY else 1900)


def _wide(letter: str, typed: str) -> str:
    return letter * 2 if len(typed) == 2 and typed.startswith("0") else letter


@lru_cache
def _months(language: str) -> dict[str, int]:
    """Month names, long and short, in the language of the spreadsheet and in English."""
    found: dict[str, int] = {"sept": 9}
    for one in ("en", language):
        for names in (dates.MONTHS[one], dates.SHORT_MONTHS[one]):
            found |= {name.lower(): at for at, name in enumerate(names.split(), 1)}
    return found


@lru_cache
def _weekdays(language: str) -> frozenset[str]:
    found: set[str] = set()
    for one in ("en", language):
        names = dates.DAYS[one].lower().split()
        found |= {*names, *(name[:3] for name in names)}
    return frozenset(found | {name[:2] for name in dates.DAYS["nl"].split() if language == "nl"})
