"""When a text names somebody: the whole name or address, and nobody who is called alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.leaving.whose import NamesakesError, Whose, somebody
from jobs.school.model import Configuration, Member
from tests.leaving.conftest import MakeSchool

JAN = Whose("Jan de Vries", "jan@es.example")
TEXTS = st.text(st.sampled_from("abJn -'.@\nés"), max_size=30)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bij jan  DE vries, om 9 uur", "Bij oud-collega, om 9 uur"),
        ("Jan de Vries's les", "oud-collega's les"),
        ("mail jan@es.example.", "mail oud-collega."),
        ("Jan de Vries (JAN@es.example)", "oud-collega (oud-collega)"),
    ],
)
def test_a_name_and_an_address_are_found_as_whole_words(text: str, left: str) -> None:
    assert JAN.replaced(text, "oud-collega") == left


@pytest.mark.parametrize(
    "text",
    [
        "Jan de Vries-Smit",
        "Anne-Jan de Vries",
        "Jan",
        "Jan Vries",
        "mijn.jan@es.example",
        "jan@es.example.nl",
        "Janneke de Vries",
    ],
)
def test_who_is_called_alike_is_somebody_else(text: str) -> None:
    assert not JAN.named_in(text)
    assert JAN.replaced(text, "oud-collega") == text


def test_a_name_is_not_found_inside_the_address_of_another() -> None:
    assert not Whose("Jan", "j@es.example").named_in("Vraag jan@es.example")


def test_an_accent_may_be_written_in_two_ways() -> None:
    assert Whose("Renée Bos", "").named_in("rene\u0301e bos")


@given(before=TEXTS, after=TEXTS)
def test_between_spaces_a_name_is_always_found_and_gone_afterwards(before: str, after: str) -> None:
    text = f"{before} Jan de Vries {after}"
    assert JAN.named_in(text)
    assert not JAN.named_in(JAN.replaced(text, "oud-collega"))


def with_namesakes(configuration: Configuration) -> Configuration:
    team = configuration.teams[0]
    members = (*team.members, Member(name="Lid 1", email="ander@es.example"))
    changed = team.model_copy(update={"members": members})
    return configuration.model_copy(update={"teams": (changed,)})


def test_namesakes_are_asked_about_and_the_question_names_nobody(make_school: MakeSchool) -> None:
    configuration = with_namesakes(make_school("naamgenoten").configuration)
    with pytest.raises(NamesakesError) as error:
        somebody(configuration, "lid 1")
    assert "Lid 1" not in str(error.value)
    assert "@" not in str(error.value)
    assert somebody(configuration, "ander@es.example").namesakes == 1
