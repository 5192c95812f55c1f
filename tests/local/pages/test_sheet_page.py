"""The page on which people read a spreadsheet, and the files they take from it."""

import csv
import io
import re
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # publishes no types
import pytest

from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.spreadsheets import Sheets, grid, new_sheets, text

WHITE_ON_TEAL = {
    "backgroundColor": {"green": 0.36, "blue": 0.36},
    "textFormat": {"bold": True, "foregroundColor": {"red": 1, "green": 1, "blue": 1}},
}


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace, locale="nl_NL")


def page(owner: OwnerSession, sheets: Sheets, query: str = "") -> str:
    answer = owner.get(f"/spreadsheets/d/{sheets.id}{query}")
    assert answer.status_code == 200
    return answer.text


def styled(place: dict[str, int], **cell: Any) -> dict[str, Any]:
    return {"repeatCell": {"range": place, "cell": cell, "fields": ",".join(cell)}}


def test_tabs_are_links_and_one_is_current(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Bord & meer"}}})
    shown = page(owner, sheets, "?gid=7")
    assert f'href="/spreadsheets/d/{sheets.id}?gid=0"' in shown
    assert re.search(r'gid=7" aria-current="page">Bord &amp; meer</a>', shown)


def test_an_answer_with_html_is_shown_as_text(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [["<script>alert(1)</script>"]])
    shown = page(owner, sheets)
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_only_what_is_used_is_drawn(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B40", [["a", "b"], *[[None]] * 38, ["c", "d"]])
    shown = page(owner, sheets)
    assert shown.count("<tr>") == 3
    assert shown.count("<col ") == 2


def test_an_empty_tab_says_so(owner: OwnerSession, sheets: Sheets) -> None:
    assert "Dit tabblad is nog leeg." in page(owner, sheets)


def test_looks_merges_and_dates_are_shown(owner: OwnerSession, sheets: Sheets) -> None:
    date = {"numberFormat": {"type": "DATE", "pattern": "ddd d mmm"}}
    sheets.write("Sheet1!A1:A2", [["Kop"], [46335]])
    sheets.batch(
        styled(grid(1, 1), userEnteredFormat=WHITE_ON_TEAL),
        styled(grid(1, 1, top=1), userEnteredFormat=date),
        {"mergeCells": {"range": grid(1, 3), "mergeType": "MERGE_ALL"}},
    )
    shown = page(owner, sheets)
    assert (
        'colspan="3" style="background-color: #005c5c; color: #ffffff; font-weight: 650"' in shown
    )
    assert "ma 9 nov" in shown


def test_a_tick_box_can_be_read_without_eyes(owner: OwnerSession, sheets: Sheets) -> None:
    rule = {"condition": {"type": "BOOLEAN"}}
    sheets.batch({"setDataValidation": {"range": grid(2, 1), "rule": rule}})
    sheets.write("Sheet1!A1:A2", [[True], [False]])
    shown = page(owner, sheets)
    assert '☑</span><span class="visually-hidden">aangevinkt</span>' in shown
    assert '☐</span><span class="visually-hidden">niet aangevinkt</span>' in shown


def test_a_conditional_format_colours_the_cell(owner: OwnerSession, sheets: Sheets) -> None:
    condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": "gelukt"}]}
    rule = {"condition": condition, "format": {"backgroundColor": {"green": 1}}}
    added = {"ranges": [grid(5, 1)], "booleanRule": rule}
    sheets.batch({"addConditionalFormatRule": {"rule": added}})
    sheets.write("Sheet1!A1:A2", [["gelukt"], ["open"]])
    assert page(owner, sheets).count("background-color: #00ff00") == 1


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://example.org/a?b=1&c=2", 'href="https://example.org/a?b=1&amp;c=2"'),
        ("#gid=7", 'href="?gid=7"'),
        ("javascript:alert(1)", None),
    ],
)
def test_links_are_followed_only_where_that_is_safe(
    owner: OwnerSession, sheets: Sheets, link: str, shown: str | None
) -> None:
    sheets.write("Sheet1!A1", [["Verder"]])
    sheets.batch(styled(grid(1, 1), userEnteredFormat={"textFormat": {"link": {"uri": link}}}))
    found = page(owner, sheets)
    assert "Verder" in found
    assert (shown in found) if shown else ("javascript" not in found)


def test_a_note_stands_under_the_table(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.batch(styled(grid(1, 1), note="Schrijf geen namen op.", **text("Succes")))
    shown = page(owner, sheets)
    assert 'href="#toelichting-1"' in shown
    assert re.search(r'id="toelichting-1"><strong>Succes</strong> Schrijf geen namen op.', shown)


@pytest.mark.parametrize(
    ("kind", "stacked", "shape"),
    [("BAR", "STACKED", "<rect"), ("COLUMN", "NOT_STACKED", "<rect"), ("LINE", None, "<polyline")],
)
def test_a_chart_is_drawn_and_told(
    owner: OwnerSession, sheets: Sheets, kind: str, stacked: str | None, shape: str
) -> None:
    sheets.write("Sheet1!A1:C3", [["Week", "Eens", "Oneens"], ["36", 5, 2], ["37", 6, 0]])
    basic: dict[str, Any] = {
        "chartType": kind,
        "headerCount": 1,
        "domains": [{"domain": {"sourceRange": {"sources": [grid(3, 1)]}}}],
        "series": [
            {"series": {"sourceRange": {"sources": [grid(3, 1, left=at)]}}} for at in (1, 2)
        ],
        **({"stackedType": stacked} if stacked else {}),
    }
    sheets.batch({"addChart": {"chart": {"spec": {"title": "De uitslag", "basicChart": basic}}}})
    shown = page(owner, sheets)
    assert 'aria-label="De uitslag. 36: Eens 5, Oneens 2; 37: Eens 6."' in shown
    assert shape in shown
    assert "Oneens</li>" in shown


def test_googles_own_address_leads_to_the_page(owner: OwnerSession, sheets: Sheets) -> None:
    answer = owner.get(f"/spreadsheets/d/{sheets.id}/edit?gid=0")
    assert answer.url.endswith(f"/spreadsheets/d/{sheets.id}?gid=0")


@pytest.mark.parametrize("path", ["", "/edit", "/export?format=xlsx"])
def test_a_spreadsheet_that_is_not_here_is_a_page_that_says_so(
    owner: OwnerSession, path: str
) -> None:
    answer = owner.get(f"/spreadsheets/d/1bestaat-niet{path}")
    assert answer.status_code == 404
    assert "Deze spreadsheet is er niet" in answer.text


def test_the_download_holds_values_formulas_and_frozen_rows(
    owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("Sheet1!A1:B1", [[2, "=A1*21"]], "USER_ENTERED")
    sheets.write("Sheet1!C1", [["=tekst"]])
    frozen = {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}}
    fields = "gridProperties.frozenRowCount"
    sheets.batch({"updateSheetProperties": {"properties": frozen, "fields": fields}})
    answer = owner.get(f"/spreadsheets/d/{sheets.id}/export?format=xlsx")
    tab = openpyxl.load_workbook(io.BytesIO(answer.content))["Sheet1"]
    assert [cell.value for cell in tab[1]] == [2, "=A1*21", "=tekst"]
    assert (tab["C1"].data_type, tab.freeze_panes) == ("s", "A2")


def test_the_first_tab_can_be_had_as_csv(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B2", [["a,b", 'c"d'], [1.5]])
    answer = owner.get(f"/spreadsheets/d/{sheets.id}/export?format=csv")
    assert list(csv.reader(io.StringIO(answer.text))) == [["a,b", 'c"d'], ["1,5", ""]]
