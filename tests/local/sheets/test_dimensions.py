"""Rows and columns that come, go and get sizes; everything on them moves along."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


def span(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def name(place: dict[str, int]) -> dict[str, Any]:
    return {
        "addNamedRange": {"namedRange": {"namedRangeId": "r1", "name": "doelen", "range": place}}
    }


def test_rows_are_added_at_the_end(sheets: Sheets) -> None:
    sheets.batch({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 5}})
    assert sheets.get()["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 1005


def test_inserted_rows_move_cells_names_formulas_and_merges(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B3", [["kop"], [5], ["=A2*2", "x"]], "USER_ENTERED")
    merge = {"mergeCells": {"range": grid(1, 2, top=4), "mergeType": "MERGE_ALL"}}
    sheets.batch(name(grid(2, 2, top=1)), merge)
    sheets.batch({"insertDimension": {"range": span("ROWS", 1, 3)}})
    assert sheets.read("Sheet1", "FORMULA") == [["kop"], [], [], [5], ["=A4*2", "x"]]
    found = sheets.get()
    assert found["namedRanges"][0]["range"] == grid(2, 2, top=3)
    assert found["sheets"][0]["merges"] == [grid(1, 2, top=6)]


def test_a_range_grows_when_rows_come_inside(sheets: Sheets) -> None:
    sheets.batch(name(grid(3, 1)), {"insertDimension": {"range": span("ROWS", 1, 2)}})
    assert sheets.get()["namedRanges"][0]["range"] == grid(4, 1)


def test_deleted_columns_take_their_cells_and_ranges(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:C1", [["a", "b", "c"]])
    banded = {"range": grid(3, 1, left=1), "rowProperties": {"firstBandColor": {"red": 1}}}
    sheets.batch(name(grid(1, 3)), {"addBanding": {"bandedRange": banded}})
    sheets.batch({"deleteDimension": {"range": span("COLUMNS", 1, 2)}})
    found = sheets.get()
    assert sheets.read("Sheet1") == [["a", "c"]]
    assert found["namedRanges"][0]["range"] == grid(1, 2)
    assert "bandedRanges" not in found["sheets"][0]
    assert found["sheets"][0]["properties"]["gridProperties"]["columnCount"] == 25


def test_a_formula_on_a_deleted_row_is_a_broken_reference(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:A2", [[5], ["=A1"]], "USER_ENTERED")
    sheets.batch({"deleteDimension": {"range": span("ROWS", 0, 1)}})
    assert sheets.read("Sheet1") == [["#REF!"]]


def test_all_rows_cannot_go(sheets: Sheets) -> None:
    message = sheets.refused({"deleteDimension": {"range": span("ROWS", 0, 1000)}})
    assert "You can't delete all the rows on the sheet." in message


def test_sizes_are_kept_per_column(sheets: Sheets) -> None:
    properties = {"pixelSize": 240, "hiddenByUser": True}
    change = {"range": span("COLUMNS", 1, 2), "properties": properties, "fields": "pixelSize"}
    sheets.batch({"updateDimensionProperties": change})
    found = sheets.get(ranges=["Sheet1!A1:B1"], includeGridData=True)["sheets"][0]["data"][0]
    assert found["columnMetadata"] == [{"pixelSize": 100}, {"pixelSize": 240}]


def test_a_column_can_size_itself_to_its_text(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [["een heel lange tekst in een kleine kolom"]])
    sheets.batch({"autoResizeDimensions": {"dimensions": span("COLUMNS", 0, 1)}})
    found = sheets.get(ranges=["Sheet1!A1"], includeGridData=True)["sheets"][0]["data"][0]
    assert found["columnMetadata"][0]["pixelSize"] > 200


def test_a_row_that_is_not_there_is_refused(sheets: Sheets) -> None:
    assert "is after last row in grid[1000]" in sheets.refused(
        {"deleteDimension": {"range": span("ROWS", 1000, 1001)}}
    )
