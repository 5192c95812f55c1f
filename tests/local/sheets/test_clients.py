"""What clients of Google Sheets rely on beyond the reference."""

from typing import Any

import pytest

from tests.conftest import OwnerSession


@pytest.fixture
def book(owner: OwnerSession) -> str:
    """A new spreadsheet with one row."""
    file = str(owner.post("/v4/spreadsheets", json={}).json()["spreadsheetId"])
    where = f"/v4/spreadsheets/{file}/values/A1"
    owner.put(where, params={"valueInputOption": "RAW"}, json={"values": [["a", "b"]]})
    return file


def test_a_slash_before_the_colon_and_at_the_end_is_taken(owner: OwnerSession, book: str) -> None:
    body: dict[str, Any] = {"requests": [{"addSheet": {"properties": {"title": "twee"}}}]}
    assert owner.post(f"/v4/spreadsheets/{book}/:batchUpdate", json=body).status_code == 200
    titles = [
        one["properties"]["title"]
        for one in owner.get(f"/v4/spreadsheets/{book}/").json()["sheets"]
    ]
    assert titles == ["Sheet1", "twee"]


def test_an_export_does_not_end_with_a_line_break(owner: OwnerSession, book: str) -> None:
    where = f"/drive/v3/files/{book}/export"
    assert owner.get(where, params={"mimeType": "text/csv"}).text == "a,b"


@pytest.mark.parametrize(
    "part", [{"a1Range": "A2000:B2001"}, {"gridRange": {"startRowIndex": 1000}}]
)
def test_a_part_beyond_the_grid_is_refused(owner: OwnerSession, book: str, part: Any) -> None:
    body = {"dataFilters": [part], "includeGridData": True}
    answer = owner.post(f"/v4/spreadsheets/{book}:getByDataFilter", json=body)
    assert answer.status_code == 400
    assert "exceeds grid limits. Max rows: 1000" in answer.json()["error"]["message"]


def test_a_range_beyond_the_grid_is_refused_with_the_spreadsheet(
    owner: OwnerSession, book: str
) -> None:
    def asked(text: str) -> int:
        return owner.get(f"/v4/spreadsheets/{book}", params={"ranges": text}).status_code

    assert [asked("A2000:B2001"), asked("A1000:B1001")] == [400, 200]


def test_the_refusal_to_remove_an_owner_begins_as_clients_expect(
    owner: OwnerSession, book: str
) -> None:
    where = f"/drive/v3/files/{book}/permissions"
    mine = owner.get(where).json()["permissions"][0]["id"]
    error = owner.delete(f"{where}/{mine}").json()["error"]
    assert error["message"].startswith("The owner of a file cannot be removed.")
