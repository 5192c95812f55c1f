"""What pupils say of lessons: one round is the answers of one week, shown when the week is over.

Rounds are of the whole team and never of one group of pupils, who would be known in a small one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import zip_longest

import pandas as pd

from forms.answers import Answers
from forms.definition import Language
from jobs.listening.anonymity import anonymous_texts
from jobs.listening.asking import Asking
from jobs.listening.barometer import WEEK, and_divided, by_week
from jobs.listening.scale import Figures, Scales, read_scales
from jobs.listening.wording import asked, without_figures
from jobs.programme.kit_forms import form_definition
from jobs.school.calendar import Calendar
from jobs.school.definitions import Definitions
from jobs.school.model import Team
from jobs.words.catalogue import names_of, say
from jobs.words.marks import shown
from sheets_templates.model import Content, Row, Value

QUESTIONS = ("wist", "uitleg", "durfde", "nadenken", "hulp")
"""The questions in the order of the form."""

TEXTS = ("blijven", "veranderen")
ROUNDS, WORDS = 52, 60


@dataclass(frozen=True)
class _Answers:
    """What can be answered, the lowest first: the columns, and the sentence of a good answer."""

    columns: tuple[str, ...]
    good: str


_SMILEYS = _Answers(("nooit", "soms", "altijd"), "smiley")
_HOW_OFTEN = _Answers(("nooit", "soms", "vaak", "altijd"), "often")
_NOT_GOOD = 2
"""The two lowest answers of either."""


@dataclass(frozen=True, kw_only=True)
class Round(Asking):
    """The answers of one week; figures and texts only when they may be shown."""

    monday: date
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rounds(team: Team, answers: Answers, calendar: Calendar, now: datetime) -> tuple[Round, ...]:
    """The rounds of a team, in order of time."""
    options = dict.fromkeys(QUESTIONS, range(1, len(_answers_of(team).columns) + 1))
    table = by_week(answers, calendar, options, TEXTS)
    today = calendar.local_date(now)
    return tuple(
        _round(monday, table[table["monday"] == monday], options, closed=monday + WEEK <= today)
        for monday in sorted(set(table["monday"]))
    )


def pupil_voice_tables(
    team: Team, all_rounds: Sequence[Round], definitions: Definitions
) -> Content:
    """The tables of the stem: every round, and what the newest that may be shown says."""
    newest = next((one for one in reversed(all_rounds) if one.published), None)
    tables: dict[str, tuple[Row, ...]] = {
        "stem.rondes": tuple(_round_row(one, definitions.language) for one in all_rounds[-ROUNDS:]),
        "stem.uitslag": (),
        "stem.woorden": (),
    }
    if newest is None:
        return tables
    titles = asked(form_definition(team, "stem"), QUESTIONS, definitions, team)
    words = zip_longest(*(newest.texts[key] for key in TEXTS))
    return tables | {
        "stem.uitslag": tuple(
            _result(newest.scales, titles, _answers_of(team), definitions.language)
        ),
        "stem.woorden": tuple(dict(zip(TEXTS, pair, strict=True)) for pair in words)[:WORDS],
    }


def _answers_of(team: Team) -> _Answers:
    return _SMILEYS if form_definition(team, "stem") == "stem_onderbouw" else _HOW_OFTEN


def _round(
    monday: date, table: pd.DataFrame, options: Mapping[str, range], *, closed: bool
) -> Round:
    one = Round(monday=monday, answered=len(table), closed=closed)
    if not one.published:
        return one
    return replace(
        one,
        scales=read_scales(table, options),
        texts={key: anonymous_texts(table[key].dropna(), len(table)) for key in TEXTS},
    )


def _round_row(one: Round, language: Language) -> Row:
    stands = (
        shown(one.status, language),
        one.scales.note(names_of("stem", language), language),
    )
    medians = {
        key: figures.median if (figures := one.scales.questions.get(key)) else None
        for key in QUESTIONS
    }
    return {
        "week": one.monday,
        "antwoorden": one.answered,
        "status": "; ".join(part for part in stands if part),
        **medians,
    }


def _result(
    scales: Scales, titles: Mapping[str, str], answers: _Answers, language: Language
) -> Iterator[Row]:
    """One row per question, with figures where enough pupils answered it as it is asked."""
    for key, title in titles.items():
        row: dict[str, Value] = dict.fromkeys((*_HOW_OFTEN.columns, "mediaan"))
        row |= {"vraag": title, "uitleg": without_figures(scales, key, language)}
        if figures := scales.newest(key):
            row |= dict(zip(answers.columns, figures.counts, strict=True))
            row |= {"mediaan": figures.median, "uitleg": _explanation(figures, answers, language)}
        yield row


def _explanation(figures: Figures, answers: _Answers, language: Language) -> str:
    good = sum(figures.counts[_NOT_GOOD:])
    key = f"figures.{answers.good}_{'een' if good == 1 else 'meer'}"
    return and_divided(say(key, language, count=good, all=figures.answered), figures, language)
