from datetime import date, datetime

from jobs.programme.block import block_weeks, planned
from tests.programme.cast import BLOCK, CALENDAR, DIENSTEN, ONDERBOUW, ZONE, a_team


def test_a_block_counts_school_weeks_and_pauses_over_the_autumn_vacation() -> None:
    mondays = [(week.number, week.monday) for week in BLOCK]
    assert mondays[0] == (0, date(2026, 9, 21))
    assert mondays[3:5] == [(3, date(2026, 10, 12)), (4, date(2026, 10, 26))]
    assert mondays[-1] == (8, date(2026, 11, 23))


def test_a_block_that_starts_in_the_middle_of_a_week_has_that_week_as_week_0() -> None:
    team = a_team((), (), start=date(2026, 9, 23))
    assert block_weeks(team, CALENDAR)[0].monday == date(2026, 9, 21)


def test_the_first_bordsessie_is_in_week_1() -> None:
    assert BLOCK[0].bordsessies == ()
    assert BLOCK[1].bordsessies == (datetime(2026, 9, 29, 8, 30, tzinfo=ZONE),)


def test_support_staff_read_their_own_words() -> None:
    said = " ".join(" ".join(week.activities) for week in block_weeks(DIENSTEN, CALENDAR))
    assert "werkbezoek" in said
    assert "les" not in said.replace("bordsessie", "").split()
    assert "leerling" not in said


def test_in_visit_weeks_everybody_visits_and_pairs_design() -> None:
    plans = [planned(week, ONDERBOUW) for week in BLOCK]
    assert [plan.lesbezoeken for plan in plans] == [0, 0, 8, 0, 8, 0, 8, 0, 8]
    assert [plan.lesontwerpen for plan in plans] == [0, 0, 4, 0, 4, 0, 4, 0, 0]
    assert sum(plan.bordsessies for plan in plans) == 8
