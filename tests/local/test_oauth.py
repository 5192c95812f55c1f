import hashlib
import json
import re
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import parse_qs, urlsplit

import google.auth.transport.requests
import pytest
import requests
from google.auth import jwt
from google.oauth2.credentials import Credentials

from tests.conftest import LocalWorkspace, WorkspaceFactory

DRIVE_FILE = "https://www.googleapis.com/auth/drive.file"
BACK = "http://localhost:8099/"
VERIFIER = "een-lang-geheim-dat-alleen-het-programma-kent-0123456789"


def secrets_of(workspace: LocalWorkspace) -> dict[str, Any]:
    """The installed app that the Workspace made."""
    text = (workspace.directory / "oauth_client.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["installed"]
    return found


def ask(workspace: LocalWorkspace, **changes: str) -> requests.Response:
    """The consent page, as a client opens it."""
    digest = hashlib.sha256(VERIFIER.encode()).digest()
    asked = {
        "client_id": secrets_of(workspace)["client_id"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": f"openid email {DRIVE_FILE}",
        "state": "s1",
        "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **changes,
    }
    return requests.get(secrets_of(workspace)["auth_uri"], params=asked, timeout=10)


def consent(workspace: LocalWorkspace, choice: str = "allow") -> dict[str, list[str]]:
    """What the client is told when a person answers the page."""
    word = re.search(r'name="word" value="([^"]+)"', ask(workspace).text)
    assert word
    form = {"word": word[1], "account": "anna@school.example", "choice": choice}
    url = secrets_of(workspace)["auth_uri"]
    answer = requests.post(url, data=form, allow_redirects=False, timeout=10)
    assert answer.headers["location"].startswith(BACK)
    return parse_qs(urlsplit(answer.headers["location"]).query)


def exchange(workspace: LocalWorkspace, **form: str) -> requests.Response:
    installed = secrets_of(workspace)
    own = {"client_id": installed["client_id"], "client_secret": installed["client_secret"]}
    return requests.post(installed["token_uri"], data={**own, **form}, timeout=10)


def redeem(workspace: LocalWorkspace, code: str, **changes: str) -> requests.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    return exchange(workspace, **{**form, "code_verifier": VERIFIER, **changes})


def who(workspace: LocalWorkspace, token: str) -> requests.Response:
    url = f"{workspace.base_url}/drive/v3/about?fields=user"
    return requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=10)


def test_a_person_lets_a_client_in(workspace: LocalWorkspace) -> None:
    told = consent(workspace)
    tokens = redeem(workspace, told["code"][0]).json()
    assert told["state"] == ["s1"]
    assert {"refresh_token", "id_token", "expires_in"} <= set(tokens)
    user = who(workspace, tokens["access_token"]).json()["user"]
    assert user["emailAddress"] == "anna@school.example"


def test_who_signed_in_can_be_checked_with_the_published_keys(workspace: LocalWorkspace) -> None:
    tokens = redeem(workspace, consent(workspace)["code"][0]).json()
    keys = requests.get(f"{workspace.base_url}/oauth2/v1/certs", timeout=10).json()
    claims = jwt.decode(tokens["id_token"], certs=keys)  # type: ignore[no-untyped-call]
    assert claims["email"] == "anna@school.example"
    assert claims["aud"] == secrets_of(workspace)["client_id"]


def test_a_person_keeps_a_client_out(workspace: LocalWorkspace) -> None:
    assert consent(workspace, "deny") == {"error": ["access_denied"], "state": ["s1"]}


def test_a_code_is_good_once_and_for_its_own_client_only(workspace: LocalWorkspace) -> None:
    code = consent(workspace)["code"][0]
    wrong = redeem(workspace, code, code_verifier="een ander geheim")
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    assert redeem(workspace, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"redirect_uri": "https://elders.example/"}, "redirect_uri_mismatch"),
        ({"client_id": "vreemd"}, "invalid_client"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "https://www.googleapis.com/auth/koffie"}, "invalid_scope"),
    ],
)
def test_a_consent_page_that_cannot_be_says_why(
    workspace: LocalWorkspace, changes: dict[str, str], error: str
) -> None:
    page = ask(workspace, **changes)
    assert page.status_code in {400, 401}
    assert error in page.text
    assert "Dit verzoek klopt niet" in page.text


def test_another_site_cannot_give_consent(workspace: LocalWorkspace) -> None:
    word = re.search(r'name="word" value="([^"]+)"', ask(workspace).text)
    assert word
    form = {"word": word[1], "account": "anna@school.example", "choice": "allow"}
    headers = {"Origin": "https://kwaad.example"}
    answer = requests.post(
        secrets_of(workspace)["auth_uri"], data=form, headers=headers, timeout=10
    )
    assert answer.status_code == 403


def test_the_owners_file_signs_in_and_refreshes_through_google_auth(
    workspace: LocalWorkspace,
) -> None:
    path = workspace.directory / "authorized_user.json"
    ready = Credentials.from_authorized_user_file(str(path))  # type: ignore[no-untyped-call]
    kept = json.loads(path.read_text(encoding="utf-8"))
    stale = Credentials(  # type: ignore[no-untyped-call]
        None,
        **{name: kept[name] for name in ("refresh_token", "client_id", "client_secret")},
        token_uri=kept["token_uri"],
        scopes=[DRIVE_FILE],
    )
    stale.refresh(google.auth.transport.requests.Request())  # type: ignore[no-untyped-call]
    owners = [who(workspace, str(it.token)).json()["user"] for it in (ready, stale)]
    assert {user["emailAddress"] for user in owners} == {"eigenaar@local-workspace.example"}


def test_what_was_revoked_is_over(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    tokens = redeem(workspace, consent(workspace)["code"][0]).json()
    form = {"token": tokens["refresh_token"]}
    assert requests.post(f"{workspace.base_url}/revoke", data=form, timeout=10).ok
    assert who(workspace, tokens["access_token"]).status_code == 401
    again = exchange(workspace, grant_type="refresh_token", refresh_token=form["token"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_a_wrong_client_secret_is_refused(workspace: LocalWorkspace) -> None:
    answer = exchange(
        workspace, grant_type="refresh_token", refresh_token="x", client_secret="geraden"
    )
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("path", ["/oauth2/v3/tokeninfo", "/tokeninfo"])
def test_a_token_is_told_what_it_is(workspace: LocalWorkspace, path: str) -> None:
    given = {"access_token": workspace.token}
    told = requests.get(workspace.base_url + path, params=given, timeout=10).json()
    assert DRIVE_FILE in told["scope"].split()
    assert told["email"] == "eigenaar@local-workspace.example"


def test_an_unknown_token_is_nothing(workspace: LocalWorkspace) -> None:
    url = f"{workspace.base_url}/oauth2/v3/tokeninfo?access_token=x"
    answer = requests.get(url, timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_token")


def test_a_token_tells_who_holds_it(workspace: LocalWorkspace) -> None:
    headers = {"Authorization": f"Bearer {workspace.token}"}
    for path, key in (("/oauth2/v3/userinfo", "sub"), ("/oauth2/v2/userinfo", "id")):
        told = requests.get(workspace.base_url + path, headers=headers, timeout=10).json()
        assert told["email"] == "eigenaar@local-workspace.example"
        assert told[key].isdecimal()
