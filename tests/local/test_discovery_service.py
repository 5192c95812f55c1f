import google_auth_httplib2
import httplib2
import pytest
import requests
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

from tests.conftest import LocalWorkspace

APIS = {"sheets:v4", "drive:v3", "drive:v2", "forms:v1", "gmail:v1"}


def asked(workspace: LocalWorkspace, path: str, **headers: str) -> requests.Response:
    return requests.get(workspace.base_url + path, headers=headers, timeout=10)


@pytest.mark.parametrize("place", ["/discovery/v1/apis/{api}/{apiVersion}/rest"])
@pytest.mark.parametrize(("api", "version"), [("drive", "v3"), ("drive", "v2"), ("sheets", "v4")])
def test_googles_client_builds_itself_from_what_is_told_here(
    workspace: LocalWorkspace, place: str, api: str, version: str
) -> None:
    credentials = Credentials(workspace.token)  # type: ignore[no-untyped-call]  # publishes no types
    http = google_auth_httplib2.AuthorizedHttp(credentials, http=httplib2.Http(proxy_info=None))
    client = build(
        api,
        version,
        http=http,
        static_discovery=False,
        cache_discovery=False,
        discoveryServiceUrl=workspace.base_url + place,
    )
    if api == "sheets":
        made = client.spreadsheets().create(body={"properties": {"title": "Bord"}}).execute()
        assert made["properties"]["title"] == "Bord"
    else:
        assert client.about().get(fields="user").execute()["user"]
    batch = client.new_batch_http_request()
    assert batch._batch_uri.startswith(f"{workspace.base_url}/batch")


def test_the_directory_lists_every_api_with_its_document(workspace: LocalWorkspace) -> None:
    items = asked(workspace, "/discovery/v1/apis").json()["items"]
    assert {item["id"] for item in items} == APIS
    for item in items:
        document = requests.get(item["discoveryRestUrl"], timeout=10).json()
        assert document["id"] == item["id"]


def test_the_directory_is_searched_by_name(workspace: LocalWorkspace) -> None:
    found = asked(workspace, "/discovery/v1/apis?name=drive&preferred=true").json()["items"]
    assert [item["id"] for item in found] == ["drive:v3"]


def test_a_document_leads_back_by_the_name_that_was_used(workspace: LocalWorkspace) -> None:
    host = f"localhost:{workspace.base_url.rpartition(':')[2]}"
    document = asked(workspace, "/$discovery/rest?version=v4", Host=host).json()
    assert document["rootUrl"] == document["baseUrl"] == f"http://{host}/"


def test_under_googles_name_the_name_says_which_api(workspace: LocalWorkspace) -> None:
    for api in ("forms", "gmail"):
        host = f"{api}.googleapis.com"
        document = asked(workspace, "/$discovery/rest?version=v1", Host=host).json()
        assert document["rootUrl"] == f"https://{host}/"


def test_a_version_that_several_apis_have_is_refused_with_their_names(
    workspace: LocalWorkspace,
) -> None:
    answer = asked(workspace, "/$discovery/rest?version=v1")
    assert answer.status_code == 404
    assert "forms.v1, gmail.v1" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "path", ["/discovery/v1/apis/koffie/v1/rest", "/discovery/v1/apis/sheets/v3/rest"]
)
def test_an_api_that_is_not_here_is_not_found(workspace: LocalWorkspace, path: str) -> None:
    assert asked(workspace, path).status_code == 404
