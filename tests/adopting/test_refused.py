"""What is not taken over, and what is said instead: sheets out of reach, and wrong use."""

import gspread
import pytest

from tests.adopting.adopting import MAY
from tests.adopting.cast import GOALS, SERVICE_ACCOUNT, Person, Team, school_file
from tests.conftest import LocalWorkspace
from tests.jobs.command import Command


def test_a_sheet_that_is_not_shared_says_with_whom(
    ritmiek: Command, ready: Team, ann: Person
) -> None:
    book = ann.makes({"Doelen": GOALS}, shared=False)
    said = ritmiek("adopt", book.url, ready.file, *MAY)
    assert said.code == 1
    assert "share the sheet with that account (reading is enough)" in said.err
    assert f"share it with: {SERVICE_ACCOUNT}" in said.err


def test_without_the_scope_it_says_which_one_to_add(
    ritmiek: Command, workspace: LocalWorkspace, ready: Team, goals: gspread.Spreadsheet
) -> None:
    file = school_file(ready.file.parent, workspace, "zonder", scopes="")
    said = ritmiek("adopt", goals.url, file, *MAY)
    assert said.code == 1
    assert "extra_scopes: [spreadsheets.readonly]" in said.err


def test_a_team_without_a_sheet_is_told_to_set_up_first(
    ritmiek: Command, workspace: LocalWorkspace, ready: Team, goals: gspread.Spreadsheet
) -> None:
    file = school_file(ready.file.parent, workspace, "later")
    said = ritmiek("adopt", goals.url, file, *MAY)
    assert (said.code, "Run 'ritmiek setup' first" in said.err) == (1, True)


def test_one_of_ritmieks_own_sheets_is_refused(ritmiek: Command, ready: Team) -> None:
    own = ready.school.known("over/essen/team").id
    said = ritmiek("adopt", own, ready.file, *MAY)
    assert (said.code, "one of Ritmiek's own" in said.sentence) == (1, True)


@pytest.mark.parametrize(
    "grid", [[], [["Vergadering", "Aanwezig"], ["maandag", "zes"]], [["Doel", "Stand"]]]
)
def test_a_sheet_without_a_known_header_or_without_rows_is_left_alone(
    ritmiek: Command, ready: Team, ann: Person, grid: list[list[str]]
) -> None:
    said = ritmiek("adopt", ann.makes({"Blad": grid}).url, ready.file, *MAY, "--yes")
    assert said.code == 1
    assert "nothing in this sheet is known to Ritmiek" in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("adopt", "https://example.com/x", "--as", "essen"), "no address of a Google sheet"),
        (("adopt", "SHEET", "--as", "zuid"), "team 'zuid' is unknown; write one of: essen"),
        (("adopt", "SHEET", "--as", "essen", "--only", "weken"), "write one of: doelen, acties"),
        (("adopt", "SHEET", "--as", "essen", "--map", "Kop"), "Header=table.column"),
        (("adopt", "SHEET", "--as", "essen", "--map", "Kop=doelen.dol"), "'doelen.doel'?"),
        (("adopt", "SHEET", "--as", "essen", "--map", "Kop=doelen.doel"), "no cell of this sheet"),
        (
            (
                *("adopt", "SHEET", "--as", "essen", "--map", "Start=doelen.eind"),
                *("--map", "Klaar=doelen.eind"),
            ),
            "cannot both become 'Klaar op'",
        ),
    ],
)
def test_wrong_use_is_one_sentence(
    ritmiek: Command,
    ready: Team,
    goals: gspread.Spreadsheet,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    said = ritmiek(*(goals.id if word == "SHEET" else word for word in words), ready.file)
    assert said.code == 2
    assert sentence in said.sentence
