"""The visits of the expertcoach: how many a school gets, spread evenly over its school year.

The figures are those of the brochure: 12 for primary schools, 16 for mbo and hbo, 26 for
secondary schools.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jobs.programme.block import Block
from jobs.school.calendar import SchoolWeek
from jobs.school.model import Phase, SchoolType

VISITS: Mapping[SchoolType, int] = {"po": 12, "vo": 26, "mbo": 16, "hbo": 16}
PREPARING = 2
"""School weeks before the first block in which the coach comes to prepare it."""


@dataclass(frozen=True)
class CoachVisit:
    """One visit; the day itself is agreed by people, in the sheet."""

    number: int
    monday: date
    phase: Phase


def coach_visits(
    kind: SchoolType, year: Sequence[SchoolWeek], first_block: Block
) -> tuple[CoachVisit, ...]:
    """A year's visits, from shortly before the first block until the last school week.

    In the first block there are twice as many as after it, as far as there are weeks; never two
    in one week while another has none.
    """
    start, end = first_block.weeks[0].monday, first_block.weeks[-1].monday
    mondays = [week.monday for week in year]
    before = [monday for monday in mondays if monday < start][-PREPARING:]
    during = [monday for monday in mondays if start <= monday <= end]
    after = [monday for monday in mondays if monday > end]
    return tuple(
        CoachVisit(number, monday, _phase(monday, start, end))
        for number, monday in enumerate(_spread(VISITS[kind], before + during, after), start=1)
    )


def _phase(monday: date, start: date, end: date) -> Phase:
    if monday < start:
        return "voorbereiden"
    return "starten" if monday <= end else "uitbouwen"


def _spread(count: int, early: Sequence[date], late: Sequence[date]) -> list[date]:
    """So many weeks out of these: an early week weighs twice as much as a late one."""
    weight = 2 * len(early) + len(late)
    in_early = min(len(early), round(count * 2 * len(early) / weight)) if weight else 0
    in_late = min(len(late), count - in_early)
    in_early = min(len(early), count - in_late)
    lacking = count - in_early - in_late
    weeks = [*_evenly(in_early, early), *_evenly(in_late, late)]
    return sorted([*weeks, *_evenly(lacking, [*early, *late])]) if early or late else []


def _evenly(count: int, weeks: Sequence[date]) -> list[date]:
    """So many of these weeks, with the same distance between them."""
    return [weeks[index * len(weeks) // count] for index in range(count)]
