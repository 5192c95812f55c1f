"""What is due when: school weeks, vacations, holidays on Mondays and the nights of DST."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.ledger import Ledger
from jobs.school.model import PizzaGroup
from tests.jobs.due_cast import DATES, SCHOOL, due, here, is_letter

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


ADDING = [
    ("2026-11-13 12:00", False, "the day on which the first letter goes"),
    ("2026-11-14 12:00", False, "a Saturday"),
    ("2026-11-16 06:59", False, "the school day after, too early"),
    ("2026-11-16 07:00", True, "the school day after"),
    ("2026-12-18 12:00", True, "weeks later"),
    ("2026-12-22 12:00", False, "a vacation"),
    ("2027-01-04 12:00", False, "the day of the next pizzasessie"),
]


def agreements_went(ledger: Ledger, moment: str = "2026-11-13 07:00") -> str:
    """The letter of the first pizzasessie is sent; the subject of what is added to it."""
    key = "agreements/de-linde/2026-11-12"
    ledger.claim(key, here(moment))
    ledger.sent(key, here(moment))
    ledger.keep("carried", key, key)
    return f"{key}/late"


@pytest.mark.parametrize(("moment", "is_due", "why"), ADDING, ids=[why for *_, why in ADDING])
def test_what_was_agreed_later_is_looked_for_until_the_next_pizzasessie(
    ledger: Ledger, moment: str, is_due: bool, why: str
) -> None:
    late = agreements_went(ledger)
    assert (late in [one.key for one in due(ledger, here(moment))]) == is_due


def test_what_was_agreed_later_is_looked_for_once_on_a_school_day(ledger: Ledger) -> None:
    late = agreements_went(ledger)
    ledger.finished("agreements", late, here("2026-11-17 07:00"))
    assert late not in [one.key for one in due(ledger, here("2026-11-17 18:00"))]
    assert late in [one.key for one in due(ledger, here("2026-11-18 07:00"))]


def test_nothing_is_added_to_a_letter_of_which_nobody_knows_whether_it_left(
    ledger: Ledger,
) -> None:
    key = "agreements/de-linde/2026-11-12"
    ledger.claim(key, here("2026-11-13 07:00"))
    ledger.keep("carried", key, key)
    assert not [one for one in due(ledger, here("2026-11-16 07:00")) if one.job == "agreements"]


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
