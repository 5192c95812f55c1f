from datetime import date, datetime

from forms.answers import Answers
from jobs.listening.rhythm import Count, Rhythm, held_by, rhythm, visits_by_week
from tests.programme.cast import BLOCK, CALENDAR, ONDERBOUW, answer, answers, at, nothing

REPORTED = at(30, 9)


def reported(form: str, *days: date) -> dict[str, Answers]:
    return nothing() | {form: answers(*(answer(REPORTED, datum=day) for day in days))}


def rhythm_of(given: dict[str, Answers], until: datetime) -> Rhythm:
    return rhythm(ONDERBOUW, BLOCK, CALENDAR, held_by(given), until)


def test_a_bordsessie_is_due_once_its_moment_has_come() -> None:
    assert rhythm_of(nothing(), at(29, 9, hour=8)).bordsessies == Count(0, 0)
    assert rhythm_of(nothing(), at(29, 9, hour=9)).bordsessies == Count(0, 1)


def test_a_bordsessie_that_two_people_report_counts_once() -> None:
    twice = reported("bordsessie", date(2026, 9, 29), date(2026, 9, 29), date(2026, 10, 6))
    assert rhythm_of(twice, at(9, 10)).bordsessies == Count(2, 2)


def test_a_bordsessie_of_before_the_block_does_not_count() -> None:
    earlier = reported("bordsessie", date(2026, 6, 2))
    assert rhythm_of(earlier, at(9, 10)).bordsessies.held == 0


def test_visits_are_due_on_the_friday_of_their_week() -> None:
    visits = reported("lesbezoek", date(2026, 10, 6), date(2026, 10, 7))
    assert rhythm_of(visits, at(8, 10)).lesbezoeken == Count(0, 0)
    assert rhythm_of(visits, at(9, 10)).lesbezoeken == Count(2, 8)


def test_a_visit_that_both_report_counts_once() -> None:
    both = [
        answer(REPORTED, datum=date(2026, 10, 6), lesuur="di2", groep=group)
        for group in ("Groep 5", "groep 5 ", "groep 6")
    ]
    given = nothing() | {"lesbezoek": answers(*both)}
    assert len(held_by(given).lesbezoeken) == 2


def test_designs_are_counted_per_pair() -> None:
    designs = reported("lesontwerp", date(2026, 10, 5))
    assert rhythm_of(designs, at(12, 10)).lesontwerpen == Count(1, 4)


def test_visits_stand_under_the_week_in_which_they_were() -> None:
    visits = reported("lesbezoek", date(2026, 10, 6), date(2026, 10, 14))
    weeks = visits_by_week(ONDERBOUW, BLOCK, CALENDAR, held_by(visits), at(15, 10))
    assert [(week.monday.day, week.count) for week in weeks] == [
        (12, Count(1, 0)),
        (5, Count(1, 8)),
    ]


def test_an_answer_without_a_readable_date_breaks_nothing() -> None:
    given = nothing() | {"bordsessie": answers(answer(REPORTED, datum="05-19"))}
    assert rhythm_of(given, at(9, 10)).bordsessies.held == 0
