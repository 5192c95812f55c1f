"""Dates, choices and boxes are read when they are certain, and else kept or left out."""

from datetime import date

import pytest

from jobs.adopting.values import read_cell
from sheets_templates.model import Column, Validation
from sync.whole_sheets import Cell

TODAY = date(2026, 10, 5)
DAY = Column(key="eind", header="Klaar op", owner="people", format="date")
STAND = Column(
    key="stand",
    header="Stand",
    owner="people",
    validation=Validation(kind="one_of", options=("nog niet", "op weg", "gehaald")),
)
BOX = Column(key="gedaan", header="Gedaan", owner="people", format="checkbox")
TEXT = Column(key="wie", header="Wie", owner="people")
OPTIONS = "bord.doelen.stand"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3-11-2026", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("03/11/26", date(2026, 11, 3)),
        ("di 3 nov 2026", date(2026, 11, 3)),
        ("3 november", date(2026, 11, 3)),
        ("dinsdag 3 november", date(2026, 11, 3)),
        ("12-2", date(2027, 2, 12)),
        ("1 mrt.", date(2027, 3, 1)),
        ("3rd of nov", None),
        ("November 3, 2026", date(2026, 11, 3)),
        ("3rd March 2027", date(2027, 3, 3)),
        ("z.s.m.", None),
        ("week 45", None),
        ("31-2-2027", None),
        ("wo 3 november", None),
        ("29 feb", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: date | None) -> None:
    found = read_cell(Cell(text, text), DAY, "", TODAY)
    assert (found.value, found.trouble) == ((day, None) if day else (text, "no_date"))


def test_a_real_date_is_its_day_also_with_a_time() -> None:
    assert read_cell(Cell("3-11-2026", 46329), DAY, "", TODAY).value == date(2026, 11, 3)
    assert read_cell(Cell("3-11-2026 15:00", 46329.625), DAY, "", TODAY).value == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Gehaald!", "gehaald"),
        ("in progress", "op weg"),
        ("NIET GESTART", "nog niet"),
        ("✓", "gehaald"),
        ("100%", "gehaald"),
        ("misschien", None),
    ],
)
def test_words_for_a_choice_become_that_choice_or_nothing(text: str, option: str | None) -> None:
    found = read_cell(Cell(text, text), STAND, OPTIONS, TODAY)
    assert (found.value, found.trouble) == (option, None if option else "no_option")


def test_a_choice_with_other_options_only_takes_its_own_words() -> None:
    other = STAND.model_copy(
        update={"validation": Validation(kind="one_of", options=("rood", "klaar"))}
    )
    assert read_cell(Cell("Klaar", "Klaar"), other, OPTIONS, TODAY).value == "klaar"
    assert read_cell(Cell("behaald", "behaald"), other, OPTIONS, TODAY).value == "klaar"
    assert read_cell(Cell("bezig", "bezig"), other, OPTIONS, TODAY).trouble == "no_option"


@pytest.mark.parametrize(
    ("cell", "ticked"),
    [
        (Cell("WAAR", value=True), True),
        (Cell("x", "x"), True),
        (Cell("✔", "✔"), True),
        (Cell("nee", "nee"), False),
        (Cell("half", "half"), None),
    ],
)
def test_a_tick_is_a_box_or_a_word_for_it(cell: Cell, ticked: bool | None) -> None:
    assert read_cell(cell, BOX, "", TODAY).value is ticked


def test_text_stays_as_it_is_whoever_it_names() -> None:
    for text in ("Anna van 't Hof-Çelik", "=1+1", "007", " a  b "):
        assert read_cell(Cell(text.strip(), text), TEXT, "", TODAY).value == text
    assert read_cell(Cell("3 nov", 46329), TEXT, "", TODAY).value == "3 nov"


def test_an_error_is_left_out() -> None:
    assert read_cell(Cell("#REF!", None, "=A0"), TEXT, "", TODAY).trouble == "error"
