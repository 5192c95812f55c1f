"""The visit rota: who visits whom, on which day and in which lesson hour.

In each visit week every member visits one colleague and is visited by one. The solver runs on one
worker with a fixed seed and a limit in its own deterministic time, so that the same team always
gets the same rota.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, permutations
from random import Random

from ortools.sat.python import cp_model

from jobs.programme.block import BlockWeek
from jobs.school.calendar import Calendar
from jobs.school.model import LessonHour, Member, Team

BORDSESSIE = timedelta(minutes=15)
DAY_KEYS = ("ma", "di", "wo", "do", "vr")
_WITHOUT_HOUR = 1000
"""One visit without an hour is worse than any number of repeated pairs."""


@dataclass(frozen=True)
class Visit:
    """One visit that has its day and lesson hour."""

    monday: date
    on: date
    hour: LessonHour
    visitor: Member
    host: Member


@dataclass(frozen=True)
class Unplaced:
    """A pair that has no hour in common in a week: nog af te spreken."""

    monday: date
    visitor: Member
    host: Member


@dataclass(frozen=True)
class Rota:
    """The visits of a block, in the order in which they happen."""

    visits: tuple[Visit, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True)
class _Slot:
    """A lesson hour on a day."""

    on: date
    hour: LessonHour

    @property
    def key(self) -> str:
        """How a configuration names the hour: ma3."""
        return f"{DAY_KEYS[self.on.weekday()]}{self.hour.number}"


_Pair = tuple[int, int]
"""The places of visitor and host in the team."""


class _Model:
    """The choices: a pair per visit, and the slot it gets, for each visit week."""

    def __init__(self, team: Team, slots: Sequence[Sequence[_Slot]]) -> None:
        self.cp = cp_model.CpModel()
        self.team = team
        self.slots = slots
        self.pairs: list[_Pair] = list(permutations(range(len(team.members)), 2))
        self.chosen: list[dict[_Pair, cp_model.IntVar]] = []
        self.placed: list[dict[tuple[_Pair, int], cp_model.IntVar]] = []
        for week in range(len(slots)):
            self._add_week(week)
        self._minimise()
        self._hint()

    def _add_week(self, week: int) -> None:
        """Everybody visits once, is visited once and is in one place at a time."""
        chosen = {pair: self.cp.new_bool_var("") for pair in self.pairs}
        for member in range(len(self.team.members)):
            for side in (0, 1):
                self.cp.add_exactly_one(chosen[p] for p in self.pairs if p[side] == member)
        placed: dict[tuple[_Pair, int], cp_model.IntVar] = {}
        busy = defaultdict(list)
        for pair, choice in chosen.items():
            options = []
            for place in _meetings(self.team, pair, self.slots[week]):
                option = placed[pair, place] = self.cp.new_bool_var("")
                options.append(option)
                for member in pair:
                    busy[member, place].append(option)
            self.cp.add(sum(options) <= choice)
        for together in busy.values():
            self.cp.add_at_most_one(together)
        self.chosen.append(chosen)
        self.placed.append(placed)

    def _minimise(self) -> None:
        """First as few visits without an hour as can be, then as few repeated pairs."""
        with_hour = [option for placed in self.placed for option in placed.values()]
        self.cp.minimize(sum(self._repeats()) - _WITHOUT_HOUR * sum(with_hour))

    def _repeats(self) -> Iterator[cp_model.IntVar]:
        """For each pair how often it repeats within a round; after a round all have been met."""
        colleagues = len(self.team.members) - 1
        for start in range(0, len(self.chosen), colleagues):
            weeks = self.chosen[start : start + colleagues]
            for pair in self.pairs:
                repeats = self.cp.new_int_var(0, len(weeks), "")
                self.cp.add(sum(chosen[pair] for chosen in weeks) <= 1 + repeats)
                yield repeats

    def _hint(self) -> None:
        """A first solution: everybody moves on one colleague a week, at their first hour."""
        members = len(self.team.members)
        for week, chosen in enumerate(self.chosen):
            step = 1 + week % (members - 1)
            first = dict(reversed(self.placed[week]))
            for (visitor, host), choice in chosen.items():
                self.cp.add_hint(choice, (visitor + step) % members == host)
            for (pair, place), option in self.placed[week].items():
                moved_on = (pair[0] + step) % members == pair[1]
                self.cp.add_hint(option, moved_on and place == first[pair])


def make_rota(
    team: Team,
    weeks: Sequence[BlockWeek],
    calendar: Calendar,
    lesson_hours: Sequence[LessonHour],
    *,
    seed: int = 0,
) -> Rota:
    """The rota of a team for the visit weeks among these weeks."""
    visit_weeks = [week for week in weeks if week.visits]
    slots = [_slots(week, calendar, lesson_hours, seed) for week in visit_weeks]
    model = _Model(team, slots)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = 5
    solver.solve(model.cp)
    return _read(model, solver, visit_weeks)


def _slots(
    week: BlockWeek, calendar: Calendar, lesson_hours: Sequence[LessonHour], seed: int
) -> list[_Slot]:
    """The lesson hours of a week that no bordsessie runs through, in an order of the seed's."""
    days = [week.monday + timedelta(days=step) for step in range(len(DAY_KEYS))]
    slots = [
        slot
        for day in days
        if calendar.is_school_day(day)
        for slot in (_Slot(day, hour) for hour in lesson_hours)
        if not any(_overlaps(slot, moment) for moment in week.bordsessies)
    ]
    Random(f"{seed}/{week.monday}").shuffle(slots)  # noqa: S311 - variety, not a secret
    return slots


def _overlaps(slot: _Slot, moment: datetime) -> bool:
    start = moment.replace(tzinfo=None)
    return (
        datetime.combine(slot.on, slot.hour.start) < start + BORDSESSIE
        and datetime.combine(slot.on, slot.hour.end) > start
    )


def _meetings(team: Team, pair: _Pair, slots: Sequence[_Slot]) -> list[int]:
    """The places of the slots that a pair may get.

    With free hours the visitor is free and the host teaches. As everybody visits once and is
    visited once, no two such visits can clash, and one slot is as good as all of them. A team
    without free hours can at any hour; a visit can clash with two others there, so that three
    hours are enough to choose from, and each visitor has another hour first.
    """
    visitor, host = (team.members[place] for place in pair)
    if not any(member.free_hours for member in team.members):
        places = range(min(len(slots), len(team.members)))
        start = pair[0] % max(len(places), 1)
        return [*places[start:], *places[:start]][:3]
    fitting = (
        place
        for place, slot in enumerate(slots)
        if slot.key in visitor.free_hours and slot.key not in host.free_hours
    )
    return list(islice(fitting, 1))


def _read(model: _Model, solver: cp_model.CpSolver, weeks: Sequence[BlockWeek]) -> Rota:
    """The solver's choices as visits."""
    visits, unplaced = [], []
    for week, slots, chosen, placed in zip(
        weeks, model.slots, model.chosen, model.placed, strict=True
    ):
        hours = {pair: slots[place] for (pair, place), var in placed.items() if solver.value(var)}
        for pair in (pair for pair, var in chosen.items() if solver.value(var)):
            visitor, host = (model.team.members[place] for place in pair)
            if slot := hours.get(pair):
                visits.append(Visit(week.monday, slot.on, slot.hour, visitor, host))
            else:
                unplaced.append(Unplaced(week.monday, visitor, host))
    visits.sort(key=lambda visit: (visit.on, visit.hour.start))
    return Rota(tuple(visits), tuple(unplaced))
