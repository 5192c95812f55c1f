"""The demonstration: set up the example schools, live through their weeks, and mail.

Time is the local Workspace's own clock, moved from moment to moment. What was done is noted in
each school's ledger, so that a second demonstration on the same data adds nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from jobs.demo.answers import Filling, fillings
from jobs.demo.instruments import occasional, of_the_school
from jobs.demo.people import answer_as_schoolleiding, fill_in, write_on_board
from jobs.programme.block import BlockWeek, block_weeks
from jobs.runner import RunReport, run_due
from jobs.school.config import find_configurations, load_configuration
from jobs.school.model import Configuration, Team
from jobs.work.school import SchoolAtWork, open_school
from sync.local.server import Running
from sync.setup.applying import Outcome, apply
from sync.setup.plan import make_plan

MORNING, AFTERNOON = time(7, 2), time(16, 15)
ANSWERED = 4
"""In this block week the schoolleiding answers what teams reported."""

WEEKS = 7
"""Block weeks 0 to 6: week 0 has no bordsessie, so these are six weeks of answers."""

Step = Callable[[str], None]


class ExamplesMissingError(Exception):
    """The example schools are not where they should be."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the example schools are not in {folder}; run 'ritmiek demo' from the checkout, or "
            "install Ritmiek again"
        )


@dataclass(frozen=True)
class Event:
    """One moment of the walk: an answer, people at their own sheet, or a morning's run."""

    at: datetime
    school: SchoolAtWork
    filling: Filling | None = None
    board: Team | None = None
    leading: bool = False

    @property
    def name(self) -> str:
        """What the ledger calls this event."""
        if self.filling:
            return self.filling.name
        who = self.board.key if self.board else "schoolleiding" if self.leading else "run"
        return f"{who}/{self.at:%Y-%m-%d}"

    @property
    def done(self) -> bool:
        """Whether an earlier demonstration on the same data did this."""
        return self.school.ledger.last_finished("demo", self.name) is not None


@dataclass(frozen=True)
class Walk:
    """The schools of a demonstration and everything that happens to them, in order of time."""

    schools: tuple[SchoolAtWork, ...]
    events: tuple[Event, ...]

    @property
    def steps(self) -> int:
        """How many steps are reported: one for each unit that is set up and one for each event."""
        return sum(len(school.desired.units) for school in self.schools) + len(self.events)


def example_schools(running: Running, directory: Path) -> list[Configuration]:
    """The example schools, with this Workspace's address and a ledger beside its data."""
    folder = _examples()
    found: list[Configuration] = []
    for path in find_configurations([folder]):
        own = load_configuration(path)
        workspace = own.workspace.model_copy(
            update={
                "address": running.base_url,
                "credentials": directory / "credentials.json",
            }
        )
        ledger = directory / f"{own.school.key}.sqlite"
        found.append(own.model_copy(update={"workspace": workspace, "ledger": ledger}))
    return found


def _examples() -> Path:
    beside = Path(__file__).parents[1] / "examples"
    folder = beside if beside.is_dir() else Path(__file__).parents[2] / "examples"
    if not folder.is_dir():
        raise ExamplesMissingError(folder)
    return folder


def plan_walk(configurations: Sequence[Configuration]) -> Walk:
    """Everything that will happen; opens the ledgers and asks nothing of Google."""
    start = _start(configurations)
    schools = tuple(open_school(own, start) for own in configurations)
    events = sorted(_events(schools), key=lambda event: event.at)
    return Walk(schools, tuple(events))


def set_up(walk: Walk, running: Running, on_step: Step) -> tuple[Outcome, ...]:
    """Set up every school; a school that is set up already costs a look and no write."""
    first = walk.events[0]
    if not first.done:
        running.workspace.clock.set(first.school.now)
    outcomes: list[Outcome] = []
    for school in walk.schools:
        plan = make_plan(school.google, school.desired, school.ledger)
        outcomes.append(apply(school.google, plan, school.ledger, on_step))
    return tuple(outcomes)


def live(walk: Walk, running: Running, on_step: Step) -> tuple[int, tuple[RunReport, ...]]:
    """Go through the weeks; the answers filled in and what each morning's run did."""
    answers = 0
    runs: list[RunReport] = []
    for event in walk.events:
        school = event.school
        if not event.done:
            running.workspace.clock.set(event.at)
            school.now = event.at
            if event.filling:
                fill_in(school, event.filling)
                answers += 1
            elif event.board:
                write_on_board(school, event.board, running)
            elif event.leading:
                answer_as_schoolleiding(school, running)
            else:
                runs.append(run_due(school))
            school.ledger.finished("demo", event.name, event.at)
        school.now = event.at
        on_step(f"{school.name}, {event.at:%d-%m-%Y}")
    return answers, tuple(runs)


def _start(configurations: Sequence[Configuration]) -> datetime:
    first = min(team.block_start for own in configurations for team in own.teams)
    return datetime(first.year, first.month, first.day, 4, 30, tzinfo=UTC)


def _events(schools: Sequence[SchoolAtWork]) -> Iterator[Event]:
    for school in schools:
        for moment in _mornings(school):
            yield Event(moment, school)
        for team in school.configuration.teams:
            yield Event(school.calendar.at(_board_day(school, team), AFTERNOON), school, board=team)
            for filling in (*fillings(school, team, WEEKS), *occasional(school, team, WEEKS)):
                yield Event(filling.at, school, filling)
        last = _week(school, WEEKS - 1).sunday
        for filling in of_the_school(school, last):
            yield Event(filling.at, school, filling)
        answered = school.calendar.previous_school_day(_week(school, ANSWERED).sunday)
        yield Event(school.calendar.at(answered, AFTERNOON), school, leading=True)


def _week(school: SchoolAtWork, number: int) -> BlockWeek:
    return block_weeks(school.configuration.teams[0], school.calendar)[number]


def _board_day(school: SchoolAtWork, team: Team) -> date:
    """The day on which a team puts its goals and actions on the board: at the end of week 1."""
    return school.calendar.previous_school_day(block_weeks(team, school.calendar)[1].sunday)


def _mornings(school: SchoolAtWork) -> Iterator[datetime]:
    """The mornings with a letter to send: Mondays, and the school day before a pizzasessie."""
    first = min(team.block_start for team in school.configuration.teams)
    block = block_weeks(school.configuration.teams[0], school.calendar)
    end = block[WEEKS - 1].sunday + timedelta(days=1)
    group = school.configuration.pizza_group
    before = {school.calendar.previous_school_day(on) for on in (group.dates if group else ())}
    day = first
    while day <= end:
        monday = day.weekday() == 0 and school.calendar.is_school_day(day)
        if monday or day in before:
            yield school.calendar.at(day, MORNING)
        day += timedelta(days=1)
