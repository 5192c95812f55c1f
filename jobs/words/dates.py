"""Dates and times in words, the same in every sheet and mail of a language."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from forms.definition import Language

DAYS: Mapping[Language, tuple[str, ...]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_SHORT_DAY: Mapping[Language, int] = {"nl": 2, "en": 3}
_AND: Mapping[Language, str] = {"nl": " en ", "en": " and "}


def day_name(day: date, language: Language = "nl") -> str:
    """The day of the week: dinsdag."""
    return DAYS[language][day.weekday()]


def month_name(day: date, language: Language = "nl") -> str:
    """The month: november."""
    return MONTHS[language][day.month - 1]


def day_and_month(day: date, language: Language = "nl") -> str:
    """A date without its year: 3 november."""
    return f"{day.day} {month_name(day, language)}"


def long_date(day: date, language: Language = "nl") -> str:
    """A date as one says it: dinsdag 3 november."""
    return f"{day_name(day, language)} {day_and_month(day, language)}"


def short_date(day: date, language: Language = "nl") -> str:
    """A date that fits in a cell: di 3 nov."""
    month = month_name(day, language)
    short = "mrt" if month == "maart" else month[:3]
    return f"{day_name(day, language)[: _SHORT_DAY[language]]} {day.day} {short}"


def short_moment(moment: datetime, language: Language = "nl") -> str:
    """A date and time that fit in a cell: di 3 nov 08:15."""
    return f"{short_date(moment, language)} {moment:%H:%M}"


def enumeration(words: Sequence[str], language: Language = "nl") -> str:
    """Words in a row: a, b en c."""
    return _AND[language].join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def names_in(enumerated: str) -> tuple[str, ...]:
    """The last two names of such a row again, in whichever language it was written."""
    for joint in _AND.values():
        if joint in enumerated:
            return tuple(enumerated.split(joint))
    return (enumerated,)
