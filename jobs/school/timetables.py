"""What is wrong with the timetables that a school's file names."""

from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

from jobs.school.model import Configuration, Team
from jobs.school.problems import Problem
from jobs.school.timetable_csv import TimetableError, read_week_hours
from jobs.school.timetable_ics import read_lessons


def timetable_problems(configuration: Configuration) -> Iterator[Problem]:
    """Every mistake in every timetable, each at its own row and column."""
    for team in configuration.teams:
        yield from _of_team(team, [hour.number for hour in configuration.calendar.lesson_hours])
        for member in team.members:
            if member.timetable:
                zone = ZoneInfo(configuration.school.time_zone)
                try:
                    read_lessons(member.timetable, zone, team.block_start, team.block_start)
                except TimetableError as error:
                    yield from error.problems


def _of_team(team: Team, lesson_hours: Collection[int]) -> Iterator[Problem]:
    if team.timetable:
        try:
            read_week_hours(team.timetable, team, lesson_hours)
        except TimetableError as error:
            yield from error.problems
