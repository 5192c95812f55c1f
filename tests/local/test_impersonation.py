from typing import Any

import pytest
import requests
from google.auth import exceptions, impersonated_credentials
from google.auth.transport.requests import Request
from google.oauth2 import id_token, service_account

from tests.conftest import LocalWorkspace
from tests.local.google_clients import SCOPES

PLATFORM = f"{SCOPES}cloud-platform"


class Towards(requests.Session):
    """Google's addresses, found at a local Workspace."""

    def __init__(self, workspace: LocalWorkspace) -> None:
        super().__init__()
        self.trust_env = False
        self.base_url = workspace.base_url

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        path = "/" + url.partition("://")[2].partition("/")[2]
        return super().request(method, self.base_url + path, *args, **kwargs)


@pytest.fixture
def google(workspace: LocalWorkspace) -> Request:
    return Request(session=Towards(workspace))


def key(workspace: LocalWorkspace, *scopes: str) -> Any:
    read = service_account.Credentials.from_service_account_file  # it publishes no types
    return read(str(workspace.credentials), scopes=list(scopes))  # type: ignore[no-untyped-call]


def acting(source: Any, **more: Any) -> Any:
    return impersonated_credentials.Credentials(  # type: ignore[no-untyped-call]
        source, more.pop("target", source.service_account_email), [f"{SCOPES}drive"], **more
    )


def who(workspace: LocalWorkspace, token: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{workspace.base_url}/drive/v3/about?fields=user"
    return requests.get(url, headers=headers, timeout=10).json()["user"]["emailAddress"]


def test_the_service_account_is_used_without_its_key(
    workspace: LocalWorkspace, google: Request
) -> None:
    source = key(workspace, PLATFORM)
    borrowed = acting(source)
    borrowed.refresh(google)
    assert who(workspace, borrowed.token) == source.service_account_email


def test_a_person_is_acted_for_without_a_key(workspace: LocalWorkspace, google: Request) -> None:
    borrowed = acting(key(workspace, PLATFORM), subject="anna@school.example")
    borrowed.refresh(google)
    assert who(workspace, borrowed.token) == "anna@school.example"


def test_nobody_acts_as_an_account_that_is_not_there(
    workspace: LocalWorkspace, google: Request
) -> None:
    with pytest.raises(exceptions.RefreshError, match="Gaia id not found"):
        acting(key(workspace, PLATFORM), target="geen@school.example").refresh(google)


def test_acting_as_somebody_takes_the_right_scope(workspace: LocalWorkspace) -> None:
    source = key(workspace, f"{SCOPES}drive")
    source.refresh(Request(session=Towards(workspace)))
    account = source.service_account_email
    url = f"{workspace.base_url}/v1/projects/-/serviceAccounts/{account}:signBlob"
    headers = {"Authorization": f"Bearer {source.token}"}
    answer = requests.post(url, json={"payload": "eA=="}, headers=headers, timeout=10)
    assert (answer.status_code, answer.json()["error"]["status"]) == (403, "PERMISSION_DENIED")


def test_the_service_account_gets_an_id_token(workspace: LocalWorkspace, google: Request) -> None:
    read = service_account.IDTokenCredentials.from_service_account_file  # it publishes no types
    own = read(str(workspace.credentials), target_audience="https://bord.example")  # type: ignore[no-untyped-call]
    own.refresh(google)
    claims = id_token.verify_oauth2_token(own.token, google, "https://bord.example")  # type: ignore[no-untyped-call]
    assert claims["email"] == own.service_account_email
    url = f"{workspace.base_url}/tokeninfo"
    told = requests.get(url, params={"id_token": own.token}, timeout=10).json()
    assert (told["aud"], told["email_verified"]) == ("https://bord.example", "true")
    spoiled = requests.get(url, params={"id_token": own.token[:-9]}, timeout=10)
    assert spoiled.json()["error"] == "invalid_token"


def test_a_token_in_the_header_is_told_what_it_is(workspace: LocalWorkspace) -> None:
    headers = {"Authorization": f"Bearer {workspace.token}"}
    told = requests.post(f"{workspace.base_url}/tokeninfo", headers=headers, timeout=10).json()
    assert told["email"] == "eigenaar@local-workspace.example"
