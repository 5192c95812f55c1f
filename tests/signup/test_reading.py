"""What is read of the answers of a school, whatever it typed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import AnswerRow, AnswerValue
from jobs.school.init import UnfitAnswerError
from jobs.signup.flaws import MOST_TEAMS, flaws_in
from jobs.signup.school_file import problems_in, school_text
from jobs.signup.signups import Signup, number_of, signup_of, teams_of
from tests.signup.cast import DE_ES

SENT = datetime(2026, 10, 4, 22, 30, tzinfo=UTC)
TODAY = date(2026, 10, 5)


def signup(**answers: str) -> Signup:
    """A sign-up with these answers."""
    values: dict[str, AnswerValue] = {key: value or None for key, value in answers.items()}
    values["begin"] = None
    return signup_of(AnswerRow("antwoord", SENT, SENT, values))


@pytest.mark.parametrize(
    ("text", "teams"),
    [
        ("Onderbouw\nBovenbouw", ["Onderbouw", "Bovenbouw"]),
        ("Onderbouw, bovenbouw; onderbouw", ["Onderbouw", "bovenbouw"]),
        ("- Groep 1-2\n2. Groep 3\n\n• Team  Engels", ["Groep 1-2", "Groep 3", "Team Engels"]),
        ("3", ["Team 1", "Team 2", "Team 3"]),
        ("Twee teams", ["Team 1", "Team 2"]),
        ("één team", ["Team 1"]),
        (" ,\n; ", []),
    ],
)  # fmt: skip
def test_teams_are_read_as_people_write_them(text: str, teams: list[str]) -> None:
    assert list(teams_of(text)) == teams


def test_a_day_is_that_of_the_organiser() -> None:
    assert signup(**DE_ES).on == date(2026, 10, 5)


def test_a_domain_may_be_written_with_its_at_sign() -> None:
    assert signup(**DE_ES | {"domein": " @ES.example "}).domain == "es.example"


@given(st.lists(st.text(min_size=1), min_size=2, max_size=60, unique=True))
def test_a_number_is_of_the_answer_and_not_of_its_place(ids: list[str]) -> None:
    assert [number_of(one) for one in ids] == [number_of(one) for one in ids]
    assert all(len(number_of(one)) == 6 for one in ids)
    assert len({number_of(one) for one in ids}) == len(ids)


TYPED = st.text(max_size=40) | st.sampled_from(
    ["es.example", "lies@es.example", "null", "a: b", "'\"", "{x: [", "# x", "=1+1", "é" * 40]
)


@settings(max_examples=40)
@given(st.fixed_dictionaries(dict.fromkeys(("school", "teams", "naam", "domein", "email"), TYPED)))
def test_whatever_a_school_types_its_file_is_right_or_a_flaw_is_told(
    typed: dict[str, str],
) -> None:
    found = signup(**DE_ES | typed)
    if not list(flaws_in(found)):
        assert problems_in(school_text(found, TODAY), found.key) == ()
        assert len(found.teams) <= MOST_TEAMS


@settings(max_examples=40)
@given(
    st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30), st.text(max_size=30)
)
def test_whatever_people_and_teams_are_called_the_file_is_right(name: str, team: str) -> None:
    found = signup(**DE_ES | {"naam": name, "teams": f"Onderbouw\n{team}"})
    if not list(flaws_in(found)):
        assert problems_in(school_text(found, TODAY), found.key) == ()


def test_a_choice_that_was_not_made_never_reaches_a_file() -> None:
    with pytest.raises((UnfitAnswerError, ValueError)):
        school_text(signup(**DE_ES | {"type": "basisschool"}), TODAY)
