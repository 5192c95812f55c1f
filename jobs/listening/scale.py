"""Answers to closed questions: as a table, and as figures that may be shown.

A school may put a question in other words; it then has a new version. Figures are always of one
version: a question that was answered in two has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import log2

import pandas as pd

from forms.answers import AnswerRow
from forms.definition import Language
from jobs.listening.anonymity import may_publish
from jobs.school.calendar import Calendar
from jobs.words.catalogue import say

NEWEST = 0
"""The version of an answer to a question as it is asked now; earlier versions have a number."""

DIVIDED_BELOW = 0.5
_VERSION = ".version"


@dataclass(frozen=True)
class Figures:
    """How often each answer was given, the lowest answer first; `blank` gave none that counts."""

    counts: tuple[int, ...]
    lowest: int = 1
    blank: int = 0
    version: int = NEWEST

    @property
    def answered(self) -> int:
        """How many gave an answer that counts."""
        return sum(self.counts)

    @property
    def disagree(self) -> int:
        """Of five answers from disagree to agree: the two below the middle."""
        return sum(self.counts[:2])

    @property
    def neutral(self) -> int:
        """The one in the middle."""
        return self.counts[2]

    @property
    def agree(self) -> int:
        """The two above the middle."""
        return sum(self.counts[3:])

    @property
    def median(self) -> int:
        """The answer in the middle, and the lower of two: always one that somebody gave."""
        half = (self.answered + 1) // 2
        so_far = accumulate(self.counts)
        return self.lowest + next(place for place, count in enumerate(so_far) if count >= half)

    @property
    def divided(self) -> bool:
        """Whether the answers differ so much that people should talk about it."""
        return consensus(self.counts) < DIVIDED_BELOW


@dataclass(frozen=True)
class Scales:
    """The figures that may be shown, by question; `mixed` were answered in several versions."""

    questions: Mapping[str, Figures] = field(default_factory=dict)
    mixed: frozenset[str] = frozenset()

    def newest(self, key: str) -> Figures | None:
        """The figures of a question, when it was asked as it is now."""
        figures = self.questions.get(key)
        return figures if figures and figures.version == NEWEST else None

    def other_words(self, key: str) -> bool:
        """Whether a question was answered in earlier words, by all or by some."""
        return key in self.mixed or (key in self.questions and self.newest(key) is None)

    def note(self, labels: Mapping[str, str], language: Language = "nl") -> str:
        """Which of these questions were answered in earlier words; nothing when none were."""
        return ", ".join(
            f"{label}: {say(self._earlier(key), language)}"
            for key, label in labels.items()
            if self.other_words(key)
        )

    def _earlier(self, key: str) -> str:
        return "figures.partly_earlier" if key in self.mixed else "figures.earlier"


def answer_table(
    rows: Iterable[AnswerRow],
    calendar: Calendar,
    options: Mapping[str, range],
    others: Sequence[str],
) -> pd.DataFrame:
    """One row per answer: the day on which it was first given, numbers with their versions, texts.

    A number that is none of the options counts as no answer, and so does a text that answers an
    earlier version of an open question.
    """
    columns = ["day", *options, *(f"{key}{_VERSION}" for key in options), *others]
    records = []
    for row in rows:
        given = {key: _given(row, key, numbers) for key, numbers in options.items()}
        records.append(
            {"day": calendar.local_date(row.created)}
            | {key: value for key, (_, value) in given.items()}
            | {f"{key}{_VERSION}": version for key, (version, _) in given.items()}
            | {key: row.values.get(key) for key in others}
        )
    table = pd.DataFrame(records, columns=columns, dtype=object)
    return table.assign(**{key: pd.to_numeric(table[key]) for key in options})


def read_scales(table: pd.DataFrame, options: Mapping[str, range]) -> Scales:
    """The figures of each question that five people or more answered, all in the same version."""
    questions, mixed = {}, set()
    for key, answers in options.items():
        answered = table[key].dropna()
        versions = {int(version) for version in table[f"{key}{_VERSION}"].dropna()}
        if not may_publish(len(answered)):
            continue
        if len(versions) > 1:
            mixed.add(key)
            continue
        given = answered.value_counts()
        counts = tuple(int(given.get(answer, 0)) for answer in answers)
        blank = len(table) - len(answered)
        questions[key] = Figures(counts, answers.start, blank, versions.pop())
    return Scales(questions, frozenset(mixed))


def consensus(counts: Iterable[int]) -> float:
    """How much the answers agree: 1 when all are the same, 0 when they are split in two extremes.

    Tastle and Wierman, "Consensus and dissention: a measure of ordinal dispersion",
    International Journal of Approximate Reasoning 45 (2007) 531-545. The counts are those of
    neighbouring answers, lowest first; there must be an answer, and room for two.
    """
    numbers = list(counts)
    total = sum(numbers)
    mean = sum(place * count for place, count in enumerate(numbers)) / total
    width = len(numbers) - 1
    return 1 + sum(
        count / total * log2(1 - abs(place - mean) / width)
        for place, count in enumerate(numbers)
        if count
    )


def _given(row: AnswerRow, key: str, numbers: range) -> tuple[int | None, int | None]:
    """The version of an answer and its number; neither when there is none that counts."""
    version, value = NEWEST, row.values.get(key)
    if value is None:
        version, value = row.earlier.get(key, (NEWEST, None))
    return (version, value) if isinstance(value, int) and value in numbers else (None, None)
