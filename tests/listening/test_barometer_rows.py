"""A trend never runs on when a question of the barometer was put in other words."""

from dataclasses import replace

import pytest

from forms.answers import AnswerRow, Answers
from forms.definition import Language
from jobs.listening.barometer import school_sentence
from jobs.listening.barometer_rows import barometer_tables, team_waves
from jobs.programme.kit_sheets import team_definition
from jobs.words.catalogue import LANGUAGES, names_of
from sheets_templates.model import Content
from tests.programme.cast import (
    BLOCK,
    CALENDAR,
    ONDERBOUW,
    SCHOOL,
    answers,
    at,
    nothing,
    opinions,
)

NOW = at(5, 10, 7)


def earlier(row: AnswerRow, *keys: str) -> AnswerRow:
    """The same answer, given to an earlier version of these questions."""
    now_empty = {**row.values, **dict.fromkeys(keys)}
    return replace(row, values=now_empty, earlier={key: (1, row.values[key]) for key in keys})


def tables(given: Answers) -> Content:
    waves = team_waves(ONDERBOUW, BLOCK, CALENDAR, nothing() | {"barometer": given}, NOW)
    return barometer_tables(ONDERBOUW, waves, CALENDAR.definitions)


def test_a_wave_of_the_newest_questions_has_no_note() -> None:
    wave, _running = tables(opinions(at(29, 9), 4, 4, 5, 3, 2))["barometer.golven"]
    assert (wave["versie"], wave["energie"]) == (None, 4)


def test_a_wave_of_an_earlier_question_keeps_its_median_and_says_so() -> None:
    rows = opinions(at(29, 9), 4, 4, 5, 3, 2).rows
    shown = tables(answers(*(earlier(row, "energie", "tijd") for row in rows)))
    wave, _running = shown["barometer.golven"]
    assert wave["versie"] == "Energie: eerdere vraag, Tijd: eerdere vraag"
    assert (wave["energie"], wave["tijd"], wave["veilig"]) == (4, 4, 4)
    result = shown["barometer.uitslag"][0]
    assert (result["eens"], result["uitleg"]) == (None, "toen was dit een andere vraag")
    assert shown["barometer.uitslag"][1]["eens"] == 3


def test_a_wave_of_two_versions_of_a_question_has_no_median_for_it() -> None:
    rows = opinions(at(29, 9), *[4] * 8).rows
    mixed = answers(*(earlier(row, "energie") for row in rows[:1]), *rows[1:])
    wave, _running = tables(mixed)["barometer.golven"]
    assert (wave["versie"], wave["energie"]) == ("Energie: deels eerdere vraag", None)
    assert wave["veilig"] == 4


def test_a_wave_of_four_answers_says_nothing_of_versions() -> None:
    rows = opinions(at(29, 9), *[4] * 4).rows
    wave, _running = tables(answers(*(earlier(row, "energie") for row in rows)))["barometer.golven"]
    assert (wave["versie"], wave["energie"], wave["status"]) == (None, None, "te weinig antwoorden")


def test_the_school_says_nothing_of_a_question_in_earlier_words() -> None:
    rows = opinions(at(29, 9), *[4] * 8).rows
    given = {"onderbouw": (answers(*(earlier(row, "geleerd") for row in rows)), 8)}
    assert school_sentence(given, CALENDAR, NOW) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_calls_a_question_as_the_sheet_does(language: Language) -> None:
    school = SCHOOL.school.model_copy(update={"language": language})
    sheet = team_definition(SCHOOL.model_copy(update={"school": school}), ONDERBOUW)
    columns = {
        column.key: column.header
        for address, _, table in sheet.tables()
        if address == "barometer.golven"
        for column in table.columns
    }
    labels = names_of("barometer", language)
    assert {key: columns[key] for key in labels} == labels
