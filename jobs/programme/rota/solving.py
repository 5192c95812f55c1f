"""Making a rota: prepare, let the solver choose, read its choices and say what came of it.

The solver runs on one worker with a fixed seed and a limit in its own deterministic time, so that
the same team always gets the same rota, on a fast machine and on a slow one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ortools.sat.python import cp_model

from jobs.programme.block import BlockWeek
from jobs.programme.rota.availability import availability_of
from jobs.programme.rota.changes import changes_between
from jobs.programme.rota.choices import Choices
from jobs.programme.rota.conflicts import conflicts_of
from jobs.programme.rota.designs import design_pairs
from jobs.programme.rota.hints import give_hint
from jobs.programme.rota.hours import Timetable
from jobs.programme.rota.model import Rota, Skipped, Unplaced, Visit, Wish
from jobs.programme.rota.preparing import Preparation
from jobs.programme.rota.problem import Entry, Place, Problem
from jobs.programme.rota.rules import Rules
from jobs.school.calendar import Calendar
from jobs.school.model import LessonHour, Team

LONGEST = 0.15
"""In the solver's own seconds."""

HARDER = 0.5
"""For a team with rules of its own: visits that are answered, or fewer or more of them."""


def make_rota(
    team: Team,
    weeks: Sequence[BlockWeek],
    calendar: Calendar,
    lesson_hours: Sequence[LessonHour],
    *,
    seed: int = 0,
    previous: Rota | None = None,
    wishes: Sequence[Wish] = (),
    today: date | None = None,
    history: Sequence[Visit] = (),
) -> Rota:
    """The rota of a team for the visit weeks among these weeks.

    Args:
        team: who visit each other, when they are free and when they are absent.
        weeks: the weeks of the block; visits are planned in those that say so.
        calendar: when the school is open.
        lesson_hours: the hours of the timetable.
        seed: another seed gives another rota that is as good.
        previous: the rota until now; with it the rota is repaired, with as few changes as can be.
        wishes: what people want; it is kept.
        today: what was planned before this day is never changed.
        history: visits of earlier blocks, so that pairs go on where they were.
    """
    language = calendar.definitions.language
    timetable = Timetable(team, calendar, lesson_hours, weeks)
    availability = availability_of(team, calendar, _days(weeks, wishes))
    visit_weeks = [week for week in weeks if week.visits]
    preparation = Preparation(timetable, availability, visit_weeks, seed, previous, today)
    problem = preparation.problem(wishes, history)
    choices, solver = _solve(problem, seed)
    entries = dict(sorted({**problem.settled, **dict(_read(choices, solver))}.items()))
    rota = _rota(problem, weeks, entries)
    return replace(
        rota,
        changes=changes_between(previous, rota, language) if previous else (),
        conflicts=conflicts_of(problem, availability, entries, rota.pairs, language),
        gap=_gap(solver),
    )


def _days(weeks: Sequence[BlockWeek], wishes: Sequence[Wish]) -> list[date]:
    """The days between which it matters who is there."""
    days = [day for week in weeks for day in (week.monday, week.sunday)]
    return days + [wish.on for wish in wishes if wish.on]


def _solve(problem: Problem, seed: int) -> tuple[Choices, cp_model.CpSolver]:
    choices = Choices(problem)
    Rules(choices).minimise()
    give_hint(choices)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    plain = problem.even and not problem.team.visits.reciprocal
    solver.parameters.max_deterministic_time = LONGEST if plain else HARDER
    solver.solve(choices.cp)
    return choices, solver


def _gap(solver: cp_model.CpSolver) -> float:
    """How much of the penalty could at most be saved; 0 when the rota is proven to be the best."""
    found, bound = solver.objective_value, solver.best_objective_bound
    return max(0.0, (found - bound) / max(1.0, abs(found)))


def _read(choices: Choices, solver: cp_model.CpSolver) -> Iterator[tuple[Place, Entry]]:
    """The solver's choices as the rows of a rota."""
    problem = choices.problem
    for place, row in problem.rows.items():
        week, visitor = place
        monday, member = problem.weeks[week].monday, problem.members[visitor]
        host = next((h for h in row.hosts if solver.value(choices.chosen[(*place, h)])), None)
        if host is None:
            yield place, Skipped(monday, member, "bound" if row.hosts else "alone")
            continue
        options = choices.placed[(*place, host)]
        number = next((slot for slot, option in options.items() if solver.value(option)), None)
        if number is None:
            yield place, Unplaced(monday, member, problem.members[host])
        else:
            slot = problem.slots[number]
            yield place, Visit(monday, slot.on, slot.hour, member, problem.members[host])


def _rota(problem: Problem, weeks: Sequence[BlockWeek], entries: Mapping[Place, Entry]) -> Rota:
    """The rows as a rota, with what was kept of colleagues who left."""
    rows = [*problem.left, *entries.values()]
    places = {member.email: place for place, member in enumerate(problem.members)}
    hosts = {
        place: places[entry.host.email]
        for place, entry in entries.items()
        if not isinstance(entry, Skipped) and entry.host.email in places
    }
    visits = [row for row in rows if isinstance(row, Visit)]
    left = tuple(dict.fromkeys(row.visitor for row in problem.left))
    return Rota(
        visits=tuple(sorted(visits, key=lambda visit: (visit.on, visit.hour.start))),
        unplaced=tuple(row for row in rows if isinstance(row, Unplaced)),
        skipped=tuple(row for row in rows if isinstance(row, Skipped)),
        pairs=design_pairs(problem, weeks, hosts),
        members=(*problem.members, *left),
    )
