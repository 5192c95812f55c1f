"""What clients may do with HTTP that Google's front door takes, and ours too."""

import gzip
import json

import pytest
import requests

from tests.conftest import LocalWorkspace, OwnerSession

CREATE = "/drive/v3/files?fields=name,description"


def made(owner: OwnerSession, **body: str) -> str:
    return str(owner.post("/drive/v3/files", json={"name": "Map", **body}).json()["id"])


@pytest.mark.parametrize(
    "host", ["sheets.googleapis.com", "www.googleapis.com", "forms.googleapis.com:443"]
)
def test_clients_that_were_redirected_are_answered_under_googles_names(
    owner: OwnerSession, host: str
) -> None:
    answer = owner.get("/drive/v3/about?fields=kind", headers={"Host": host})
    assert answer.json() == {"kind": "drive#about"}


def test_a_name_that_only_looks_like_googles_is_refused(owner: OwnerSession) -> None:
    headers = {"Host": "googleapis.com.kwaad.example"}
    assert owner.get("/drive/v3/about?fields=kind", headers=headers).status_code == 400


def test_a_compressed_body_is_read(owner: OwnerSession) -> None:
    body = gzip.compress(json.dumps({"name": "Ingepakt"}).encode())
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert owner.post(CREATE, data=body, headers=headers).json() == {"name": "Ingepakt"}


@pytest.mark.parametrize(
    ("encoding", "body", "status"),
    [
        ("gzip", b"geen gzip", 400),
        ("gzip", gzip.compress(b"{}", mtime=0)[:-3], 400),
        ("br", b"{}", 400),
        ("gzip", gzip.compress(b" " * 80_000_000, mtime=0), 413),
    ],
)
def test_a_compressed_body_that_cannot_be_read_is_refused(
    owner: OwnerSession, encoding: str, body: bytes, status: int
) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    assert owner.post(CREATE, data=body, headers=headers).status_code == status


def test_a_null_in_a_patch_clears_its_field(owner: OwnerSession) -> None:
    file = made(owner, description="Een beschrijving")
    cleared = owner.patch(f"/drive/v3/files/{file}", json={"description": None})
    assert cleared.status_code == 200
    told = owner.get(f"/drive/v3/files/{file}?fields=name,description").json()
    assert not told.get("description")
    assert told["name"] == "Map"


def test_a_null_in_a_patch_clears_what_is_no_text_too(owner: OwnerSession) -> None:
    file = made(owner)
    permission = {"role": "reader", "type": "user", "emailAddress": "eva@school.example"}
    expiry = {"expirationTime": "2027-02-01T08:00:00Z"}
    url = f"/drive/v3/files/{file}/permissions"
    granted = owner.post(url, json=permission).json()["id"]
    fields = "fields=expirationTime"
    assert owner.patch(f"{url}/{granted}?{fields}", json=expiry).json()
    assert owner.patch(f"{url}/{granted}?{fields}", json={"expirationTime": None}).json() == {}


def test_a_patch_of_nulls_alone_is_no_failure(owner: OwnerSession) -> None:
    file = made(owner)
    for field in ("properties", "parents", "labels", "title"):
        answer = owner.patch(f"/drive/v2/files/{file}", json={field: None})
        assert answer.status_code < 500


def test_a_patch_travels_as_a_post(owner: OwnerSession) -> None:
    headers = {"X-HTTP-Method-Override": "PATCH"}
    url = f"/drive/v3/files/{made(owner)}?fields=name"
    assert owner.post(url, json={"name": "Anders"}, headers=headers).json() == {"name": "Anders"}


def test_an_answer_is_laid_out_for_people_when_asked(owner: OwnerSession) -> None:
    assert "\n" in owner.get("/drive/v3/about?fields=kind&prettyPrint=true").text
    assert "\n" not in owner.get("/drive/v3/about?fields=kind&prettyPrint=false&alt=json").text


def test_the_shared_parameters_may_stand_behind_a_dollar(owner: OwnerSession) -> None:
    answer = owner.get("/drive/v3/about?$fields=kind&$alt=json")
    assert answer.json() == {"kind": "drive#about"}


def test_a_mask_may_come_in_a_header(owner: OwnerSession) -> None:
    answer = owner.get("/drive/v3/about", headers={"X-Goog-FieldMask": "kind"})
    assert answer.json() == {"kind": "drive#about"}


def test_jsonp_is_refused_by_name(owner: OwnerSession) -> None:
    answer = owner.get("/drive/v3/about?fields=kind&callback=toon")
    assert "callback" in answer.json()["error"]["message"]


def test_a_head_is_a_get_without_its_body(owner: OwnerSession) -> None:
    answer = owner.head("/drive/v3/about?fields=kind")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_a_browser_asks_first_and_may(workspace: LocalWorkspace) -> None:
    headers = {
        "Origin": "https://app.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
    }
    url = f"{workspace.base_url}/drive/v3/files"
    asked = requests.options(url, headers=headers, timeout=10)
    assert asked.headers["Access-Control-Allow-Headers"] == "authorization"
    answer = requests.get(url, headers=headers, timeout=10)
    assert answer.status_code == 403
    assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example"


def test_a_connection_is_kept_between_calls(owner: OwnerSession) -> None:
    with owner.get("/drive/v3/about?fields=kind", stream=True) as first:
        before = first.raw.connection.sock.getsockname() if first.raw.connection else None
        assert first.content
    with owner.get("/drive/v3/about?fields=kind", stream=True) as second:
        after = second.raw.connection.sock.getsockname() if second.raw.connection else None
    assert before == after is not None


def test_the_documents_of_the_apis_are_told_with_this_address(workspace: LocalWorkspace) -> None:
    for path in ("/discovery/v1/apis/sheets/v4/rest", "/$discovery/rest?version=v4"):
        document = requests.get(workspace.base_url + path, timeout=10).json()
        assert document["rootUrl"] == f"{workspace.base_url}/"
        assert document["id"] == "sheets:v4"


@pytest.mark.parametrize(
    "path",
    [
        "/v4/spreadsheets/../../etc/passwd",
        "/drive/v3/files/..%2F..%2Fetc%2Fpasswd",
        "/drive/v3/files/%00",
        "/drive/v3/files/%ff%fe",
        "/v4/spreadsheets/x/values/%C3%28",
        "/static/..%2f..%2fstore.py",
        "//drive/v3/files",
        "/v4/" + "x" * 8000,
        "/drive/v3/files?q=" + "%28" * 2000,
    ],
)
def test_a_trick_with_a_path_is_a_refusal(owner: OwnerSession, path: str) -> None:
    assert 400 <= owner.get(path).status_code < 500


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"name=Map", "application/x-www-form-urlencoded"),
        (b"<name/>", "application/xml"),
        (b'{"name": 1e999}', "application/json"),
        (b'{"properties": {"a": {"b": {"c": 1}}}}', "application/json"),
        (b'{"appProperties": "koffie"}', "application/json"),
    ],
)
def test_a_body_that_makes_no_sense_is_googles_400(
    owner: OwnerSession, body: bytes, content_type: str
) -> None:
    answer = owner.post("/drive/v3/files", data=body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 400)


def test_a_body_of_fifty_megabytes_is_refused_and_heard(owner: OwnerSession) -> None:
    answer = owner.post("/drive/v3/files", data=b" " * 50_000_000)
    assert answer.status_code == 413
    assert owner.get("/drive/v3/about?fields=kind").ok
