from typing import Any

import pytest

from tests.conftest import OwnerSession

LOW = -(2**31)
A1 = {
    "sheetId": 0,
    "startRowIndex": 0,
    "endRowIndex": 1,
    "startColumnIndex": 0,
    "endColumnIndex": 1,
}
BEFORE = {**A1, "startColumnIndex": LOW}


@pytest.fixture(scope="module")
def spreadsheet(workspace: Any) -> str:
    with workspace.session() as owner:
        return f"/v4/spreadsheets/{owner.post('/v4/spreadsheets', json={}).json()['spreadsheetId']}"


@pytest.mark.parametrize(
    "request_",
    [
        {"cutPaste": {"source": BEFORE, "destination": {"sheetId": 0}}},
        {"cutPaste": {"source": A1, "destination": {"sheetId": 0, "rowIndex": LOW}}},
        {"copyPaste": {"source": A1, "destination": BEFORE}},
        {"repeatCell": {"range": BEFORE, "cell": {}, "fields": "*"}},
        {"mergeCells": {"range": BEFORE, "mergeType": "MERGE_ALL"}},
        {"updateCells": {"start": {"columnIndex": LOW}, "rows": [{"values": [{}]}], "fields": "*"}},
        {"addNamedRange": {"namedRange": {"name": "Groep", "range": BEFORE}}},
        {"sortRange": {"range": BEFORE, "sortSpecs": [{"dimensionIndex": 0}]}},
        {"pasteData": {"coordinate": {"rowIndex": -1}, "data": "a", "delimiter": ","}},
    ],
)
def test_nothing_stands_before_the_first_cell(
    owner: OwnerSession, spreadsheet: str, request_: dict[str, Any]
) -> None:
    answer = owner.post(f"{spreadsheet}:batchUpdate", json={"requests": [request_]}, timeout=5)
    assert answer.status_code == 400
    assert "must be non-negative" in answer.json()["error"]["message"]


@pytest.mark.parametrize("method", ["batchGetByDataFilter", "batchClearByDataFilter"])
def test_a_filter_selects_nothing_before_the_first_cell(
    owner: OwnerSession, spreadsheet: str, method: str
) -> None:
    body = {"dataFilters": [{"gridRange": BEFORE}]}
    answer = owner.post(f"{spreadsheet}/values:{method}", json=body, timeout=5)
    assert answer.status_code == 400
    assert "gridRange.startColumnIndex" in answer.json()["error"]["message"]


def test_nothing_is_copied_from_an_empty_range(owner: OwnerSession, spreadsheet: str) -> None:
    copied = {"source": {**A1, "endRowIndex": 0}, "destination": A1}
    answer = owner.post(f"{spreadsheet}:batchUpdate", json={"requests": [{"copyPaste": copied}]})
    assert answer.json()["replies"] == [{}]
