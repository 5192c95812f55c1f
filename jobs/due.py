"""What is due now, from the schedule, the school calendar and the ledger; nothing else is kept.

Times are the school's own. A mail stays due until it was sent or its time has passed: a week mail
until its week ends, a pizzasessie overview until the day of the pizzasessie is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from jobs.ledger import Ledger
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration

Job = Literal["collect", "week", "overview", "pizzasessie"]

MORNING = time(7)
EVENING = time(19)
COLLECT_EVERY = timedelta(minutes=15)
# Cron seldom starts on the second: a run at 08:14:58 after one at 08:00:01 is still in time.
SLACK = timedelta(minutes=1)


@dataclass(frozen=True)
class Due:
    """One thing to do: a job, the delivery or subject it is about, and the team if it has one."""

    job: Job
    key: str
    team: str | None = None


def due_now(
    configuration: Configuration, calendar: Calendar, ledger: Ledger, now: datetime
) -> tuple[Due, ...]:
    """Everything that is due at this moment, in the order in which to do it."""
    here = now.astimezone(ZoneInfo(configuration.school.time_zone))
    letters = [*_weeks(configuration, calendar, here), *_overview(configuration, calendar, here)]
    letters += _pizzasessies(configuration, calendar, here)
    waiting = [due for due in letters if _may_go(ledger, due)]
    return (*_collect(configuration, calendar, ledger, here), *waiting)


def week_key(configuration: Configuration, team: str, monday: date) -> str:
    """The delivery key of a team's week mail."""
    return f"week/{configuration.school.key}/{team}/{monday.isoformat()}"


def overview_key(configuration: Configuration, month: date) -> str:
    """The delivery key of a month's overview."""
    return f"overview/{configuration.school.key}/{month:%Y-%m}"


def pizzasessie_key(configuration: Configuration, on: date) -> str:
    """The delivery key of the overview before a pizzasessie."""
    return f"pizzasessie/{configuration.school.key}/{on.isoformat()}"


def _may_go(ledger: Ledger, due: Due) -> bool:
    delivery = ledger.delivery(due.key)
    return delivery is None or delivery.status == "failed"


def _collect(
    configuration: Configuration, calendar: Calendar, ledger: Ledger, here: datetime
) -> Iterator[Due]:
    if not calendar.is_school_day(here.date()) or not MORNING <= here.time() <= EVENING:
        return
    last = ledger.last_finished("collect", configuration.school.key)
    if last is None or here - last >= COLLECT_EVERY - SLACK:
        yield Due("collect", configuration.school.key)


def _weeks(configuration: Configuration, calendar: Calendar, here: datetime) -> Iterator[Due]:
    monday = here.date() - timedelta(days=here.weekday())
    first = _first_school_day(calendar, monday)
    if first is None or here.replace(tzinfo=None) < datetime.combine(first, MORNING):
        return
    for team in configuration.teams:
        if team.block_start <= monday:
            yield Due("week", week_key(configuration, team.key, monday), team.key)


def _overview(configuration: Configuration, calendar: Calendar, here: datetime) -> Iterator[Due]:
    monday = here.date() - timedelta(days=here.weekday())
    first = _first_school_day(calendar, monday)
    if monday != _first_school_monday(calendar, here.date()) or first is None:
        return
    if here.replace(tzinfo=None) >= datetime.combine(first, MORNING):
        yield Due("overview", overview_key(configuration, here.date()))


def _pizzasessies(
    configuration: Configuration, calendar: Calendar, here: datetime
) -> Iterator[Due]:
    group = configuration.pizza_group
    for on in group.dates if group else ():
        if on < here.date():
            continue
        before = calendar.previous_school_day(on)
        if datetime.combine(before, MORNING) <= here.replace(tzinfo=None):
            yield Due("pizzasessie", pizzasessie_key(configuration, on))


def _first_school_day(calendar: Calendar, monday: date) -> date | None:
    week = (monday + timedelta(days=n) for n in range(7))
    return next((day for day in week if calendar.is_school_day(day)), None)


def _first_school_monday(calendar: Calendar, day: date) -> date | None:
    """The Monday of the first school week that starts in this month."""
    first = day.replace(day=1)
    monday = first + timedelta(days=-first.weekday() % 7)
    while monday.month == first.month:
        if _first_school_day(calendar, monday):
            return monday
        monday += timedelta(days=7)
    return None
