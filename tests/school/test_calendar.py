"""When the school is open, in its own time."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.school.calendar import Calendar, UnknownSchoolYearError, make_calendar
from jobs.school.config import load_configuration
from jobs.school.model import BordMoment, Bordsessie, SchoolCalendar, Team, Vacation
from jobs.school.vacations import NATIONAL, vacations_of

ESDOORN = load_configuration(Path(__file__).parent / "esdoorn.yaml")
ONDERBOUW = ESDOORN.teams[0]  # tuesdays at 15:15
CALENDAR = make_calendar(ESDOORN)
FIRST, LAST = date(2025, 9, 1), date(2030, 8, 25)
days = st.dates(FIRST, LAST)
regions = st.sampled_from(["noord", "midden", "zuid"])


def with_own(
    moments: Iterable[BordMoment] = (), study: Iterable[date] = (), own: Iterable[Vacation] = ()
) -> Calendar:
    calendar = SchoolCalendar(
        vacations=tuple(own),
        study_days=tuple(study),
        bord_moments=tuple(moments),
        lesson_hours=ESDOORN.calendar.lesson_hours,
    )
    return make_calendar(ESDOORN.model_copy(update={"calendar": calendar}))


def dates_of(moments: Iterable[datetime]) -> list[str]:
    return [f"{moment:%d-%m %H:%M}" for moment in moments]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 9, 21), None),
        (date(2026, 9, 26), "weekend"),
        (date(2026, 10, 19), "herfstvakantie"),
        (date(2027, 3, 26), "Goede vrijdag"),
        (date(2027, 5, 6), "Hemelvaartsdag"),
        (date(2026, 4, 27), "meivakantie"),
        (date(2026, 11, 17), "studiedag"),
    ],
)
def test_a_day_is_open_or_says_why_not(day: date, reason: str | None) -> None:
    assert with_own(study=[date(2026, 11, 17)]).closed_by(day) == reason


def test_liberation_day_is_a_day_off_each_fifth_year() -> None:
    assert CALENDAR.holiday_on(date(2030, 5, 5)) == "Bevrijdingsdag"
    assert CALENDAR.holiday_on(date(2027, 5, 5)) is None


def test_weeks_are_counted_within_the_school_year_and_pause_in_vacations() -> None:
    numbers = {week.monday: week.number for week in CALENDAR.school_weeks(FIRST, LAST)}
    assert numbers[date(2026, 8, 31)] == 1
    assert numbers[date(2026, 10, 12)] == 7
    assert date(2026, 10, 19) not in numbers
    assert numbers[date(2026, 10, 26)] == 8
    assert numbers[date(2027, 8, 30)] == 1


def test_a_week_in_a_vacation_is_no_school_week() -> None:
    assert CALENDAR.school_week(date(2026, 10, 21)) is None


def test_a_week_with_a_study_day_keeps_its_other_days() -> None:
    week = with_own(study=[date(2026, 11, 17)]).school_week(date(2026, 11, 22))
    assert week is not None
    assert [day.day for day in week.days] == [16, 18, 19, 20]


def test_school_days_are_found_on_both_sides_of_a_vacation() -> None:
    assert CALENDAR.next_school_day(date(2026, 10, 16)) == date(2026, 10, 26)
    assert CALENDAR.previous_school_day(date(2026, 10, 26)) == date(2026, 10, 16)


def test_a_bordsessie_is_held_each_school_week_and_skips_a_vacation() -> None:
    held = CALENDAR.bordsessies(ONDERBOUW, date(2026, 10, 6), date(2026, 11, 3))
    assert dates_of(held) == ["06-10 15:15", "13-10 15:15", "27-10 15:15", "03-11 15:15"]


def test_a_bordsessie_on_a_study_day_is_skipped() -> None:
    calendar = with_own(study=[date(2026, 10, 13)])
    held = calendar.bordsessies(ONDERBOUW, date(2026, 10, 5), date(2026, 10, 18))
    assert dates_of(held) == ["06-10 15:15"]


def test_a_moment_of_its_own_takes_the_place_of_the_weekly_one() -> None:
    for_all = BordMoment(on=date(2026, 10, 7), at=time(9))
    for_us = BordMoment(on=date(2026, 10, 14), at=time(8, 15), team="onderbouw")
    for_others = BordMoment(on=date(2026, 10, 28), at=time(8, 15), team="bovenbouw")
    held = with_own([for_all, for_us, for_others]).bordsessies(
        ONDERBOUW, date(2026, 10, 1), date(2026, 10, 31)
    )
    assert dates_of(held) == ["07-10 09:00", "14-10 08:15", "27-10 15:15"]


def test_a_teams_own_moment_goes_before_that_of_all_teams() -> None:
    for_all = BordMoment(on=date(2026, 10, 7), at=time(9))
    for_us = BordMoment(on=date(2026, 10, 8), at=time(10), team="onderbouw")
    held = with_own([for_all, for_us]).bordsessies(ONDERBOUW, date(2026, 10, 5), date(2026, 10, 9))
    assert dates_of(held) == ["08-10 10:00"]


def test_the_boards_clock_stays_the_same_on_both_sides_of_a_dst_night() -> None:
    before, after = CALENDAR.bordsessies(ONDERBOUW, date(2027, 3, 23), date(2027, 3, 30))
    assert dates_of([before, after]) == ["23-03 15:15", "30-03 15:15"]
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(days=7, hours=-1)


def test_a_moment_that_a_dst_night_skips_moves_on_and_one_it_repeats_is_the_first() -> None:
    assert CALENDAR.at(date(2027, 3, 28), time(2, 30)).isoformat() == "2027-03-28T03:30:00+02:00"
    assert CALENDAR.at(date(2026, 10, 25), time(2, 30)).isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_day_is_that_of_the_schools_own_clock() -> None:
    assert CALENDAR.local_date(datetime(2026, 11, 1, 23, 30, tzinfo=UTC)) == date(2026, 11, 2)


@pytest.mark.parametrize("day", [date(2025, 8, 30), date(2030, 9, 2), date(2034, 1, 10)])
def test_a_year_that_is_not_known_is_refused_with_what_to_do(day: date) -> None:
    with pytest.raises(UnknownSchoolYearError, match=r"list them under calendar\.vacations"):
        CALENDAR.is_school_day(day)


def test_a_school_may_make_a_year_known_itself() -> None:
    own = [
        Vacation(name=name, start=date(*start), end=date(*start) + timedelta(days=8))
        for name, start in zip(
            NATIONAL,
            [(2030, 10, 19), (2030, 12, 21), (2031, 2, 22), (2031, 4, 26), (2031, 7, 19)],
            strict=True,
        )
    ]
    assert with_own(own=own).is_school_day(date(2031, 1, 7))


@given(regions, days)
def test_there_is_never_school_in_a_vacation_a_weekend_or_on_a_holiday(
    region: str, day: date
) -> None:
    calendar = Calendar(ZoneInfo("Europe/Amsterdam"), vacations_of(region, ()), frozenset(), ())
    try:
        open_ = calendar.is_school_day(day)
    except UnknownSchoolYearError:
        return
    closed = calendar.vacation_on(day) or calendar.holiday_on(day) or day.weekday() > 4
    assert open_ == (not closed)


@given(days, days)
def test_school_weeks_are_mondays_in_order_with_days_of_their_own(start: date, end: date) -> None:
    weeks = CALENDAR.school_weeks(start, min(end, start + timedelta(days=400)))
    mondays = [week.monday for week in weeks]
    assert mondays == sorted(set(mondays))
    assert all(monday.weekday() == 0 for monday in mondays)
    assert all(week.days and all(day in week for day in week.days) for week in weeks)


@given(
    day=st.sampled_from(["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]),
    moment=st.times(),
    own=st.lists(st.tuples(days, st.times()), max_size=5),
    study=st.lists(days, max_size=5),
)
def test_a_bordsessie_is_always_on_a_school_day_at_the_clock_it_was_planned(
    day: str, moment: time, own: list[tuple[date, time]], study: list[date]
) -> None:
    calendar = with_own([BordMoment(on=on, at=at) for on, at in own], study)
    weekly = Bordsessie.model_validate({"day": day, "time": moment})
    team: Team = ONDERBOUW.model_copy(update={"bordsessie": weekly})
    clocks = {moment, *(at for _, at in own)}
    for held in calendar.bordsessies(team, date(2026, 9, 1), date(2027, 7, 1)):
        assert calendar.is_school_day(held.date())
        assert held.time() in clocks
