"""Barometer figures: one wave is the answers of one week, counted when the week is over.

An answer belongs to the week in which it was first given, on the school's own clock. A wave is
only counted once it is closed and five answers hide each other; before that there is nothing but
how many answered. A question that fewer than five could answer is left out in the same way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pandas as pd

from forms.answers import Answers
from forms.definition import Language, capitalised
from jobs.listening.anonymity import (
    anonymous_texts,
    may_publish,
    may_publish_total,
    publishable_parts,
)
from jobs.listening.asking import Asking
from jobs.listening.scale import Figures, answer_table, read_scales
from jobs.school.calendar import Calendar, monday_of
from jobs.words.catalogue import LANGUAGES, say
from jobs.words.dates import day_and_month
from jobs.words.marks import shown

SCALE = ("energie", "over_leerlingen", "teamdoel", "geleerd", "veilig", "tijd", "merkbaar")
ACTIONS = {"ja": "ja", "deels": "deels", "nee": "nee", "ik had er geen": "geen"}
OPTIONS = dict.fromkeys(SCALE, range(1, 6))
DIVIDED = "meningen lopen uiteen: bespreek"
WEEK = timedelta(days=7)
_OTHERS = ("actie_gelukt", "succes", "belemmering")


@dataclass(frozen=True, kw_only=True)
class Wave(Asking):
    """The answers of one week; figures and texts only when they may be shown."""

    monday: date
    members: int
    actions: Mapping[str, int] = field(default_factory=dict)
    successen: tuple[str, ...] = ()
    belemmeringen: tuple[str, ...] = ()

    @property
    def questions(self) -> Mapping[str, Figures]:
        """The figures of the scale questions, also of those that were asked in earlier words."""
        return self.scales.questions


def waves(
    answers: Answers, members: int, calendar: Calendar, now: datetime, asked: Iterable[date] = ()
) -> tuple[Wave, ...]:
    """The waves of a team, newest first; a week that was asked has one, answered or not."""
    today = calendar.local_date(now)
    frame = by_week(answers, calendar, OPTIONS, _OTHERS)
    mondays = {monday for monday in asked if monday <= today} | set(frame["monday"])
    return tuple(
        _wave(monday, frame[frame["monday"] == monday], members, closed=monday + WEEK <= today)
        for monday in sorted(mondays, reverse=True)
    )


def bounds(agree: int, answered: int, members: int, language: Language = "nl") -> str:
    """Between which numbers of members agree, had those who were absent all said no, or all yes."""
    absent = max(members - answered, 0)
    everybody = max(members, answered)
    if absent:
        most = agree + absent
        return say("figures.between", language, least=agree, most=most, everybody=everybody)
    return say("figures.of", language, count=agree, everybody=everybody)


def explanation(figures: Figures, wave: Wave, language: Language = "nl") -> str:
    """What a question's figures say, in one sentence."""
    return and_divided(
        agreed(bounds(figures.agree, wave.answered, wave.members, language), language),
        figures,
        language,
    )


def agreed(between: str, language: Language = "nl") -> str:
    """That so many agree, as a sentence begins."""
    return capitalised(say("figures.agree", language, between=between))


def and_divided(sentence: str, figures: Figures, language: Language = "nl") -> str:
    """A sentence about a question, and that people should talk when their answers differ much."""
    return f"{sentence}; {shown(DIVIDED, language)}" if figures.divided else sentence


def says_divided(sentence: str) -> bool:
    """Whether a sentence says so, in whichever language."""
    return any(shown(DIVIDED, language) in sentence for language in LANGUAGES)


def without_divided(sentence: str) -> str:
    """The sentence alone."""
    for language in LANGUAGES:
        sentence = sentence.removesuffix(f"; {shown(DIVIDED, language)}")
    return sentence


def school_sentence(
    teams: Mapping[str, tuple[Answers, int]],
    calendar: Calendar,
    now: datetime,
    language: Language = "nl",
) -> str:
    """What the school's newest closed wave says that may leave the school, or nothing.

    `teams` gives the answers and the number of members of each team. The teams' own figures are
    known inside the school, so those kept back must not follow by subtraction.
    """
    frames = {
        team: by_week(answers, calendar, OPTIONS, _OTHERS) for team, (answers, _) in teams.items()
    }
    closed = {monday for frame in frames.values() for monday in frame["monday"]}
    closed = {monday for monday in closed if monday + WEEK <= calendar.local_date(now)}
    if not closed:
        return ""
    monday = max(closed)
    wave = {team: frame[frame["monday"] == monday] for team, frame in frames.items()}
    together = read_scales(pd.concat(list(wave.values())), {"geleerd": OPTIONS["geleerd"]})
    figures = together.newest("geleerd")
    if figures is None:
        return ""
    answered = {team: len(frame) for team, frame in wave.items()}
    given = {team: int(frame["geleerd"].count()) for team, frame in wave.items()}
    shown = publishable_parts(answered) & publishable_parts(given)
    if not (may_publish_total(answered, shown) and may_publish_total(given, shown)):
        return ""
    members = sum(members for _, members in teams.values())
    between = bounds(figures.agree, sum(answered.values()), members, language)
    day = day_and_month(monday, language)
    return say("figures.learned", language, between=between, day=day)


def by_week(
    answers: Answers, calendar: Calendar, options: Mapping[str, range], others: Sequence[str]
) -> pd.DataFrame:
    """One row per answer, with the Monday of the week in which it was first given."""
    table = answer_table(answers.rows, calendar, options, others)
    return table.assign(monday=[monday_of(day) for day in table["day"]])


def _wave(monday: date, frame: pd.DataFrame, members: int, *, closed: bool) -> Wave:
    wave = Wave(monday=monday, answered=len(frame), members=members, closed=closed)
    if not wave.published:
        return wave
    actions = {key: int((frame["actie_gelukt"] == text).sum()) for text, key in ACTIONS.items()}
    return replace(
        wave,
        scales=read_scales(frame, OPTIONS),
        actions=actions if may_publish(sum(actions.values())) else {},
        successen=anonymous_texts(frame["succes"].dropna(), len(frame)),
        belemmeringen=anonymous_texts(frame["belemmering"].dropna(), len(frame)),
    )
