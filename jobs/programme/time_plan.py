"""The hours that a team plans: three a week in its first block, two after it.

The figures are those of the two founding documents of the method; half of the time may come in
the place of what the team did already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobs.programme.block import Block
from jobs.school.calendar import SchoolWeek
from jobs.school.model import Schoolcoach

FIRST_BLOCK = 3.0
AFTERWARDS = 2.0
FULL_TIME = 40
"""Hours in a full working week."""


@dataclass(frozen=True)
class PlannedTime:
    """How many hours each member has in one school week."""

    monday: date
    hours: float


def planned_time(blocks: Sequence[Block], year: Sequence[SchoolWeek]) -> tuple[PlannedTime, ...]:
    """The hours of every school week from the first block on."""
    first = blocks[0].weeks
    return tuple(
        PlannedTime(week.monday, FIRST_BLOCK if week.monday <= first[-1].monday else AFTERWARDS)
        for week in year
        if week.monday >= first[0].monday
    )


def coach_hours(coach: Schoolcoach) -> float:
    """How many hours a week a schoolcoach has for the teams."""
    return round(coach.fte * FULL_TIME, 1)
