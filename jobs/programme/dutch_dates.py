"""Dates and times in Dutch words, the same in every sheet and mail."""

from collections.abc import Sequence
from datetime import date, datetime

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def day_name(day: date) -> str:
    """The day of the week: dinsdag."""
    return DAYS[day.weekday()]


def day_and_month(day: date) -> str:
    """A date without its year: 3 november."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """A date as one says it: dinsdag 3 november."""
    return f"{day_name(day)} {day_and_month(day)}"


def short_date(day: date) -> str:
    """A date that fits in a cell: di 3 nov."""
    month = MONTHS[day.month - 1]
    short = "mrt" if month == "maart" else month[:3]
    return f"{day_name(day)[:2]} {day.day} {short}"


def short_moment(moment: datetime) -> str:
    """A date and time that fit in a cell: di 3 nov 08:15."""
    return f"{short_date(moment)} {moment:%H:%M}"


def enumeration(words: Sequence[str]) -> str:
    """Words in a row: a, b en c."""
    return " en ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
