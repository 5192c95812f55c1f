"""The file of an organiser: right as it is shipped, and every mistake told with its place."""

from pathlib import Path

import pytest

from jobs.school.problems import ConfigurationError
from jobs.signup.organiser import load_organiser
from tests.jobs.command import Command

EXAMPLE = Path("examples/organiser/stichting.yaml")


def test_the_example_is_right() -> None:
    organiser = load_organiser(EXAMPLE)
    assert organiser.organiser.key == "samen-leren"
    assert organiser.ledger.is_absolute()


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("key: samen-leren ", "key: Samen Leren ", ":5:8: 'Samen Leren' cannot be a key"),
        ("people:", "poeple:", ":9:1: unknown key 'poeple'; did you mean 'people'?"),
        ("omar.bakker@", "omar.bakker", ":11:32: this email is no e-mail address"),
        ("kind: local", "kind: lokaal", ":15:9: kind 'lokaal' is unknown; did you mean 'local'?"),
        ("kind: local", "kind: google", "a service account cannot own files"),
        ("organiser:\n", "organiser: [\n", "this is no YAML"),
        ("ledger:", "people: []\nledger:", ":18:1: key 'people' stands here again, after line 10"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, good: str, bad: str, says: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert good in text
    file = tmp_path / "organiser.yaml"
    file.write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_organiser(file)
    assert says in str(caught.value)


def test_every_key_that_is_missing_comes_with_an_example(tmp_path: Path) -> None:
    file = tmp_path / "organiser.yaml"
    file.write_text("ledger: x.sqlite\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_organiser(file)
    told = str(caught.value)
    assert "organiser: {key: stichting, name: Stichting Samen Leren}" in told
    assert "people: [{name: Voornaam Achternaam, email: naam@stichting.example}]" in told
    assert "workspace: {kind: local" in told


@pytest.mark.parametrize(("text", "says"), [(None, "does not exist"), ("\n", "is empty")])
def test_without_a_file_the_command_says_what_to_copy(
    ritmiek: Command, text: str | None, says: str
) -> None:
    if text is not None:
        Path("organiser.yaml").write_text(text, encoding="utf-8")
    said = ritmiek("signup", "plan")
    assert said.code == 2
    assert says in said.sentence
    assert "copy examples/organiser/stichting.yaml" in said.sentence


def test_before_a_set_up_collecting_says_what_to_do_first(ritmiek: Command, file: Path) -> None:
    said = ritmiek("signup", "collect")
    assert said.code == 1
    assert "Run 'ritmiek signup setup' first" in said.sentence
    assert not (file.parent / "ledger.sqlite").exists()
