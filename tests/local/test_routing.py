from typing import Any

import pytest
import requests

from sync.local.protocol.discovery import documented_methods, find_method
from tests.conftest import LocalWorkspace, OwnerSession


@pytest.mark.parametrize(
    ("verb", "path", "method", "params"),
    [
        ("GET", "/v4/spreadsheets/a1", "sheets.spreadsheets.get", {"spreadsheetId": "a1"}),
        ("POST", "/v4/spreadsheets/a1:batchUpdate", "sheets.spreadsheets.batchUpdate", None),
        ("GET", "/v4/spreadsheets/a1/values:batchGet", "sheets.spreadsheets.values.batchGet", None),
        (
            "POST",
            "/v4/spreadsheets/a1/values/Bord%21A1:B2:append",
            "sheets.spreadsheets.values.append",
            {"spreadsheetId": "a1", "range": "Bord!A1:B2"},
        ),
        (
            "PUT",
            "/v4/spreadsheets/a1/values/1%2F2%21A1%3AB2",
            "sheets.spreadsheets.values.update",
            {"spreadsheetId": "a1", "range": "1/2!A1:B2"},
        ),
        ("GET", "/drive/v3/files/generateIds", "drive.files.generateIds", {}),
        ("GET", "/drive/v3/files/abc", "drive.files.get", {"fileId": "abc"}),
        ("POST", "/v1/forms/f1:setPublishSettings", "forms.forms.setPublishSettings", None),
    ],
)
def test_an_address_leads_to_its_documented_method(
    verb: str, path: str, method: str, params: dict[str, str] | None
) -> None:
    match = find_method(verb, path)
    assert match is not None
    assert match.method.id == method
    assert params is None or match.path_params == params


def test_every_documented_method_can_be_reached() -> None:
    for method in documented_methods():
        path = method.path.pattern.replace("\\", "")
        for name in method.path.groupindex:
            path = path.replace(f"(?P<{name}>[^/]+)", "x1").replace(f"(?P<{name}>.+)", "x1")
        match = find_method(method.verb, path)
        assert match is not None
        assert match.method.id == method.id


def test_an_upload_address_leads_to_the_same_method() -> None:
    match = find_method("POST", "/upload/drive/v3/files")
    assert match is not None
    assert (match.method.id, match.upload) == ("drive.files.create", True)


def test_an_unknown_address_is_googles_404(owner: OwnerSession) -> None:
    answer = owner.get("/v4/worksheets/x")
    assert answer.status_code == 404
    assert answer.json()["error"]["status"] == "NOT_FOUND"


def test_a_documented_method_that_is_not_carried_is_refused_by_name(owner: OwnerSession) -> None:
    answer = owner.get("/drive/v3/files/x/approvals")
    assert answer.status_code == 400
    assert "drive.approvals.list" in answer.json()["error"]["message"]


def test_a_call_that_was_too_long_for_an_address_travels_as_a_post(owner: OwnerSession) -> None:
    answer = owner.post(
        "/drive/v3/files",
        data={"pageSize": "1", "fields": "files(id)", "q": "name = 'niets'"},
        headers={"X-HTTP-Method-Override": "GET"},
    )
    assert answer.json() == {"files": []}


def test_a_strange_page_address_gives_people_a_page(workspace: LocalWorkspace) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml"}
    answer = requests.get(f"{workspace.base_url}/weg", headers=browser, timeout=10)
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.text


def test_another_host_name_for_this_machine_is_refused(workspace: LocalWorkspace) -> None:
    headers = {"Host": "kwaad.example"}
    answer = requests.get(f"{workspace.base_url}/healthz", headers=headers, timeout=10)
    assert answer.status_code == 400


def test_calls_are_counted_by_method(owner: OwnerSession) -> None:
    owner.delete("/local/calls")
    owner.get("/drive/v3/files?fields=files(id)")
    counted: dict[str, Any] = owner.get("/local/calls").json()
    assert counted == {"http": 1, "by_method": {"drive.files.list": 1}}
