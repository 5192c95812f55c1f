"""Nul-, tussen- and eindmeting: the same anonymous form at three times of a block.

Which meting an answer belongs to follows from the day on which it was first given. A meting is
counted once nobody can add to it any more, so that its figures never change by one answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pandas as pd

from forms.answers import Answers
from jobs.listening.anonymity import anonymous_texts
from jobs.listening.asking import Asking
from jobs.listening.scale import answer_table, read_scales
from jobs.listening.settled_windows import settled
from jobs.programme.block import Block
from jobs.school.calendar import Calendar
from jobs.school.model import Team

NUL, TUSSEN, EIND = METINGEN = ("nulmeting", "tussenmeting", "eindmeting")
RITME = ("ritme_bordsessie", "ritme_lesontwerp", "ritme_lesbezoek", "ritme_feedback")
CULTUUR = (
    "kwaliteit",
    "feedback_vragen",
    "feedback_krijgen",
    "leerlingen_gebruiken",
    "afmaken",
    "eigen_doelen",
    "leiding_ruimt",
    "leiding_doet_mee",
    "werkdruk",
)
VEILIGHEID = ("fouten", "problemen", "anders", "risico", "hulp", "ondermijnen", "talenten")
TEXTS = ("straks_anders", "veranderd")
OPTIONS = dict.fromkeys(RITME, range(5)) | dict.fromkeys((*CULTUUR, *VEILIGHEID), range(1, 6))
LAST_OF_NUL, LAST_OF_TUSSEN = 2, -3
"""The weeks with which the nulmeting and the tussenmeting end: week 2, and the last but two."""

STILL_OPEN = timedelta(weeks=4)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """The days, first and last included, whose answers are one meting of a block."""

    block: int
    meting: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Meting(Asking):
    """One meting; figures and texts only when they may be shown."""

    block: int
    name: str
    members: int
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many could have answered; more than the members when more did."""
        return max(self.members, self.answered)


def windows(
    blocks: Sequence[Block], calendar: Calendar, team: str | None = None
) -> Iterator[Window]:
    """When the metingen of a team's blocks are; no day is in two of them.

    Those that were shown before keep their days, for a team whose key is given.
    """
    planned = list(_planned(blocks, calendar))
    shown = calendar.shown_metingen.get(team, ()) if team else ()
    days = settled([(window.first, window.last) for window in planned], shown)
    for window, own in zip(planned, days, strict=True):
        if own:
            yield replace(window, first=own[0], last=own[1])


def _planned(blocks: Sequence[Block], calendar: Calendar) -> Iterator[Window]:
    """When they are by the calendar.

    The nulmeting is open until block week 2 is over, from the end of the meting before it or from
    the first day of the school year; the tussenmeting until the last week but two (6 of 8) is
    over; the eindmeting until four weeks after the block, or until the day before the next block
    when that comes sooner. A block of a school's own that is too short has no tussenmeting.
    """
    first = _first_day(blocks[0], calendar)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        end = block.weeks[-1].sunday + STILL_OPEN
        if following:
            end = min(end, following.weeks[0].monday - DAY)
        ends = (block.weeks[LAST_OF_NUL].sunday, block.weeks[LAST_OF_TUSSEN].sunday, end)
        for meting, its_end in zip(METINGEN, ends, strict=True):
            last = min(its_end, end)
            if first <= last:
                yield Window(block.number, meting, first, last)
                first = last + DAY


def team_metingen(
    team: Team, blocks: Sequence[Block], calendar: Calendar, answers: Answers, now: datetime
) -> tuple[Meting, ...]:
    """The metingen of a team that have begun: those of the newest block first."""
    table, today = meting_table(answers, calendar), calendar.local_date(now)
    found = [
        _meting(window, within(table, window), len(team.members), closed=window.last < today)
        for window in windows(blocks, calendar, team.key)
        if window.first <= today
    ]
    return tuple(sorted(found, key=lambda meting: -meting.block))


def meting_table(answers: Answers, calendar: Calendar) -> pd.DataFrame:
    """One row per answer to the form."""
    return answer_table(answers.rows, calendar, OPTIONS, TEXTS)


def within(table: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The answers that belong to one meting."""
    return table[table["day"].between(window.first, window.last)]


def _first_day(block: Block, calendar: Calendar) -> date:
    """The first day of the school year in which a block begins."""
    monday = block.weeks[0].monday
    return next(
        first for _, first, last in calendar.vacations.school_years() if first <= monday <= last
    )


def _meting(window: Window, table: pd.DataFrame, members: int, *, closed: bool) -> Meting:
    meting = Meting(
        block=window.block,
        name=window.meting,
        answered=len(table),
        members=members,
        closed=closed,
    )
    if not meting.published:
        return meting
    return replace(
        meting,
        scales=read_scales(table, OPTIONS),
        texts={key: anonymous_texts(table[key].dropna(), len(table)) for key in TEXTS},
    )
