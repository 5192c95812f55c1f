"""The rules of a school's own calendar, its lesson hours and the start of its blocks."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from jobs.programme.block_plan import SHORTEST_BLOCK, load_block
from jobs.school.calendar import FRIDAY, WEEK, Calendar, UnknownSchoolYearError, monday_of
from jobs.school.definitions import Definitions
from jobs.school.draft import Draft
from jobs.school.model import SchoolCalendar, Team
from jobs.school.problems import Finding, did_you_mean, near_miss
from jobs.school.vacations import NATIONAL, SECOND_MAY_WEEK

OURS = Definitions()
LONGEST_VACATION = 70  # days: six weeks of summer, a few more at an mbo, and no slip of a year


def check_calendar(draft: Draft) -> Iterator[Finding]:
    """Every rule of the calendar that a document breaks."""
    if draft.own:
        yield from _vacations(draft.own)
        yield from _moments_of_unknown_teams(draft, draft.own)
        yield from _lesson_hours(draft.own)
        yield from _free_hours(draft, draft.own)
    if draft.calendar:
        yield from _moments_without_school(draft.calendar)
        yield from _block_starts(draft, draft.calendar)


def _vacations(own: SchoolCalendar) -> Iterator[Finding]:
    for index, vacation in enumerate(own.vacations):
        path = ("calendar", "vacations", index)
        days = (vacation.end - vacation.start).days
        if days < 0:
            message = f"this vacation ends before it starts, on {vacation.start}; correct one"
            yield Finding((*path, "end"), "vacation-backwards", message)
        elif days > LONGEST_VACATION:
            message = f"this vacation lasts {days + 1} days; correct the year of one of its dates"
            yield Finding((*path, "end"), "vacation-too-long", message)
        known = (*NATIONAL, SECOND_MAY_WEEK)
        near = near_miss(vacation.name.strip(), known, cutoff=0.85)
        if near and near != vacation.name.strip().casefold():
            message = f"vacation '{vacation.name}' is unknown; did you mean '{near}'?"
            yield Finding((*path, "name"), "unknown-vacation", message, meant=near)


def _moments_of_unknown_teams(draft: Draft, own: SchoolCalendar) -> Iterator[Finding]:
    keys = [key for _, key in draft.team_keys]
    for index, moment in enumerate(own.bord_moments):
        if moment.team and moment.team not in keys:
            message = f"team '{moment.team}' is unknown; {did_you_mean(moment.team, keys)}"
            path = ("calendar", "bord_moments", index, "team")
            near = near_miss(moment.team, keys) or ""
            yield Finding(path, "unknown-team", message, meant=near)


def _moments_without_school(calendar: Calendar) -> Iterator[Finding]:
    for index, moment in enumerate(calendar.bord_moments):
        path = ("calendar", "bord_moments", index, "on")
        try:
            reason = calendar.closed_by(moment.on)
            if reason:
                day = calendar.next_school_day(moment.on)
                message = f"there is no school on {moment.on} ({reason}); the next day is {day}"
                yield Finding(path, "no-school", message, meant=str(day))
        except UnknownSchoolYearError as error:
            missing = ", ".join(error.missing)
            yield Finding(path, "unknown-school-year", str(error), meant=missing)


def _lesson_hours(own: SchoolCalendar) -> Iterator[Finding]:
    seen: dict[int, int] = {}
    for index, hour in enumerate(own.lesson_hours):
        path = ("calendar", "lesson_hours", index)
        if hour.end <= hour.start:
            message = f"lesson hour {hour.number} ends at {hour.end:%H:%M}, not after it starts"
            yield Finding((*path, "end"), "hour-backwards", f"{message}; correct one of the two")
        if hour.number in seen:
            message = (
                f"lesson hour {hour.number} stands on line {{line}} too; number every hour once"
            )
            first = ("calendar", "lesson_hours", seen[hour.number], "number")
            yield Finding((*path, "number"), "hour-twice", message, see=first)
        seen.setdefault(hour.number, index)
    yield from _overlaps(own)


def _overlaps(own: SchoolCalendar) -> Iterator[Finding]:
    hours = sorted(enumerate(own.lesson_hours), key=lambda item: item[1].start)
    for (_, before), (index, hour) in pairwise(hours):
        if hour.start < before.end and hour.number != before.number:
            message = (
                f"lesson hour {hour.number} starts at {hour.start:%H:%M}, before hour "
                f"{before.number} ends at {before.end:%H:%M}; correct one of the two"
            )
            yield Finding(("calendar", "lesson_hours", index, "start"), "hours-overlap", message)


def _free_hours(draft: Draft, own: SchoolCalendar) -> Iterator[Finding]:
    numbers = {hour.number for hour in own.lesson_hours}
    for team_index, team in draft.teams:
        for index, member in enumerate(team.members):
            for place, hour in enumerate(member.free_hours):
                if int(hour[2:]) not in numbers:
                    path = ("teams", team_index, "members", index, "free_hours", place)
                    message = (
                        f"free hour '{hour}' is not in the timetable, which has the lesson hours "
                        f"{', '.join(map(str, sorted(numbers)))}; correct it or add it there"
                    )
                    yield Finding(path, "unknown-hour", message)


def _block_starts(draft: Draft, calendar: Calendar) -> Iterator[Finding]:
    for index, team in draft.teams:
        path = ("teams", index, "block_start")
        try:
            if reason := _no_start(calendar, team.block_start):
                monday = _good_monday(calendar, team.block_start)
                message = f"a block cannot start on {team.block_start}, {reason}; write {monday}"
                yield Finding(path, "block-start", message, meant=str(monday))
            else:
                needed = SHORTEST_BLOCK if draft.own_words else len(load_block(OURS).weeks)
                yield from _earlier_blocks(index, team, calendar, needed)
        except UnknownSchoolYearError as error:
            missing = ", ".join(error.missing)
            yield Finding(path, "unknown-school-year", str(error), meant=missing)


def _earlier_blocks(index: int, team: Team, calendar: Calendar, needed: int) -> Iterator[Finding]:
    """Blocks of one school year that come one after the other, each with the weeks it needs."""
    year = calendar.vacations.school_year_of(team.block_start)
    starts = [*team.earlier_blocks, team.block_start]
    for place, (start, after) in enumerate(pairwise(starts)):
        path = ("teams", index, "earlier_blocks", place)
        if calendar.vacations.school_year_of(start) != year:
            message = f"{start} is in another school year than block_start; leave it out"
            yield Finding(path, "earlier-block", message)
        elif len(calendar.school_weeks(start, after - WEEK)) < needed:
            message = (
                f"the block of {start} is not over on {after}, for a block has {needed} school "
                "weeks; correct one of the two, and write the oldest first"
            )
            yield Finding(path, "earlier-block", message)


def _no_start(calendar: Calendar, day: date) -> str | None:
    if vacation := calendar.vacation_on(day):
        return f"which is in the {vacation}"
    if day.weekday() > FRIDAY:
        return "which is in a weekend"
    return "which is not a Monday" if day.weekday() else None


def _good_monday(calendar: Calendar, day: date) -> date:
    """The next Monday with school."""
    monday = monday_of(day) + WEEK
    while not calendar.is_school_day(monday):
        monday += WEEK
    return monday
