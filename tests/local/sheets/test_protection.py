"""Protected ranges: kept from those who are not their editors."""

from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace
from tests.local.google_clients import as_owner, as_service_account
from tests.local.spreadsheets import Sheets, grid, new_sheets

OWNER = "eigenaar@local-workspace.example"
ROBOT = "ritmiek@local-workspace.example"


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    """A spreadsheet of the owner, which the service account may write."""
    made = new_sheets(workspace)
    made.write("Sheet1!A1:B3", [["kop", "x"], ["doel", "1"], ["stand", "2"]])
    grant = {"type": "user", "role": "writer", "emailAddress": ROBOT}
    as_owner(workspace, "drive.v3").permissions().create(
        fileId=made.id, body=grant, sendNotificationEmail=False
    ).execute()
    return made


@pytest.fixture
def robot(sheets: Sheets, workspace: LocalWorkspace) -> Sheets:
    """The same spreadsheet in the hands of the service account."""
    return Sheets(
        as_service_account(workspace, "sheets.v4", "spreadsheets").spreadsheets(), sheets.id
    )


def protect(**protected: Any) -> dict[str, Any]:
    wanted = {"protectedRangeId": 11, "range": grid(1, 2), "editors": {"users": [OWNER]}}
    return {"addProtectedRange": {"protectedRange": {**wanted, **protected}}}


def test_others_cannot_write_what_is_protected(sheets: Sheets, robot: Sheets) -> None:
    sheets.batch(protect())
    with pytest.raises(HttpError, match="protected cell or object") as refused:
        robot.write("Sheet1!A1", [["weg"]])
    assert refused.value.status_code == 400
    robot.write("Sheet1!A2", [["vrij"]])
    sheets.write("Sheet1!A1", [["mijn"]])
    assert sheets.read("Sheet1!A1:A2") == [["mijn"], ["vrij"]]


@pytest.mark.parametrize(
    "request_body",
    [
        {"repeatCell": {"range": grid(3, 1), "cell": {"note": "x"}, "fields": "note"}},
        {"deleteDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}}},
        {"deleteRange": {"range": grid(1, 1), "shiftDimension": "ROWS"}},
        {"sortRange": {"range": grid(3, 1), "sortSpecs": [{"dimensionIndex": 0}]}},
        {"deleteProtectedRange": {"protectedRangeId": 11}},
    ],
)
def test_no_request_gets_around_a_protection(
    sheets: Sheets, robot: Sheets, request_body: dict[str, Any]
) -> None:
    sheets.batch(protect())
    [kind] = request_body
    told = robot.refused(request_body)
    assert told.startswith(f"Invalid requests[0].{kind}: You are trying to edit a protected")


def test_rows_may_come_beside_what_is_protected(sheets: Sheets, robot: Sheets) -> None:
    sheets.batch(protect())
    robot.batch(
        {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 1, "endIndex": 2}}}
    )
    assert sheets.get()["sheets"][0]["protectedRanges"][0]["range"] == grid(1, 2)


@pytest.mark.parametrize("open_way", [{"warningOnly": True}, {"editors": {"users": [ROBOT]}}])
def test_a_warning_and_a_named_editor_let_through(
    sheets: Sheets, robot: Sheets, open_way: dict[str, Any]
) -> None:
    sheets.batch(protect(**open_way))
    robot.write("Sheet1!A1", [["mag"]])
    assert sheets.read("Sheet1!A1") == [["mag"]]


def test_without_named_editors_everybody_who_writes_is_one(sheets: Sheets, robot: Sheets) -> None:
    [reply] = sheets.batch({"addProtectedRange": {"protectedRange": {"range": grid(1, 1)}}})[
        "replies"
    ]
    made = reply["addProtectedRange"]["protectedRange"]
    assert made["editors"] == {"users": [OWNER, ROBOT]}
    robot.write("Sheet1!A1", [["mag"]])


def test_a_protected_sheet_has_open_parts(sheets: Sheets, robot: Sheets) -> None:
    whole = {"range": {"sheetId": 0}, "unprotectedRanges": [grid(1, 1, top=1)]}
    sheets.batch(protect(**whole), {"addSheet": {"properties": {"title": "Tweede"}}})
    robot.write("Sheet1!A2", [["open"]])
    with pytest.raises(HttpError, match="protected"):
        robot.write("Sheet1!B2", [["dicht"]])
    rename = {"properties": {"sheetId": 0, "title": "Anders"}, "fields": "title"}
    assert "protected" in robot.refused({"updateSheetProperties": rename})
    assert "protected" in robot.refused({"deleteSheet": {"sheetId": 0}})


def test_only_editors_see_who_the_editors_are(sheets: Sheets, robot: Sheets) -> None:
    sheets.batch(protect())
    [mine] = sheets.get()["sheets"][0]["protectedRanges"]
    [theirs] = robot.get()["sheets"][0]["protectedRanges"]
    assert (mine["requestingUserCanEdit"], mine["editors"]) == (True, {"users": [OWNER]})
    assert "requestingUserCanEdit" not in theirs
    assert "editors" not in theirs
