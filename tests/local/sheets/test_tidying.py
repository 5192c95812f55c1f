"""Cells filled in, pasted as text, split, trimmed and rid of duplicates."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


@pytest.mark.parametrize(
    ("source", "filled"),
    [
        ([[1], [3]], ["5", "7"]),
        ([[4]], ["4", "4"]),
        ([["Week 9"]], ["Week 10", "Week 11"]),
        ([["Saturday"]], ["Sunday", "Monday"]),
        ([["ja"], ["nee"]], ["ja", "nee"]),
        ([["2026-11-09"]], ["2026-11-10", "2026-11-11"]),
        ([["=C1*2"]], ["0", "0"]),
    ],
)
def test_a_series_goes_on_and_the_rest_is_repeated(
    sheets: Sheets, source: list[list[Any]], filled: list[str]
) -> None:
    sheets.write("Sheet1!A1", source, "USER_ENTERED")
    step = {"source": grid(len(source), 1), "dimension": "ROWS", "fillLength": 2}
    sheets.batch({"autoFill": {"sourceAndDestination": step}})
    bottom = len(source) + 2
    assert [row[0] for row in sheets.read(f"Sheet1!A{bottom - 1}:A{bottom}")] == filled


def test_a_range_is_filled_from_what_stands_in_it(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B1", [[1, "=A1+1"]], "USER_ENTERED")
    sheets.batch({"autoFill": {"range": grid(3, 2)}})
    assert sheets.read("Sheet1!A1:B3", "FORMULA") == [[1, "=A1+1"], [1, "=A2+1"], [1, "=A3+1"]]


def test_a_series_goes_backwards_too(sheets: Sheets) -> None:
    sheets.write("Sheet1!A3:A4", [[5], [6]])
    back = {"source": grid(2, 1, top=2), "dimension": "ROWS", "fillLength": -2}
    sheets.batch({"autoFill": {"sourceAndDestination": back}})
    assert sheets.read("Sheet1!A1:A4") == [["3"], ["4"], ["5"], ["6"]]


def test_pasted_text_is_typed_in(sheets: Sheets) -> None:
    paste = {"coordinate": {"sheetId": 0, "rowIndex": 1}, "data": 'a,"b,c"\n2,=A3*2'}
    sheets.batch({"pasteData": {**paste, "delimiter": ",", "type": "PASTE_NORMAL"}})
    assert sheets.read("Sheet1!A2:B3") == [["a", "b,c"], ["2", "4"]]
    assert "html" in sheets.refused({"pasteData": {**paste, "html": True}})


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ({"delimiterType": "COMMA"}, "kijken, Ada,3"),
        ({"delimiterType": "CUSTOM", "delimiter": "--"}, "kijken--Ada--3"),
        ({"delimiterType": "AUTODETECT"}, "kijken;Ada;3"),
    ],
)
def test_a_text_is_split_over_columns(sheets: Sheets, kind: dict[str, str], text: str) -> None:
    sheets.write("Sheet1!A1", [[text]])
    sheets.batch({"textToColumns": {"source": grid(2, 1), **kind}})
    assert sheets.read("Sheet1!A1:C1", "UNFORMATTED_VALUE") == [["kijken", "Ada", 3]]


def test_texts_of_one_column_only_are_split(sheets: Sheets) -> None:
    split = {"textToColumns": {"source": grid(1, 2), "delimiterType": "COMMA"}}
    assert "exactly one column" in sheets.refused(split)


def test_spaces_are_trimmed(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:A3", [["  een  twee "], ["drie"], [" \n"]])
    [reply] = sheets.batch({"trimWhitespace": {"range": grid(3, 1)}})["replies"]
    assert reply == {"trimWhitespace": {"cellsChangedCount": 2}}
    assert sheets.read("Sheet1!A1:A3") == [["een twee"], ["drie"]]


def test_of_duplicate_rows_the_first_stays(sheets: Sheets) -> None:
    rows = [["Ada", 1], ["ada", 1], ["Bo", 2], ["Ada", 3]]
    sheets.write("Sheet1!A1:B4", rows)
    sheets.write("Sheet1!C4", [["ernaast"]])
    [reply] = sheets.batch({"deleteDuplicates": {"range": grid(4, 2)}})["replies"]
    assert reply == {"deleteDuplicates": {"duplicatesRemovedCount": 1}}
    first = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    sheets.batch({"deleteDuplicates": {"range": grid(4, 2), "comparisonColumns": [first]}})
    assert sheets.read("Sheet1!A1:C4") == [["Ada", "1"], ["Bo", "2"], [], ["", "", "ernaast"]]


def test_a_number_is_replaced_as_it_is_shown(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [[1234567.5]])
    sheets.batch({"findReplace": {"find": "567", "replacement": "000", "sheetId": 0}})
    assert sheets.read("Sheet1!A1", "UNFORMATTED_VALUE") == [[1234000.5]]
