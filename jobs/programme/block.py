"""The eight-week block of a team: nine school weeks, from week 0, that pause over vacations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice

from jobs.programme.block_plan import load_block
from jobs.school.calendar import Calendar, SchoolWeek
from jobs.school.model import Team


@dataclass(frozen=True)
class BlockWeek:
    """One school week of a block; in week 0 there is no board to meet at yet."""

    number: int
    monday: date
    activities: tuple[str, ...]
    bordsessies: tuple[datetime, ...]
    visits: bool = False
    designs: bool = False

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)


@dataclass(frozen=True)
class Planned:
    """How often a team plans to do what."""

    bordsessies: int
    lesbezoeken: int
    lesontwerpen: int


@dataclass(frozen=True)
class Block:
    """A block of a team; `number` counts from 1 within the school year."""

    number: int
    weeks: tuple[BlockWeek, ...]


def team_blocks(team: Team, calendar: Calendar) -> tuple[Block, ...]:
    """The blocks of a team in this school year, the one of now last."""
    starts = sorted({*team.earlier_blocks, team.block_start})
    return tuple(
        Block(number, _weeks_from(team, calendar, start))
        for number, start in enumerate(starts, start=1)
    )


def block_weeks(team: Team, calendar: Calendar) -> tuple[BlockWeek, ...]:
    """The weeks of a team's block; week 0 is the school week in which the block starts."""
    return _weeks_from(team, calendar, team.block_start)


def _weeks_from(team: Team, calendar: Calendar, start: date) -> tuple[BlockWeek, ...]:
    plans = load_block(calendar.definitions).weeks
    weeks = islice(_school_weeks(calendar, start), len(plans))
    return tuple(
        BlockWeek(
            number=plan.number,
            monday=week.monday,
            activities=plan.activities[team.vocabulary],
            bordsessies=calendar.bordsessies(team, week.monday, week.sunday) if plan.number else (),
            visits=plan.visits,
            designs=plan.designs,
        )
        for plan, week in zip(plans, weeks, strict=True)
    )


def planned(week: BlockWeek, team: Team) -> Planned:
    """What a team plans in one week: everybody visits once; lessons are designed in pairs."""
    members = len(team.members)
    return Planned(
        bordsessies=len(week.bordsessies),
        lesbezoeken=members if week.visits else 0,
        lesontwerpen=members // 2 if week.designs else 0,
    )


def _school_weeks(calendar: Calendar, start: date) -> Iterator[SchoolWeek]:
    """The school weeks from a day on, looked up only as far as they are needed."""
    for weeks_later in count():
        if week := calendar.school_week(start + timedelta(weeks=weeks_later)):
            yield week
