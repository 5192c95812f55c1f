"""Results stand until something changes that a formula looks at; reading waits for no write."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.spreadsheets import Sheets, new_sheets

RED = {"backgroundColor": {"red": 1}}


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


def shown(sheets: Sheets, place: str = "H1") -> Any:
    return sheets.read(place)[0][0]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(A1:A3)", "=SUM(A:A)", "=SUM(A1:A)", "=A2+2", "=$A$2+2", "=SUM(Sheet1!A1:A3)",
        '=SUM(INDIRECT("A1:A3"))', "=SUM(OFFSET(A1,0,0,3,1))", "=SUM(2:2)", "=G1",
    ],
)  # fmt: skip
def test_a_result_follows_what_its_formula_looks_at(sheets: Sheets, formula: str) -> None:
    sheets.write("G1", [["=A1+A2+A3"]], "USER_ENTERED")
    sheets.write("H1", [[formula]], "USER_ENTERED")
    sheets.write("A1", [[1], [0], [1]])
    before = shown(sheets)
    sheets.write("A2", [[5]])
    assert float(shown(sheets)) == float(before) + 5


def test_a_result_stands_when_something_else_changes(sheets: Sheets) -> None:
    sheets.write("A1", [[1], [2]])
    sheets.write("H1", [["=SUM(A1:A2)"]], "USER_ENTERED")
    assert shown(sheets) == "3"
    sheets.write("B1", [[10], [20]])
    assert shown(sheets) == "3"
    assert sheets.read("B1:B2") == [["10"], ["20"]]


def test_a_result_follows_a_named_range_that_changes(sheets: Sheets) -> None:
    area = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0}
    named = {"name": "cijfers", "range": {**area, "endColumnIndex": 1}}
    sheets.batch({"addNamedRange": {"namedRange": named}})
    sheets.write("H1", [["=SUM(cijfers)"]], "USER_ENTERED")
    assert shown(sheets) == "0"
    sheets.write("A2", [[7]])
    assert shown(sheets) == "7"


def test_what_fills_more_cells_notices_one_in_its_way(sheets: Sheets) -> None:
    sheets.write("A1", [["=SEQUENCE(3)"]], "USER_ENTERED")
    assert sheets.read("A1:A3") == [["1"], ["2"], ["3"]]
    sheets.write("A2", [["in de weg"]])
    assert shown(sheets, "A2") == "in de weg"
    assert shown(sheets, "A1") == "#REF!"


def test_a_result_follows_a_formula_that_is_replaced_by_a_value(sheets: Sheets) -> None:
    sheets.write("A1", [["=1+1"], ["=A1*2"]], "USER_ENTERED")
    assert sheets.read("A1:A2") == [["2"], ["4"]]
    sheets.write("A1", [[10]])
    assert sheets.read("A1:A2") == [["10"], ["20"]]


def test_a_row_written_over_formats_keeps_them(sheets: Sheets) -> None:
    place = {"sheetId": 0, "rowIndex": 0, "columnIndex": 1}
    cell = {"userEnteredFormat": RED, "userEnteredValue": {"formulaValue": "=1"}}
    rows = [{"values": [cell]}]
    sheets.batch({"updateCells": {"start": place, "rows": rows, "fields": "*"}})
    sheets.write("A1", [[1, 2, 3]])
    assert sheets.cell("B1")["userEnteredFormat"]["backgroundColor"] == {"red": 1}
    assert sheets.read("A1:C1") == [["1", "2", "3"]]


def test_a_colour_rule_far_down_looks_at_its_own_row(sheets: Sheets, owner: OwnerSession) -> None:
    area = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1000, "startColumnIndex": 0}
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=$B1>5"}]}
    rule = {"ranges": [{**area, "endColumnIndex": 1}],
            "booleanRule": {"condition": condition, "format": RED}}  # fmt: skip
    sheets.batch({"addConditionalFormatRule": {"rule": rule, "index": 0}})
    sheets.write("A900", [["laag", 3], ["hoog", "=4+4"]], "USER_ENTERED")
    formats = [sheets.cell(place)["effectiveFormat"] for place in ("A900", "A901")]
    assert [one["backgroundColor"] == {"red": 1} for one in formats] == [False, True]


def test_reading_does_not_wait_for_who_writes(
    workspace: LocalWorkspace, owner: OwnerSession, sheets: Sheets
) -> None:
    sheets.write("A1", [["al bewaard"]])
    store = workspace.running.workspace.store
    with store.transaction():
        store.write("UPDATE files SET name = 'nog niet' WHERE id = ?", (sheets.id,))
        url = f"/v4/spreadsheets/{sheets.id}"
        assert owner.get(f"{url}/values/A1", timeout=5).json()["values"] == [["al bewaard"]]
        assert owner.get(url, timeout=5).json()["properties"]["title"] == "Proef"
    assert owner.get(url, timeout=5).json()["properties"]["title"] == "nog niet"


def test_a_number_of_any_length_is_read_as_one(sheets: Sheets) -> None:
    sheets.write("A1", [[12345678901234567890, 1.5e100, 9007199254740993]])
    found = sheets.read("A1:C1", "UNFORMATTED_VALUE")
    assert found == [[12345678901234567890.0, 1.5e100, 9007199254740993]]
