"""What is due now, from the schedule, the school calendar and the ledger; nothing else is kept.

Times are the school's own. A mail stays due until it was sent or its time has passed: a week mail
until its week ends, a pizzasessie overview until the day of the pizzasessie is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from jobs.delivery_keys import (
    agreements_key,
    barometer_key,
    inbreng_key,
    late_agreements_key,
    overview_key,
    pizzasessie_key,
    visits_key,
    week_key,
)
from jobs.ledger import Ledger
from jobs.moments import (
    MORNING,
    asks_for_inbreng,
    days_to_announce,
    first_school_day,
    first_school_monday,
    in_school_hours,
    is_night,
    shows_pizzasessie,
    tells_agreements,
    tells_late_agreements,
    wave_to_remind_of,
)
from jobs.programme.block import team_blocks
from jobs.school.calendar import Calendar, monday_of
from jobs.school.model import Configuration
from jobs.work.news import is_carried

Job = Literal[
    "collect",
    "circulate",
    "rota",
    "week",
    "overview",
    "inbreng",
    "pizzasessie",
    "agreements",
    "remind",
    "drift",
]
Reminder = Literal["barometer", "visits"]

COLLECT_EVERY = timedelta(minutes=15)
CIRCULATE_EVERY = timedelta(hours=1)
REPAIR_ROTA_EVERY = timedelta(hours=1)
# A rota may change during the day; who was told before is not told again.
REMIND_OF_VISITS_EVERY = timedelta(hours=1)
# Cron seldom starts on the second: a run at 08:14:58 after one at 08:00:01 is still in time.
SLACK = timedelta(minutes=1)


@dataclass(frozen=True)
class Due:
    """One thing to do: a job, the delivery or subject it is about, and the team if it has one.

    `on` is the day that it is about: a pizzasessie, visits, or the Monday of a wave.
    """

    job: Job
    key: str
    team: str | None = None
    on: date | None = None
    reminder: Reminder | None = None


def due_now(
    configuration: Configuration, calendar: Calendar, ledger: Ledger, now: datetime
) -> tuple[Due, ...]:
    """Everything that is due at this moment, in the order in which to do it."""
    here = now.astimezone(ZoneInfo(configuration.school.time_zone))
    letters = [*_weeks(configuration, calendar, here), *_overview(configuration, calendar, here)]
    letters += _pizzasessies(configuration, calendar, here)
    letters += _barometers(configuration, calendar, here)
    waiting = [due for due in letters if _may_go(ledger, due)]
    waiting += _late_agreements(configuration, calendar, ledger, here)
    visits = [
        due
        for due in _visits(configuration, calendar, here)
        if _is_time(ledger, due, here, REMIND_OF_VISITS_EVERY)
    ]
    all_day = _regular(configuration, calendar, ledger, here)
    return (*_nightly(configuration, ledger, here), *all_day, *waiting, *visits)


def _may_go(ledger: Ledger, due: Due) -> bool:
    """Whether a letter did not go yet; of some it turned out that nobody needs them."""
    if ledger.last_finished(due.job, due.key):
        return False
    delivery = ledger.delivery(due.key)
    return delivery is None or delivery.status == "failed"


def _is_time(ledger: Ledger, due: Due, here: datetime, every: timedelta) -> bool:
    last = ledger.last_finished(due.job, due.key)
    return last is None or here - last >= every - SLACK


def _nightly(configuration: Configuration, ledger: Ledger, here: datetime) -> Iterator[Due]:
    """Once a night, in a vacation as well: whoever may too much then may too much."""
    due = Due("drift", configuration.school.key)
    last = ledger.last_finished(due.job, due.key)
    if is_night(here) and (last is None or last.astimezone(here.tzinfo).date() < here.date()):
        yield due


def _regular(
    configuration: Configuration, calendar: Calendar, ledger: Ledger, here: datetime
) -> Iterator[Due]:
    """What is done all day long on a school day."""
    if not in_school_hours(calendar, here):
        return
    jobs: tuple[tuple[Job, timedelta], ...] = (
        ("collect", COLLECT_EVERY),
        ("circulate", CIRCULATE_EVERY),
        ("rota", REPAIR_ROTA_EVERY),
    )
    for job, every in jobs:
        due = Due(job, configuration.school.key)
        if _is_time(ledger, due, here, every):
            yield due


def _weeks(configuration: Configuration, calendar: Calendar, here: datetime) -> Iterator[Due]:
    monday = monday_of(here.date())
    first = first_school_day(calendar, monday)
    if first is None or here.replace(tzinfo=None) < datetime.combine(first, MORNING):
        return
    for team in configuration.teams:
        if min((*team.earlier_blocks, team.block_start)) <= monday:
            yield Due("week", week_key(configuration, team.key, monday), team.key)


def _overview(configuration: Configuration, calendar: Calendar, here: datetime) -> Iterator[Due]:
    monday = monday_of(here.date())
    first = first_school_day(calendar, monday)
    if monday != first_school_monday(calendar, here.date()) or first is None:
        return
    if here.replace(tzinfo=None) >= datetime.combine(first, MORNING):
        yield Due("overview", overview_key(configuration, here.date()))


def _pizzasessies(
    configuration: Configuration, calendar: Calendar, here: datetime
) -> Iterator[Due]:
    """Asking for input, then the overview, and afterwards what was agreed."""
    group = configuration.pizza_group
    for on in group.dates if group else ():
        if asks_for_inbreng(calendar, on, here):
            yield Due("inbreng", inbreng_key(configuration, on), on=on)
        if shows_pizzasessie(calendar, on, here):
            yield Due("pizzasessie", pizzasessie_key(configuration, on), on=on)
        if tells_agreements(calendar, on, here):
            yield Due("agreements", agreements_key(configuration, on), on=on)


def _late_agreements(
    configuration: Configuration, calendar: Calendar, ledger: Ledger, here: datetime
) -> Iterator[Due]:
    """What was agreed since its letter went; looked for once on a school day."""
    group = configuration.pizza_group
    for on in group.dates if group else ():
        due = Due("agreements", late_agreements_key(configuration, on), on=on)
        last = ledger.last_finished(due.job, due.key)
        if last and last.astimezone(here.tzinfo).date() >= here.date():
            continue
        if tells_late_agreements(calendar, group.dates if group else (), on, here):
            first = ledger.delivery(agreements_key(configuration, on))
            if first and first.status == "sent" and is_carried(ledger, first.key):
                yield due


def _barometers(configuration: Configuration, calendar: Calendar, here: datetime) -> Iterator[Due]:
    if not in_school_hours(calendar, here):
        return
    for team in configuration.teams:
        if monday := wave_to_remind_of(calendar, team, here):
            key = barometer_key(configuration, team.key, monday)
            yield Due("remind", key, team.key, on=monday, reminder="barometer")


def _visits(configuration: Configuration, calendar: Calendar, here: datetime) -> Iterator[Due]:
    """The days of visit weeks; whether there is a visit, the sheet says."""
    if not in_school_hours(calendar, here):
        return
    for on in days_to_announce(calendar, here.date()):
        for team in configuration.teams:
            blocks = team_blocks(team, calendar)
            weeks = (week for block in blocks for week in block.weeks)
            if any(week.visits and week.monday <= on <= week.sunday for week in weeks):
                key = visits_key(configuration, team.key, on)
                yield Due("remind", key, team.key, on=on, reminder="visits")
