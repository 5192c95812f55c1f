"""The eight-week block of a team: nine school weeks, from week 0, that pause over vacations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import count, islice
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from jobs.school.calendar import Calendar, SchoolWeek
from jobs.school.model import Team


class _Plan(BaseModel):
    """What the definition says about one week."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    visits: bool = False
    designs: bool = False
    activities: Mapping[Literal["teachers", "support"], tuple[str, ...]]


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


def block_weeks(team: Team, calendar: Calendar) -> tuple[BlockWeek, ...]:
    """The weeks of a team's block; week 0 is the school week in which the block starts."""
    weeks = islice(_school_weeks(calendar, team.block_start), len(_plans()))
    return tuple(
        BlockWeek(
            number=plan.number,
            monday=week.monday,
            activities=plan.activities[team.vocabulary],
            bordsessies=calendar.bordsessies(team, week.monday, week.sunday) if plan.number else (),
            visits=plan.visits,
            designs=plan.designs,
        )
        for plan, week in zip(_plans(), weeks, strict=True)
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


@cache
def _plans() -> tuple[_Plan, ...]:
    text = files("jobs.programme").joinpath("block.yaml").read_text(encoding="utf-8")
    return tuple(_Plan(**week) for week in YAML(typ="safe").load(text)["weeks"])
