"""When members are free, when they teach and when they are not there at all.

What is known of a member comes from the best source there is: an .ics timetable of their own, the
.csv timetable of the team, or the free hours in the school's file. Who has none of the three in a
team where others do, teaches all the time: a host, but never a visitor. In a team of which nothing
is known, everybody can at any hour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jobs.programme.rota.hours import Slot
from jobs.school.calendar import Calendar
from jobs.school.model import Member, Team
from jobs.school.timetable_csv import WeekHours, read_week_hours
from jobs.school.timetable_ics import Lessons, read_lessons


@dataclass(frozen=True)
class Availability:
    """What is known of each member, by address in small letters."""

    team: Team
    weekly: Mapping[str, WeekHours]
    lessons: Mapping[str, Lessons]

    @property
    def known(self) -> bool:
        """Whether anything is known of anybody."""
        return bool(self.weekly or self.lessons)

    def absent(self, member: Member, day: date) -> bool:
        """Whether somebody is ill or on leave on a day."""
        return any(
            absence.member.casefold() == member.email.casefold()
            and absence.start <= day <= (absence.until or date.max)
            for absence in self.team.absences
        )

    def free(self, member: Member, slot: Slot) -> bool:
        """Whether somebody is at school and has no lesson: an hour in which to visit."""
        key = member.email.casefold()
        if lessons := self.lessons.get(key):
            return lessons.on(slot.on) and not self._has_lesson(lessons, slot)
        if hours := self.weekly.get(key):
            return slot.key in hours.free
        return not self.known

    def teaches(self, member: Member, slot: Slot) -> bool:
        """Whether somebody has a lesson: an hour in which to be visited."""
        key = member.email.casefold()
        if lessons := self.lessons.get(key):
            return self._has_lesson(lessons, slot)
        if hours := self.weekly.get(key):
            return hours.teaches(slot.key)
        return True

    def fits(self, visitor: Member, host: Member, slot: Slot) -> bool:
        """Whether a visit can be then."""
        return (
            self.free(visitor, slot)
            and self.teaches(host, slot)
            and not self.absent(visitor, slot.on)
            and not self.absent(host, slot.on)
        )

    def _has_lesson(self, lessons: Lessons, slot: Slot) -> bool:
        start = datetime.combine(slot.on, slot.hour.start)
        return lessons.during(start, datetime.combine(slot.on, slot.hour.end))


def availability_of(team: Team, calendar: Calendar, days: Sequence[date]) -> Availability:
    """The availability of a team between the first and the last of these days."""
    weekly = {
        member.email.casefold(): WeekHours(frozenset(member.free_hours))
        for member in team.members
        if member.free_hours
    }
    if team.timetable:
        weekly |= read_week_hours(team.timetable, team)
    lessons = {
        member.email.casefold(): read_lessons(member.timetable, calendar.zone, min(days), max(days))
        for member in team.members
        if member.timetable and days
    }
    return Availability(team, weekly, lessons)
