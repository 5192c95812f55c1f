"""What other people's clients, and the samples in Google's documentation, count on."""

import pytest

from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.spreadsheets import Sheets, new_sheets


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


def test_sums_and_references_look_like_the_cells_they_speak_of(sheets: Sheets) -> None:
    rows = [["$20.50", "3/1/2016"], ["$15", "3/15/2016"], ["=SUM(A1:A2)", "=MAX(B1:B2)"]]
    sheets.write("A1:B4", [*rows, ["=Sheet1!$B$1", "=B2-B1"]], "USER_ENTERED")
    assert sheets.read("A3:B4") == [["$35.50", "3/15/2016"], ["3/1/2016", "14"]]
    assert sheets.read("B3", "UNFORMATTED_VALUE") == [[42444]]


def test_one_request_counts_as_a_list_of_one(sheets: Sheets) -> None:
    change = {"updateCells": {"rows": {"values": {"note": "let op"}}, "fields": "note"}}
    change["updateCells"] |= {"start": {"sheetId": 0}}
    body = {"requests": change}
    assert "replies" in sheets.api.batchUpdate(spreadsheetId=sheets.id, body=body).execute()
    read = sheets.get(includeGridData=True, fields="sheets.data.rowData.values.note")
    assert read["sheets"][0]["data"][0]["rowData"] == [{"values": [{"note": "let op"}]}]


@pytest.mark.parametrize("media", ["text/csv", "multipart/related; boundary=x"])
def test_an_upload_that_names_no_type_is_known_by_its_content(
    owner: OwnerSession, media: str
) -> None:
    parts = (
        b'--x\r\nContent-Type: application/json\r\n\r\n{"name": "a.csv"}\r\n'
        b"--x\r\nContent-Type: text/csv\r\n\r\na,b\r\n--x--"
    )
    body = parts if media.startswith("multipart") else b"a,b"
    made = owner.post("/upload/drive/v3/files", data=body, headers={"Content-Type": media})
    content = owner.get(f"/drive/v3/files/{made.json()['id']}?alt=media").content
    assert content == b"a,b"
