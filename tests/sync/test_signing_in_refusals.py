"""Every refused sign-in is one sentence with what to do, and repeats nothing of the answer."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from google.auth import exceptions
from google.auth.exceptions import GoogleAuthError

from sync.errors import ApiSwitchedOffError
from sync.files.drive import find_files
from sync.wire.answers import read_refusal
from sync.wire.credentials import Account, SignInRefusedError
from sync.wire.google import Google
from sync.wire.probing import try_sign_in
from sync.wire.signing_in.account import Way
from sync.wire.signing_in.refusals import refusal_of
from sync.wire.signing_in.refused import RefusedByGoogleError
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.sync.cast import account
from tests.sync.signing_in import ANNA, person, signed_in
from tests.sync.test_signing_in_keyless import identity, keyless, proof_of

# google-auth publishes no types for its constructors.
OAuthError: Any = exceptions.OAuthError
RefreshError: Any = exceptions.RefreshError
Failing: Any = exceptions.GoogleAuthError
TIMEFRAME = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
    " Check your iat and exp values in the JWT claim."
)
DENIED = {
    "error": {
        "code": 403,
        "status": "PERMISSION_DENIED",
        "message": "Permission 'iam.serviceAccounts.getAccessToken' denied on resource",
    }
}
OFF = {
    "error": {
        "code": 403,
        "status": "PERMISSION_DENIED",
        "message": "IAM Service Account Credentials API has not been used in project 1 before.",
        "details": [{"reason": "SERVICE_DISABLED", "domain": "googleapis.com"}],
    }
}


def refresh(error: str, description: str | None = None, **more: str) -> GoogleAuthError:
    """What google-auth makes of an answer of the token endpoint."""
    answer = {"error": error, "error_description": description, **more}
    refused: GoogleAuthError = RefreshError(f"{error}: {description}", answer)
    return refused


SAID = [
    (refresh("invalid_grant", TIMEFRAME), "network time (NTP)"),
    (refresh("invalid_grant", "Invalid JWT Signature."), "check that the key still exists"),
    (refresh("invalid_grant", "Invalid grant: account not found"), "no such service account"),
    (refresh("invalid_grant", "Invalid email or User ID"), "workspace.subject"),
    (refresh("invalid_grant", "Token has been expired or revoked."), "ritmiek login"),
    (refresh("invalid_grant", "reauth related error", error_subtype="invalid_rapt"), "login"),
    (refresh("invalid_scope", "Bad Request"), "ritmiek login"),
    (refresh("unauthorized_client", "Client is unauthorized to retrieve"), "Domain-wide"),
    (refresh("invalid_client", "The OAuth client was not found."), "client_secrets"),
    (refresh("deleted_client", "The OAuth client was deleted."), "client_secrets"),
    (refresh("disabled_client", "The OAuth client was disabled."), "client_secrets"),
    (refresh("admin_policy_enforced"), "App access"),
    (RefreshError("Unable to acquire", json.dumps(DENIED)), "Service Account Token Creator"),
    (RefreshError("Unable to acquire", json.dumps(OFF)), "iamcredentials.googleapis.com"),
    (OAuthError("Error code", '{"error": "invalid_target"}'), "workspace.credentials"),
    (RefreshError("File '/run/proof' was not found."), "credential_source"),
    (RefreshError("<html>502</html>", retryable=True), "run it again later"),
    (RefreshError("something else"), "no token was given"),
    (Failing(), "no token was given"),
]


@pytest.mark.parametrize(("error", "says"), SAID, ids=lambda value: str(value)[:40])
def test_each_refusal_says_what_to_do(error: GoogleAuthError, says: str) -> None:
    said = str(refusal_of(error))
    assert says in said
    assert "\n" not in said


SECRET = "ya29.geheim-1//0g-eyJhbGciOi"


@pytest.mark.parametrize(
    "error",
    [
        RefreshError("No access token in response.", {"refresh_token": SECRET, "id_token": SECRET}),
        RefreshError("Unable to acquire", json.dumps({"accessToken": SECRET})),
        RefreshError("Unable to acquire", f"not json {SECRET}"),
        refresh("invalid_grant", f"no account {SECRET} {ANNA}"),
        refresh(SECRET),
        OAuthError(f"Error code {SECRET}", SECRET),
    ],
)
def test_no_refusal_repeats_what_an_answer_held(error: GoogleAuthError) -> None:
    refused = refusal_of(error)
    assert SECRET[:11] not in str(refused)
    assert ANNA not in str(refused)


def test_a_subject_that_the_administrator_did_not_allow_is_one_sentence(
    fresh_workspace: WorkspaceFactory,
) -> None:
    workspace = fresh_workspace()
    (workspace.directory / "delegation.json").write_text("{}", encoding="utf-8")
    delegated = Account(
        workspace.credentials, workspace.base_url, way="delegated", subject="niet@school.example"
    )
    with pytest.raises(SignInRefusedError, match=r"unauthorized_client.*Domain-wide") as raised:
        find_files(Google.connect(delegated), "nergens")
    assert raised.value.__suppress_context__


def test_a_client_with_another_secret_is_one_sentence(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    mine = person(workspace, tmp_path)
    assert mine.token
    client = json.loads((workspace.directory / "oauth_client.json").read_text(encoding="utf-8"))
    client["installed"]["client_secret"] = "GOCSPX-oud"
    file = tmp_path / "oud.json"
    file.write_text(json.dumps(client), encoding="utf-8")
    mine.token.file.parent.mkdir()
    token = {
        "client_id": client["installed"]["client_id"],
        "refresh_token": "1//0gpast",
        "scopes": ["https://www.googleapis.com/auth/drive.file"],
        "since": "2026-11-01",
    }
    mine.token.file.write_text(json.dumps(token), encoding="utf-8")
    old = person(workspace, tmp_path, client_secrets=file)
    with pytest.raises(SignInRefusedError, match=r"invalid_client.*ritmiek login"):
        find_files(Google.connect(old), "nergens")


@pytest.mark.parametrize(
    "error",
    [
        {"errors": [{"reason": "accessNotConfigured"}], "message": "not been used in project 1"},
        {
            "status": "PERMISSION_DENIED",
            "details": [{"reason": "SERVICE_DISABLED", "metadata": {"consumer": "projects/1"}}],
        },
    ],
)
def test_an_api_that_is_off_says_where_to_switch_it_on(error: dict[str, object]) -> None:
    refusal = read_refusal(403, json.dumps({"error": error}).encode())
    refused = refusal.error("forms.forms.create")
    assert isinstance(refused, ApiSwitchedOffError)
    assert "https://console.cloud.google.com/apis/library/forms.googleapis.com" in str(refused)


PAGE = "<!DOCTYPE html><html><title>Error 403</title><p>The file was not found.</p></html>"


@pytest.mark.parametrize("error", [RefreshError(PAGE), RefreshError("Unable to acquire", PAGE)])
def test_a_page_in_place_of_an_answer_is_about_the_way_there(error: GoogleAuthError) -> None:
    said = str(refusal_of(error, "keyless"))
    assert "a page came in place of an answer" in said
    assert "sts.googleapis.com" in said


def signed_in_by(way: Way, workspace: LocalWorkspace, folder: Path) -> Account:
    """An account of the Workspace that signs in in this way, and may."""
    if way == "user":
        mine = person(workspace, folder)
        signed_in(mine)
        return mine
    if way == "keyless":
        return keyless(workspace, identity(folder, proof_of(workspace)))
    return replace(account(workspace), way=way, subject=ANNA if way == "delegated" else None)


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("service_account", "the key itself was not judged"),
        ("delegated", "the key itself was not judged"),
        ("user", "signing in again does not help"),
        ("keyless", "to sts.googleapis.com and iamcredentials.googleapis.com"),
    ],
)
def test_a_plain_403_at_the_token_endpoint_says_what_it_is(
    faulty: LocalWorkspace, tmp_path: Path, way: Way, says: str
) -> None:
    signing = signed_in_by(way, faulty, tmp_path)
    refuse_tokens(faulty, "403:forbidden")
    for attempt in (lambda: try_sign_in(signing), lambda: find_files(Google.connect(signing), "x")):
        with pytest.raises(RefusedByGoogleError, match="a plain 403") as raised:
            attempt()
        assert says in str(raised.value)
        assert "Token Creator" not in str(raised.value)


def test_too_many_sign_ins_are_to_be_tried_again_later(faulty: LocalWorkspace) -> None:
    refuse_tokens(faulty, "403:userRateLimitExceeded")
    with pytest.raises(RefusedByGoogleError, match="run it again later"):
        try_sign_in(account(faulty))


@pytest.fixture
def faulty(workspace: LocalWorkspace) -> Iterator[LocalWorkspace]:
    """The Workspace for a test that lets sign-ins go wrong; afterwards all is well again."""
    yield workspace
    with workspace.session() as owner:
        owner.put("/local/faults", json=[])


def refuse_tokens(workspace: LocalWorkspace, kind: str) -> None:
    with workspace.session() as owner:
        fault = {"method": "token", "kind": kind, "since": 1}
        assert owner.put("/local/faults", json=[fault]).ok


def test_an_api_that_is_off_at_google_is_told(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    fault = {"method": "drive.*", "kind": "403:accessNotConfigured", "times": 1}
    with workspace.session() as owner:
        assert owner.put("/local/faults", json=[fault]).ok
    with pytest.raises(ApiSwitchedOffError, match=r"drive\.googleapis\.com is switched off"):
        find_files(Google.connect(account(workspace)), "nergens")
