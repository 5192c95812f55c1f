"""Cells by batchUpdate: written, repeated, merged, bordered, sorted, replaced, copied."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets, text

RED = {"red": 1}


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


def update(rows: list[list[dict[str, Any]]], fields: str, **where: Any) -> dict[str, Any]:
    given = [{"values": row} for row in rows]
    return {"updateCells": {"rows": given, "fields": fields, **where}}


def test_a_text_stays_text_whatever_it_looks_like(sheets: Sheets) -> None:
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 1}
    sheets.batch(update([[text("=SUM(1)"), text("007")]], "userEnteredValue", start=start))
    assert sheets.read("Sheet1!B2:C2", "UNFORMATTED_VALUE") == [["=SUM(1)", "007"]]


def test_only_the_masked_part_of_a_cell_changes(sheets: Sheets) -> None:
    bold = {"userEnteredFormat": {"textFormat": {"bold": True, "fontSize": 14}}}
    sheets.batch(update([[{**text("x"), **bold, "note": "let op"}]], "*", start={"sheetId": 0}))
    only = "userEnteredFormat.textFormat.bold"
    sheets.batch(update([[{"note": "weg"}]], only, start={"sheetId": 0}))
    cell = sheets.cell("Sheet1!A1")
    assert cell["userEnteredFormat"] == {"textFormat": {"fontSize": 14}}
    assert (cell["note"], cell["formattedValue"]) == ("let op", "x")


def test_cells_of_a_range_without_data_are_cleared(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B2", [["a", "b"], ["c", "d"]])
    sheets.batch(update([[text("n")]], "userEnteredValue", range=grid(2, 1)))
    assert sheets.read("Sheet1") == [["n", "b"], ["", "d"]]


def test_writing_past_the_range_is_refused_in_googles_words(sheets: Sheets) -> None:
    message = sheets.refused(update([[text("a"), text("b")]], "*", range=grid(1, 1)))
    assert message == (
        "Invalid requests[0].updateCells: Attempting to write column: 1, "
        "beyond the last requested column of: 0"
    )


def test_writing_past_the_grid_is_refused(sheets: Sheets) -> None:
    start = {"sheetId": 0, "rowIndex": 1000}
    assert "write row: 1000, beyond" in sheets.refused(update([[text("a")]], "*", start=start))


def test_a_cell_is_repeated_with_both_notations_of_its_colour(sheets: Sheets) -> None:
    cell = {"userEnteredFormat": {"backgroundColor": RED}}
    fields = "userEnteredFormat(backgroundColor)"
    sheets.batch({"repeatCell": {"range": grid(2, 2), "cell": cell, "fields": fields}})
    found = sheets.cell("Sheet1!B2")
    assert found["userEnteredFormat"]["backgroundColorStyle"] == {"rgbColor": RED}
    assert found["effectiveFormat"]["backgroundColor"] == RED


def test_a_repeated_formula_takes_its_references_along(sheets: Sheets) -> None:
    cell = {"userEnteredValue": {"formulaValue": "=C1*$D$1"}}
    repeated = {"range": grid(2, 2), "cell": cell, "fields": "userEnteredValue"}
    sheets.batch({"repeatCell": repeated})
    written = [
        [sheets.cell(f"Sheet1!{place}")["userEnteredValue"]["formulaValue"] for place in row]
        for row in (("A1", "B1"), ("A2", "B2"))
    ]
    assert written == [["=C1*$D$1", "=D1*$D$1"], ["=C2*$D$1", "=D2*$D$1"]]


def test_a_formula_has_an_entered_and_an_effective_value(sheets: Sheets) -> None:
    sheets.write("Sheet1!B1:B3", [[1], [2], [6]])
    formula = {"userEnteredValue": {"formulaValue": "=AVERAGE(B1:B3)"}}
    sheets.batch(update([[formula]], "userEnteredValue", start={"sheetId": 0}))
    found = sheets.cell("Sheet1!A1")
    assert found["userEnteredValue"] == {"formulaValue": "=AVERAGE(B1:B3)"}
    assert (found["effectiveValue"], found["formattedValue"]) == ({"numberValue": 3}, "3")


def test_a_wrong_formula_says_what_is_wrong(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B1", [["=1/0", "=NIETS(1)"]], "USER_ENTERED")
    assert sheets.read("Sheet1") == [["#DIV/0!", "#NAME?"]]
    assert sheets.cell("Sheet1!A1")["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"


def test_a_formula_is_worked_out_again_after_a_change(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B1", [["=B1*2", 4]], "USER_ENTERED")
    assert sheets.read("Sheet1!A1") == [["8"]]
    sheets.write("Sheet1!B1", [[5]])
    assert sheets.read("Sheet1!A1") == [["10"]]


def test_a_refused_batch_leaves_results_as_they_were(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B1", [["=B1*2", 4]], "USER_ENTERED")
    other = {"userEnteredValue": {"numberValue": 9}}
    start = {"sheetId": 0, "columnIndex": 1}
    sheets.refused(update([[other]], "*", start=start), {"deleteSheet": {"sheetId": 5}})
    assert sheets.read("Sheet1!A1:B1") == [["8", "4"]]


def test_a_merge_keeps_the_first_value_only(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B1", [["a", "b"]])
    sheets.batch({"mergeCells": {"range": grid(1, 2), "mergeType": "MERGE_ALL"}})
    assert sheets.read("Sheet1") == [["a"]]
    assert sheets.get()["sheets"][0]["merges"] == [grid(1, 2)]


def test_a_merge_that_cuts_another_is_refused(sheets: Sheets) -> None:
    sheets.batch({"mergeCells": {"range": grid(2, 2), "mergeType": "MERGE_ALL"}})
    crossing = {"range": grid(1, 3), "mergeType": "MERGE_ALL"}
    assert "select all cells in a merged range" in sheets.refused({"mergeCells": crossing})
    sheets.batch({"unmergeCells": {"range": grid(5, 5)}})
    assert "merges" not in sheets.get()["sheets"][0]


def test_validation_comes_back_and_goes(sheets: Sheets) -> None:
    values = [{"userEnteredValue": "open"}, {"userEnteredValue": "gelukt"}]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": True}
    sheets.batch({"setDataValidation": {"range": grid(1, 1), "rule": rule}})
    assert sheets.cell("Sheet1!A1")["dataValidation"] == rule
    sheets.batch({"setDataValidation": {"range": grid(1, 1)}})
    assert "rowData" not in sheets.get(includeGridData=True)["sheets"][0]["data"][0]


def test_borders_are_set_around_and_inside(sheets: Sheets) -> None:
    line = {"style": "SOLID", "color": RED}
    sheets.batch({"updateBorders": {"range": grid(1, 2), "top": line, "innerVertical": line}})
    left = sheets.cell("Sheet1!A1")["userEnteredFormat"]["borders"]
    right = sheets.cell("Sheet1!B1")["userEnteredFormat"]["borders"]
    assert set(left) == {"top", "right"}
    assert set(right) == {"top", "left"}


def test_rows_are_sorted_with_blanks_last(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B4", [["b", 1], ["", 2], ["a", 3], ["c", 4]])
    spec = {"dimensionIndex": 0, "sortOrder": "DESCENDING"}
    sheets.batch({"sortRange": {"range": grid(4, 2), "sortSpecs": [spec]}})
    assert sheets.read("Sheet1!A1:B4") == [["c", "4"], ["b", "1"], ["a", "3"], ["", "2"]]


def test_text_is_found_and_replaced(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:A2", [["lesbezoek en lesbezoek"], ["bord"]])
    wanted = {"find": "Lesbezoek", "replacement": "werkbezoek", "allSheets": True}
    [reply] = sheets.batch({"findReplace": wanted})["replies"]
    assert reply["findReplace"]["occurrencesChanged"] == 2
    assert sheets.read("Sheet1!A1") == [["werkbezoek en werkbezoek"]]


def test_a_copied_formula_looks_at_its_own_row(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:C2", [[1, 10, "=A1+B$1"], [2, 20]], "USER_ENTERED")
    copy = {"source": grid(1, 1, left=2), "destination": grid(1, 1, top=1, left=2)}
    sheets.batch({"copyPaste": copy})
    assert sheets.read("Sheet1!C1:C2") == [["11"], ["12"]]


def test_cells_are_added_below_the_last_row(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [["a"]])
    append = {"sheetId": 0, "rows": [{"values": [text("b")]}], "fields": "userEnteredValue"}
    sheets.batch({"appendCells": append})
    assert sheets.read("Sheet1") == [["a"], ["b"]]


def test_a_mask_decides_whether_data_comes_along(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [["a"]])
    assert "data" not in sheets.get()["sheets"][0]
    fields = "sheets(properties(sheetId),data(rowData(values(formattedValue))))"
    found = sheets.get(fields=fields)["sheets"][0]
    assert found["data"] == [{"rowData": [{"values": [{"formattedValue": "a"}]}]}]
