from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.programme.block import block_weeks
from jobs.programme.rota import DAY_KEYS, Rota, Unplaced, Visit, make_rota
from jobs.school.model import Team
from tests.programme.cast import CALENDAR, DIENSTEN, LESSON_HOURS, STUDY_DAY, a_team

HOURS = [f"{day}{hour.number}" for day in DAY_KEYS for hour in LESSON_HOURS]
free_hours = st.lists(st.sampled_from(HOURS), max_size=6, unique=True)
teams = st.lists(free_hours, min_size=2, max_size=9).map(lambda hours: a_team(*hours))


def rota_of(team: Team, seed: int = 0) -> Rota:
    return make_rota(team, block_weeks(team, CALENDAR), CALENDAR, LESSON_HOURS, seed=seed)


def everything(rota: Rota) -> Sequence[Visit | Unplaced]:
    return sorted([*rota.visits, *rota.unplaced], key=lambda visit: visit.monday)


def places_of(rota: Rota) -> list[tuple[date, int, str]]:
    """Where everybody is: a day, a lesson hour and a name."""
    return [
        (visit.on, visit.hour.number, person.name)
        for visit in rota.visits
        for person in (visit.visitor, visit.host)
    ]


@given(teams)
@settings(max_examples=10, deadline=None)
def test_everybody_visits_once_and_is_visited_once_in_each_visit_week(team: Team) -> None:
    visits = everything(rota_of(team))
    weeks = [week.monday for week in block_weeks(team, CALENDAR) if week.number in (2, 4, 6, 8)]
    once = Counter((week, member.name) for week in weeks for member in team.members)
    assert Counter((visit.monday, visit.visitor.name) for visit in visits) == once
    assert Counter((visit.monday, visit.host.name) for visit in visits) == once
    assert all(visit.visitor != visit.host for visit in visits)


@given(teams, st.integers(1, len(LESSON_HOURS)))
@settings(max_examples=10, deadline=None)
def test_nobody_is_in_two_places_at_once(team: Team, hours: int) -> None:
    weeks = block_weeks(team, CALENDAR)
    places = places_of(make_rota(team, weeks, CALENDAR, LESSON_HOURS[:hours]))
    assert len(places) == len(set(places))


def test_one_lesson_hour_a_day_is_shared_without_clashes() -> None:
    weeks = block_weeks(DIENSTEN, CALENDAR)
    rota = make_rota(DIENSTEN, weeks, CALENDAR, LESSON_HOURS[:1])
    assert len(rota.visits) == 4 * 6
    assert len(set(places_of(rota))) == 2 * len(rota.visits)


@given(teams)
@settings(max_examples=10, deadline=None)
def test_visits_are_on_school_days_when_the_visitor_is_free_and_the_host_teaches(
    team: Team,
) -> None:
    for visit in rota_of(team).visits:
        assert CALENDAR.is_school_day(visit.on)
        assert visit.on != STUDY_DAY
        slot = f"{DAY_KEYS[visit.on.weekday()]}{visit.hour.number}"
        if any(member.free_hours for member in team.members):
            assert slot in visit.visitor.free_hours
            assert slot not in visit.host.free_hours


@given(teams, st.integers(0, 5))
@settings(max_examples=5, deadline=None)
def test_the_same_seed_gives_the_same_rota(team: Team, seed: int) -> None:
    assert rota_of(team, seed) == rota_of(team, seed)


def test_no_pair_repeats_while_there_are_other_colleagues() -> None:
    pairs = Counter((visit.visitor.name, visit.host.name) for visit in rota_of(DIENSTEN).visits)
    assert len(pairs) == 4 * 6


def test_in_a_team_of_three_a_pair_comes_back_only_after_the_other_one() -> None:
    visits = everything(rota_of(a_team(["ma1"], ["di1"], ["do1"])))
    rounds = (visits[:6], visits[6:])
    pairs = [[(visit.visitor.name, visit.host.name) for visit in part] for part in rounds]
    assert all(len(set(part)) == 6 for part in pairs)


def test_a_team_without_free_hours_gets_an_hour_for_every_visit() -> None:
    rota = rota_of(DIENSTEN)
    assert rota.unplaced == ()
    assert len(rota.visits) == 4 * 6


def test_a_visitor_who_is_never_free_is_still_to_be_arranged() -> None:
    rota = rota_of(a_team([], ["ma1", "wo1"], ["di1", "do1"]))
    assert {visit.visitor.name for visit in rota.unplaced} == {"Lid 1"}
    assert len(rota.unplaced) == 4


def test_a_repeated_pair_is_better_than_a_visit_without_an_hour() -> None:
    only_lid_3_teaches = a_team(["wo1"], ["wo1"], ["wo1"], [])
    rota = rota_of(only_lid_3_teaches)
    assert len(rota.visits) == 4
    assert {visit.host.name for visit in rota.visits} == {"Lid 4"}


def test_no_visit_is_during_the_bordsessie() -> None:
    team = a_team(["di1"], ["di1", "wo1"])
    hours = {(visit.on.weekday(), visit.hour.number) for visit in rota_of(team).visits}
    assert (1, 1) not in hours
    assert hours == {(2, 1)}


def test_no_visit_week_falls_in_a_vacation() -> None:
    days = chain.from_iterable((v.on, v.monday) for v in rota_of(DIENSTEN).visits)
    assert not any(CALENDAR.vacation_on(day) for day in days)
