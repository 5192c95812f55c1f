from pathlib import Path

import pytest

from forms.catalogue import FORM_KEYS, DefinitionError
from jobs.programme.vocabulary import load_words

GLOSSARY = Path("docs/glossary.md").read_text("utf-8")


def test_both_vocabularies_have_the_same_words() -> None:
    assert load_words("teachers").keys() == load_words("support").keys()


def test_no_word_is_empty() -> None:
    assert all(load_words("teachers").values())
    assert all(load_words("support").values())


@pytest.mark.parametrize("key", [*FORM_KEYS, "pizzasessie", "team"])
def test_what_a_definition_is_named_after_is_in_the_glossary(key: str) -> None:
    assert f"`{key}`" in GLOSSARY


@pytest.mark.parametrize(
    "word",
    ["lesbezoek", "lesontwerp", "lesuur", "gastheer", "bezoeker", "leraaractie", "leerlingdoel"],
)
def test_a_word_of_the_method_is_in_the_glossary(word: str) -> None:
    assert word in load_words("teachers")
    assert f"| {word} |" in GLOSSARY


def test_a_school_replaces_only_the_words_that_it_says_otherwise(tmp_path: Path) -> None:
    words = load_words("teachers", [own(tmp_path, "leerlingen: studenten\n")])
    assert (words["leerlingen"], words["les"]) == ("studenten", "les")


def test_the_first_folder_with_a_word_wins(tmp_path: Path) -> None:
    folders = [
        own(tmp_path / "a", "les: college"),
        own(tmp_path / "b", "les: klas\nlessen: klassen"),
    ]
    words = load_words("teachers", folders)
    assert (words["les"], words["lessen"]) == ("college", "klassen")


def test_a_word_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="line 1"):
        load_words("teachers", [own(tmp_path, "les: [a, b]")])


def own(folder: Path, text: str) -> Path:
    path = folder / "vocabulary" / "teachers.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder
