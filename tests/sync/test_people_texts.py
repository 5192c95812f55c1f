"""Where people moved, put in or took out rows, no text of ours is written over what is theirs."""

from typing import Any

import pytest

from sheets_templates.model import Spreadsheet, Tab, Text, sheet_id
from sync.desired import FilesInMemory
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect

BLAD = Tab(
    key="blad",
    title="Blad",
    tone="start",
    rows=6,
    widths=(200, 100),
    texts=(Text(row=1, columns=2, text="Eerst"), Text(row=3, text="Laatst")),
)
SHEET = sheet_id("los", "blad")


class Page:
    """A tab of texts only, and somebody who works in it."""

    def __init__(self, workspace: LocalWorkspace, school: str) -> None:
        self.google, self.files, self.school = connect(workspace), FilesInMemory(), school
        self.set_up(BLAD)
        known = self.files.find(f"{school}/onderbouw/team")
        assert known is not None
        self.id = known.id

    def set_up(self, tab: Tab) -> tuple[str, ...]:
        los = Spreadsheet(key="los", title="Los", tabs=(tab,))
        cast = Cast(self.school, teams=("onderbouw",), spreadsheet=los, content={})
        plan = make_plan(self.google, cast.desired(), self.files, restore=True)
        assert apply(self.google, plan, self.files).ok
        return plan.lines

    def rows(self, kind: str, first: int) -> None:
        span: dict[str, Any] = {"sheetId": SHEET, "dimension": "ROWS"}
        span |= {"startIndex": first, "endIndex": first + 1}
        self.google.sheets.batch_update(self.id, {"requests": [{kind: {"range": span}}]})

    def type(self, cell: str, value: str) -> None:
        told = {"values": [[value]]}
        self.google.sheets.values_update(self.id, f"Blad!{cell}", {"valueInputOption": "RAW"}, told)

    def seen(self) -> list[Any]:
        found = self.google.sheets.values_get(self.id, "Blad!A1:A7").get("values", [])
        return [row[0] if row else "" for row in found]


def test_what_people_typed_in_a_row_that_they_put_in_stays(workspace: LocalWorkspace) -> None:
    page = Page(workspace, "tekst-erbij")
    page.rows("insertDimension", 3)
    page.type("A4", "van ons")
    page.set_up(BLAD)
    assert page.seen() == ["", "Eerst", "", "van ons", "Laatst"]


@pytest.mark.parametrize("row", [1, 3])
def test_what_people_have_below_a_text_that_they_took_out_stays(
    workspace: LocalWorkspace, row: int
) -> None:
    page = Page(workspace, f"tekst-weg-{row}")
    page.type("A5", "van ons")
    page.rows("deleteDimension", row)
    page.set_up(BLAD)
    assert page.seen() == [*(["", "Eerst", ""] if row == 3 else ["", "", "Laatst"]), "van ons"]


def test_a_text_that_only_lost_its_words_is_put_back(workspace: LocalWorkspace) -> None:
    page = Page(workspace, "tekst-leeg")
    page.type("A2", "iets anders")
    page.set_up(BLAD)
    assert page.seen() == ["", "Eerst", "", "Laatst"]


def test_a_text_that_comes_into_a_definition_is_written(workspace: LocalWorkspace) -> None:
    page = Page(workspace, "tekst-nieuw")
    page.set_up(BLAD.model_copy(update={"texts": (*BLAD.texts, Text(row=5, text="Nieuw"))}))
    assert page.seen() == ["", "Eerst", "", "Laatst", "", "Nieuw"]
    page.rows("insertDimension", 5)
    page.type("A6", "van ons")
    page.set_up(BLAD)
    assert page.seen()[5] == "van ons"


def test_a_text_over_two_cells_leaves_the_second_to_who_wrote_in_it(
    workspace: LocalWorkspace,
) -> None:
    page = Page(workspace, "tekst-breed")
    block = {"sheetId": SHEET, "startRowIndex": 1, "endRowIndex": 2}
    page.google.sheets.batch_update(page.id, {"requests": [{"unmergeCells": {"range": block}}]})
    page.type("B2", "van ons")
    page.set_up(BLAD)
    seen = page.google.sheets.values_get(page.id, "Blad!A2:B2")["values"]
    assert seen == [["Eerst", "van ons"]]


def test_cells_that_people_joined_otherwise_stay_joined(workspace: LocalWorkspace) -> None:
    page = Page(workspace, "tekst-samen")
    block = {"sheetId": SHEET, "startRowIndex": 1, "endRowIndex": 2}
    page.google.sheets.batch_update(page.id, {"requests": [{"unmergeCells": {"range": block}}]})
    tall = {**block, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    joined = {"mergeCells": {"range": tall, "mergeType": "MERGE_ALL"}}
    page.google.sheets.batch_update(page.id, {"requests": [joined]})
    page.set_up(BLAD)
    document = page.google.sheets.spreadsheets_get(page.id, {"fields": "sheets.merges"})
    assert document["sheets"][0]["merges"] == [tall]


def test_a_note_that_people_write_at_a_text_is_theirs(workspace: LocalWorkspace) -> None:
    page = Page(workspace, "tekst-notitie")
    start = {"sheetId": SHEET, "rowIndex": 1, "columnIndex": 0}
    noted = {"start": start, "rows": [{"values": [{"note": "van ons"}]}], "fields": "note"}
    page.google.sheets.batch_update(page.id, {"requests": [{"updateCells": noted}]})
    assert page.set_up(BLAD) == ()
