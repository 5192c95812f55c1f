"""Sheets of a spreadsheet by batchUpdate: added, renamed, sized, duplicated, deleted."""

import pytest

from tests.conftest import LocalWorkspace
from tests.local.google_clients import as_owner
from tests.local.spreadsheets import Sheets, new_sheets, text


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


def add(title: str, **properties: object) -> dict[str, object]:
    return {"addSheet": {"properties": {"title": title, **properties}}}


def titles(sheets: Sheets) -> list[str]:
    return [sheet["properties"]["title"] for sheet in sheets.get()["sheets"]]


def test_a_sheet_keeps_the_id_grid_and_colour_that_were_chosen(sheets: Sheets) -> None:
    grid = {"rowCount": 12, "columnCount": 4, "frozenRowCount": 2}
    teal = {"rgbColor": {"green": 0.2, "blue": 0.4}}
    sheets.batch(add("Bord", sheetId=77, gridProperties=grid, tabColorStyle=teal))
    found = sheets.get()["sheets"][1]["properties"]
    assert (found["sheetId"], found["index"], found["gridProperties"]) == (77, 1, grid)
    assert (found["tabColorStyle"], found["tabColor"]) == (teal, teal["rgbColor"])


def test_a_colour_style_wins_over_a_colour(sheets: Sheets) -> None:
    colours = {"tabColor": {"red": 1}, "tabColorStyle": {"rgbColor": {"blue": 1}}}
    sheets.batch(add("Bord", sheetId=77, **colours))
    assert sheets.get()["sheets"][1]["properties"]["tabColor"] == {"blue": 1}


def test_a_taken_name_is_refused_in_googles_words(sheets: Sheets) -> None:
    assert sheets.refused(add("Bord"), add("bord")) == (
        'Invalid requests[1].addSheet: A sheet with the name "bord" already exists. '
        "Please enter another name."
    )


def test_a_taken_id_is_refused(sheets: Sheets) -> None:
    assert "with id: 0 already exists" in sheets.refused(add("Bord", sheetId=0))


def test_one_bad_request_undoes_all(sheets: Sheets) -> None:
    sheets.refused(
        add("Bord", sheetId=7),
        {
            "updateCells": {
                "start": {"sheetId": 0},
                "rows": [{"values": [text("x")]}],
                "fields": "*",
            }
        },
        {"deleteSheet": {"sheetId": 99}},
    )
    assert titles(sheets) == ["Sheet1"]
    assert sheets.read("Sheet1") == []


def test_the_only_sheet_cannot_be_deleted(sheets: Sheets) -> None:
    assert sheets.refused({"deleteSheet": {"sheetId": 0}}) == (
        "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document."
    )


def test_the_first_sheet_goes_when_another_has_come(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [["oud"]])
    sheets.batch(add("Bord", sheetId=7), {"deleteSheet": {"sheetId": 0}})
    sheets.batch(add("Sheet1", sheetId=0))
    assert titles(sheets) == ["Bord", "Sheet1"]
    assert sheets.read("Sheet1") == []


def test_a_masked_update_leaves_the_rest_alone(sheets: Sheets) -> None:
    properties = {"sheetId": 0, "gridProperties": {"frozenRowCount": 1, "rowCount": 5}}
    update = {"properties": properties, "fields": "gridProperties.frozenRowCount"}
    sheets.batch({"updateSheetProperties": update})
    found = sheets.get()["sheets"][0]["properties"]
    assert found["title"] == "Sheet1"
    assert found["gridProperties"] == {"rowCount": 1000, "columnCount": 26, "frozenRowCount": 1}


@pytest.mark.parametrize("fields", [None, "", "title,colour"])
def test_an_update_needs_a_mask_of_known_fields(sheets: Sheets, fields: str | None) -> None:
    update = {"properties": {"sheetId": 0, "title": "x"}, "fields": fields}
    assert "requests[0].updateSheetProperties: " in sheets.refused(
        {"updateSheetProperties": update}
    )


