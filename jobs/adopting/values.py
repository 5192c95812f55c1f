"""What a cell of theirs becomes in a column of ours, and what of it does not fit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jobs.adopting.words import meant_option, meant_tick
from jobs.school.beheer.cells import (
    FORMULA_ERROR,
    IN_FULL,
    UnclearCellError,
    clock_of,
    day_of,
    number_of,
)
from jobs.school.beheer.cells import MONTHS as SHORT
from sheets_templates.model import Column, Value
from sync.sheets.cells import to_value
from sync.whole_sheets import Cell

Trouble = Literal["error", "no_date", "no_number", "no_option", "no_tick"]
"""An error of a formula, or a text that cannot be read as its column asks."""

MONTHS: Mapping[str, str] = {
    "january": "januari", "february": "februari", "march": "maart", "april": "april",
    "may": "mei", "june": "juni", "july": "juli", "august": "augustus",
    "september": "september", "october": "oktober", "november": "november",
    "december": "december", "mar": "mrt", "oct": "okt",
}  # fmt: skip
MONTH_FIRST = re.compile(rf"^({'|'.join([*IN_FULL, *SHORT])})\.? (\d{{1,2}})\b")
NEW_YEAR = 8
"""A school year begins in August."""


@dataclass(frozen=True)
class Reading:
    """A value that fits the column, or the text as it is; and what is the matter with it."""

    value: Value
    trouble: Trouble | None = None
    formula: bool = False


def read_cell(cell: Cell, column: Column, options: str, today: date) -> Reading:
    """A cell as a column takes it; `options` is the address of its drop-down.

    What a strict drop-down or a box would refuse is left out; other text stays as people wrote it.
    """
    if is_error(cell):
        return Reading(None, "error", bool(cell.formula))
    if not cell.shown and cell.value in (None, ""):
        return Reading(None)
    found = _read(cell, column, options, today)
    return Reading(found.value, found.trouble, bool(cell.formula))


def is_error(cell: Cell) -> bool:
    """Whether it shows the error of a formula."""
    return cell.value is None and bool(FORMULA_ERROR.fullmatch(cell.shown.strip()))


def _read(cell: Cell, column: Column, options: str, today: date) -> Reading:
    rule = column.validation
    if rule and rule.kind == "one_of":
        option = meant_option(options, rule.options, _words(cell))
        kept = option if option or rule.strict else cell.text
        return Reading(kept, None if option else "no_option")
    if column.format == "checkbox":
        ticked = cell.value if isinstance(cell.value, bool) else meant_tick(_words(cell))
        return Reading(ticked, "no_tick" if ticked is None else None)
    if column.format in ("date", "weekday_date"):
        return _dated(cell, today)
    if column.format == "time":
        return _clear(cell, lambda: to_value(_part_of_day(cell), "time"), "no_number")
    if column.format in ("number", "count", "percent", "euro"):
        return _clear(cell, lambda: number_of(cell.value), "no_number")
    return Reading(cell.text)


def _words(cell: Cell) -> str:
    """A text as people mean it; Google shows a box that is ticked as TRUE, in any language."""
    if isinstance(cell.value, bool):
        return "true" if cell.value else "false"
    return re.sub(r"[✓✔☑✅]", "x", cell.text.strip())


def _clear(cell: Cell, read: Callable[[], Value], trouble: Trouble) -> Reading:
    try:
        return Reading(read())
    except UnclearCellError:
        return Reading(cell.text, trouble)


def _part_of_day(cell: Cell) -> float:
    hour, minute = clock_of(cell.value).split(":")
    return (int(hour) * 60 + int(minute)) / 1440


def _dated(cell: Cell, today: date) -> Reading:
    if isinstance(cell.value, bool):
        return Reading(cell.text, "no_date")
    # Somebody who writes the time as well still means the day.
    given = int(cell.value) if isinstance(cell.value, float) else cell.value
    text = _spelled(cell.value, today) if isinstance(cell.value, str) else given
    return _clear(cell, lambda: date.fromisoformat(day_of(text)), "no_date")


def _spelled(text: str, today: date) -> str:
    """A date with its year in full and its month in Dutch, as far as it leaves that out."""
    words = re.sub(r"(?<=\d)(st|nd|rd|th|e|de)\b|,", "", " ".join(text.casefold().split()))
    words = re.sub(r"[a-z]+", lambda found: MONTHS.get(found[0], found[0]), words)
    words = re.sub(MONTH_FIRST, r"\2 \1", words)
    if found := re.fullmatch(r"(.*\D)?(\d{1,2})([-/.])(\d{1,2})\3'?(\d{2})", words):
        return f"{found[1] or ''}{found[2]}{found[3]}{found[4]}{found[3]}20{found[5]}"
    if found := re.fullmatch(r"((?:[a-z]+\.? )?\d{1,2})([-/.])(\d{1,2})", words):
        year = _school_year(int(found[3]), today)
        return f"{found[1]}{found[2]}{found[3]}{found[2]}{year}"
    if re.fullmatch(r"(?:[a-z]+\.? )?\d{1,2}[ -]?[a-z]{3,9}\.?", words):
        return _with_year(words, today)
    return words


def _with_year(words: str, today: date) -> str:
    """The day in the school year of today, which has it once."""
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found = date.fromisoformat(day_of(f"{words.rstrip('.')} {year}"))
        except UnclearCellError:
            continue
        if _school_year(found.month, today) == found.year:
            return found.isoformat()
    return words


def _school_year(month: int, today: date) -> int:
    """The year in which the school year of today has this month."""
    began = today.year if today.month >= NEW_YEAR else today.year - 1
    return began if month >= NEW_YEAR else began + 1
