"""Barometer figures: one wave is the answers of one week, counted when the week is over.

An answer belongs to the week in which it was first given, on the school's own clock. A wave is
only counted once it is closed and five answers hide each other; before that there is nothing but
how many answered. A question that fewer than five could answer is left out in the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import log2

import pandas as pd

from forms.answers import Answers
from jobs.listening.anonymity import (
    anonymous_texts,
    may_publish,
    may_publish_total,
    publishable_parts,
)
from jobs.programme.dutch_dates import day_and_month
from jobs.school.calendar import Calendar, monday_of

SCALE = ("energie", "over_leerlingen", "teamdoel", "geleerd", "veilig", "tijd", "merkbaar")
ACTIONS = {"ja": "ja", "deels": "deels", "nee": "nee", "ik had er geen": "geen"}
LOWEST, HIGHEST = 1, 5
DIVIDED_BELOW = 0.5
DIVIDED = "meningen lopen uiteen: bespreek"
RUNNING, PUBLISHED, TOO_FEW = "loopt nog", "gesloten", "te weinig antwoorden"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class QuestionFigures:
    """How a wave answered one scale question; the median is an answer that somebody gave."""

    answered: int
    disagree: int
    neutral: int
    agree: int
    not_applicable: int
    median: int
    consensus: float


@dataclass(frozen=True)
class Wave:
    """The answers of one week; figures and texts only when they may be shown."""

    monday: date
    answered: int
    members: int
    closed: bool
    questions: Mapping[str, QuestionFigures] = field(default_factory=dict)
    actions: Mapping[str, int] = field(default_factory=dict)
    successen: tuple[str, ...] = ()
    belemmeringen: tuple[str, ...] = ()

    @property
    def published(self) -> bool:
        """Whether more than the number of answers may be shown."""
        return self.closed and may_publish(self.answered)

    @property
    def status(self) -> str:
        """How the wave stands, in Dutch."""
        if not self.closed:
            return RUNNING
        return PUBLISHED if self.published else TOO_FEW


def waves(
    answers: Answers, members: int, calendar: Calendar, now: datetime, asked: Iterable[date] = ()
) -> tuple[Wave, ...]:
    """The waves of a team, newest first; a week that was asked has one, answered or not."""
    today = calendar.local_date(now)
    frame = _frame(answers, calendar)
    mondays = {monday for monday in asked if monday <= today} | set(frame["monday"])
    return tuple(
        _wave(monday, frame[frame["monday"] == monday], members, closed=monday + WEEK <= today)
        for monday in sorted(mondays, reverse=True)
    )


def bounds(agree: int, answered: int, members: int) -> str:
    """Between which numbers of members agree, had those who were absent all said no, or all yes."""
    absent = max(members - answered, 0)
    everybody = max(members, answered)
    if absent:
        return f"tussen {agree} en {agree + absent} van de {everybody}"
    return f"{agree} van de {everybody}"


def explanation(figures: QuestionFigures, wave: Wave) -> str:
    """What a question's figures say, in one sentence."""
    between = bounds(figures.agree, wave.answered, wave.members)
    sentence = f"{between[0].upper()}{between[1:]} eens"
    return f"{sentence}; {DIVIDED}" if figures.consensus < DIVIDED_BELOW else sentence


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


def school_sentence(
    teams: Mapping[str, tuple[Answers, int]], calendar: Calendar, now: datetime
) -> str:
    """What the school's newest closed wave says that may leave the school, or nothing.

    `teams` gives the answers and the number of members of each team. The teams' own figures are
    known inside the school, so those kept back must not follow by subtraction.
    """
    frames = {team: _frame(answers, calendar) for team, (answers, _) in teams.items()}
    closed = {monday for frame in frames.values() for monday in frame["monday"]}
    closed = {monday for monday in closed if monday + WEEK <= calendar.local_date(now)}
    if not closed:
        return ""
    monday = max(closed)
    wave = {team: frame[frame["monday"] == monday] for team, frame in frames.items()}
    answered = {team: len(frame) for team, frame in wave.items()}
    given = {team: int(frame["geleerd"].count()) for team, frame in wave.items()}
    shown = publishable_parts(answered) & publishable_parts(given)
    if not (may_publish_total(answered, shown) and may_publish_total(given, shown)):
        return ""
    agree = sum(int((frame["geleerd"] >= 4).sum()) for frame in wave.values())
    members = sum(members for _, members in teams.values())
    between = bounds(agree, sum(answered.values()), members)
    return f"Leerde iets van een collega: {between} (week van {day_and_month(monday)})"


def _frame(answers: Answers, calendar: Calendar) -> pd.DataFrame:
    """One row per answer: its week, and numbers where somebody chose one."""
    columns = [*SCALE, "actie_gelukt", "succes", "belemmering"]
    rows = [
        {
            "monday": monday_of(calendar.local_date(row.created)),
            **{column: row.values.get(column) for column in columns},
        }
        for row in answers.rows
    ]
    frame = pd.DataFrame(rows, columns=["monday", *columns], dtype=object)
    return frame.assign(**{key: pd.to_numeric(frame[key]) for key in SCALE})


def _wave(monday: date, frame: pd.DataFrame, members: int, *, closed: bool) -> Wave:
    wave = Wave(monday, len(frame), members, closed)
    if not wave.published:
        return wave
    figures = {key: _question(frame[key]) for key in SCALE if may_publish(int(frame[key].count()))}
    actions = {key: int((frame["actie_gelukt"] == text).sum()) for text, key in ACTIONS.items()}
    return Wave(
        monday=monday,
        answered=len(frame),
        members=members,
        closed=closed,
        questions=figures,
        actions=actions if may_publish(sum(actions.values())) else {},
        successen=anonymous_texts(frame["succes"].dropna(), len(frame)),
        belemmeringen=anonymous_texts(frame["belemmering"].dropna(), len(frame)),
    )


def _question(answers: "pd.Series[float]") -> QuestionFigures:
    given = answers.dropna().astype(int)
    counts = [int((given == answer).sum()) for answer in range(LOWEST, HIGHEST + 1)]
    return QuestionFigures(
        answered=len(given),
        disagree=counts[0] + counts[1],
        neutral=counts[2],
        agree=counts[3] + counts[4],
        not_applicable=len(answers) - len(given),
        median=int(given.quantile(0.5, interpolation="lower")),
        consensus=consensus(counts),
    )
