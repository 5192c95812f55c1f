"""When the school is open: school days, school weeks and bordsessies, in the school's own time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

import holidays

from jobs.school.definitions import Definitions, definitions_of
from jobs.school.model import DAYS, BordMoment, Configuration, School, SchoolCalendar, Team
from jobs.school.vacations import Vacations, vacations_of

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FRIDAY = 4


class UnknownSchoolYearError(Exception):
    """A date lies in a school year of which not every vacation is known."""

    def __init__(self, day: date, school_year: int, missing: tuple[str, ...]) -> None:
        super().__init__(
            f"{day} lies in school year {school_year}-{school_year + 1}, of which these vacations "
            f"are not known: {', '.join(missing)}; list them under calendar.vacations in the "
            f"school's file, or install a newer Ritmiek"
        )
        self.day = day
        self.school_year = school_year
        self.missing = missing


@dataclass(frozen=True, order=True)
class SchoolWeek:
    """A week with at least one school day; `number` counts from 1 within the school year."""

    monday: date
    number: int
    school_year: str
    days: tuple[date, ...]

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + 6 * DAY

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday


@dataclass(frozen=True)
class Calendar:
    """The days of one school; every answer is in the school's own time zone.

    `definitions` say what a block of weeks holds at this school; `shown_metingen` of which days, by
    team key, figures were shown together as one meting.
    """

    zone: ZoneInfo
    vacations: Vacations
    study_days: frozenset[date]
    bord_moments: tuple[BordMoment, ...]
    definitions: Definitions = field(default_factory=Definitions)
    shown_metingen: Mapping[str, Sequence[tuple[date, date]]] = field(default_factory=dict)

    def at(self, day: date, moment: time) -> datetime:
        """The moment when the school's clock says so; one that a DST night skips moves on."""
        wall = datetime.combine(day, moment, self.zone)
        return wall.astimezone(UTC).astimezone(self.zone)

    def local_date(self, moment: datetime) -> date:
        """The date that the school's clock shows at a moment."""
        return moment.astimezone(self.zone).date()

    def is_school_day(self, day: date) -> bool:
        """Whether there is school."""
        return self.closed_by(day) is None

    def closed_by(self, day: date) -> str | None:
        """Why there is no school, in Dutch; none when there is."""
        self.require_known(day)
        return self._closed_by(day)

    def _closed_by(self, day: date) -> str | None:
        if name := self.vacations.on(day) or self.holiday_on(day):
            return name
        if day.weekday() > FRIDAY:
            return "weekend"
        return "studiedag" if self.is_study_day(day) else None

    def vacation_on(self, day: date) -> str | None:
        """The name of the vacation that a day is in."""
        self.require_known(day)
        return self.vacations.on(day)

    def holiday_on(self, day: date) -> str | None:
        """The name of the public holiday on a day."""
        return public_holidays(day.year).get(day)

    def is_study_day(self, day: date) -> bool:
        """Whether a day is for the staff alone."""
        return day in self.study_days

    def school_week(self, day: date) -> SchoolWeek | None:
        """The school week around a day; none when that week has no school."""
        week = self._weeks.get(monday_of(day))
        if week is None:
            self.require_known(day)
        return week

    def school_weeks(self, start: date, end: date) -> tuple[SchoolWeek, ...]:
        """The school weeks that touch the days from start to end, both included."""
        mondays = _steps(monday_of(start), end, WEEK)
        return tuple(week for day in mondays if (week := self.school_week(day)))

    def next_school_day(self, day: date) -> date:
        """The first school day after a day."""
        return self._nearest(day, DAY)

    def previous_school_day(self, day: date) -> date:
        """The last school day before a day."""
        return self._nearest(day, -DAY)

    def _nearest(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_school_day(day):
            day += step
        return day

    def bordsessies(self, team: Team, start: date, end: date) -> tuple[datetime, ...]:
        """When a team meets at the board, from start to end, both included."""
        moments = (
            moment
            for week in self.school_weeks(start, end)
            for moment in self._bordsessies_in(week, team)
        )
        return tuple(moment for moment in moments if start <= moment.date() <= end)

    def _bordsessies_in(self, week: SchoolWeek, team: Team) -> list[datetime]:
        """A week's own moments come in the place of the weekly one, a team's own before all's."""
        listed = [moment for moment in self.bord_moments if moment.on in week.days]
        own = [moment for moment in listed if moment.team == team.key]
        moments = own or [moment for moment in listed if moment.team is None]
        if moments:
            return sorted(self.at(moment.on, moment.at) for moment in moments)
        day = week.monday + DAYS.index(team.bordsessie.day) * DAY
        return [self.at(day, team.bordsessie.time)] if day in week.days else []

    def require_known(self, day: date) -> None:
        """Raise UnknownSchoolYearError when not every vacation around a day is known."""
        if any(first <= day <= last for _, first, last in self._school_years):
            return
        school_year = self.vacations.school_year_of(day)
        raise UnknownSchoolYearError(day, school_year, self.vacations.missing(school_year))

    @cached_property
    def _school_years(self) -> tuple[tuple[int, date, date], ...]:
        return tuple(self.vacations.school_years())

    @cached_property
    def _weeks(self) -> Mapping[date, SchoolWeek]:
        return {
            week.monday: week
            for year, first, last in self._school_years
            for week in self._weeks_of(year, first, last)
        }

    def _weeks_of(self, year: int, first: date, last: date) -> Iterator[SchoolWeek]:
        number = 0
        for monday in _steps(monday_of(first), last, WEEK):
            days = (monday + offset * DAY for offset in range(5))
            open_days = tuple(
                day for day in days if first <= day <= last and self._closed_by(day) is None
            )
            if open_days:
                number += 1
                yield SchoolWeek(monday, number, f"{year}-{year + 1}", open_days)


def make_calendar(configuration: Configuration) -> Calendar:
    """The calendar of a school."""
    calendar = make_calendar_of(configuration.school, configuration.calendar)
    return replace(calendar, definitions=definitions_of(configuration))


def make_calendar_of(school: School, own: SchoolCalendar) -> Calendar:
    """The calendar of a school with these days of its own."""
    return Calendar(
        zone=ZoneInfo(school.time_zone),
        vacations=vacations_of(school.region, own.vacations),
        study_days=frozenset(own.study_days),
        bord_moments=own.bord_moments,
    )


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - day.weekday() * DAY


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The Dutch public holidays of a year, by their Dutch names."""
    return dict(holidays.country_holidays("NL", years=year, language="nl"))


def _steps(start: date, end: date, step: timedelta) -> Iterator[date]:
    while start <= end:
        yield start
        start += step
