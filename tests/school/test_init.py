"""A new school starts with a file that is right, and never loses one it had."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.school.config import load_configuration, read_configuration
from jobs.school.init import (
    Answers,
    SchoolFileExistsError,
    UnfitAnswerError,
    new_school_text,
    write_new_school,
)

TODAY = date(2026, 10, 9)
DE_ESDOORN = Answers("De Esdoorn", "po", "midden", "esdoorn.example", ["Onderbouw", "Bovenbouw"])


def test_a_new_school_has_no_problems(tmp_path: Path) -> None:
    file = tmp_path / "new" / "school.yaml"
    write_new_school(file, DE_ESDOORN, today=TODAY)
    assert read_configuration(file).problems == ()


def test_a_new_school_starts_on_the_next_monday_with_school(tmp_path: Path) -> None:
    write_new_school(tmp_path / "school.yaml", DE_ESDOORN, today=date(2026, 10, 14))
    configuration = load_configuration(tmp_path / "school.yaml")
    assert {team.block_start for team in configuration.teams} == {date(2026, 10, 26)}


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "school.yaml"
    file.write_text("van ons\n", encoding="utf-8")
    with pytest.raises(SchoolFileExistsError, match="exists already"):
        write_new_school(file, DE_ESDOORN, today=TODAY)
    assert file.read_text(encoding="utf-8") == "van ons\n"


@pytest.mark.parametrize(
    ("name", "domain", "teams", "question"),
    [
        (" ", "esdoorn.example", ["A"], "name"),
        ("De\nEsdoorn", "esdoorn.example", ["A"], "name"),
        ("De Esdoorn", "esdoorn", ["A"], "domain"),
        ("De Esdoorn", "info@esdoorn.example", ["A"], "domain"),
        ("De Esdoorn", "esdoorn.example", [" "], "teams"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(
    name: str, domain: str, teams: list[str], question: str
) -> None:
    with pytest.raises(UnfitAnswerError) as caught:
        new_school_text(Answers(name, "po", "midden", domain, teams), today=TODAY)
    assert caught.value.question == question


@given(name=st.text(min_size=1), teams=st.lists(st.text(min_size=1), min_size=1, max_size=12))
def test_whatever_a_school_is_called_its_file_is_right(
    tmp_path_factory: pytest.TempPathFactory, name: str, teams: list[str]
) -> None:
    file = tmp_path_factory.mktemp("new") / "school.yaml"
    try:
        write_new_school(file, Answers(name, "vo", "zuid", "school.example", teams), today=TODAY)
    except UnfitAnswerError:
        assert not file.exists()
    else:
        configuration = load_configuration(file)
        assert configuration.school.name == name.strip()


@pytest.mark.parametrize("name", ["FALSE", "null", "0x10", "~", "1e3", "12:30"])
def test_a_name_that_yaml_would_take_for_something_else_stays_a_name(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / "school.yaml"
    write_new_school(file, replace(DE_ESDOORN, name=name, teams=[name]), today=TODAY)
    assert load_configuration(file).school.name == name
