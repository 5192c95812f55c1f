"""What a rota keeps to: equal turns, rounds, answers, designs, bounds; and what it says if not."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.programme.block import BlockWeek, block_weeks
from jobs.programme.rota import make_rota
from jobs.school.model import Absence, Team
from tests.programme.cast import CALENDAR, DIENSTEN, LESSON_HOURS, a_team
from tests.programme.rota_cast import (
    EIGHT,
    HOURS,
    SECOND,
    WEEKS,
    absent,
    places_of,
    rota_of,
    rules_of,
    teams,
    visiting,
    with_host,
)

YEAR = timedelta(days=364)
sizes = pytest.mark.parametrize("size", [2, 3, 7, 12])


def a_team_of(size: int) -> Team:
    return a_team(*[()] * size)


@sizes
def test_everybody_visits_and_is_visited_equally_often(size: int) -> None:
    visits = rota_of(a_team_of(size)).visits
    assert set(Counter(one.visitor.name for one in visits).values()) == {4}
    assert set(Counter(one.host.name for one in visits).values()) == {4}


@sizes
def test_no_pair_repeats_before_all_have_met(size: int) -> None:
    visits = with_host(rota_of(a_team_of(size)))
    for start in range(0, 4, size - 1):
        mondays = [week.monday for week in WEEKS[start : start + size - 1]]
        pairs = [(one.visitor, one.host) for one in visits if one.monday in mondays]
        assert len(set(pairs)) == len(pairs)


@given(teams, st.integers(1, 8), st.sampled_from(WEEKS))
@settings(max_examples=6, deadline=None)
def test_nobody_who_is_away_takes_part_and_everybody_else_does(
    team: Team, number: int, week: BlockWeek
) -> None:
    number = min(number, len(team.members))
    rota = rota_of(absent(team, number, week))
    there = [one for one in with_host(rota) if one.monday == week.monday]
    others = {one.name for one in team.members} - {f"Lid {number}"}
    expected = others if len(others) > 1 else set()
    assert {one.visitor.name for one in there} == expected
    assert {one.host.name for one in there} == expected
    assert len(places_of(rota)) == len(set(places_of(rota)))


def test_who_is_away_some_days_visits_on_the_others() -> None:
    gone = {"member": "lid8@linde.example", "from": SECOND.monday}
    gone |= {"until": SECOND.monday + timedelta(days=2)}
    team = EIGHT.model_copy(update={"absences": (Absence.model_validate(gone),)})
    days = [
        one.on
        for one in rota_of(team).visits
        if one.monday == SECOND.monday and "Lid 8" in (one.visitor.name, one.host.name)
    ]
    assert len(days) == 2
    assert min(days) > SECOND.monday + timedelta(days=2)


@pytest.mark.parametrize("size", [6, 7, 8, 9, 10])
def test_visits_are_answered_in_the_same_or_the_next_visit_week(size: int) -> None:
    rota = rota_of(visiting(a_team_of(size), reciprocal=True))
    mondays = [week.monday for week in WEEKS]
    pairs = {(mondays.index(o.monday), o.visitor.name, o.host.name) for o in rota.visits}
    assert len(pairs) == size * len(mondays)
    for week, visitor, host in pairs:
        assert any((near, host, visitor) in pairs for near in (week - 1, week, week + 1))


@pytest.mark.parametrize("reciprocal", [False, True])
@pytest.mark.parametrize("size", [6, 7, 8, 9, 10])
def test_the_rota_of_a_team_is_proven_to_be_the_best(size: int, *, reciprocal: bool) -> None:
    rota = rota_of(visiting(a_team_of(size), reciprocal=reciprocal))
    assert (rota.gap, rota.conflicts) == (0, ())


def test_visits_of_an_odd_team_are_answered_with_few_free_hours_as_well() -> None:
    nine = a_team(*[HOURS[n : n + 24 : 6] for n in range(9)])
    rota = rota_of(visiting(nine, reciprocal=True))
    assert (rota.gap, rules_of(rota)) == (0, set())


def test_in_a_team_of_five_whose_visits_are_answered_not_all_see_what_they_designed() -> None:
    rota = rota_of(visiting(a_team_of(5), reciprocal=True))
    assert (rota.gap, rules_of(rota)) == (0, {"design"})


def test_an_odd_team_goes_on_with_pairs_that_did_not_meet_before() -> None:
    seven = visiting(a_team_of(7), reciprocal=True)
    first = rota_of(seven)
    history = [
        replace(one, monday=one.monday - YEAR, on=one.on - YEAR)
        for one in first.visits
        if one.monday in {week.monday for week in WEEKS[:2]}
    ]
    met = {(one.visitor.name, one.host.name) for one in history}
    second = rota_of(seven, history=history).visits
    assert met.isdisjoint((one.visitor.name, one.host.name) for one in second)


@sizes
def test_who_designs_together_visits_each_other_that_week(size: int) -> None:
    rota = rota_of(a_team_of(size))
    assert [len(pair.members) for pair in rota.pairs if pair.third] == [3] * 3 * (size % 2)
    for pair in rota.pairs:
        week = [one for one in rota.visits if one.monday == pair.monday]
        hosts = {one.visitor: one.host for one in week if one.visitor in pair.members}
        assert set(hosts) == set(hosts.values()) == set(pair.members)


@given(teams)
@settings(max_examples=5, deadline=None)
def test_everybody_designs_with_somebody_in_each_week_with_designs(team: Team) -> None:
    everybody = Counter(member.name for member in team.members)
    pairs = rota_of(team).pairs
    for week in block_weeks(team, CALENDAR):
        designing = [pair for pair in pairs if pair.monday == week.monday]
        names = Counter(one.name for pair in designing for one in pair.members)
        assert names == (everybody if week.designs else Counter())


def test_one_visit_a_week_is_a_visit_or_being_visited() -> None:
    rota = rota_of(visiting(a_team_of(6), per_week=1))
    taking_part = Counter(
        (one.monday, person.name) for one in rota.visits for person in (one.visitor, one.host)
    )
    assert set(taking_part.values()) == {1}
    assert Counter(one.visitor.name for one in rota.visits) == {f"Lid {n}": 2 for n in range(1, 7)}


def test_a_team_has_no_more_visits_in_a_week_than_it_wants() -> None:
    rota = rota_of(visiting(a_team_of(6), team_per_week=3))
    assert set(Counter(one.monday for one in rota.visits).values()) == {3}
    assert {skipped.reason for skipped in rota.skipped} == {"bound"}


def test_a_team_of_one_has_no_visits_and_says_so() -> None:
    alone = EIGHT.model_copy(update={"members": EIGHT.members[:1]})
    rota = rota_of(alone)
    assert not rota.visits
    (conflict,) = rota.conflicts
    assert conflict.sentence.startswith("Lid 1 is de enige in het team")


def test_a_visitor_without_a_free_hour_is_named_with_the_week() -> None:
    rota = rota_of(a_team([], ["ma1", "wo1"], ["di1", "do1"]))
    told = [one.sentence for one in rota.conflicts if one.rule == "hour"]
    assert told[0] == (
        "Lid 1 heeft in de week van 5 oktober geen vrij lesuur om bij iemand te kijken. "
        "Dit bezoek is nog af te spreken."
    )
    assert len(told) == len(rota.unplaced) == 4


def test_the_fewest_visitors_who_clash_are_named_with_their_only_host() -> None:
    only_lid_4_teaches_then = a_team(["wo1"], ["wo1"], ["wo1"], ["do2", "do3"])
    rota = rota_of(only_lid_4_teaches_then)
    conflict = next(one for one in rota.conflicts if one.rule == "hour")
    names = [one.name for one in conflict.people]
    assert len(names) == 3
    assert "Lid 4" in names
    assert "kunnen in de week van 5 oktober alleen bij Lid 4 kijken" in conflict.sentence


def test_a_repeated_pair_is_told_with_who_has_no_other_hour() -> None:
    lid_1_can_only_visit_lid_5 = a_team(
        ["wo1"], ["wo1", "ma1"], ["wo1", "ma2"], ["wo1", "ma3"], ["vr1"]
    )
    rota = rota_of(lid_1_can_only_visit_lid_5)
    conflict = next(one for one in rota.conflicts if one.sentence.startswith("Lid 1 kijkt"))
    assert conflict.rule == "repeat"
    assert "opnieuw bij Lid 5" in conflict.sentence
    assert conflict.sentence.endswith("voor Lid 1 is er anders niet elke week een lesuur.")
    assert len(conflict.weeks) > 1


@given(teams)
@settings(max_examples=5, deadline=None)
def test_every_visit_without_an_hour_has_its_sentence(team: Team) -> None:
    rota = rota_of(team)
    told = " ".join(one.sentence for one in rota.conflicts if one.rule == "hour")
    assert all(one.visitor.name in told for one in rota.unplaced)
    assert ("hour" in rules_of(rota)) == bool(rota.unplaced)


def test_a_block_that_a_vacation_splits_goes_on_after_it() -> None:
    days = [one.on for one in rota_of(DIENSTEN).visits]
    assert min(days) < date(2026, 10, 17) < date(2026, 10, 25) < max(days)


def test_the_rota_does_not_depend_on_the_order_of_hashes() -> None:
    script = (
        "from tests.programme.rota_cast import EIGHT, rota_of, said;print(said(rota_of(EIGHT)))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_a_team_without_any_lesson_hour_left_has_everything_to_arrange() -> None:
    weeks = block_weeks(DIENSTEN, CALENDAR)
    rota = make_rota(DIENSTEN, weeks, CALENDAR, LESSON_HOURS[:0])
    assert len(rota.unplaced) == 24
