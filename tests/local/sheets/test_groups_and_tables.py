"""Groups that fold away, tables, filter views, slicers and charts on their own sheet."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets, text

TABLE = {"name": "Acties", "tableId": "t1", "range": grid(3, 2)}
CHART = {"title": "Ingevuld", "basicChart": {"chartType": "COLUMN"}}


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    made = new_sheets(workspace)
    made.write("Sheet1!A1:B3", [["wat", "wie"], ["kijken", "Ada"], ["meten", "Bo"]])
    return made


def columns(start: int, end: int) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": "COLUMNS", "startIndex": start, "endIndex": end}


def groups(sheets: Sheets) -> list[tuple[int, int, int]]:
    found = sheets.get()["sheets"][0].get("columnGroups", [])
    spans = [(one["range"]["startIndex"], one["range"]["endIndex"]) for one in found]
    return [(*span, one["depth"]) for span, one in zip(spans, found, strict=True)]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ((2, 4), (1, 5), [(1, 5, 1), (2, 4, 2)]),
        ((1, 5), (2, 4), [(1, 5, 1), (2, 4, 2)]),
        ((1, 4), (2, 5), [(1, 5, 1), (2, 4, 2)]),
    ],
)
def test_groups_lie_within_each_other(
    sheets: Sheets, first: tuple[int, int], second: tuple[int, int], found: list[Any]
) -> None:
    for span in (first, second):
        sheets.batch({"addDimensionGroup": {"range": columns(*span)}})
    assert groups(sheets) == found


def test_a_deleted_group_leaves_what_is_less_deep(sheets: Sheets) -> None:
    for span in ((1, 5), (2, 4)):
        sheets.batch({"addDimensionGroup": {"range": columns(*span)}})
    sheets.batch({"deleteDimensionGroup": {"range": columns(3, 5)}})
    assert groups(sheets) == [(1, 4, 1), (2, 3, 2)]
    sheets.batch({"deleteDimension": {"range": columns(0, 1)}})
    assert groups(sheets) == [(0, 3, 1), (1, 2, 2)]


def test_a_collapsed_group_hides_its_columns(sheets: Sheets) -> None:
    sheets.batch({"addDimensionGroup": {"range": columns(1, 3)}})
    group = {"range": columns(1, 3), "depth": 1, "collapsed": True}
    sheets.batch({"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}})
    [sheet] = sheets.get(ranges=["Sheet1!A1:D1"], includeGridData=True)["sheets"]
    hidden = [line.get("hiddenByUser", False) for line in sheet["data"][0]["columnMetadata"]]
    assert sheet["columnGroups"] == [group]
    assert hidden == [False, True, True, False]


def test_a_table_names_its_columns_by_its_first_row(sheets: Sheets) -> None:
    [reply] = sheets.batch({"addTable": {"table": TABLE}})["replies"]
    made = reply["addTable"]["table"]
    assert [column["columnName"] for column in made["columnProperties"]] == ["wat", "wie"]
    assert "already exists" in sheets.refused({"addTable": {"table": TABLE}})
    other = {**TABLE, "tableId": "t2", "name": "Anders"}
    assert "overlap" in sheets.refused({"addTable": {"table": other}})


def test_rows_appended_to_a_table_make_it_grow(sheets: Sheets) -> None:
    sheets.write("Sheet1!A4", [["eronder"]])
    rows = [{"values": [text("vragen"), text("Cas")]}]
    append = {"tableId": "t1", "rows": rows, "fields": "userEnteredValue"}
    sheets.batch({"addTable": {"table": TABLE}}, {"appendCells": append})
    assert sheets.get()["sheets"][0]["tables"][0]["range"] == grid(4, 2)
    assert sheets.read("Sheet1!A4:B5") == [["vragen", "Cas"], ["eronder"]]


def test_a_table_is_renamed_and_deleted_with_its_cells(sheets: Sheets) -> None:
    rename = {"table": {"tableId": "t1", "name": "Taken"}, "fields": "name"}
    sheets.batch({"addTable": {"table": TABLE}}, {"updateTable": rename})
    assert sheets.get()["sheets"][0]["tables"][0]["name"] == "Taken"
    sheets.batch({"deleteTable": {"tableId": "t1"}})
    assert "tables" not in sheets.get()["sheets"][0]
    assert sheets.read("Sheet1") == []


def test_a_filter_view_comes_changes_is_doubled_and_goes(sheets: Sheets) -> None:
    view = {
        "filterViewId": 21,
        "title": "Van Ada",
        "range": grid(3, 2),
        "criteria": {"1": {"hiddenValues": ["Bo"]}},
    }
    change = {"filter": {"filterViewId": 21, "title": "Ada"}, "fields": "title"}
    [added, _, doubled] = sheets.batch(
        {"addFilterView": {"filter": view}},
        {"updateFilterView": change},
        {"duplicateFilterView": {"filterId": 21}},
    )["replies"]
    specs = added["addFilterView"]["filter"]["filterSpecs"]
    assert specs == [{"columnIndex": 1, "filterCriteria": {"hiddenValues": ["Bo"]}}]
    assert doubled["duplicateFilterView"]["filter"]["title"] == "Copy of Ada"
    sheets.batch({"deleteFilterView": {"filterId": 21}})
    assert len(sheets.get()["sheets"][0]["filterViews"]) == 1


def test_a_filter_hides_rows_and_follows_its_columns(sheets: Sheets) -> None:
    specs = [{"columnIndex": 1, "filterCriteria": {"hiddenValues": ["Bo"]}}]
    wanted = {"range": grid(3, 2), "filterSpecs": specs}
    sheets.batch(
        {"setBasicFilter": {"filter": wanted}}, {"insertDimension": {"range": columns(0, 1)}}
    )
    [sheet] = sheets.get(ranges=["Sheet1!A1:C4"], includeGridData=True)["sheets"]
    hidden = [line.get("hiddenByFilter", False) for line in sheet["data"][0]["rowMetadata"]]
    assert hidden == [False, False, True, False]
    assert list(sheet["basicFilter"]["criteria"]) == ["2"]


def test_a_slicer_comes_changes_moves_and_goes(sheets: Sheets) -> None:
    slicer = {
        "slicerId": 31,
        "spec": {"dataRange": grid(3, 2), "title": "Wie"},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": 0, "columnIndex": 4}}},
    }
    away = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 8, "columnIndex": 4}}}
    sheets.batch(
        {"addSlicer": {"slicer": slicer}},
        {"updateSlicerSpec": {"slicerId": 31, "spec": {"title": "Wat"}, "fields": "title"}},
        {"updateEmbeddedObjectPosition": {"objectId": 31, "newPosition": away, "fields": "*"}},
    )
    [kept] = sheets.get()["sheets"][0]["slicers"]
    assert (kept["spec"]["title"], kept["spec"]["dataRange"]) == ("Wat", grid(3, 2))
    assert kept["position"]["overlayPosition"]["anchorCell"]["rowIndex"] == 8
    sheets.batch({"deleteEmbeddedObject": {"objectId": 31}})
    assert "slicers" not in sheets.get()["sheets"][0]


def test_a_chart_can_have_a_sheet_of_its_own(sheets: Sheets) -> None:
    chart = {"chartId": 14, "spec": CHART, "position": {"newSheet": True}}
    sheets.batch({"addChart": {"chart": chart}})
    [_, own] = sheets.get()["sheets"]
    assert own["properties"]["sheetType"] == "OBJECT"
    assert "gridProperties" not in own["properties"]
    sheets.batch({"deleteEmbeddedObject": {"objectId": 14}})
    assert len(sheets.get()["sheets"]) == 1


def test_a_chart_gets_a_border(sheets: Sheets) -> None:
    chart = {"chartId": 14, "spec": CHART, "position": {"overlayPosition": {}}}
    border = {"colorStyle": {"rgbColor": {"red": 1}}}
    change = {"objectId": 14, "border": border, "fields": "colorStyle"}
    sheets.batch({"addChart": {"chart": chart}}, {"updateEmbeddedObjectBorder": change})
    assert sheets.get()["sheets"][0]["charts"][0]["border"]["color"] == {"red": 1}


def test_a_spreadsheet_is_made_with_sizes_groups_and_tables(
    sheets: Sheets, workspace: LocalWorkspace
) -> None:
    data = [{"rowData": [{"values": [text("wat")]}], "columnMetadata": [{"pixelSize": 240}]}]
    group = {"range": columns(1, 3), "depth": 1}
    sheet = {"data": data, "columnGroups": [group], "tables": [{**TABLE, "range": grid(2, 1)}]}
    made = sheets.api.create(body={"sheets": [sheet]}).execute()
    found = Sheets(sheets.api, made["spreadsheetId"]).get(includeGridData=True)["sheets"][0]
    assert found["data"][0]["columnMetadata"][0]["pixelSize"] == 240
    assert (found["columnGroups"], found["tables"][0]["name"]) == ([group], "Acties")


def test_requests_may_come_in_lists_within_the_list(sheets: Sheets) -> None:
    rename = {"properties": {"title": "Anders"}, "fields": "title"}
    body = {"requests": [[{"updateSheetProperties": rename}], [{"clearBasicFilter": {}}]]}
    answer = sheets.api.batchUpdate(spreadsheetId=sheets.id, body=body).execute()
    assert answer["replies"] == [{}, {}]
    assert sheets.get()["sheets"][0]["properties"]["title"] == "Anders"
