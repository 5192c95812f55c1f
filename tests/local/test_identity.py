import json
import time
from pathlib import Path
from typing import Any

import google.auth.transport.requests
import pytest
import requests
from google.auth import crypt, jwt
from google.auth.exceptions import RefreshError
from google.oauth2 import service_account

from sync.local.signing_in.identity import CredentialsFileError
from tests.conftest import LocalWorkspace, OwnerSession, WorkspaceFactory

DRIVE_FILE = "https://www.googleapis.com/auth/drive.file"
GMAIL_SEND = "https://www.googleapis.com/auth/gmail.send"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


def signed_in(workspace: LocalWorkspace, *scopes: str, subject: str | None = None) -> Any:
    credentials = service_account.Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
        str(workspace.credentials), scopes=scopes, subject=subject
    )
    return google.auth.transport.requests.AuthorizedSession(credentials)  # type: ignore[no-untyped-call]


def ask_token(workspace: LocalWorkspace, **changes: Any) -> requests.Response:
    """A sign-in with a self-made assertion, sound but for the changes."""
    key = json.loads(workspace.credentials.read_text())
    now = int(time.time())
    claims = {
        "iss": key["client_email"],
        "aud": key["token_uri"],
        "scope": DRIVE_FILE,
        "iat": now,
        "exp": now + 3600,
        **changes,
    }
    signer = crypt.RSASigner.from_string(key["private_key"])  # type: ignore[no-untyped-call]
    assertion = jwt.encode(signer, claims)  # type: ignore[no-untyped-call]
    form = {"grant_type": GRANT, "assertion": assertion}
    return requests.post(f"{workspace.base_url}/token", data=form, timeout=10)


def test_the_key_signs_in_through_google_auth(workspace: LocalWorkspace) -> None:
    session = signed_in(workspace, DRIVE_FILE)
    about = session.get(f"{workspace.base_url}/drive/v3/about?fields=user").json()
    assert about["user"]["emailAddress"] == "ritmiek@local-workspace.example"


def test_the_administrator_lets_the_key_act_for_a_person(workspace: LocalWorkspace) -> None:
    session = signed_in(workspace, DRIVE_FILE, subject="eva@school.example")
    about = session.get(f"{workspace.base_url}/drive/v3/about?fields=user").json()
    assert about["user"]["emailAddress"] == "eva@school.example"


def test_a_read_without_a_token_is_googles_403(workspace: LocalWorkspace) -> None:
    answer = requests.get(f"{workspace.base_url}/v4/spreadsheets/x", timeout=10)
    assert answer.status_code == 403
    assert "unregistered callers" in answer.json()["error"]["message"]


def test_an_api_key_is_googles_400(workspace: LocalWorkspace) -> None:
    answer = requests.get(f"{workspace.base_url}/v4/spreadsheets/x?key=AIza", timeout=10)
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["reason"] == "API_KEY_INVALID"


def test_a_write_without_a_token_is_googles_401(workspace: LocalWorkspace) -> None:
    answer = requests.post(f"{workspace.base_url}/drive/v3/files", timeout=10)
    assert answer.status_code == 401
    assert answer.json()["error"]["status"] == "UNAUTHENTICATED"
    assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_an_unknown_token_is_googles_401(owner: OwnerSession) -> None:
    answer = owner.get("/drive/v3/files", headers={"Authorization": "Bearer ya29.vals"})
    assert answer.status_code == 401


