"""Answers as cells, newest first."""

from collections.abc import Iterable, Mapping
from datetime import date

from forms.answers import AnswerRow, AnswerValue
from jobs.listening.rhythm import answer_day
from sheets_templates.model import Value


def newest_first(rows: Iterable[AnswerRow]) -> list[AnswerRow]:
    """Answers by the date that they are about; of one date, the last given first."""
    return sorted(rows, key=lambda row: (answer_day(row) or date.min, row.submitted), reverse=True)


def latest(rows: Iterable[AnswerRow], key: str) -> Value:
    """The newest text that was given for a question."""
    return next((text for row in newest_first(rows) if (text := cell(row.values, key))), None)


def cell(values: Mapping[str, AnswerValue], key: str) -> Value:
    """An answer as a cell: text is stripped, an empty answer leaves the cell empty."""
    value = values.get(key)
    if isinstance(value, tuple):
        return ", ".join(value) or None
    if isinstance(value, str):
        return value.strip() or None
    return value if isinstance(value, int | date) else None
