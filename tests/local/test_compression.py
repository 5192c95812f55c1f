import gzip
import http.client
import json

import pytest

from tests.conftest import LocalWorkspace, OwnerSession

SHEET = "/v4/spreadsheets"


def fetched(
    workspace: LocalWorkspace, path: str, accepted: str
) -> tuple[http.client.HTTPResponse, bytes]:
    """An answer as it came over the wire, still packed."""
    host = workspace.base_url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    headers = {"Authorization": f"Bearer {workspace.token}", "Accept-Encoding": accepted}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.fixture(scope="module")
def spreadsheet(workspace: LocalWorkspace) -> str:
    with workspace.session() as owner:
        return f"{SHEET}/{owner.post(SHEET, json={}).json()['spreadsheetId']}"


@pytest.mark.parametrize("accepted", ["gzip", "deflate, gzip;q=0.5", "GZIP, identity"])
def test_a_long_answer_comes_in_gzip_to_who_asks(
    workspace: LocalWorkspace, spreadsheet: str, accepted: str
) -> None:
    plain = fetched(workspace, spreadsheet, "identity")[1]
    answer, body = fetched(workspace, spreadsheet, accepted)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(body) < len(plain) / 2
    assert json.loads(gzip.decompress(body)) == json.loads(plain)


@pytest.mark.parametrize("accepted", ["identity", "", "gzip;q=0", "br"])
def test_nobody_else_gets_it_packed(
    workspace: LocalWorkspace, spreadsheet: str, accepted: str
) -> None:
    answer, body = fetched(workspace, spreadsheet, accepted)
    assert "Content-Encoding" not in answer.headers
    assert json.loads(body)["sheets"]


def test_a_short_answer_is_not_packed(workspace: LocalWorkspace, spreadsheet: str) -> None:
    answer, body = fetched(workspace, f"{spreadsheet}?fields=spreadsheetId", "gzip")
    assert "Content-Encoding" not in answer.headers
    assert json.loads(body)


def test_a_file_comes_back_as_it_was_sent(workspace: LocalWorkspace, owner: OwnerSession) -> None:
    content = json.dumps(["regel"] * 1000).encode()
    headers = {"Content-Type": "application/json"}
    sent = owner.post("/upload/drive/v3/files?uploadType=media", data=content, headers=headers)
    answer, body = fetched(workspace, f"/drive/v3/files/{sent.json()['id']}?alt=media", "gzip")
    assert (answer.headers.get("Content-Encoding"), body) == (None, content)
