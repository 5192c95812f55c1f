"""Dates and times: serial numbers since 30 December 1899, and Google's patterns for them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
FIRST_SERIAL, LAST_SERIAL = -693593.0, 2958466.0
DAYS = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
SHORT_MONTHS = {
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
DEFAULTS = {
    "nl": {"DATE": "d-m-yyyy", "TIME": "h:mm:ss", "DATE_TIME": "d-m-yyyy h:mm:ss"},
    "en": {"DATE": "m/d/yyyy", "TIME": "h:mm:ss am/pm", "DATE_TIME": "m/d/yyyy h:mm:ss"},
}
_TOKEN = re.compile(
    r"\"[^\"]*\"|\\.|\[(?:h+|m+|s+)\]|am/pm|a/p|y+|m+|d+|h+|s+|\.0+|.",
    re.IGNORECASE | re.DOTALL,
)


_WORDS = re.compile(r"\"[^\"]*\"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]")


@dataclass(frozen=True)
class _Moment:
    """A serial number, taken apart; `twelve` when the pattern counts hours to twelve."""

    serial: float
    at: datetime
    language: str
    twelve: bool


@lru_cache(maxsize=1_000)
def is_date_pattern(pattern: str) -> bool:
    """Whether a number pattern shows a date or a time."""
    bare = _WORDS.sub("", pattern.lower())
    return bool(re.search(r"[ydhs]|m", bare)) and "0%" not in bare and "#" not in bare


def kind_of(pattern: str) -> str:
    """Whether a pattern shows a DATE, a TIME or a DATE_TIME."""
    bare = _WORDS.sub("", pattern.lower())
    date, time = bool(re.search("[yd]", bare)), bool(re.search("[hs]", bare))
    if date and time:
        return "DATE_TIME"
    return "TIME" if time else "DATE"


def language_of(locale: str) -> str:
    """The language in which months and days are named."""
    return "nl" if locale.startswith("nl") else "en"


def default_pattern(kind: str, locale: str) -> str:
    """The pattern of a DATE, TIME or DATE_TIME that names none."""
    return DEFAULTS[language_of(locale)][kind]


def show(serial: float, pattern: str, locale: str) -> str | None:
    """A serial number by a pattern; none when it is no moment that a calendar knows."""
    if not FIRST_SERIAL <= serial < LAST_SERIAL:
        return None
    tokens: list[str] = _TOKEN.findall(pattern)
    twelve = any(token.lower() in {"am/pm", "a/p"} for token in tokens)
    fraction = any(token.startswith(".0") for token in tokens)
    seconds = round(serial * 86400, 3 if fraction else 0)
    moment = _Moment(serial, EPOCH + timedelta(seconds=seconds), language_of(locale), twelve)
    shown = []
    for index, token in enumerate(tokens):
        minutes = token.lower() in {"m", "mm"} and _is_minutes(tokens, index)
        shown.append(f"{moment.at.minute:0{len(token)}d}" if minutes else _token(token, moment))
    return "".join(shown)


def _is_minutes(tokens: list[str], index: int) -> bool:
    """An m is minutes after hours and before seconds."""
    fields = [(at, t.lower()) for at, t in enumerate(tokens) if re.match(r"[ymdhs\[]", t.lower())]
    at = [place for place, _ in fields].index(index)
    before = fields[at - 1][1] if at else ""
    after = fields[at + 1][1] if at + 1 < len(fields) else ""
    return before.strip("[]").startswith("h") or after.strip("[]").startswith("s")


def _token(token: str, moment: _Moment) -> str:
    low = token.lower()
    if token[0] == '"':
        return token[1:-1]
    if token[0] == "\\":
        return token[1:]
    if low[0] == "[" and len(low) > 1:
        return _elapsed(low, moment.serial)
    if low in {"am/pm", "a/p"}:
        half = ("am", "pm")[moment.at.hour >= 12]
        half = half if low == "am/pm" else half[0]
        return half.upper() if token.isupper() or _is_english(moment) else half
    if low.startswith(".0"):
        return f".{moment.at.microsecond:06d}"[: len(low)]
    return _field(low, moment) if low[0] in "ymdhs" else token


def _is_english(moment: _Moment) -> bool:
    """English writes AM and PM in capitals."""
    return moment.language == "en"


def _elapsed(token: str, serial: float) -> str:
    per_day = {"h": 24, "m": 1440, "s": 86400}[token[1]]
    return f"{int(round(serial * 86400) * per_day // 86400):0{len(token) - 2}d}"


def _field(token: str, moment: _Moment) -> str:
    at, wide = moment.at, len(token)
    if token[0] == "y":
        return f"{at.year:04d}" if wide > 2 else f"{at.year % 100:02d}"
    if token[0] == "m":
        return _month(at.month, wide, moment.language)
    if token[0] == "d":
        return _day(at, wide, moment.language)
    if token[0] == "h":
        hour = (at.hour - 1) % 12 + 1 if moment.twelve else at.hour
        return f"{hour:0{min(wide, 2)}d}"
    return f"{at.second:0{min(wide, 2)}d}"


def _month(month: int, wide: int, language: str) -> str:
    if wide <= 2:
        return f"{month:0{wide}d}"
    if wide == 3:
        return SHORT_MONTHS[language].split()[month - 1]
    full = MONTHS[language].split()[month - 1]
    return full if wide == 4 else full[0]


def _day(at: datetime, wide: int, language: str) -> str:
    if wide <= 2:
        return f"{at.day:0{wide}d}"
    full = DAYS[language].split()[at.weekday()]
    if wide > 3:
        return full
    return full[:2] if language == "nl" else full[:3]
