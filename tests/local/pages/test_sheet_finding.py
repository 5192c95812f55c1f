"""Finding cells on the page of a spreadsheet, its charts, and long tabs."""

import re
from typing import Any

import pytest

from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.spreadsheets import Sheets, grid, new_sheets


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace, locale="nl_NL")


def page(owner: OwnerSession, sheets: Sheets, query: str = "") -> str:
    answer = owner.get(f"/spreadsheets/d/{sheets.id}{query}")
    assert answer.status_code == 200
    return answer.text


def source(column: int, rows: int = 4) -> dict[str, Any]:
    return {"sourceRange": {"sources": [grid(rows, 1, left=column)]}}


def basic(kind: str, **more: Any) -> dict[str, Any]:
    """A chart of one series with names before it."""
    spec = {
        "chartType": kind,
        "headerCount": 1,
        "domains": [{"domain": source(0)}],
        "series": [{"series": source(1)}],
    }
    return {"title": "Ritme", "basicChart": spec | more}


def drawn(owner: OwnerSession, sheets: Sheets, spec: dict[str, Any]) -> str:
    """The page of a tab with a chart of three teams."""
    rows = [["Team", "Gehouden"], ["Onderbouw", 5], ["Middenbouw", 7], ["Bovenbouw", 2.5]]
    sheets.write("A1:B4", rows)
    position = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 6}}}
    sheets.batch({"addChart": {"chart": {"spec": spec, "position": position}}})
    shown = page(owner, sheets)
    return shown[shown.index("<figure>") : shown.index("</figure>")]


def test_what_is_found_is_listed_by_tab_and_marked(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Bord"}}})
    sheets.write("Sheet1!B2", [["Rekenen"]])
    sheets.write("Bord!A3", [["meer rekenen & taal"]])
    shown = page(owner, sheets, "?gid=7&zoek=REKENEN")
    assert "2 cellen met ‘REKENEN’" in shown
    assert re.search(r"gid=7&amp;zoek=REKENEN&amp;rij=3#cel-A3.*?meer rekenen &amp; taal", shown)
    assert 'id="cel-A3"' in shown
    assert 'id="cel-B2"' not in shown


def test_a_search_skips_what_is_hidden_and_shows_text_as_text(
    owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("Sheet1!A1:A2", [["geheim"], ["open"]])
    hide = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    change = {"range": hide, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    sheets.batch({"updateDimensionProperties": change})
    assert "Niets gevonden voor ‘geheim’" in page(owner, sheets, "?zoek=geheim")
    assert "<b>x" not in page(owner, sheets, "?zoek=<b>x")


def test_a_search_finds_what_a_formula_shows(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [["=20+22"]], "USER_ENTERED")
    assert "1 cel met ‘42’" in page(owner, sheets, "?zoek=42")


def test_a_long_tab_is_shown_in_parts_and_a_find_leads_to_its_part(
    owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("A1:A900", [[f"regel {number}"] for number in range(1, 901)])
    first = page(owner, sheets)
    assert (">regel 500<" in first, ">regel 501<" in first) == (True, False)
    assert "rij=501" in first
    second = page(owner, sheets, "?gid=0&rij=777")
    assert (">regel 777<" in second, ">regel 500<" in second) == (True, False)
    assert 'rel="prev"' in second


def test_protected_ranges_are_named(owner: OwnerSession, sheets: Sheets) -> None:
    guarded = {"range": grid(2, 3), "description": "van Ritmiek", "warningOnly": True}
    sheets.batch({"addProtectedRange": {"protectedRange": guarded}})
    shown = page(owner, sheets)
    assert "<strong>A1:C2</strong> van Ritmiek" in shown
    assert "alleen een waarschuwing" in shown


@pytest.mark.parametrize(
    ("spec", "shape"),
    [
        (basic("BAR"), "<rect"),
        (basic("COLUMN"), "<rect"),
        (basic("LINE"), "<polyline"),
        (basic("AREA"), "<path"),
        (basic("STEPPED_AREA"), "<path"),
        (basic("SCATTER"), "<circle"),
        (basic("COLUMN", stackedType="PERCENT_STACKED"), "<rect"),
        ({"title": "Ritme", "pieChart": {"domain": source(0), "series": source(1)}}, "<path"),
        ({"title": "Ritme", "histogramChart": {"series": [{"data": source(1)}]}}, "<rect"),
        ({"title": "R", "scorecardChart": {"keyValueData": source(1)}}, 'class="big"'),
    ],
    ids=lambda value: next(iter(value))[:5] if isinstance(value, dict) else value,
)
def test_every_kind_of_chart_is_drawn_with_its_figures(
    owner: OwnerSession, sheets: Sheets, spec: dict[str, Any], shape: str
) -> None:
    figure = drawn(owner, sheets, spec)
    assert shape in figure
    assert 'role="img"' in figure
    assert '<th scope="row">' in figure


def test_a_pie_tells_the_share_of_each_slice(owner: OwnerSession, sheets: Sheets) -> None:
    spec = {"title": "Ritme", "pieChart": {"domain": source(0), "series": source(1)}}
    figure = drawn(owner, sheets, spec)
    assert "Onderbouw: 5" in figure
    assert ">48%<" in figure


def test_a_kind_that_has_no_drawing_is_its_table(owner: OwnerSession, sheets: Sheets) -> None:
    spec = {"title": "Ritme", "treemapChart": {"labels": source(0), "sizeData": source(1)}}
    figure = drawn(owner, sheets, spec)
    assert "<svg" not in figure
    assert re.search(r'<th scope="row">Middenbouw</th><td class="number">7</td>', figure)
