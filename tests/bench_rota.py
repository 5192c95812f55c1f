"""Measures the visit rota next to a greedy round robin.

`python -m tests.bench_rota` makes the rotas of a team of ten and of forty teams of ten over a
block, with hours of their own; so does `make bench`. It prints the time, how far the rota may be
from the best one, how unequal the turns are, how many visits break a rule, and how many go one
way in a week in which pairs design a lesson, for both.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from jobs.programme.block import BlockWeek, block_weeks
from jobs.programme.rota import DAY_KEYS, Visit, make_rota
from jobs.programme.rota.availability import availability_of
from jobs.programme.rota.hours import Slot, Timetable
from jobs.school.calendar import Calendar, make_calendar
from jobs.school.config import load_configuration
from jobs.school.model import Configuration, LessonHour, Member, Team

EXAMPLE = Path(__file__).parents[1] / "examples" / "de-wilgen.yaml"
SLOWEST = 2.0  # seconds, for one team
FREE_HOURS = 3


@dataclass(frozen=True)
class Outcome:
    """What a way of making rotas came to, over all its teams."""

    what: str
    seconds: float
    slowest: float
    gap: float | None
    spread: int
    violations: int
    one_way: int
    visits: int


def teams_of_ten(configuration: Configuration, count: int) -> list[Team]:
    """Teams of ten invented colleagues, each with a handful of free hours."""
    numbers = [hour.number for hour in configuration.calendar.lesson_hours]
    hours = [f"{day}{number}" for day in DAY_KEYS for number in numbers]
    return [
        configuration.teams[0].model_copy(
            update={"key": f"team-{number}", "members": tuple(_members(hours, number))}
        )
        for number in range(count)
    ]


def _members(hours: Sequence[str], number: int) -> Iterator[Member]:
    draw = Random(number)
    for letter in "ABCDEFGHIJ":
        free = tuple(draw.sample(hours, FREE_HOURS))
        yield Member(
            name=f"Lid {letter}",
            email=f"lid-{letter.lower()}@de-wilgen.example",
            free_hours=free,
        )


def greedy(
    team: Team, weeks: Sequence[BlockWeek], calendar: Calendar, hours: Sequence[LessonHour]
) -> list[Visit]:
    """Everybody moves on one colleague a week, at the first hour in which the visitor is free."""
    timetable = Timetable(team, calendar, hours, weeks)
    visits = []
    for turn, week in enumerate(week for week in weeks if week.visits):
        slots = timetable.slots_of(week, 0)
        for place, visitor in enumerate(team.members):
            host = team.members[(place + 1 + turn) % len(team.members)]
            free = [slot for slot in slots if slot.key in visitor.free_hours]
            fitting = [slot for slot in free if slot.key not in host.free_hours]
            visits += [
                Visit(week.monday, slot.on, slot.hour, visitor, host)
                for slot in (fitting or free)[:1]
            ]
    return visits


def violations(team: Team, calendar: Calendar, visits: Sequence[Visit]) -> int:
    """Visits that cannot be: nobody is free or teaches, two at once, or a pair again."""
    known = availability_of(team, calendar, [visit.on for visit in visits] or [date.min])
    unfit = sum(not known.fits(v.visitor, v.host, Slot(v.on, v.hour)) for v in visits)
    places = Counter(
        (visit.on, visit.hour.number, person.email)
        for visit in visits
        for person in (visit.visitor, visit.host)
    )
    pairs = Counter((visit.visitor.email, visit.host.email) for visit in visits)
    twice = sum(count - 1 for count in (*places.values(), *pairs.values()))
    closed = sum(not calendar.is_school_day(visit.on) for visit in visits)
    return unfit + twice + closed


def one_way(team: Team, calendar: Calendar, visits: Sequence[Visit]) -> int:
    """Visits in weeks with designs that are not answered: no pair sees each other's lesson."""
    designs = {week.monday for week in block_weeks(team, calendar) if week.designs}
    pairs = {(one.monday, one.visitor.email, one.host.email) for one in visits}
    return sum(
        monday in designs and (monday, host, visitor) not in pairs
        for monday, visitor, host in pairs
    )


def spread(team: Team, visits: Sequence[Visit]) -> int:
    """How many more visits the one pays, or receives, than the other."""
    counts = [
        Counter(getattr(visit, side).email for visit in visits) for side in ("visitor", "host")
    ]
    totals = [[count[member.email] for member in team.members] for count in counts]
    return max(max(one) - min(one) for one in totals)


def measure(configuration: Configuration, count: int) -> Iterator[Outcome]:
    """The rotas of so many teams, by the solver and by the greedy round robin."""
    calendar = make_calendar(configuration)
    hours = configuration.calendar.lesson_hours
    times, gaps = [], []
    solved: list[tuple[Team, Sequence[Visit]]] = []
    simple: list[tuple[Team, Sequence[Visit]]] = []
    for team in teams_of_ten(configuration, count):
        weeks = block_weeks(team, calendar)
        began = time.perf_counter()
        rota = make_rota(team, weeks, calendar, hours)
        times.append(time.perf_counter() - began)
        gaps.append(rota.gap)
        solved.append((team, rota.visits))
    began = time.perf_counter()
    for team, _ in solved:
        weeks = block_weeks(team, calendar)
        simple.append((team, greedy(team, weeks, calendar, hours)))
    took = time.perf_counter() - began
    name = "1 team of 10" if count == 1 else f"{count} teams of 10"
    yield _outcome(f"{name}, CP-SAT", calendar, solved, sum(times), max(times), max(gaps))
    yield _outcome(f"{name}, round robin", calendar, simple, took, took / count, None)


def _outcome(
    what: str,
    calendar: Calendar,
    made: Sequence[tuple[Team, Sequence[Visit]]],
    seconds: float,
    slowest: float,
    gap: float | None,
) -> Outcome:
    return Outcome(
        what,
        seconds,
        slowest,
        gap,
        max(spread(team, visits) for team, visits in made),
        sum(violations(team, calendar, visits) for team, visits in made),
        sum(one_way(team, calendar, visits) for team, visits in made),
        sum(len(visits) for _, visits in made),
    )


def report() -> bool:
    """Print a line for each; whether every team had its rota in time and without violations."""
    configuration = load_configuration(EXAMPLE)
    outcomes = [one for count in (1, 40) for one in measure(configuration, count)]
    table = Table(
        "rotas",
        "seconds",
        "slowest",
        "gap",
        "max-min",
        "violations",
        "one way",
        "visits",
        title="The visit rota, over a block of eight weeks",
    )
    for one in outcomes:
        gap = "-" if one.gap is None else f"{one.gap:.1%}"
        numbers = (f"{one.seconds:.2f}", f"{one.slowest:.2f}", gap)
        counts = (one.spread, one.violations, one.one_way, one.visits)
        table.add_row(one.what, *numbers, *(str(count) for count in counts))
    Console(width=100).print(table)
    solved = [one for one in outcomes if one.gap is not None]
    return all(one.slowest < SLOWEST and one.violations == 0 for one in solved)


def main() -> None:
    """Print the table; a rota that is too slow or breaks a rule ends the run with exit code 1."""
    sys.exit(0 if report() else 1)


if __name__ == "__main__":
    main()
