"""What lies on a sheet under an id: names, protections, bands, rules, charts, filters, metadata."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets

BANDS = {"firstBandColorStyle": {"rgbColor": {"red": 1}}}
CHART = {"title": "Ingevuld", "basicChart": {"chartType": "COLUMN"}}
PLACE = {"overlayPosition": {"anchorCell": {"rowIndex": 2}, "widthPixels": 400}}
RULE = {
    "ranges": [grid(3, 1)],
    "booleanRule": {
        "condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": "open"}]},
        "format": {"backgroundColor": {"green": 1}},
    },
}


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


OBJECTS: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "addProtectedRange",
        {"protectedRange": {"protectedRangeId": 11, "range": grid(1, 1), "warningOnly": True}},
        "deleteProtectedRange",
        {"protectedRangeId": 11},
    ),
    (
        "addBanding",
        {"bandedRange": {"bandedRangeId": 12, "range": grid(2, 2), "rowProperties": BANDS}},
        "deleteBanding",
        {"bandedRangeId": 12},
    ),
    (
        "addNamedRange",
        {"namedRange": {"namedRangeId": "r13", "name": "bord_acties", "range": grid(2, 2)}},
        "deleteNamedRange",
        {"namedRangeId": "r13"},
    ),
    (
        "addChart",
        {"chart": {"chartId": 14, "spec": CHART, "position": PLACE}},
        "deleteEmbeddedObject",
        {"objectId": 14},
    ),
]


@pytest.mark.parametrize(("add", "body", "delete", "key"), OBJECTS)
def test_an_object_keeps_its_id_and_a_second_is_refused(
    sheets: Sheets, add: str, body: dict[str, Any], delete: str, key: dict[str, Any]
) -> None:
    [reply] = sheets.batch({add: body})["replies"]
    [made] = reply[add].values()
    assert set(key.values()) <= {value for value in made.values() if not isinstance(value, dict)}
    assert "already exists" in sheets.refused({add: body})
    sheets.batch({delete: key})
    assert f"Invalid requests[0].{delete}: No " in sheets.refused({delete: key})


def test_bands_may_not_overlap(sheets: Sheets) -> None:
    sheets.batch({"addBanding": {"bandedRange": {"range": grid(2, 2), "rowProperties": BANDS}}})
    second = {"range": grid(1, 1, top=1, left=1), "rowProperties": BANDS}
    assert "alternating background" in sheets.refused({"addBanding": {"bandedRange": second}})


def test_masked_updates_change_what_they_name(sheets: Sheets) -> None:
    for add, body, _, _ in OBJECTS[:3]:
        sheets.batch({add: body})
    banding = {"bandedRangeId": 12, "range": grid(4, 2)}
    protection = {"protectedRangeId": 11, "description": "van Ritmiek"}
    named = {"namedRangeId": "r13", "name": "bord_doelen"}
    sheets.batch(
        {"updateBanding": {"bandedRange": banding, "fields": "range"}},
        {"updateProtectedRange": {"protectedRange": protection, "fields": "description"}},
        {"updateNamedRange": {"namedRange": named, "fields": "name"}},
    )
    found = sheets.get()
    [sheet] = found["sheets"]
    assert sheet["bandedRanges"][0]["range"] == grid(4, 2)
    assert sheet["bandedRanges"][0]["rowProperties"]["firstBandColor"] == {"red": 1}
    assert sheet["protectedRanges"][0]["warningOnly"] is True
    assert found["namedRanges"][0] | {"range": {}} == {**named, "range": {}}


def test_a_named_range_can_be_read_by_its_name(sheets: Sheets) -> None:
    sheets.write("Sheet1!B2", [["x"]])
    named = {"name": "bord_acties", "range": grid(1, 1, top=1, left=1)}
    sheets.batch({"addNamedRange": {"namedRange": named}})
    assert sheets.read("bord_acties") == [["x"]]


@pytest.mark.parametrize("name", ["A1", "met spatie", "1e", "", "TRUE"])
def test_a_name_that_cannot_be_is_refused(sheets: Sheets, name: str) -> None:
    named = {"namedRange": {"name": name, "range": grid(1, 1)}}
    assert "not valid" in sheets.refused({"addNamedRange": named})


def test_rules_keep_their_order(sheets: Sheets) -> None:
    other = {**RULE, "ranges": [grid(9, 9)]}
    sheets.batch(
        {"addConditionalFormatRule": {"rule": RULE, "index": 0}},
        {"addConditionalFormatRule": {"rule": other, "index": 0}},
    )
    sheets.batch({"updateConditionalFormatRule": {"sheetId": 0, "index": 0, "newIndex": 1}})
    rules = sheets.get()["sheets"][0]["conditionalFormats"]
    assert [rule["ranges"] for rule in rules] == [RULE["ranges"], other["ranges"]]
    sheets.batch({"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})
    assert len(sheets.get()["sheets"][0]["conditionalFormats"]) == 1
    assert "index: 4" in sheets.refused({"deleteConditionalFormatRule": {"index": 4}})


@pytest.mark.parametrize(
    ("condition", "green"),
    [
        ({"type": "TEXT_EQ", "values": [{"userEnteredValue": "Open"}]}, [True, False, False]),
        ({"type": "NOT_BLANK"}, [True, True, False]),
        ({"type": "NUMBER_GREATER_THAN_EQ", "values": [{"userEnteredValue": "3"}]},
         [False, True, False]),
        ({"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": '=$B1="ja"'}]},
         [False, False, True]),
    ],
)  # fmt: skip
def test_a_rule_shows_in_the_effective_format(
    sheets: Sheets, condition: dict[str, Any], green: list[bool]
) -> None:
    sheets.write("Sheet1!A1:B3", [["open", ""], [4, ""], ["", "ja"]])
    keep = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    rule = {
        **RULE,
        "booleanRule": {"condition": condition, "format": {"backgroundColor": {"green": 1}}},
    }
    sheets.batch(
        {"repeatCell": {"range": grid(3, 1), "cell": keep, "fields": "userEnteredFormat"}},
        {"addConditionalFormatRule": {"rule": rule}},
    )
    found = sheets.get(ranges=["Sheet1!A1:A3"], includeGridData=True)["sheets"][0]["data"][0]
    shown = [row["values"][0]["effectiveFormat"]["backgroundColor"] for row in found["rowData"]]
    assert [colour == {"green": 1} for colour in shown] == green


def test_a_chart_gets_another_specification_and_place(sheets: Sheets) -> None:
    sheets.batch({"addChart": {"chart": {"chartId": 14, "spec": CHART, "position": PLACE}}})
    move = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 9, "columnIndex": 1}}}
    sheets.batch(
        {"updateChartSpec": {"chartId": 14, "spec": {**CHART, "title": "Anders"}}},
        {
            "updateEmbeddedObjectPosition": {
                "objectId": 14,
                "newPosition": move,
                "fields": "anchorCell",
            }
        },
    )
    [chart] = sheets.get()["sheets"][0]["charts"]
    overlay = chart["position"]["overlayPosition"]
    assert chart["spec"]["title"] == "Anders"
    assert (overlay["anchorCell"]["rowIndex"], overlay["widthPixels"]) == (9, 400)


def test_a_filter_is_set_and_cleared(sheets: Sheets) -> None:
    sheets.batch({"setBasicFilter": {"filter": {"range": grid(5, 2)}}})
    assert sheets.get()["sheets"][0]["basicFilter"]["range"] == grid(5, 2)
    sheets.batch({"clearBasicFilter": {"sheetId": 0}})
    assert "basicFilter" not in sheets.get()["sheets"][0]


@pytest.mark.parametrize("key", ["a", "-1", "1.5", "\u00b2", "9" * 5000])
def test_criteria_for_what_is_no_column_are_refused(sheets: Sheets, key: str) -> None:
    filtered = {"range": grid(5, 2), "criteria": {key: {"hiddenValues": ["x"]}}}
    message = sheets.refused({"setBasicFilter": {"filter": filtered}})
    assert "Invalid column index in criteria" in message


def test_metadata_is_kept_with_its_place(sheets: Sheets) -> None:
    wanted = {"metadataKey": "ritmiek", "location": {"spreadsheet": True}, "visibility": "DOCUMENT"}
    sheets.batch({"createDeveloperMetadata": {"developerMetadata": wanted}})
    [kept] = sheets.get()["developerMetadata"]
    assert kept["location"] == {"locationType": "SPREADSHEET", "spreadsheet": True}


def test_a_range_on_a_sheet_that_is_not_there_is_refused(sheets: Sheets) -> None:
    protect = {"protectedRange": {"range": grid(1, 1, sheet=404)}}
    assert sheets.refused({"addProtectedRange": protect}).endswith("No grid with id: 404")
