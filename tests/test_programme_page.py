"""The page of the whole programme names everything that we have, and nothing that we have not."""

import re
from pathlib import Path
from typing import get_args

import pytest

from forms.catalogue import FORM_KEYS
from jobs.cli import app
from jobs.commands.mails import Kind
from jobs.due import Job
from jobs.programme.vocabulary import load_words
from sheets_templates.catalogue import SPREADSHEET_KEYS, load_spreadsheet
from sheets_templates.model import Tab
from tests.sheets_templates.cast import CONTEXT

PAGE = Path(__file__).parents[1] / "docs" / "programma.md"
HEADER = ["Onderdeel", "Formulier", "Tabblad", "Taak", "Mail"]
REASONS = {"blad", "plan", "gesprek", "besloten", "rust", "stichting"}
COMMANDS = {command.name or getattr(command.callback, "__name__", "")
            for command in app.registered_commands}  # fmt: skip
JOBS = set(get_args(Job))


def tables() -> list[list[str]]:
    """The rows of every table, as cells, headers included."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


ROWS = [row for row in tables() if row != HEADER]


def named(column: int) -> set[str]:
    return {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[column])}


def tabs() -> dict[str, Tab]:
    words = load_words("teachers")
    sheets = {key: load_spreadsheet(key, words=words, context=CONTEXT) for key in SPREADSHEET_KEYS}
    return {f"{key}/{tab.key}": tab for key, sheet in sheets.items() for tab in sheet.tabs}


TABS = tabs()


def test_every_table_has_the_same_columns() -> None:
    assert tables().count(HEADER) == PAGE.read_text(encoding="utf-8").count("|---|---|---|---|---|")
    assert {len(row) for row in ROWS} == {len(HEADER)}


def test_every_form_has_its_place_in_the_programme() -> None:
    assert named(1) == set(FORM_KEYS)


def test_every_tab_of_every_spreadsheet_has_its_place_in_the_programme() -> None:
    assert named(2) == set(TABS)


def test_every_job_has_its_place_in_the_programme_and_every_command_named_exists() -> None:
    assert JOBS - named(3) == set()
    assert named(3) - JOBS - COMMANDS == set()


def test_every_mail_has_its_place_in_the_programme() -> None:
    # The alarm is the one mail that nobody sends by hand.
    assert named(4) == {kind.value for kind in Kind} | {"excess"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_cell_names_something_or_says_in_a_word_why_not(row: list[str]) -> None:
    for cell in row[1:]:
        assert re.fullmatch(r"`[^`]+`( `[^`]+`)*", cell) or cell.removeprefix("– ") in REASONS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_collected_stands_in_a_tab_that_collecting_writes(row: list[str]) -> None:
    for job, owner in (("`collect`", "collect"), ("`setup`", "setup")):
        if job in row[3]:
            own = [TABS[key] for key in re.findall(r"`([^`]+)`", row[2])]
            owners = {c.owner for tab in own for table in tab.tables for c in table.columns}
            assert owner in owners


def test_no_element_stands_on_the_page_twice() -> None:
    elements = [row[0] for row in ROWS]
    assert [one for one in elements if elements.count(one) > 1] == []


def test_the_reasons_are_explained_above_the_tables() -> None:
    explained = set(re.findall(r"^- \*(\w+)\*:", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == REASONS
