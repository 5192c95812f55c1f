"""A school that works in English gets the same spreadsheets, in English."""

from typing import Any

import pytest

from jobs.programme.vocabulary import VOCABULARIES, Vocabulary
from jobs.words.marks import meant
from sheets_templates.model import Column
from tests.forms.cast import DUTCH, structure
from tests.sheets_templates.cast import spreadsheet, texts

KEYS = ("team", "school", "pizzasessie", "beheer", "aanmeldingen")
SAME = (
    "Agenda Barometer Bordsessie Bordsessies E-mail Expertcoach Fte Lesbezoek Lesbezoeken Module "
    "Onderbouw Per Pizzasessie Retrospective Retrospectives School Schoolcoaches Start Status Team "
    "Teams Tip Type Week"
)
"""The words that are the same in both languages."""
PARTS = {"too few": "te weinig", "vacation": "vakantie", "made on": "gemaakt op"}
"""Parts of sentences by which a rule knows a cell."""
VACATIONS = (
    "Such as herfstvakantie (autumn), kerstvakantie (Christmas), voorjaarvakantie (spring), "
    "meivakantie (May) or zomervakantie (summer), or a name of your own."
)


@pytest.mark.parametrize("key", KEYS)
def test_an_english_spreadsheet_has_the_same_tabs_tables_columns_and_widths(key: str) -> None:
    dutch, english = (spreadsheet(key, language=language) for language in ("nl", "en"))
    assert _meant(structure(_dumped(english))) == structure(_dumped(dutch))


@pytest.mark.parametrize("key", KEYS)
def test_what_people_choose_in_an_english_sheet_counts_as_the_dutch_choice(key: str) -> None:
    dutch, english = (_columns(key, language) for language in ("nl", "en"))
    options = [column.validation.options for column in dutch if column.validation]
    chosen = [column.validation.options for column in english if column.validation]
    assert [tuple(meant(one) for one in row) for row in chosen] == options


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("key", KEYS)
def test_an_english_spreadsheet_holds_no_dutch(key: str, vocabulary: Vocabulary) -> None:
    context = {"school_name": "Willow School", "team_name": "Juniors", "group_name": "Rivers"}
    read = texts(spreadsheet(key, vocabulary, "en", **context)).replace(VACATIONS, "")
    assert not DUTCH.findall(read)
    assert "{{" not in read


@pytest.mark.parametrize("key", KEYS)
def test_the_help_of_a_dutch_choice_says_in_english_what_it_means(key: str) -> None:
    for column in _columns(key, "en"):
        if column.validation and column.validation.kind == "one_of":
            assert column.validation.help.startswith("Choose")


@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_there_in_both_languages_or_in_neither(key: str) -> None:
    dutch, english = (_columns(key, language) for language in ("nl", "en"))
    pairs = zip(dutch, english, strict=True)
    assert [one.key for one, other in pairs if bool(one.note) != bool(other.note)] == []


@pytest.mark.parametrize("key", KEYS)
def test_no_text_was_left_as_it_is_in_dutch(key: str) -> None:
    dutch, english = (texts(spreadsheet(key, language=one)).split("\n") for one in ("nl", "en"))
    names = ("De Wilgen", "Rivierenland", "Onderbouw – ")
    same = {one for one, other in zip(dutch, english, strict=True) if one == other}
    assert {one for one in same if not any(name in one for name in names)} <= {"", *SAME.split()}


def test_a_chart_title_is_put_into_english() -> None:
    titles = {
        chart.title for tab in spreadsheet("team", language="en").tabs for chart in tab.charts
    }
    assert "Hours a week" in titles


def _meant(part: Any) -> Any:
    """The same structure, with the English words that are compared as their Dutch ones."""
    match part:
        case str():
            return PARTS.get(part, meant(part))
        case dict():
            return {key: _meant(value) for key, value in part.items()}
        case list() | tuple():
            return [_meant(value) for value in part]
        case _:
            return part


def _dumped(sheet: Any) -> Any:
    return sheet.model_dump(exclude={"title"})


def _columns(key: str, language: Any) -> list[Column]:
    tables = spreadsheet(key, language=language).tables()
    return [column for _, _, table in tables for column in table.columns]
