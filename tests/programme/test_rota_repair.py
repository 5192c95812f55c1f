"""A rota is repaired with as few changes as can be; people's wishes and the past stay."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.programme.block import BlockWeek
from jobs.programme.rota import Skipped, Wish
from jobs.school.model import Team
from tests.programme.cast import CALENDAR, LESSON_HOURS, a_team
from tests.programme.rota_cast import (
    EIGHT,
    SECOND,
    THIRD,
    WEEKS,
    absent,
    entries,
    places_of,
    rota_of,
    rules_of,
    said,
    teams,
    the_row,
    with_host,
)

FIRST = rota_of(EIGHT)
numbers = st.integers(1, 8)
weeks = st.sampled_from(WEEKS)


@given(teams)
@settings(max_examples=5, deadline=None)
def test_repairing_when_nothing_changed_changes_nothing(team: Team) -> None:
    first = rota_of(team)
    again = rota_of(team, previous=first)
    assert again.changes == ()
    assert (again.visits, again.unplaced, again.pairs) == (
        first.visits,
        first.unplaced,
        first.pairs,
    )


@given(numbers, weeks)
@settings(max_examples=5, deadline=None)
def test_a_week_of_illness_changes_no_more_than_four_rows_of_that_week(
    number: int, week: BlockWeek
) -> None:
    ill = absent(EIGHT, number, week)
    repaired = rota_of(ill, previous=FIRST)
    assert {change.monday for change in repaired.changes} == {week.monday}
    assert 1 <= len(repaired.changes) <= 4
    changed = {row for row in said(FIRST) if said(FIRST)[row] != said(repaired).get(row)}
    assert len(changed) == len(repaired.changes)


def test_who_is_ill_neither_visits_nor_is_visited() -> None:
    repaired = rota_of(absent(EIGHT, 3, SECOND), previous=FIRST)
    there = [one for one in with_host(repaired) if one.monday == SECOND.monday]
    people = {person.name for one in there for person in (one.visitor, one.host)}
    assert "Lid 3" not in people
    assert Skipped(SECOND.monday, EIGHT.members[2], "absent") in repaired.skipped


def test_a_change_is_told_in_dutch() -> None:
    before = the_row(FIRST, SECOND, 3)
    repaired = rota_of(absent(EIGHT, 3, SECOND), previous=FIRST)
    told = next(change for change in repaired.changes if change.visitor.name == "Lid 3")
    assert told.sentence == (
        f"Het bezoek van Lid 3 aan {before.host.name} in de week van 26 oktober vervalt: "
        "Lid 3 is die week afwezig."
    )


@given(numbers, st.integers(0, 80))
@settings(max_examples=5, deadline=None)
def test_the_past_never_changes(number: int, days: int) -> None:
    today = WEEKS[0].monday + timedelta(days=days)
    fewer = tuple(one for one in EIGHT.members if one.name != f"Lid {number}")
    team = EIGHT.model_copy(update={"members": fewer})
    repaired = rota_of(team, previous=FIRST, today=today)
    assert {one for one in FIRST.visits if one.on < today} <= set(repaired.visits)
    assert all(one in FIRST.visits for one in repaired.visits if one.on < today)


def test_who_joins_gets_visits_from_today_on() -> None:
    joined = a_team(*[member.free_hours for member in EIGHT.members], ["ma2", "do5", "vr3"])
    repaired = rota_of(joined, previous=FIRST, today=THIRD.monday)
    new = [one for one in entries(repaired) if one.visitor.name == "Lid 9"]
    assert [isinstance(one, Skipped) for one in sorted(new, key=lambda one: one.monday)] == [
        True,
        True,
        False,
        False,
    ]


@given(numbers, weeks, st.integers(0, 4), st.integers(1, len(LESSON_HOURS)))
@settings(max_examples=6, deadline=None)
def test_a_day_and_hour_that_people_chose_is_kept(
    number: int, week: BlockWeek, day: int, hour: int
) -> None:
    on = week.monday + timedelta(days=day)
    wish = Wish(week.monday, f"lid{number}@linde.example", on=on, hour=hour)
    repaired = rota_of(EIGHT, previous=FIRST, wishes=[wish])
    if "wish" not in rules_of(repaired):
        visit = the_row(repaired, week, number)
        assert (visit.on, visit.hour.number) == (on, hour)
        assert visit.host == the_row(FIRST, week, number).host
    else:
        assert not CALENDAR.is_school_day(on) or (day, hour) == (1, 1)
    assert len(places_of(repaired)) == len(set(places_of(repaired)))


def test_another_hour_is_on_the_day_that_there_was() -> None:
    before = the_row(FIRST, SECOND, 1)
    hour = before.hour.number % 6 + 1
    wish = Wish(SECOND.monday, "lid1@linde.example", hour=hour)
    visit = the_row(rota_of(EIGHT, previous=FIRST, wishes=[wish]), SECOND, 1)
    assert (visit.on, visit.hour.number, visit.host) == (before.on, hour, before.host)


def test_a_visit_that_is_kept_stays_when_the_timetable_no_longer_fits() -> None:
    wish = Wish(SECOND.monday, "lid1@linde.example", keep=True)
    busy = EIGHT.members[0].model_copy(update={"free_hours": ("ma1",)})
    team = EIGHT.model_copy(update={"members": (busy, *EIGHT.members[1:])})
    kept = the_row(rota_of(team, previous=FIRST, wishes=[wish]), SECOND, 1)
    assert (kept.on, kept.hour) == (
        the_row(FIRST, SECOND, 1).on,
        the_row(FIRST, SECOND, 1).hour,
    )


def test_another_host_is_kept_and_nobody_is_left_out() -> None:
    before = the_row(FIRST, SECOND, 1).host.name
    other = next(n for n in range(2, 9) if f"Lid {n}" != before)
    wish = Wish(SECOND.monday, "lid1@linde.example", host=f"lid{other}@linde.example")
    repaired = rota_of(EIGHT, previous=FIRST, wishes=[wish])
    assert the_row(repaired, SECOND, 1).host.name == f"Lid {other}"
    hosts = [one.host.name for one in with_host(repaired) if one.monday == SECOND.monday]
    assert len(set(hosts)) == 8


def test_a_cancelled_visit_is_dropped_and_nothing_else() -> None:
    wish = Wish(SECOND.monday, "lid1@linde.example", cancelled=True)
    repaired = rota_of(EIGHT, previous=FIRST, wishes=[wish])
    assert [change.visitor.name for change in repaired.changes] == ["Lid 1"]
    assert Skipped(SECOND.monday, EIGHT.members[0], "cancelled") in repaired.skipped


def test_a_wish_for_a_vacation_is_let_go_with_the_reason() -> None:
    wish = Wish(SECOND.monday, "lid1@linde.example", on=date(2026, 10, 20))
    repaired = rota_of(EIGHT, previous=FIRST, wishes=[wish])
    assert repaired.changes == ()
    (conflict,) = (one for one in repaired.conflicts if one.rule == "wish")
    assert "op dinsdag 20 oktober is er geen school (herfstvakantie)" in conflict.sentence


def test_two_wishes_for_one_host_at_one_moment_name_who_is_in_two_places() -> None:
    on = SECOND.monday + timedelta(days=3)
    wishes = [
        Wish(SECOND.monday, f"lid{number}@linde.example", on=on, hour=2, host="lid5@linde.example")
        for number in (1, 2)
    ]
    repaired = rota_of(EIGHT, previous=FIRST, wishes=wishes)
    (conflict,) = (one for one in repaired.conflicts if one.rule == "wish")
    assert conflict.sentence.startswith(
        "Lid 5 kan op do 29 okt in het 2e uur niet op twee plaatsen zijn"
    )
    assert {one.name for one in conflict.people} == {"Lid 1", "Lid 2", "Lid 5"}


def test_earlier_blocks_count_for_the_pairs_that_have_met() -> None:
    block = rota_of(EIGHT)
    later = EIGHT.model_copy(update={"block_start": date(2027, 1, 4)})
    pairs = {(one.visitor, one.host) for one in with_host(block)}
    following = with_host(rota_of(later, history=block.visits))
    three_weeks = sorted({one.monday for one in following})[:3]
    again = [(one.visitor, one.host) for one in following if one.monday in three_weeks]
    assert len(again) == 24
    assert not pairs & set(again)


def test_a_wish_beside_a_visit_that_was_held_clashes_with_nothing() -> None:
    held = next(visit for visit in FIRST.visits if visit.monday == SECOND.monday)
    wish = Wish(held.monday, held.visitor.email, keep=True)
    later = held.on + timedelta(days=30)
    repaired = rota_of(EIGHT, previous=FIRST, wishes=[wish], today=later)
    assert not [one for one in repaired.conflicts if one.rule == "wish"]
    assert held in repaired.visits