def test_a_new_name_follows_into_formulas(sheets: Sheets) -> None:
    sheets.batch(add("Bord", sheetId=7))
    sheets.write("Sheet1!A1", [["=Bord!A1*2"]], "USER_ENTERED")
    sheets.write("Bord!A1", [[21]])
    renamed = {"properties": {"sheetId": 7, "title": "Ons bord"}, "fields": "title"}
    sheets.batch({"updateSheetProperties": renamed})
    assert sheets.read("Sheet1!A1") == [["42"]]
    assert sheets.read("Sheet1!A1", "FORMULA") == [["='Ons bord'!A1*2"]]


def test_a_tab_moves_to_another_place(sheets: Sheets) -> None:
    sheets.batch(add("B", sheetId=2), add("C", sheetId=3))
    first = {"properties": {"sheetId": 3, "index": 0}, "fields": "index"}
    sheets.batch({"updateSheetProperties": first})
    assert titles(sheets) == ["C", "Sheet1", "B"]


def test_a_duplicate_has_the_cells_and_ids_of_its_own(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1", [["x"]])
    protect = {"protectedRange": {"protectedRangeId": 5, "range": {"sheetId": 0}}}
    copy = {"sourceSheetId": 0, "newSheetId": 9, "newSheetName": "Kopie", "insertSheetIndex": 1}
    sheets.batch({"addProtectedRange": protect}, {"duplicateSheet": copy})
    assert sheets.read("Kopie") == [["x"]]
    [protected] = sheets.get()["sheets"][1]["protectedRanges"]
    assert protected["protectedRangeId"] != 5
    assert protected["range"]["sheetId"] == 9


def test_the_title_is_the_files_name(sheets: Sheets) -> None:
    update = {"properties": {"title": "Onderbouw", "locale": "nl_NL"}, "fields": "title,locale"}
    sheets.batch({"updateSpreadsheetProperties": update})
    found = sheets.get(fields="properties(title,locale,timeZone)")["properties"]
    assert found == {"title": "Onderbouw", "locale": "nl_NL", "timeZone": "Etc/GMT"}


def test_what_is_not_carried_is_refused_by_name(sheets: Sheets) -> None:
    message = sheets.refused({"insertComment": {"content": "x"}})
    assert "does not carry sheets batchUpdate request insertComment" in message


def test_a_spreadsheet_is_made_with_what_its_body_says(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    body = {
        "properties": {"title": "Heel", "locale": "nl_NL"},
        "sheets": [
            {
                "properties": {"title": "Een", "sheetId": 4},
                "data": [{"startRow": 1, "rowData": [{"values": [text("=x")]}]}],
            },
            {"properties": {"title": "Twee"}},
        ],
    }
    made = sheets.api.create(body=body).execute()
    assert [sheet["properties"]["title"] for sheet in made["sheets"]] == ["Een", "Twee"]
    assert Sheets(sheets.api, made["spreadsheetId"]).read("Een!A1:A2") == [[], ["=x"]]


def test_the_answer_holds_the_spreadsheet_when_asked_for(sheets: Sheets) -> None:
    answer = sheets.batch(add("Bord", sheetId=7), includeSpreadsheetInResponse=True)
    assert answer["replies"][0]["addSheet"]["properties"]["sheetId"] == 7
    assert len(answer["updatedSpreadsheet"]["sheets"]) == 2


def test_a_copy_has_the_cells_and_not_the_protections(
    workspace: LocalWorkspace, sheets: Sheets
) -> None:
    sheets.write("Sheet1!A1", [["=x"]])
    sheets.batch({"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}})
    drive = as_owner(workspace, "drive.v3")
    made = drive.files().copy(fileId=sheets.id, body={"name": "Kopie"}).execute()
    copy = Sheets(sheets.api, made["id"])
    assert copy.read("Sheet1", "UNFORMATTED_VALUE") == [["=x"]]
    assert "protectedRanges" not in copy.get()["sheets"][0]
