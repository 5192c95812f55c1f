import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import AnswerRow
from jobs.listening.scale import Figures, Scales, answer_table, consensus, read_scales
from tests.programme.cast import CALENDAR, at

MOMENT = at(29, 9)
OPTIONS = {"zin": range(1, 6)}
given_answers = st.lists(
    st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(1, 5))), max_size=12
)


def answered(version: int, value: int | None) -> AnswerRow:
    """One answer to the question `zin`; version 0 is the newest."""
    if version:
        earlier = {"zin": (version, value)} if value else {}
        return AnswerRow("een", MOMENT, MOMENT, {"zin": None}, earlier=earlier)
    return AnswerRow("een", MOMENT, MOMENT, {"zin": value})


def scales(*said: tuple[int, int | None]) -> Scales:
    table = answer_table([answered(*one) for one in said], CALENDAR, OPTIONS, ())
    return read_scales(table, OPTIONS)


def test_consensus_matches_the_published_example() -> None:
    assert consensus([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.7257, abs=0.0001)
    assert consensus([0, 0, 0, 4, 0]) == 1
    assert consensus([3, 0, 0, 0, 3]) == pytest.approx(0)


@given(st.lists(st.integers(0, 9), min_size=3, max_size=5).filter(any), st.integers(0, 1))
def test_the_median_is_an_answer_that_half_gave_or_passed(counts: list[int], lowest: int) -> None:
    figures = Figures(tuple(counts), lowest)
    place = figures.median - lowest
    assert counts[place]
    assert 2 * sum(counts[place:]) >= figures.answered
    assert 2 * sum(counts[: place + 1]) >= figures.answered


@given(given_answers)
def test_figures_are_of_five_answers_or_more_in_one_version(
    said: list[tuple[int, int | None]],
) -> None:
    counting = [(version, value) for version, value in said if value]
    versions = {version for version, _ in counting}
    figures = scales(*said).questions.get("zin")
    assert (figures is not None) == (len(counting) >= 5 and len(versions) == 1)
    if figures:
        assert (figures.answered, {figures.version}) == (len(counting), versions)


def test_a_note_says_which_questions_were_asked_in_earlier_words() -> None:
    labels = {"zin": "Zin", "anders": "Anders"}
    assert scales(*[(0, 4)] * 5).note(labels) == ""
    assert scales(*[(1, 4)] * 5).note(labels) == "Zin: eerdere vraag"
    assert scales(*[(1, 4)] * 4, (0, 4)).note(labels) == "Zin: deels eerdere vraag"
    assert scales(*[(1, 4)] * 3, (0, 4)).note(labels) == ""


def test_a_number_that_is_none_of_the_options_is_no_answer() -> None:
    assert not scales(*[(0, 4)] * 4, *[(0, 7)] * 3).questions
    assert scales(*[(0, 4)] * 5, (0, 0)).questions["zin"].counts == (0, 0, 0, 5, 0)
