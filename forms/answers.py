"""From Google's form responses to typed rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms.ids import question_id
from forms.model import Form
from forms.values import AnswerValue, Reader, readers

__all__ = ["AnswerRow", "AnswerValue", "Answers", "IncompleteResponseError", "read_answers"]


@dataclass(frozen=True)
class AnswerRow:
    """One response: a value for every question of the form.

    A date without a year stays the text that Google gives for it ("05-19").
    `blank` names the questions answered with an option that counts as no answer (n.v.t.).
    `earlier` holds the answers to questions that were still asked in earlier words, with the
    version of those words: they never count together with answers to what is asked now.
    """

    response_id: str
    created: datetime
    submitted: datetime
    values: Mapping[str, AnswerValue]
    blank: frozenset[str] = frozenset()
    earlier: Mapping[str, tuple[int, AnswerValue]] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """All responses, oldest first.

    `unknown` counts answers to questions that the form does not have (any more), by question id;
    `unreadable` counts answers whose value means nothing to the question, by question key.
    """

    rows: tuple[AnswerRow, ...]
    unknown: Mapping[str, int]
    unreadable: Mapping[str, int]


class IncompleteResponseError(ValueError):
    """A response misses what every response of Google has."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"A form response has no usable '{field}'. Collect again; nothing was written."
        )


def read_answers(form: Form, responses: Sequence[Mapping[str, Any]]) -> Answers:
    """The responses that Google gives for a form, as typed rows."""
    by_id = {
        question_id(form.key, reader.key, version): _Asked(reader, version, newest)
        for reader, newest in readers(form)
        for version in range(1, newest + 1)
    }
    unknown: Counter[str] = Counter()
    unreadable: Counter[str] = Counter()
    rows = []
    for response in _latest(responses):
        given = response.get("answers", {})
        unknown.update(given.keys() - by_id.keys())
        rows.append(_row(response, given, by_id, unreadable))
    rows.sort(key=lambda row: (row.created, row.response_id))
    return Answers(tuple(rows), dict(unknown), dict(unreadable))


def _latest(responses: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """One response per id: pages may overlap, and people may change what they sent."""
    latest: dict[str, Mapping[str, Any]] = {}
    for response in responses:
        key = response.get("responseId")
        if not isinstance(key, str) or not key:
            raise IncompleteResponseError("responseId")
        known = latest.get(key)
        if known is None or _submitted(known) <= _submitted(response):
            latest[key] = response
    return latest.values()


@dataclass(frozen=True)
class _Asked:
    """One version of a question, as a response may have answered it."""

    reader: Reader
    version: int
    newest: int


def _row(
    response: Mapping[str, Any],
    given: Mapping[str, Any],
    by_id: Mapping[str, _Asked],
    unreadable: Counter[str],
) -> AnswerRow:
    values: dict[str, AnswerValue] = {}
    earlier: dict[str, tuple[int, AnswerValue]] = {}
    blank = set()
    for identity, asked in by_id.items():
        reader, is_newest = asked.reader, asked.version == asked.newest
        texts = [text for text in _texts(given.get(identity, {})) if text.strip()]
        value = reader.empty
        if texts and reader.blank.issuperset(texts):
            blank |= {reader.key} if is_newest else set()
        elif texts:
            try:
                value = reader.read(texts)
            except ValueError:
                unreadable[reader.key] += 1
        if is_newest:
            values[reader.key] = value
        elif value != reader.empty:
            earlier[reader.key] = (asked.version, value)
    created, submitted = _moment(response, "createTime"), _submitted(response)
    return AnswerRow(response["responseId"], created, submitted, values, frozenset(blank), earlier)


def _texts(answer: Mapping[str, Any]) -> list[str]:
    """The texts of an answer, or the ids of its files."""
    texts = [str(one.get("value", "")) for one in answer.get("textAnswers", {}).get("answers", [])]
    files = answer.get("fileUploadAnswers", {}).get("answers", [])
    return texts + [str(file.get("fileId", "")) for file in files]


def _submitted(response: Mapping[str, Any]) -> datetime:
    field = "lastSubmittedTime" if "lastSubmittedTime" in response else "createTime"
    return _moment(response, field)


def _moment(response: Mapping[str, Any], field: str) -> datetime:
    try:
        moment = datetime.fromisoformat(response[field])
    except (KeyError, TypeError, ValueError):
        raise IncompleteResponseError(field) from None
    if moment.tzinfo is None:
        raise IncompleteResponseError(field)
    return moment
