"""How the answers to each kind of question are read: from Google's texts to typed values.

The texts follow https://developers.google.com/forms/api/reference/rest/v1/forms.responses#TextAnswer.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from forms.model import (
    ChoiceQuestion,
    DateQuestion,
    FileUploadQuestion,
    Form,
    GridQuestion,
    Question,
    RatingQuestion,
    ScaleQuestion,
    TimeQuestion,
)

AnswerValue = str | int | date | datetime | time | timedelta | tuple[str, ...] | None
"""What somebody answered; None when there is no answer, or none that counts."""

_Read = Callable[[Sequence[str]], AnswerValue]


@dataclass(frozen=True)
class Reader:
    """How the answers to one question are read; `read` raises ValueError on what makes no sense.

    `empty` is the value of no answer; `blank` are the options that count as none.
    """

    key: str
    read: _Read
    empty: AnswerValue
    blank: frozenset[str]


def readers(form: Form) -> Iterable[tuple[Reader, int]]:
    """A reader for every question of a form, with the question's version."""
    for item in form.items():
        if isinstance(item, GridQuestion):
            several = item.kind == "checkbox_grid"
            for row in item.rows:
                yield _reader(row.key, tuple if several else _one, several=several), row.version
        elif isinstance(item, ChoiceQuestion):
            blank = frozenset(option.text for option in item.options if option.blank)
            several, read = item.kind == "checkbox", _choice(item)
            yield _reader(item.key, read, blank, several=several), item.version
        elif isinstance(item, Question):
            several = isinstance(item, FileUploadQuestion)
            yield _reader(item.key, _reading(item), several=several), item.version


def _reader(key: str, read: _Read, blank: frozenset[str] = frozenset(), *, several: bool) -> Reader:
    return Reader(key, read, () if several else None, blank)


def _reading(question: Question) -> _Read:
    match question:
        case ScaleQuestion(low=low, high=high):
            return _between(low, high)
        case RatingQuestion(levels=levels):
            return _between(1, levels)
        case DateQuestion(include_year=True, include_time=with_time):
            return _moment_of_day if with_time else _date
        case TimeQuestion(kind=kind):
            return _time if kind == "time" else _duration
        case FileUploadQuestion():
            return tuple
        case _:
            return _one


def _choice(question: ChoiceQuestion) -> _Read:
    """What the option counts as, in words or as a number; free text where it is allowed."""
    words = {option.text: option.counts_as or option.text for option in question.options}
    if question.kind == "checkbox":
        return lambda texts: tuple(words.get(text, text) for text in texts)
    numbers = {option.text: option.value for option in question.options if option.value is not None}
    free = any(option.other for option in question.options)

    def read(texts: Sequence[str]) -> AnswerValue:
        text = _one(texts)
        if not numbers or (free and text not in numbers):
            return words.get(text, text)
        if text not in numbers:
            raise ValueError
        return numbers[text]

    return read


def _one(texts: Sequence[str]) -> str:
    [text] = texts
    return text


def _between(low: int, high: int) -> _Read:
    def read(texts: Sequence[str]) -> AnswerValue:
        number = int(_one(texts))
        if not low <= number <= high:
            raise ValueError
        return number

    return read


def _date(texts: Sequence[str]) -> date:
    return date.fromisoformat(_one(texts))


def _moment_of_day(texts: Sequence[str]) -> datetime:
    """A date with a time, as people write it: without a time zone."""
    return datetime.fromisoformat(_one(texts))


def _time(texts: Sequence[str]) -> time:
    return time.fromisoformat(_one(texts))


def _duration(texts: Sequence[str]) -> timedelta:
    hours, minutes, *seconds = (int(part) for part in _one(texts).split(":"))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)
