from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answers
from jobs.listening.barometer import (
    Wave,
    bounds,
    explanation,
    school_sentence,
    waves,
)
from tests.programme.cast import CALENDAR, answer, answers, at, opinions

MONDAY_AFTER = at(5, 10, 7)
MEMBERS = 8
opinion = st.one_of(st.none(), st.integers(1, 5))


def wave_of(*energie: int | None, now: datetime = MONDAY_AFTER) -> Wave:
    return waves(opinions(at(29, 9), *energie), MEMBERS, CALENDAR, now)[0]


def test_a_question_is_counted_as_disagree_neutral_agree_and_not_applicable() -> None:
    figures = wave_of(1, 2, 3, 4, 5, 5, None).questions["energie"]
    counted = (figures.disagree, figures.neutral, figures.agree, figures.blank)
    assert counted == (2, 1, 3, 1)
    assert figures.answered == 6


def test_the_median_is_an_answer_that_somebody_gave() -> None:
    assert wave_of(1, 2, 4, 5, 5).questions["energie"].median == 4
    assert wave_of(1, 2, 3, 4, 5, 5).questions["energie"].median == 3


def test_an_answer_on_sunday_evening_belongs_to_the_week_before() -> None:
    sunday_in_utc = datetime(2026, 10, 4, 21, 59, tzinfo=UTC)
    monday_in_utc = datetime(2026, 10, 4, 22, 1, tzinfo=UTC)
    found = waves(
        answers(answer(sunday_in_utc), answer(monday_in_utc)), MEMBERS, CALENDAR, at(6, 10)
    )
    assert [wave.monday for wave in found] == [date(2026, 10, 5), date(2026, 9, 28)]


def test_a_running_wave_shows_only_how_many_answered() -> None:
    wave = wave_of(*[5] * 8, now=at(2, 10))
    assert (wave.answered, wave.members, wave.status) == (8, 8, "loopt nog")
    assert (wave.questions, wave.actions, wave.successen) == ({}, {}, ())


def test_a_week_without_answers_is_a_wave_of_none() -> None:
    asked = [date(2026, 9, 28), date(2026, 10, 12)]
    found = waves(answers(), MEMBERS, CALENDAR, at(6, 10), asked)
    assert [(wave.monday, wave.answered) for wave in found] == [(date(2026, 9, 28), 0)]


@given(st.lists(opinion, max_size=12))
def test_below_five_answers_there_is_nothing_but_the_count(given_: list[int | None]) -> None:
    said = opinions(at(29, 9), *given_, succes="het lukte", belemmering="de tijd")
    wave = waves(said, MEMBERS, CALENDAR, MONDAY_AFTER, [date(2026, 9, 28)])[0]
    shown = bool(wave.questions or wave.actions or wave.successen or wave.belemmeringen)
    assert wave.answered == len(given_)
    assert shown == (len(given_) >= 5)


@given(st.lists(opinion, min_size=5, max_size=12))
def test_a_question_that_fewer_than_five_could_answer_is_left_out(
    given_: list[int | None],
) -> None:
    could = sum(one is not None for one in given_)
    assert ("energie" in wave_of(*given_).questions) == (could >= 5)


def test_bounds_say_what_absentees_could_change() -> None:
    assert bounds(agree=5, answered=6, members=8) == "tussen 5 en 7 van de 8"
    assert bounds(agree=5, answered=8, members=8) == "5 van de 8"
    assert bounds(agree=5, answered=9, members=8) == "5 van de 9"


def test_opinions_that_differ_are_something_to_talk_about() -> None:
    divided, agreed = wave_of(1, 1, 1, 5, 5, 5), wave_of(4, 4, 4, 4, 5, 5)
    assert "meningen lopen uiteen" in explanation(divided.questions["energie"], divided)
    assert explanation(agreed.questions["energie"], agreed) == "Tussen 6 en 8 van de 8 eens"


def test_actions_are_counted() -> None:
    said = [answer(at(29, 9), actie_gelukt=how) for how in ("ja", "ja", "deels", "nee")]
    rest = answer(at(29, 9), actie_gelukt="ik had er geen")
    wave = waves(answers(*said, rest), MEMBERS, CALENDAR, MONDAY_AFTER)[0]
    assert wave.actions == {"ja": 2, "deels": 1, "nee": 1, "geen": 1}


def school(**energie: list[int | None]) -> dict[str, tuple[Answers, int]]:
    return {team: (opinions(at(29, 9), *given_), MEMBERS) for team, given_ in energie.items()}


def test_what_leaves_the_school_is_of_all_teams_together() -> None:
    sentence = school_sentence(school(a=[5] * 6, b=[4, 4, 1, 1, 1]), CALENDAR, MONDAY_AFTER)
    assert (
        sentence == "Leerde iets van een collega: tussen 8 en 13 van de 16 (week van 28 september)"
    )


def test_nothing_leaves_the_school_that_would_reveal_a_small_team() -> None:
    assert school_sentence(school(a=[5] * 6, b=[1] * 4), CALENDAR, MONDAY_AFTER) == ""
    assert school_sentence(school(a=[5] * 6, b=[1, *[None] * 5]), CALENDAR, MONDAY_AFTER) == ""
    assert school_sentence(school(a=[5] * 6, b=[None] * 4), CALENDAR, MONDAY_AFTER) == ""
    assert school_sentence(school(a=[5] * 6, b=[]), CALENDAR, MONDAY_AFTER) != ""


def test_a_running_week_does_not_leave_the_school() -> None:
    assert school_sentence(school(a=[5] * 6), CALENDAR, at(2, 10)) == ""


@given(st.dictionaries(st.sampled_from("abc"), st.lists(opinion, max_size=8), min_size=1))
def test_the_school_less_its_shown_teams_is_nobody_or_at_least_five(
    given_: dict[str, list[int | None]],
) -> None:
    could = {team: sum(one is not None for one in said) for team, said in given_.items()}
    hidden = [team for team in given_ if could[team] < 5]
    if school_sentence(school(**given_), CALENDAR, MONDAY_AFTER):
        for left in (sum(len(given_[t]) for t in hidden), sum(could[t] for t in hidden)):
            assert left == 0 or left >= 5
