"""The law for everything that Ritmiek really sets up: apply, read back, and nothing differs."""

from dataclasses import replace

import pytest

from forms.catalogue import FORM_KEYS, load_form
from jobs.programme.vocabulary import load_words
from sheets_templates.catalogue import SPREADSHEET_KEYS, load_spreadsheet
from sheets_templates.model import Spreadsheet
from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredForm,
    DesiredSpreadsheet,
    FilesInMemory,
    Share,
    Unit,
)
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.cast import TEAM, connect

CONTEXT = {
    "school_name": "De Wilgen",
    "team_name": "Onderbouw",
    "member_count": 8,
    "year_title": "",
    "group_name": "Rivierenland",
    "organiser_name": "De Bond",
}


def everything(vocabulary: str) -> Desired:
    words = load_words("support" if vocabulary == "support" else "teachers")
    school = f"alles-{vocabulary}"
    folder = DesiredFolder(f"{school}/top", "Alles")
    forms = tuple(
        DesiredForm(f"{school}/{key}", load_form(key, words=words, context=CONTEXT), folder.key)
        for key in FORM_KEYS
    )
    sheets = tuple(
        spreadsheet(
            f"{school}/{key}", load_spreadsheet(key, words=words, context=CONTEXT), folder.key
        )
        for key in SPREADSHEET_KEYS
    )
    return Desired(school, (Unit(school, "Alles", (folder,), forms, sheets),))


def spreadsheet(key: str, definition: Spreadsheet, folder: str) -> DesiredSpreadsheet:
    return DesiredSpreadsheet(key, definition, {}, folder, "nl_NL", "Europe/Amsterdam")


@pytest.mark.parametrize("vocabulary", ["teachers", "support"])
def test_every_definition_reads_back_as_it_was_applied(
    workspace: LocalWorkspace, vocabulary: str
) -> None:
    google, files, desired = connect(workspace), FilesInMemory(), everything(vocabulary)
    assert apply(google, make_plan(google, desired, files), files).failures == ()
    assert make_plan(google, desired, files, deep=True).lines == ()
    assert make_plan(google, desired, FilesInMemory()).empty


def pizza(school: str) -> Desired:
    folder = DesiredFolder(
        "pizza/rivier", "Pizzasessie", shares=(Share(f"leiding@{school}.example", "writer"),)
    )
    sheet = replace(spreadsheet("pizza/rivier/pizzasessie", LINKLESS, folder.key), shared=True)
    return Desired(school, (Unit("pizza/rivier", "Pizzasessie", (folder,), (), (sheet,)),))


LINKLESS = TEAM.model_copy(update={"tabs": (TEAM.tabs[0],)})


def test_two_schools_share_one_spreadsheet_and_never_undo_each_other(
    workspace: LocalWorkspace,
) -> None:
    google = connect(workspace)
    one, two = FilesInMemory(), FilesInMemory()
    assert apply(google, make_plan(google, pizza("een"), one), one).ok
    plan = make_plan(google, pizza("twee"), two)
    assert plan.lines == ("share folder Pizzasessie with 1 person (writer)",)
    assert apply(google, plan, two).ok
    assert {file.id for file in one.files.values()} == {file.id for file in two.files.values()}
    assert make_plan(google, pizza("een"), one).empty
    assert make_plan(google, pizza("twee"), two, deep=True).empty
