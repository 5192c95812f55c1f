import json
from pathlib import Path
from typing import Any

import google_auth_httplib2
import googleapiclient
import httplib2
import pytest
from google.oauth2 import service_account
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace, OwnerSession

SCOPES = ["https://www.googleapis.com/auth/drive"]
FOLDER = "application/vnd.google-apps.folder"


def drive_of(workspace: LocalWorkspace) -> Any:
    """Google's own client, pointed at the local Workspace."""
    documents = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    document = json.loads((documents / "drive.v3.json").read_text())
    document["rootUrl"] = f"{workspace.base_url}/"
    credentials = service_account.Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
        str(workspace.credentials), scopes=SCOPES, subject="eva@school.example"
    )
    http = google_auth_httplib2.AuthorizedHttp(credentials, httplib2.Http(timeout=30))
    return build_from_document(document, http=http)


def run(batch: Any) -> dict[str, Any]:
    """The answers of a batch by request id: the JSON, or the status of the error."""
    found: dict[str, Any] = {}

    def keep(request_id: str, answer: Any, error: HttpError | None) -> None:
        found[request_id] = error.resp.status if error else answer

    batch._callback = keep
    batch.execute()
    return found


def test_googles_client_gets_every_answer_of_its_batch(workspace: LocalWorkspace) -> None:
    drive = drive_of(workspace)
    batch = drive.new_batch_http_request()
    for name in ("Één", "Twee"):
        batch.add(drive.files().create(body={"name": name, "mimeType": FOLDER}), request_id=name)
    assert {key: answer["name"] for key, answer in run(batch).items()} == {
        "Één": "Één",
        "Twee": "Twee",
    }


def test_a_call_that_fails_leaves_the_others_in_place(workspace: LocalWorkspace) -> None:
    drive = drive_of(workspace)
    batch = drive.new_batch_http_request()
    batch.add(drive.files().get(fileId="bestaat-niet"), request_id="weg")
    batch.add(drive.files().create(body={"name": "Er", "mimeType": FOLDER}), request_id="er")
    answers = run(batch)
    assert answers["weg"] == 404
    assert drive.files().get(fileId=answers["er"]["id"]).execute()["name"] == "Er"


def test_a_delete_in_a_batch_answers_without_content(workspace: LocalWorkspace) -> None:
    drive = drive_of(workspace)
    made = drive.files().create(body={"name": "Weg", "mimeType": FOLDER}).execute()
    batch = drive.new_batch_http_request()
    batch.add(drive.files().delete(fileId=made["id"]), request_id="weg")
    assert run(batch)["weg"] == ""


def post_batch(owner: OwnerSession, *calls: str, path: str = "/batch/drive/v3") -> Any:
    parts = [f"--x\r\nContent-Type: application/http\r\n\r\n{call}\r\n" for call in calls]
    headers = {"Content-Type": "multipart/mixed; boundary=x"}
    return owner.post(path, data="".join([*parts, "--x--\r\n"]).encode(), headers=headers)


def test_a_batch_of_more_than_a_hundred_calls_is_refused(owner: OwnerSession) -> None:
    answer = post_batch(owner, *["GET /drive/v3/about?fields=user HTTP/1.1\r\n\r\n"] * 101)
    assert answer.status_code == 400
    assert "maximum is 100" in answer.json()["error"]["message"]


def test_a_batch_uses_its_own_token_for_calls_without_one(owner: OwnerSession) -> None:
    answer = post_batch(owner, "GET /drive/v3/about?fields=user HTTP/1.1\r\n\r\n")
    assert "HTTP/1.1 200 OK" in answer.text


def test_a_call_in_a_batch_may_have_a_token_of_its_own(owner: OwnerSession) -> None:
    call = "GET /drive/v3/about?fields=kind HTTP/1.1\r\n"
    answer = post_batch(owner, f"{call}Authorization: Bearer x\r\n\r\n", f"{call}\r\n")
    assert [line for line in answer.text.splitlines() if line.startswith("HTTP/")] == [
        "HTTP/1.1 401 Unauthorized",
        "HTTP/1.1 200 OK",
    ]


@pytest.mark.parametrize(
    ("path", "call"),
    [
        ("/batch/sheets/v4", "/v4/spreadsheets/x"),
        ("/batch/forms/v1", "/v1/forms/x"),
        ("/batch/gmail/v1", "/gmail/v1/users/me/messages/x"),
        ("/batch/drive/v2", "/drive/v2/files/x"),
        ("/batch", "/drive/v3/files/x"),
        ("/batch", "https://www.googleapis.com/drive/v3/files/x"),
    ],
)
def test_every_api_has_its_batches(owner: OwnerSession, path: str, call: str) -> None:
    answer = post_batch(owner, f"GET {call} HTTP/1.1\r\n\r\n", path=path)
    assert "HTTP/1.1 404 Not Found" in answer.text


def test_a_batch_takes_calls_of_its_own_api_only(owner: OwnerSession) -> None:
    answer = post_batch(owner, "GET /v1/forms/x HTTP/1.1\r\n\r\n")
    assert "HTTP/1.1 400 Bad Request" in answer.text


def test_a_batch_that_is_no_batch_is_refused(owner: OwnerSession) -> None:
    assert owner.post("/batch/drive/v3", json={}).status_code == 400
    assert post_batch(owner).status_code == 400
    assert "HTTP/1.1 400" in post_batch(owner, "onzin").text


def test_a_batch_counts_as_one_request_and_each_of_its_calls(owner: OwnerSession) -> None:
    owner.delete("/local/calls")
    post_batch(owner, *["GET /drive/v3/about?fields=user HTTP/1.1\r\n\r\n"] * 3)
    assert owner.get("/local/calls").json() == {"http": 1, "by_method": {"drive.about.get": 3}}
