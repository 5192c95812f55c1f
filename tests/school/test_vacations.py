"""The shipped school vacations, and a school's own in their place."""

from datetime import date, timedelta

import pytest

from jobs.school.model import Vacation
from jobs.school.vacations import NATIONAL, NationalRow, national_rows, vacations_of

SATURDAY, SUNDAY = 5, 6
LENGTHS = {
    "herfstvakantie": 9,
    "kerstvakantie": 16,
    "voorjaarvakantie": 9,
    "meivakantie": 9,
    "meivakantie_adviesweek": 9,
    "zomervakantie": 44,
}


@pytest.mark.parametrize(
    "row",
    national_rows(),
    ids=lambda row: f"{row.period.school_year}-{row.period.name}-{row.region}",
)
def test_a_vacation_runs_from_saturday_to_sunday_at_its_length(row: NationalRow) -> None:
    period = row.period
    assert (period.start.weekday(), period.end.weekday()) == (SATURDAY, SUNDAY)
    assert (period.end - period.start).days + 1 == LENGTHS[period.name]


@pytest.mark.parametrize("region", ["noord", "midden", "zuid"])
def test_every_region_has_every_vacation_of_five_school_years(region: str) -> None:
    known = {
        (row.period.school_year, row.period.name) for row in national_rows() if row.region == region
    }
    assert known >= {(year, name) for year in range(2025, 2030) for name in NATIONAL}
    years = [year for year, _, _ in vacations_of(region, ()).school_years()]
    assert years == [2025, 2026, 2027, 2028, 2029]


def test_only_the_second_week_of_may_is_optional() -> None:
    assert {row.period.name for row in national_rows() if row.optional} == {
        "meivakantie_adviesweek"
    }


def test_the_second_week_of_may_counts_only_when_the_school_lists_it() -> None:
    day = date(2027, 5, 5)
    assert vacations_of("midden", ()).on(day) is None
    own = Vacation(name="meivakantie_adviesweek", start=date(2027, 5, 1), end=date(2027, 5, 9))
    assert vacations_of("midden", (own,)).on(day) == "meivakantie_adviesweek"


def test_an_own_vacation_takes_the_place_of_the_national_one_of_that_year_only() -> None:
    own = Vacation(name="Herfstvakantie", start=date(2026, 10, 10), end=date(2026, 10, 18))
    vacations = vacations_of("midden", (own,))
    assert vacations.on(date(2026, 10, 12)) == "herfstvakantie"
    assert vacations.on(date(2026, 10, 20)) is None
    assert vacations.on(date(2027, 10, 20)) == "herfstvakantie"


def test_a_vacation_with_a_name_of_its_own_comes_on_top() -> None:
    own = Vacation(name="carnaval", start=date(2027, 2, 8), end=date(2027, 2, 12))
    vacations = vacations_of("zuid", (own,))
    assert vacations.on(date(2027, 2, 9)) == "carnaval"
    assert vacations.on(date(2027, 2, 16)) == "voorjaarvakantie"


def test_a_school_year_ends_with_its_summer_vacation() -> None:
    vacations = vacations_of("midden", ())
    ends = date(2027, 8, 29)
    assert vacations.school_year_of(ends) == 2026
    assert vacations.school_year_of(ends + timedelta(days=1)) == 2027
