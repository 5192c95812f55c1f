"""When people are reminded: of the barometer after the board, and of a visit the day before."""

from datetime import date, time, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.due import due_now
from jobs.ledger import Ledger
from jobs.moments import in_school_hours, wave_to_remind_of
from jobs.school.calendar import Calendar, make_calendar
from jobs.school.model import Bordsessie, Configuration, Day
from tests.jobs.due_cast import due, here
from tests.programme.cast import ONDERBOUW, a_configuration

BAROMETERS = [
    ("2026-09-22 12:00", None, "week 0, without a board"),
    ("2026-09-29 18:00", None, "the day of the first bordsessie"),
    ("2026-09-30 06:59", None, "the day after, too early"),
    ("2026-09-30 07:00", "2026-09-28", "the day after"),
    ("2026-10-02 19:00", "2026-09-28", "Friday evening"),
    ("2026-10-03 12:00", None, "Saturday"),
    ("2026-10-05 12:00", None, "the Monday after"),
    ("2026-10-21 12:00", None, "a vacation"),
    ("2026-10-28 07:00", "2026-10-26", "the week after a night of DST"),
]


@pytest.mark.parametrize(("moment", "monday", "why"), BAROMETERS, ids=[b[2] for b in BAROMETERS])
def test_the_barometer_reminder_is_due_from_the_school_day_after_the_bordsessie(
    ledger: Ledger, moment: str, monday: str | None, why: str
) -> None:
    found = {one.key for one in due(ledger, here(moment)) if one.reminder == "barometer"}
    teams = ("onderbouw", "diensten") if monday else ()
    assert found == {f"barometer/de-linde/{team}/{monday}" for team in teams}


def meeting(day: Day, hour: int, *study_days: date) -> tuple[Configuration, Calendar]:
    """A school with one team that meets at this moment of the week, and days for the staff."""
    team = ONDERBOUW.model_copy(update={"bordsessie": Bordsessie(day=day, time=time(hour, 30))})
    school = a_configuration(team)
    own = school.calendar.model_copy(update={"study_days": study_days})
    school = school.model_copy(update={"calendar": own})
    return school, make_calendar(school)


FRIDAYS = [
    ("2026-10-09 14:59", 8, None, "after a morning, before three"),
    ("2026-10-09 15:00", 8, "2026-10-05", "after a morning, at three"),
    ("2026-10-09 16:29", 15, None, "within the hour after the bordsessie"),
    ("2026-10-09 16:30", 15, "2026-10-05", "an hour after the bordsessie"),
    ("2026-10-09 19:01", 15, None, "in the evening"),
    ("2026-10-10 12:00", 15, None, "on Saturday"),
    ("2026-10-12 12:00", 15, None, "on Monday, when the wave is over"),
]


@pytest.mark.parametrize(
    ("moment", "hour", "monday", "why"), FRIDAYS, ids=[why for *_, why in FRIDAYS]
)
def test_after_a_bordsessie_on_friday_the_reminder_comes_that_same_afternoon(
    ledger: Ledger, moment: str, hour: int, monday: str | None, why: str
) -> None:
    school, calendar = meeting("vrijdag", hour)
    found = [
        one.key
        for one in due_now(school, calendar, ledger, here(moment))
        if one.reminder == "barometer"
    ]
    assert found == ([f"barometer/de-linde/onderbouw/{monday}"] if monday else [])


def test_a_free_friday_makes_thursday_the_last_day(ledger: Ledger) -> None:
    school, calendar = meeting("donderdag", 14, date(2026, 10, 9))
    found = due_now(school, calendar, ledger, here("2026-10-08 15:30"))
    assert [one.on for one in found if one.reminder == "barometer"] == [date(2026, 10, 5)]


SCHOOL_YEAR = [date(2026, 8, 31) + timedelta(days=n) for n in range(300)]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(get_args(Day)),
    st.integers(7, 17),
    st.lists(st.sampled_from(SCHOOL_YEAR), max_size=40, unique=True),
    st.sampled_from(range(0, 300, 7)),
)
def test_every_wave_has_a_moment_for_its_reminder_on_a_school_day_after_the_board(
    day: Day, hour: int, study_days: list[date], week: int
) -> None:
    school, calendar = meeting(day, hour, *study_days)
    team, monday = school.teams[0], SCHOOL_YEAR[week]
    hours = (calendar.at(monday, time()) + timedelta(hours=n) for n in range(7, 7 * 24))
    found = [
        one
        for one in hours
        if in_school_hours(calendar, one) and wave_to_remind_of(calendar, team, one)
    ]
    met = calendar.bordsessies(team, monday, monday + timedelta(days=6))
    assert bool(found) == bool(met and monday >= date(2026, 9, 28))
    assert all(wave_to_remind_of(calendar, team, one) == monday for one in found)
    assert all(one > met[0] for one in found)


def test_a_reminder_that_nobody_needs_is_not_due_again(ledger: Ledger) -> None:
    wednesday = here("2026-09-30 07:00")
    ledger.finished("remind", "barometer/de-linde/onderbouw/2026-09-28", wednesday)
    found = [one.team for one in due(ledger, wednesday) if one.reminder == "barometer"]
    assert found == ["diensten"]


VISITING = [
    ("2026-10-02 12:00", {"2026-10-06"}, "the Friday before a Monday on which the staff studies"),
    ("2026-10-06 12:00", {"2026-10-06", "2026-10-07"}, "a Tuesday"),
    ("2026-10-06 19:01", set(), "in the evening"),
    ("2026-10-09 12:00", {"2026-10-09"}, "Friday of the visit week"),
    ("2026-10-04 12:00", set(), "a Sunday"),
    ("2026-10-16 12:00", {"2026-10-26"}, "the Friday before a vacation"),
    ("2026-10-25 12:00", set(), "the Sunday on which the clock went back"),
]


@pytest.mark.parametrize(("moment", "days", "why"), VISITING, ids=[why for *_, why in VISITING])
def test_visits_are_announced_from_the_school_day_before(
    ledger: Ledger, moment: str, days: set[str], why: str
) -> None:
    found = {
        one.key
        for one in due(ledger, here(moment))
        if one.reminder == "visits" and one.team == "onderbouw"
    }
    assert found == {f"visit/de-linde/onderbouw/{day}" for day in days}


@pytest.mark.parametrize(("minutes", "is_due"), [(15, False), (60, True)])
def test_visits_are_looked_up_again_after_an_hour(
    ledger: Ledger, minutes: int, is_due: bool
) -> None:
    noon = here("2026-10-06 12:00")
    for one in due(ledger, noon):
        ledger.finished(one.job, one.key, noon)
    found = due(ledger, noon + timedelta(minutes=minutes))
    assert any(one.reminder == "visits" for one in found) == is_due