def test_a_scope_that_was_not_granted_is_googles_403(workspace: LocalWorkspace) -> None:
    session = signed_in(workspace, GMAIL_SEND)
    answer = session.get(f"{workspace.base_url}/drive/v3/files")
    assert answer.status_code == 403
    error = answer.json()["error"]
    assert error["message"] == "Request had insufficient authentication scopes."
    assert error["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_an_expired_assertion_is_refused(workspace: LocalWorkspace) -> None:
    now = int(time.time())
    answer = ask_token(workspace, iat=now - 7200, exp=now - 3600)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "https://www.googleapis.com/auth/koffie"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"iss": "ander@local-workspace.example"}, "invalid_grant"),
        ({"aud": "https://elders.example/token"}, "invalid_grant"),
        ({"sub": "geen adres"}, "invalid_grant"),
        ({"exp": "straks"}, "invalid_grant"),
        ({"iat": int(time.time()) + 600, "exp": int(time.time()) + 900}, "invalid_grant"),
        ({"exp": int(time.time()) + 90_000}, "invalid_grant"),
    ],
)
def test_an_assertion_that_does_not_hold_is_refused(
    workspace: LocalWorkspace, changes: dict[str, Any], error: str
) -> None:
    answer = ask_token(workspace, **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize("assertion", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é", "x" * 9000])
def test_nonsense_for_an_assertion_is_refused(workspace: LocalWorkspace, assertion: str) -> None:
    form = {"grant_type": GRANT, "assertion": assertion}
    answer = requests.post(f"{workspace.base_url}/token", data=form, timeout=10)
    assert answer.status_code == 400


def test_a_key_of_another_workspace_is_refused(
    workspace: LocalWorkspace, fresh_workspace: WorkspaceFactory, tmp_path: Path
) -> None:
    other = fresh_workspace()
    stolen = json.loads(other.credentials.read_text())
    stolen["token_uri"] = f"{workspace.base_url}/token"
    credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
        stolen, scopes=[DRIVE_FILE]
    )
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        credentials.refresh(google.auth.transport.requests.Request())


def test_only_the_owner_of_the_directory_reads_its_secrets(workspace: LocalWorkspace) -> None:
    for path in (workspace.credentials, workspace.directory / "token"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_restart_keeps_the_key_and_tells_it_the_new_address(
    fresh_workspace: WorkspaceFactory,
) -> None:
    before = fresh_workspace()
    key, token = json.loads(before.credentials.read_text()), before.token
    before.running.stop()
    after = fresh_workspace(before.directory)
    kept = json.loads(after.credentials.read_text())
    assert kept["private_key"] == key["private_key"]
    assert kept["token_uri"] == f"{after.base_url}/token"
    assert after.token == token


def test_a_token_that_was_replaced_stops_working(fresh_workspace: WorkspaceFactory) -> None:
    before = fresh_workspace()
    leaked = before.token
    before.running.stop()
    (before.directory / "token").unlink()
    with fresh_workspace(before.directory).session() as owner:
        assert owner.get("/local/clock").status_code == 200
        headers = {"Authorization": f"Bearer {leaked}"}
        assert owner.get("/drive/v3/files", headers=headers).status_code == 401


def test_a_spoiled_key_file_says_what_to_do(
    fresh_workspace: WorkspaceFactory, tmp_path: Path
) -> None:
    directory = tmp_path / "workspace"
    directory.mkdir()
    (directory / "credentials.json").write_text("{", encoding="utf-8")
    with pytest.raises(CredentialsFileError, match="Delete the file and start again"):
        fresh_workspace(directory)


@pytest.mark.parametrize(
    "path", ["/token", "/o/oauth2/token", "/oauth2/v4/token", "/oauth2/v3/token"]
)
@pytest.mark.parametrize("host", ["oauth2.googleapis.com", "accounts.google.com"])
def test_clients_that_were_redirected_sign_in_at_googles_own_addresses(
    workspace: LocalWorkspace, path: str, host: str
) -> None:
    url, headers = workspace.base_url + path, {"Host": host}
    answer = requests.post(url, data={"grant_type": "onzin"}, headers=headers, timeout=10)
    assert answer.json()["error"] == "unsupported_grant_type"


def test_an_assertion_is_good_at_every_address_of_googles(workspace: LocalWorkspace) -> None:
    answer = ask_token(workspace, aud="https://www.googleapis.com/oauth2/v4/token")
    assert answer.status_code == 200


def test_scopes_of_googles_other_services_are_no_surprise(workspace: LocalWorkspace) -> None:
    asked = "https://spreadsheets.google.com/feeds https://www.googleapis.com/auth/calendar"
    assert ask_token(workspace, scope=asked).status_code == 200


def test_the_administrator_can_keep_the_key_from_acting_for_people(
    fresh_workspace: WorkspaceFactory,
) -> None:
    workspace = fresh_workspace()
    client = json.loads(workspace.credentials.read_text())["client_id"]
    allowed = workspace.directory / "delegation.json"
    allowed.write_text(json.dumps({client: [GMAIL_SEND]}), encoding="utf-8")
    eva = "eva@school.example"
    assert ask_token(workspace, sub=eva, scope=GMAIL_SEND).status_code == 200
    refused = ask_token(workspace, sub=eva, scope=f"{GMAIL_SEND} {DRIVE_FILE}")
    assert (refused.status_code, refused.json()["error"]) == (401, "unauthorized_client")
    assert ask_token(workspace, scope=DRIVE_FILE).status_code == 200


def test_a_token_that_the_key_signed_itself_is_enough(workspace: LocalWorkspace) -> None:
    credentials = service_account.Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
        str(workspace.credentials), scopes=[DRIVE_FILE], always_use_jwt_access=True
    )
    credentials._create_self_signed_jwt(None)
    session = google.auth.transport.requests.AuthorizedSession(credentials)  # type: ignore[no-untyped-call]
    about = session.get(f"{workspace.base_url}/drive/v3/about?fields=user").json()
    assert about["user"]["emailAddress"] == "ritmiek@local-workspace.example"
