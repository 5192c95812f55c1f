"""Cells that move without their whole rows or columns, and rows that move as a whole."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    made = new_sheets(workspace)
    rows = [["a", 1, "x"], ["b", 2, "y"], ["c", 3, "z"], ["", "=SUM(B1:B3)", "=B2"]]
    made.write("Sheet1!A1:C4", rows, "USER_ENTERED")
    return made


def named(place: dict[str, int]) -> dict[str, Any]:
    return {"addNamedRange": {"namedRange": {"name": "doelen", "range": place}}}


def test_inserted_cells_push_their_columns_down(sheets: Sheets) -> None:
    sheets.batch({"insertRange": {"range": grid(1, 2, top=1), "shiftDimension": "ROWS"}})
    assert sheets.read("Sheet1", "FORMULA") == [
        ["a", 1, "x"],
        ["", "", "y"],
        ["b", 2, "z"],
        ["c", 3, "=B3"],
        ["", "=SUM(B1:B4)"],
    ]


def test_inserted_cells_push_their_rows_to_the_right(sheets: Sheets) -> None:
    sheets.batch({"insertRange": {"range": grid(1, 1, left=1), "shiftDimension": "COLUMNS"}})
    assert sheets.read("Sheet1!A1:D2") == [["a", "", "1", "x"], ["b", "2", "y"]]


def test_deleted_cells_pull_up_what_is_under_them(sheets: Sheets) -> None:
    sheets.batch(
        named(grid(1, 1, top=2, left=1)),
        {"deleteRange": {"range": grid(1, 2, top=1), "shiftDimension": "ROWS"}},
    )
    assert sheets.read("Sheet1", "FORMULA")[1:] == [
        ["c", 3, "y"],
        ["", "=SUM(B1:B2)", "z"],
        ["", "", "=#REF!"],
    ]
    assert sheets.get()["namedRanges"][0]["range"] == grid(1, 1, top=1, left=1)


@pytest.mark.parametrize(
    ("start", "end", "to", "order"),
    [(0, 1, 3, "bca"), (2, 3, 0, "cab"), (0, 2, 3, "cab"), (1, 2, 1, "abc")],
)
def test_moved_rows_count_their_place_from_before_the_move(
    sheets: Sheets, start: int, end: int, to: int, order: str
) -> None:
    source = {"sheetId": 0, "dimension": "ROWS", "startIndex": start, "endIndex": end}
    sheets.batch({"moveDimension": {"source": source, "destinationIndex": to}})
    assert [row[0] for row in sheets.read("Sheet1!A1:A3")] == list(order)
    assert sheets.read("Sheet1!B4:C4") == [["6", "2"]]


def test_rows_cannot_move_among_themselves(sheets: Sheets) -> None:
    source = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 3}
    assert "within itself" in sheets.refused(
        {"moveDimension": {"source": source, "destinationIndex": 2}}
    )


def test_what_is_cut_takes_along_who_pointed_at_it(sheets: Sheets) -> None:
    there = {"sheetId": 0, "rowIndex": 9, "columnIndex": 4}
    sheets.batch(
        named(grid(3, 1, left=1)),
        {"cutPaste": {"source": grid(3, 2), "destination": there}},
    )
    assert sheets.read("Sheet1!A1:C4", "FORMULA") == [
        ["", "", "x"],
        ["", "", "y"],
        ["", "", "z"],
        ["", "=SUM(F10:F12)", "=F11"],
    ]
    assert sheets.get()["namedRanges"][0]["range"] == grid(3, 1, top=9, left=5)


def test_what_is_cut_to_another_sheet_keeps_pointing_back(sheets: Sheets) -> None:
    sheets.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Week 2"}}})
    source = {**grid(1, 1, top=3, left=2)}
    sheets.batch({"cutPaste": {"source": source, "destination": {"sheetId": 7}}})
    assert sheets.read("'Week 2'!A1", "FORMULA") == [["=Sheet1!B2"]]
    back = {"source": grid(2, 2), "destination": {"sheetId": 7, "rowIndex": 4}}
    sheets.batch({"cutPaste": back})
    assert sheets.read("'Week 2'!A1", "FORMULA") == [["='Week 2'!B6"]]


@pytest.mark.parametrize(
    ("kind", "value", "bold", "note"),
    [
        ("PASTE_NORMAL", "=D2", True, "let op"),
        ("PASTE_VALUES", 2, False, None),
        ("PASTE_FORMULA", "=D2", False, None),
        ("PASTE_FORMAT", None, True, None),
    ],
)
def test_a_paste_takes_the_parts_of_its_kind(
    sheets: Sheets, kind: str, value: object, bold: bool, note: str | None
) -> None:
    cell = {"note": "let op", "userEnteredFormat": {"textFormat": {"bold": True}}}
    source = grid(1, 1, top=3, left=2)
    fields = "note,userEnteredFormat.textFormat.bold"
    sheets.batch(
        {"repeatCell": {"range": source, "cell": cell, "fields": fields}},
        {"copyPaste": {"source": source, "destination": grid(1, 1, top=3, left=4),
                       "pasteType": kind}},
    )  # fmt: skip
    found = sheets.read("Sheet1!E4", "FORMULA")
    assert found == ([[value]] if value else [])
    if bold:
        assert sheets.cell("Sheet1!E4")["userEnteredFormat"]["textFormat"]["bold"] is True
        assert sheets.cell("Sheet1!E4").get("note") == note


def test_a_paste_takes_merges_and_rules_along_and_can_turn_them(sheets: Sheets) -> None:
    rule = {
        "ranges": [grid(1, 2, top=5)],
        "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}},
    }
    sheets.batch(
        {"mergeCells": {"range": grid(1, 2, top=5), "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": rule}},
        {"copyPaste": {"source": grid(1, 2, top=5), "destination": grid(1, 1, top=7),
                       "pasteOrientation": "TRANSPOSE"}},
    )  # fmt: skip
    [sheet] = sheets.get()["sheets"]
    assert sheet["merges"] == [grid(1, 2, top=5), grid(2, 1, top=7)]
    assert sheet["conditionalFormats"][0]["ranges"] == sheet["merges"]


def test_a_sorted_formula_counts_from_its_new_row(sheets: Sheets) -> None:
    sheets.write("Sheet1!D1:D3", [["=B1*2"], ["=B2*2"], ["=B3*2"]], "USER_ENTERED")
    order = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
    sheets.batch({"sortRange": {"range": grid(3, 4), "sortSpecs": order}})
    assert sheets.read("Sheet1!D1:D3") == [["6"], ["4"], ["2"]]


def test_a_shuffled_range_keeps_its_rows(sheets: Sheets) -> None:
    sheets.batch({"randomizeRange": {"range": grid(3, 3)}})
    rows = sheets.read("Sheet1!A1:C3")
    assert sorted(rows) == [["a", "1", "x"], ["b", "2", "y"], ["c", "3", "z"]]
