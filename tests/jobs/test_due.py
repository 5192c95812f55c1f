"""What is due when: school weeks, vacations, holidays on Mondays and the nights of DST."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.due import Due, due_now
from jobs.ledger import Ledger
from jobs.school.calendar import make_calendar
from jobs.school.model import Bordsessie, Configuration, PizzaGroup
from tests.programme.cast import DIENSTEN, ONDERBOUW, a_configuration

ZONE = ZoneInfo("Europe/Amsterdam")
# The first school day after the Christmas vacation is Monday 4 January.
DATES = (date(2026, 11, 12), date(2027, 1, 4))
SCHOOL = a_configuration(ONDERBOUW, DIENSTEN).model_copy(
    update={"pizza_group": PizzaGroup(key="bomen", name="Bomen", dates=DATES)}
)
CALENDAR = make_calendar(SCHOOL)


def due(ledger: Ledger, moment: datetime, school: Configuration = SCHOOL) -> tuple[Due, ...]:
    return due_now(school, CALENDAR, ledger, moment)


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def is_letter(one: Due) -> bool:
    return one.job not in ("collect", "circulate", "rota") and one.reminder != "visits"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    kept = Ledger(tmp_path / "ledger.sqlite")
    yield kept
    kept.close()


WEEKS = [
    ("2026-09-21 06:59", None, "the Monday on which the block starts, too early"),
    ("2026-09-21 07:00", "2026-09-21", "the Monday on which the block starts"),
    ("2026-09-14 07:00", None, "the week before any block"),
    ("2026-09-27 23:00", "2026-09-21", "still the same week on Sunday"),
    ("2026-10-05 12:00", None, "a Monday on which the staff studies"),
    ("2026-10-06 06:59", None, "the day after it, too early"),
    ("2026-10-06 07:00", "2026-10-05", "the first school day of that week"),
    ("2026-10-19 07:00", None, "the autumn vacation"),
    ("2026-10-25 07:00", None, "the Sunday on which the clock went back"),
    ("2026-10-26 06:59", None, "the Monday after it, too early"),
    ("2026-10-26 07:00", "2026-10-26", "the Monday after it"),
    ("2026-12-21 07:00", None, "Christmas"),
    ("2027-03-28 07:00", "2027-03-22", "Easter, the Sunday on which the clock goes forward"),
    ("2027-03-29 07:00", None, "Easter Monday"),
    ("2027-03-30 06:59", None, "the Tuesday after Easter, too early"),
    ("2027-03-30 07:00", "2027-03-29", "the Tuesday after Easter"),
    ("2027-05-17 09:00", None, "Whit Monday"),
    ("2027-05-18 07:00", "2027-05-17", "the Tuesday after Whitsun"),
]


@pytest.mark.parametrize(("moment", "monday", "why"), WEEKS, ids=[why for *_, why in WEEKS])
def test_the_week_mail_is_due_from_the_first_school_morning_of_a_week(
    ledger: Ledger, moment: str, monday: str | None, why: str
) -> None:
    found = {one.key for one in due(ledger, here(moment)) if one.job == "week"}
    teams = ("onderbouw", "diensten") if monday else ()
    assert found == {f"week/de-linde/{team}/{monday}" for team in teams}


@pytest.mark.parametrize(
    ("moment", "found"),
    [("2026-10-26T05:59", 0), ("2026-10-26T06:00", 2), ("2027-04-05T04:59", 0)],
)
def test_seven_in_the_morning_is_so_on_the_schools_clock(
    ledger: Ledger, moment: str, found: int
) -> None:
    utc = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert sum(one.job == "week" for one in due(ledger, utc)) == found


OVERVIEWS = [
    ("2026-09-07 07:00", "2026-09", "the first school Monday of September"),
    ("2026-09-14 07:00", None, "the second one"),
    ("2026-10-05 07:00", None, "a first Monday without school"),
    ("2026-10-06 07:00", "2026-10", "the first school day of that week"),
    ("2026-10-09 18:00", "2026-10", "still on its Friday"),
    ("2026-10-12 07:00", None, "the second week of October"),
    ("2026-12-01 07:00", None, "the first of the month, in a week of the month before"),
    ("2026-12-07 07:00", "2026-12", "the first school Monday of December"),
    ("2027-01-04 07:00", "2027-01", "the first Monday after Christmas"),
    ("2027-05-03 07:00", "2027-05", "the first Monday after the May vacation"),
    ("2027-08-02 07:00", None, "summer"),
]


@pytest.mark.parametrize(("moment", "month", "why"), OVERVIEWS, ids=[why for *_, why in OVERVIEWS])
def test_the_overview_is_due_in_the_first_school_week_that_starts_in_a_month(
    ledger: Ledger, moment: str, month: str | None, why: str
) -> None:
    found = [one.key for one in due(ledger, here(moment)) if one.job == "overview"]
    assert found == ([f"overview/de-linde/{month}"] if month else [])


PIZZASESSIES = [
    ("2026-11-11 06:59", None, "the school day before, too early"),
    ("2026-11-11 07:00", "2026-11-12", "the school day before"),
    ("2026-11-12 16:00", "2026-11-12", "the day itself"),
    ("2026-11-13 07:00", None, "the day after"),
    ("2026-12-18 07:00", "2027-01-04", "the last school day before a vacation"),
    ("2026-12-17 07:00", None, "the day before that"),
    ("2026-12-31 12:00", "2027-01-04", "in the vacation, when nobody ran it before"),
]


@pytest.mark.parametrize(("moment", "on", "why"), PIZZASESSIES, ids=[p[2] for p in PIZZASESSIES])
def test_the_pizzasessie_overview_is_due_from_the_school_day_before(
    ledger: Ledger, moment: str, on: str | None, why: str
) -> None:
    found = [one.key for one in due(ledger, here(moment)) if one.job == "pizzasessie"]
    assert found == ([f"pizzasessie/de-linde/{on}"] if on else [])


ASKING = [
    ("2026-11-04 12:00", None, "eight days before"),
    ("2026-11-05 06:59", None, "seven days before, too early"),
    ("2026-11-05 07:00", "2026-11-12", "seven days before"),
    ("2026-11-07 12:00", None, "a Saturday"),
    ("2026-11-10 19:00", "2026-11-12", "the last evening before the overview"),
    ("2026-11-11 07:00", None, "when the overview goes"),
    ("2026-12-18 06:59", None, "the last school day before a vacation, too early"),
    ("2026-12-17 12:00", None, "the day before that"),
    ("2026-12-28 12:00", None, "seven days before, in a vacation"),
]


@pytest.mark.parametrize(("moment", "on", "why"), ASKING, ids=[why for *_, why in ASKING])
def test_input_is_asked_for_a_week_before_on_a_school_day(
    ledger: Ledger, moment: str, on: str | None, why: str
) -> None:
    found = [one.key for one in due(ledger, here(moment)) if one.job == "inbreng"]
    assert found == ([f"inbreng/de-linde/{on}"] if on else [])


def test_input_is_asked_for_before_a_vacation_when_the_week_before_is_in_it(
    ledger: Ledger,
) -> None:
    group = PizzaGroup(key="bomen", name="Bomen", dates=(date(2027, 1, 5),))
    school = SCHOOL.model_copy(update={"pizza_group": group})
    assert "inbreng" in {one.job for one in due(ledger, here("2026-12-18 07:00"), school)}


AGREEING = [
    ("2026-11-12 18:00", None, "the day itself"),
    ("2026-11-13 06:59", None, "the day after, too early"),
    ("2026-11-13 07:00", "2026-11-12", "the day after"),
    ("2026-11-14 12:00", None, "a Saturday"),
    ("2026-11-16 12:00", "2026-11-12", "the Monday after, when nobody ran it before"),
    ("2026-11-30 12:00", None, "weeks later"),
    ("2027-01-05 07:00", "2027-01-04", "the day after the other"),
]


@pytest.mark.parametrize(("moment", "on", "why"), AGREEING, ids=[why for *_, why in AGREEING])
def test_agreements_go_round_the_school_day_after(
    ledger: Ledger, moment: str, on: str | None, why: str
) -> None:
    found = [one.key for one in due(ledger, here(moment)) if one.job == "agreements"]
    assert found == ([f"agreements/de-linde/{on}"] if on else [])


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


def test_after_a_bordsessie_on_friday_the_wave_is_over_before_its_second_day(
    ledger: Ledger,
) -> None:
    friday = ONDERBOUW.model_copy(update={"bordsessie": Bordsessie(day="vrijdag", time=time(15))})
    school = a_configuration(friday)
    days = (f"2026-10-{day:02} 12:00" for day in range(9, 15))
    found = [one for day in days for one in due(ledger, here(day), school)]
    assert not [one for one in found if one.reminder == "barometer"]


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


COLLECTING = [
    ("2026-11-09 06:59", False),
    ("2026-11-09 07:00", True),
    ("2026-11-09 19:00", True),
    ("2026-11-09 19:01", False),
    ("2026-11-08 12:00", False),
    ("2026-10-05 12:00", False),
    ("2026-10-20 12:00", False),
    ("2027-03-29 12:00", False),
]


@pytest.mark.parametrize(("moment", "is_due"), COLLECTING)
def test_collecting_is_due_on_school_days_from_seven_to_seven(
    ledger: Ledger, moment: str, is_due: bool
) -> None:
    found = [one.key for one in due(ledger, here(moment)) if one.job == "collect"]
    assert found == (["de-linde"] if is_due else [])


@pytest.mark.parametrize(("minutes", "is_due"), [(0, False), (13, False), (14, True), (60, True)])
def test_collecting_is_due_again_after_a_quarter_of_an_hour(
    ledger: Ledger, minutes: int, is_due: bool
) -> None:
    noon = here("2026-11-10 12:00")
    ledger.finished("collect", "de-linde", noon)
    found = [one.job for one in due(ledger, noon + timedelta(minutes=minutes))]
    assert ("collect" in found) == is_due


def test_figures_are_collected_before_any_letter(ledger: Ledger) -> None:
    jobs = [one.job for one in due(ledger, here("2026-12-07 07:00"))]
    assert jobs == ["collect", "circulate", "rota", "week", "week", "overview"]


def test_a_pizzasessie_of_years_ago_is_no_trouble(ledger: Ledger) -> None:
    group = PizzaGroup(key="bomen", name="Bomen", dates=(date(2019, 3, 14), *DATES))
    school = SCHOOL.model_copy(update={"pizza_group": group})
    assert due(ledger, here("2026-11-11 07:00"), school)


def test_what_may_have_left_is_not_due_and_what_did_not_leave_is(ledger: Ledger) -> None:
    monday = here("2026-11-09 07:00")
    letters = [one.key for one in due(ledger, monday) if one.job == "week"]
    for key in letters:
        ledger.claim(key, monday)
    ledger.failed(letters[0], "MailRefusedError")
    assert [one.key for one in due(ledger, monday) if one.job == "week"] == letters[:1]


MOMENTS = st.timedeltas(timedelta(), timedelta(days=280)).map(
    lambda step: datetime(2026, 8, 31, tzinfo=UTC) + step
)
LATER = st.timedeltas(timedelta(), timedelta(days=28))


@settings(max_examples=40, deadline=None)
@given(MOMENTS, st.lists(LATER, min_size=2, max_size=6).map(sorted))
def test_a_letter_that_was_sent_is_never_due_again(
    tmp_path_factory: pytest.TempPathFactory, start: datetime, later: list[timedelta]
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("due") / "ledger.sqlite")
    sent: set[str] = set()
    for moment in (start + step for step in later):
        letters = [one.key for one in due(ledger, moment) if is_letter(one)]
        assert sent.isdisjoint(letters)
        assert len(set(letters)) == len(letters)
        for key in letters:
            assert ledger.claim(key, moment)
            ledger.sent(key, moment)
        sent.update(letters)
    ledger.close()
