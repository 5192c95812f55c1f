"""How cells look on their page: their grounds and inks, scales, parts of texts, and help."""

import re
from typing import Any

import pytest

from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.pages.test_sheet_page import page, styled
from tests.local.spreadsheets import Sheets, grid, new_sheets, text

RED, WHITE, GREEN = {"red": 1}, {"red": 1, "green": 1, "blue": 1}, {"green": 0.5}


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace, locale="nl_NL")


def scale(**points: dict[str, Any]) -> dict[str, Any]:
    rule = {"ranges": [grid(5, 1)], "gradientRule": points}
    return {"addConditionalFormatRule": {"rule": rule}}


def grounds(owner: OwnerSession, sheets: Sheets) -> list[str]:
    return re.findall(r"background-color: (#\w+)", page(owner, sheets))


def ruled(**rule: Any) -> dict[str, Any]:
    return {"setDataValidation": {"range": grid(3, 1, top=1), "rule": rule}}


def condition(kind: str, *values: str) -> dict[str, Any]:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


def test_a_cell_with_a_ground_has_an_ink_that_shows_on_it(
    owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("A1:B1", [["licht", "donker"]])
    navy = {"blue": 0.3}
    sheets.batch(
        styled(grid(1, 1), userEnteredFormat={"backgroundColor": {**WHITE, "blue": 0.6}}),
        styled(grid(1, 1, left=1), userEnteredFormat={"backgroundColor": navy}),
    )
    shown = page(owner, sheets)
    assert "background-color: #ffff99; color: #1F2933" in shown
    assert "background-color: #00004c; color: #FFFFFF" in shown


def test_an_ink_without_a_ground_is_lighter_in_the_dark(
    owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("A1", [["rood"]])
    dark_red = {"foregroundColor": {"red": 0.6}}
    sheets.batch(styled(grid(1, 1), userEnteredFormat={"textFormat": dark_red}))
    assert re.search(r"color: light-dark\(#990000, #FF\w{4}\)", page(owner, sheets))


def test_a_colour_scale_colours_figures_between_its_ends(
    owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("A1:A4", [[0], ["niets"], [5], [10]])
    ends = {"minpoint": {"color": WHITE, "type": "MIN"}, "maxpoint": {"color": RED, "type": "MAX"}}
    sheets.batch(scale(**ends))
    assert grounds(owner, sheets) == ["#ffffff", "#ff8080", "#ff0000"]
    made = sheets.cell("A3")["effectiveFormat"]["backgroundColor"]
    assert made["red"] == 1


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [("NUMBER", "2", "#008000"), ("PERCENT", "20", "#008000"), ("PERCENTILE", "50", "#008000")],
)
def test_the_middle_of_a_scale_lies_where_it_says(
    owner: OwnerSession, sheets: Sheets, kind: str, value: str, expected: str
) -> None:
    sheets.write("A1:A3", [[0], [2], [10]])
    middle = {"color": GREEN, "type": kind, "value": value}
    low, high = {"color": WHITE, "type": "MIN"}, {"color": RED, "type": "MAX"}
    sheets.batch(scale(minpoint=low, midpoint=middle, maxpoint=high))
    assert grounds(owner, sheets)[1] == expected


def test_parts_of_a_text_look_their_own_way(owner: OwnerSession, sheets: Sheets) -> None:
    runs = [
        {"startIndex": 3, "format": {"bold": True}},
        {"startIndex": 6, "format": {"link": {"uri": "https://school.example/"}}},
        {"startIndex": 10, "format": {"link": {"uri": "javascript:alert(1)"}}},
    ]
    cell = {**text("👋 vet <i> kwaad"), "textFormatRuns": runs}
    sheets.batch(styled(grid(1, 1), **cell))
    shown = page(owner, sheets)
    assert '👋 <span style="font-weight: 650">vet</span>' in shown
    assert '<a href="https://school.example/"> &lt;i&gt;</a>' in shown
    assert "javascript:" not in shown


def test_what_may_be_filled_in_is_told_once_for_all_cells(
    owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("A1", [["Status"]])
    kinds = condition("ONE_OF_LIST", "open", "<b>klaar</b>")
    sheets.batch(ruled(condition=kinds, strict=True, inputMessage="Hoe staat het ervoor?"))
    shown = page(owner, sheets)
    assert "Wat je kunt invullen (1)" in shown
    told = "Hoe staat het ervoor? Kies uit: open, &lt;b&gt;klaar&lt;/b&gt;."
    assert f"<strong>A2:A4</strong> {told}" in shown


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (condition("NUMBER_BETWEEN", "1", "10"), "Een getal van 1 tot en met 10. Iets anders mag"),
        (condition("DATE_IS_VALID"), "Een datum. Iets anders mag ook."),
        (condition("ONE_OF_RANGE", "=Sheet1!B1:B3"), "Kies uit wat in =Sheet1!B1:B3 staat."),
    ],
)
def test_a_rule_without_words_of_its_maker_is_said_in_dutch(
    owner: OwnerSession, sheets: Sheets, rule: dict[str, Any], told: str
) -> None:
    sheets.write("A1", [["Kop"]])
    sheets.batch(ruled(condition=rule))
    assert told in page(owner, sheets)


def test_a_tick_box_needs_no_help(owner: OwnerSession, sheets: Sheets) -> None:
    sheets.batch(ruled(condition=condition("BOOLEAN")))
    assert "Wat je kunt invullen" not in page(owner, sheets)
