"""Developer metadata, and the methods that select by data filter."""

from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets

ROW = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    made = new_sheets(workspace)
    made.write("Sheet1!A1:B3", [["kop", ""], ["doel", "1"], ["stand", "2"]])
    made.batch(
        entry(1, {"spreadsheet": True}), entry(2, {"sheetId": 0}), entry(3, ROW, metadataValue="x")
    )
    return made


def entry(number: int, location: dict[str, Any], **more: str) -> dict[str, Any]:
    wanted = {"metadataId": number, "metadataKey": "ritmiek", "location": location}
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {**wanted, "visibility": "DOCUMENT", **more}
        }
    }


def lookup(**criteria: Any) -> dict[str, Any]:
    return {"developerMetadataLookup": criteria}


def search(sheets: Sheets, *filters: dict[str, Any]) -> list[int]:
    body = {"dataFilters": list(filters)}
    found = sheets.api.developerMetadata().search(spreadsheetId=sheets.id, body=body).execute()
    entries = found.get("matchedDeveloperMetadata", [])
    return [one["developerMetadata"]["metadataId"] for one in entries]


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"metadataKey": "ritmiek"}, [1, 2, 3]),
        ({"metadataKey": "anders"}, []),
        ({"metadataValue": "x"}, [3]),
        ({"locationType": "ROW"}, [3]),
        ({"metadataLocation": {"sheetId": 0}}, [2, 3]),
        ({"metadataLocation": {"sheetId": 0}, "locationMatchingStrategy": "EXACT_LOCATION"}, [2]),
    ],
)
def test_a_lookup_finds_what_meets_all_that_it_says(
    sheets: Sheets, criteria: dict[str, Any], found: list[int]
) -> None:
    assert search(sheets, lookup(**criteria)) == found


def test_metadata_stands_where_it_lies_and_moves_along(sheets: Sheets) -> None:
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    sheets.batch({"insertDimension": {"range": span}})
    found = sheets.get(includeGridData=True)
    lines = found["sheets"][0]["data"][0]["rowMetadata"]
    assert [e["metadataId"] for e in found["developerMetadata"]] == [1]
    assert [e["metadataId"] for e in found["sheets"][0]["developerMetadata"]] == [2]
    assert [e["metadataId"] for e in lines[2]["developerMetadata"]] == [3]


def test_metadata_is_read_changed_and_removed(sheets: Sheets) -> None:
    new = {"metadataKey": "bord"}
    change = {"dataFilters": [lookup(metadataId=3)], "developerMetadata": new}
    [reply] = sheets.batch({"updateDeveloperMetadata": {**change, "fields": "metadataKey"}})[
        "replies"
    ]
    [changed] = reply["updateDeveloperMetadata"]["developerMetadata"]
    one = sheets.api.developerMetadata().get(spreadsheetId=sheets.id, metadataId=3).execute()
    assert one == changed
    assert (one["metadataKey"], one["metadataValue"]) == ("bord", "x")
    sheets.batch({"deleteDeveloperMetadata": {"dataFilter": lookup(metadataKey="ritmiek")}})
    assert search(sheets, lookup(visibility="DOCUMENT")) == [3]


def test_metadata_that_is_not_there_is_not_found(sheets: Sheets) -> None:
    with pytest.raises(HttpError) as refused:
        sheets.api.developerMetadata().get(spreadsheetId=sheets.id, metadataId=99).execute()
    assert refused.value.status_code == 404


def test_metadata_lies_on_one_row_only(sheets: Sheets) -> None:
    wide = {"dimensionRange": {**ROW["dimensionRange"], "endIndex": 3}}
    assert "single row or column" in sheets.refused(entry(9, wide))


def test_values_are_read_written_and_cleared_by_filter(sheets: Sheets) -> None:
    values = sheets.api.values()
    by_row, by_name = lookup(metadataId=3), {"a1Range": "Sheet1!A3:B3"}
    body = {
        "valueInputOption": "RAW",
        "data": [{"dataFilter": by_row, "values": [["taak", "9"]]}],
    }
    written = values.batchUpdateByDataFilter(spreadsheetId=sheets.id, body=body).execute()
    assert written["totalUpdatedCells"] == 2
    assert written["responses"][0]["dataFilter"] == by_row
    body = {"dataFilters": [by_row, by_name, {"gridRange": grid(1, 1)}]}
    found = values.batchGetByDataFilter(spreadsheetId=sheets.id, body=body).execute()
    assert [one["valueRange"]["values"] for one in found["valueRanges"]] == [
        [["taak", "9"]],
        [["stand", "2"]],
        [["kop"]],
    ]
    body = {"dataFilters": [by_name]}
    cleared = values.batchClearByDataFilter(spreadsheetId=sheets.id, body=body).execute()
    assert cleared["clearedRanges"] == ["Sheet1!A3:B3"]
    assert sheets.read("Sheet1") == [["kop"], ["taak", "9"]]


def test_a_spreadsheet_is_read_by_filter(sheets: Sheets) -> None:
    sheets.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Tweede"}}})
    body = {"dataFilters": [{"gridRange": grid(1, 2, top=1)}], "includeGridData": True}
    found = sheets.api.getByDataFilter(spreadsheetId=sheets.id, body=body).execute()
    [sheet] = found["sheets"]
    [row] = sheet["data"][0]["rowData"]
    assert [cell["formattedValue"] for cell in row["values"]] == ["doel", "1"]
    nothing = {"dataFilters": [lookup(metadataKey="nergens")]}
    assert (
        "sheets" not in sheets.api.getByDataFilter(spreadsheetId=sheets.id, body=nothing).execute()
    )


def test_a_filter_on_a_sheet_that_is_not_there_is_refused(sheets: Sheets) -> None:
    body = {"dataFilters": [{"gridRange": grid(1, 1, sheet=404)}]}
    call = sheets.api.values().batchGetByDataFilter(spreadsheetId=sheets.id, body=body)
    with pytest.raises(HttpError, match="dataFilters"):
        call.execute()


def test_a_sheet_is_copied_to_another_spreadsheet(
    sheets: Sheets, workspace: LocalWorkspace
) -> None:
    other = new_sheets(workspace)
    chart = {"spec": {"title": "x", "basicChart": {}}, "position": {"overlayPosition": {}}}
    sheets.batch({"addChart": {"chart": {**chart, "chartId": 5}}})
    body = {"destinationSpreadsheetId": other.id}
    api = sheets.api.sheets()
    copied = api.copyTo(spreadsheetId=sheets.id, sheetId=0, body=body).execute()
    assert (copied["title"], copied["index"]) == ("Copy of Sheet1", 1)
    assert copied["sheetId"] != 0
    assert other.read("'Copy of Sheet1'!A2") == [["doel"]]
    [second] = other.get()["sheets"][1]["charts"]
    assert second["position"]["overlayPosition"]["anchorCell"]["sheetId"] == copied["sheetId"]
    again = api.copyTo(spreadsheetId=sheets.id, sheetId=0, body=body).execute()
    assert again["title"] == "Copy of Sheet1 2"
