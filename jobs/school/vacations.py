"""School vacations: the shipped national dates, and a school's own in their place."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from jobs.school.model import Vacation

SUMMER = "zomervakantie"
NATIONAL = ("herfstvakantie", "kerstvakantie", "voorjaarvakantie", "meivakantie", SUMMER)
SECOND_MAY_WEEK = "meivakantie_adviesweek"
DATES = files("jobs.school") / "data" / "schoolvakanties.csv"


@dataclass(frozen=True, order=True)
class Period:
    """A vacation from its first to its last day; `school_year` is the year in which that began."""

    start: date
    end: date
    name: str
    school_year: int

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class NationalRow:
    """One row of the shipped dates."""

    period: Period
    region: str
    optional: bool
    source: str


@cache
def national_rows() -> tuple[NationalRow, ...]:
    """All shipped dates."""
    with DATES.open(encoding="utf-8") as lines:
        return tuple(_row(row) for row in csv.DictReader(lines))


def _row(row: dict[str, str]) -> NationalRow:
    period = Period(
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["eind"]),
        name=row["vakantie"],
        school_year=int(row["schooljaar"][:4]),
    )
    return NationalRow(period, row["regio"], row["optional"] == "true", row["source"])


@dataclass(frozen=True)
class Vacations:
    """The vacations of one school, and the school years that they make."""

    periods: tuple[Period, ...]

    def on(self, day: date) -> str | None:
        """The name of the vacation that a day is in."""
        return next((period.name for period in self.periods if day in period), None)

    def school_year_of(self, day: date) -> int:
        """The year in which the school year of a day began; it ends with its summer vacation."""
        ending = day.year - 1
        last_day = self._last_day(ending) or date(day.year, 7, 31)
        return ending if day <= last_day else day.year

    def missing(self, school_year: int) -> tuple[str, ...]:
        """The vacations of a school year that are not known; it starts after a summer."""
        known = {period.name for period in self.periods if period.school_year == school_year}
        missing = [name for name in NATIONAL if name not in known]
        before = [] if self._last_day(school_year - 1) else [f"{SUMMER} {school_year}"]
        return (*before, *missing)

    def school_years(self) -> Iterator[tuple[int, date, date]]:
        """Every known school year, with its first and its last day."""
        for year in sorted({period.school_year for period in self.periods}):
            before, last_day = self._last_day(year - 1), self._last_day(year)
            if before and last_day and not self.missing(year):
                yield year, before + timedelta(days=1), last_day

    def _last_day(self, school_year: int) -> date | None:
        summers = (
            period.end
            for period in self.periods
            if period.name == SUMMER and period.school_year == school_year
        )
        return max(summers, default=None)


def vacations_of(region: str, own: Iterable[Vacation]) -> Vacations:
    """The region's vacations, each replaced by the school's own of that name and school year.

    The optional second week of May counts only when the school lists it.
    """
    listed = [_own_period(vacation) for vacation in own]
    replaced = {(period.name, period.school_year) for period in listed}
    national = (
        row.period
        for row in national_rows()
        if row.region == region
        and not row.optional
        and (row.period.name, row.period.school_year) not in replaced
    )
    return Vacations(tuple(sorted([*national, *listed])))


def _own_period(vacation: Vacation) -> Period:
    name = vacation.name.strip().casefold()
    return Period(vacation.start, vacation.end, name, school_year_of_start(name, vacation.start))


def school_year_of_start(name: str, start: date) -> int:
    """The school year that a vacation belongs to; a summer vacation ends one, however late."""
    if name == SUMMER or start.month < 8:
        return start.year - 1
    return start.year
