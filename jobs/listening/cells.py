"""Answers as cells, newest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from forms.answers import AnswerRow, AnswerValue
from jobs.listening.rhythm import answer_day
from sheets_templates.model import Row, Value


def dated_rows(rows: Iterable[AnswerRow], columns: Sequence[str]) -> Iterator[Row]:
    """Answers as rows of a table: the date that each is about, and these columns of it."""
    for row in newest_first(rows):
        yield {"datum": answer_day(row)} | {key: cell(row.values, key) for key in columns}


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
