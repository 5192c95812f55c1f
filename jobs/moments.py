"""From which school morning until when a letter may go, on the school's own clock.

A letter that could not go at its first moment stays due for a while; these say for how long.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from jobs.programme.block import team_blocks
from jobs.school.calendar import Calendar
from jobs.school.model import Team

MORNING = time(7)
EVENING = time(19)
AFTERNOON = time(15)
NIGHT = time(3)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
ASKED_BEFORE = 7 * DAY
STILL_TOLD = 14 * DAY
"""So long after a pizzasessie its agreements are still worth a mail."""
STILL_WRITTEN = 35 * DAY
"""So long what is written later is looked for, when no next pizzasessie is known."""
LOOK_AHEAD = 100 * DAY
"""Further away no morning is looked for: the vacations of then may not be known yet."""


def in_school_hours(calendar: Calendar, here: datetime) -> bool:
    """Whether there is school today and its mails are welcome: from seven to seven."""
    return calendar.is_school_day(here.date()) and MORNING <= here.time() <= EVENING


def is_night(here: datetime) -> bool:
    """Whether nobody is at work: from three, past the hours that DST skips, until seven."""
    return NIGHT <= here.time() < MORNING


def first_school_day(calendar: Calendar, monday: date) -> date | None:
    """The day on which a week's school begins."""
    week = (monday + n * DAY for n in range(7))
    return next((day for day in week if calendar.is_school_day(day)), None)


def first_school_monday(calendar: Calendar, day: date) -> date | None:
    """The Monday of the first school week that starts in this month."""
    first = day.replace(day=1)
    monday = first + timedelta(days=-first.weekday() % 7)
    while monday.month == first.month:
        if first_school_day(calendar, monday):
            return monday
        monday += WEEK
    return None


def asks_for_inbreng(calendar: Calendar, on: date, here: datetime) -> bool:
    """From seven days before a pizzasessie until its overview goes."""
    if not here.date() < on <= here.date() + LOOK_AHEAD:
        return False
    asked = calendar.previous_school_day(on - ASKED_BEFORE + DAY)
    before = calendar.previous_school_day(on)
    return asked <= here.date() < before and in_school_hours(calendar, here)


def shows_pizzasessie(calendar: Calendar, on: date, here: datetime) -> bool:
    """From the school day before a pizzasessie until its day is over."""
    if on < here.date():
        return False
    return _morning(calendar.previous_school_day(on)) <= here.replace(tzinfo=None)


def tells_agreements(calendar: Calendar, on: date, here: datetime) -> bool:
    """From the school day after a pizzasessie."""
    if not on < here.date() <= on + STILL_TOLD:
        return False
    return calendar.next_school_day(on) <= here.date() and in_school_hours(calendar, here)


def tells_late_agreements(
    calendar: Calendar, dates: Sequence[date], on: date, here: datetime
) -> bool:
    """From the second school day after a pizzasessie until the next one."""
    until = min((one for one in dates if one > on), default=on + STILL_WRITTEN)
    if not on < here.date() < min(until, on + LOOK_AHEAD):
        return False
    return calendar.next_school_day(on) < here.date() and in_school_hours(calendar, here)


def wave_to_remind_of(calendar: Calendar, team: Team, here: datetime) -> date | None:
    """The Monday of the wave to remind of: from the school day after its bordsessie.

    A wave ends with its week. After a bordsessie on the last school day of a week no day is left,
    so that its reminder comes on that same afternoon, and an hour later at the soonest.
    """
    today = here.date()
    week = calendar.school_week(today)
    if week is None or today not in week.days:
        return None
    met = calendar.bordsessies(team, max(week.monday, _board(calendar, team)), week.sunday)
    if not met:
        return None
    later = [day for day in week.days if day > met[0].date()]
    afternoon = max(met[0] + HOUR, calendar.at(met[0].date(), AFTERNOON))
    reminding = later[0] <= today if later else here >= afternoon
    return week.monday if reminding else None


def days_to_announce(calendar: Calendar, today: date) -> Iterator[date]:
    """The days whose visits may be announced on a school day: that day, and the next."""
    if calendar.is_school_day(today):
        yield today
        yield calendar.next_school_day(today)


def _board(calendar: Calendar, team: Team) -> date:
    """The Monday from which a team has a board: in week 0 of its first block it has none."""
    return next(week.monday for week in team_blocks(team, calendar)[0].weeks if week.number)


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING)
