from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from jobs.listening.anonymity import (
    THRESHOLD,
    anonymous_texts,
    may_publish,
    may_publish_total,
    publishable_parts,
)

counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), min_size=1)


def test_five_answers_may_be_shown_and_four_may_not() -> None:
    assert [may_publish(n) for n in (0, 4, 5, 6)] == [False, False, True, True]


@given(counts)
def test_no_difference_between_shown_figures_leaves_fewer_than_five(
    answers: dict[str, int],
) -> None:
    shown = publishable_parts(answers)
    assert all(answers[part] >= THRESHOLD for part in shown)
    if may_publish_total(answers, shown):
        for size in range(len(shown) + 1):
            for subtracted in combinations(shown, size):
                left = sum(answers.values()) - sum(answers[part] for part in subtracted)
                assert left == 0 or left >= THRESHOLD


def test_a_total_of_one_shown_team_and_one_small_team_is_kept_back() -> None:
    answers = {"onderbouw": 8, "bovenbouw": 4}
    assert not may_publish_total(answers, publishable_parts(answers))


def test_two_small_teams_may_be_shown_together() -> None:
    answers = {"onderbouw": 3, "bovenbouw": 4}
    assert publishable_parts(answers) == frozenset()
    assert may_publish_total(answers, ())


@given(st.lists(st.text(), max_size=8))
def test_the_order_of_texts_says_nothing_about_the_order_of_arrival(texts: list[str]) -> None:
    assert anonymous_texts(texts, 5) == anonymous_texts(reversed(texts), 5)


def test_texts_are_neither_in_the_order_of_arrival_nor_of_the_alphabet() -> None:
    texts = [f"{letter} hielp" for letter in "abcdefgh"]
    shown = anonymous_texts(texts, 8)
    assert sorted(shown) == texts
    assert list(shown) != texts


def test_texts_of_four_answers_are_not_shown() -> None:
    assert anonymous_texts(["het lukte"], 4) == ()
