"""Phases, visits of the expertcoach, leaders of the board, hours, and the year that shows them."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.programme.block import team_blocks
from jobs.programme.coach_visits import VISITS, coach_visits
from jobs.programme.leaders import COACH, leader_rota
from jobs.programme.phases import phase_on
from jobs.programme.rows import school_rows, team_rows
from jobs.programme.time_plan import coach_hours, planned_time
from jobs.programme.vocabulary import load_words
from jobs.programme.year import school_year
from jobs.school.model import Absence, Schoolcoach, SchoolType
from tests.programme.cast import BLOCK_START, CALENDAR, ONDERBOUW, SCHOOL, a_team

BLOCKS = team_blocks(ONDERBOUW, CALENDAR)
YEAR = school_year(BLOCK_START, CALENDAR)
SECOND = ONDERBOUW.model_copy(
    update={"earlier_blocks": (BLOCK_START,), "block_start": date(2027, 1, 11)}
)
starts = st.sampled_from([week.monday for week in YEAR[:25]])


def test_a_team_prepares_then_starts_and_then_builds_on_it() -> None:
    days = [BLOCK_START - timedelta(days=3), BLOCK_START, BLOCKS[0].weeks[-1].sunday]
    assert [phase_on(ONDERBOUW, BLOCKS, day) for day in days] == [
        "voorbereiden",
        "starten",
        "starten",
    ]
    assert phase_on(SECOND, team_blocks(SECOND, CALENDAR), date(2027, 1, 12)) == "uitbouwen"


def test_a_phase_that_the_file_names_is_the_phase() -> None:
    named = ONDERBOUW.model_copy(update={"phase": "uitbouwen"})
    assert phase_on(named, BLOCKS, BLOCK_START) == "uitbouwen"


@pytest.mark.parametrize("kind", VISITS)
@given(start=starts)
def test_every_coach_visit_has_a_school_week_and_no_week_gets_two_while_one_has_none(
    kind: SchoolType, start: date
) -> None:
    [block] = team_blocks(a_team((), (), start=start), CALENDAR)
    visits = coach_visits(kind, YEAR, block)
    assert [visit.number for visit in visits] == list(range(1, VISITS[kind] + 1))
    weeks = Counter(visit.monday for visit in visits)
    ahead = [week.monday for week in YEAR if week.monday >= min(start, visits[0].monday)]
    assert set(weeks) <= {week.monday for week in YEAR}
    assert max(weeks.values()) == 1 or len(ahead) < VISITS[kind]


def test_a_primary_school_sees_its_coach_from_the_preparation_until_the_summer() -> None:
    visits = coach_visits("po", YEAR, BLOCKS[0])
    assert visits[0].phase == "voorbereiden"
    assert {visit.phase for visit in visits} == {"voorbereiden", "starten", "uitbouwen"}
    assert visits[-1].monday > date(2027, 5, 1)


def test_the_schoolcoach_leads_three_times_and_then_everybody_in_turn() -> None:
    leaders = list(leader_rota(ONDERBOUW, BLOCKS).values())
    assert leaders[:3] == [COACH] * 3
    assert leaders[3:] == [member.name for member in ONDERBOUW.members[:5]]


def test_in_a_second_block_the_turns_go_on() -> None:
    leaders = list(leader_rota(SECOND, team_blocks(SECOND, CALENDAR)).values())
    turns = Counter(name for name in leaders if name != COACH)
    assert max(turns.values()) - min(turns.values()) <= 1
    assert leaders.count(COACH) == 3


def test_who_is_away_leads_when_they_are_back() -> None:
    first = ONDERBOUW.members[0]
    away = Absence.model_validate(
        {"member": first.email, "from": "2026-10-26", "until": "2026-11-01"}
    )
    team = ONDERBOUW.model_copy(update={"absences": (away,)})
    leaders = leader_rota(team, BLOCKS)
    assert leaders[date(2026, 10, 26)] == ONDERBOUW.members[1].name
    assert leaders[date(2026, 11, 2)] == first.name


def test_a_team_plans_three_hours_in_its_first_block_and_two_after_it() -> None:
    hours = {week.monday: week.hours for week in planned_time(BLOCKS, YEAR)}
    assert (hours[BLOCK_START], hours[BLOCKS[0].weeks[-1].monday]) == (3, 3)
    assert hours[date(2026, 11, 30)] == 2
    assert date(2026, 10, 19) not in hours


def test_a_schoolcoach_of_a_fifth_has_eight_hours() -> None:
    coach = Schoolcoach(name="Coen", email="coen@linde.example", fte=0.2)
    assert coach_hours(coach) == 8


def test_the_year_of_the_team_shows_metingen_barometer_pizzasessies_and_the_coach() -> None:
    rows = team_rows(SCHOOL, ONDERBOUW, CALENDAR, load_words("teachers"))["jaarplanning.weken"]
    by_week = {row["week"]: row for row in rows}
    assert by_week[BLOCK_START]["meting"] == "nulmeting"
    assert by_week[BLOCK_START]["barometer"] is None
    assert by_week[date(2026, 9, 28)]["barometer"] == "invullen"
    assert any(row["pizzasessie"] for row in rows)
    assert sum(1 for row in rows if row["coach"]) == VISITS["po"]


def test_the_weekplanning_of_a_second_block_keeps_the_first() -> None:
    rows = team_rows(SCHOOL, SECOND, CALENDAR, load_words("teachers"))["weekplanning.weken"]
    assert [(row["blok"], row["nummer"]) for row in rows][8:10] == [(1, 8), (2, 0)]


def test_the_school_counts_how_many_teams_fill_in_the_barometer() -> None:
    rows = {row["week"]: row for row in school_rows(SCHOOL, CALENDAR)["jaarplanning.weken"]}
    assert rows[date(2026, 11, 9)]["barometer"] == "2 teams"
