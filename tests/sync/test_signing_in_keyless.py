"""A machine signs in without a key, by its own identity, and acts as a service account."""

import json
from pathlib import Path
from typing import Any

import pytest
import requests
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from sync.files.drive import find_files
from sync.local.signing_in.accounts import SERVICE_ACCOUNT
from sync.local.signing_in.token_exchange import AUDIENCE
from sync.local.workspace import SHARED_DRIVE
from sync.wire.credentials import DRIVE_FILE, GMAIL_SEND, Account
from sync.wire.google import Google
from sync.wire.signing_in.refused import (
    NothingToSignInWithError,
    NotKeylessError,
    SignInRefusedError,
)
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.sync.signing_in import ANNA

PLATFORM = "https://www.googleapis.com/auth/cloud-platform"
IAM = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts"


@pytest.fixture
def proof(workspace: LocalWorkspace) -> str:
    """What says who this machine is."""
    return proof_of(workspace)


def proof_of(workspace: LocalWorkspace) -> str:
    """The same; elsewhere the machine's own provider gives it."""
    key: Any = service_account.Credentials  # it publishes no types
    credentials = key.from_service_account_file(str(workspace.credentials), scopes=[PLATFORM])
    credentials.refresh(Request())
    answer = requests.post(
        f"{workspace.base_url}/v1/projects/-/serviceAccounts/{SERVICE_ACCOUNT}:generateIdToken",
        json={"audience": AUDIENCE},
        headers={"Authorization": f"Bearer {credentials.token}"},
        timeout=10,
    )
    return str(answer.json()["token"])


def identity(folder: Path, proof: str, **changes: Any) -> Path:
    """The configuration that gcloud makes for a machine whose proof stands in a file."""
    folder.mkdir(exist_ok=True)
    (folder / "proof").write_text(proof, encoding="utf-8")
    found = {
        "type": "external_account",
        "audience": AUDIENCE,
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": "https://sts.googleapis.com/v1/token",
        "credential_source": {"file": str(folder / "proof")},
    }
    file = folder / "identity.json"
    file.write_text(json.dumps(found | changes), encoding="utf-8")
    return file


def keyless(workspace: LocalWorkspace, file: Path | None, **more: Any) -> Account:
    acting = {"impersonate": SERVICE_ACCOUNT, "address": workspace.base_url} | more
    return Account(file, way="keyless", **acting)


def who(account: Account) -> str:
    about = Google.connect(account).drive.about().get(fields="user").execute()
    return str(about["user"]["emailAddress"])


def test_a_machine_acts_as_the_service_account(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    account = keyless(workspace, identity(tmp_path, proof), shared_drive=SHARED_DRIVE)
    assert who(account) == SERVICE_ACCOUNT
    assert find_files(Google.connect(account), "nergens") == {}


def test_the_configuration_may_name_the_service_account_itself(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    url = f"{IAM}/{SERVICE_ACCOUNT}:generateAccessToken"
    file = identity(tmp_path, proof, service_account_impersonation_url=url)
    assert who(keyless(workspace, file, impersonate=None)) == SERVICE_ACCOUNT


def test_the_machine_itself_may_name_the_configuration(
    workspace: LocalWorkspace, tmp_path: Path, proof: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = identity(tmp_path, proof)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(file))
    assert who(keyless(workspace, None)) == SERVICE_ACCOUNT


def test_a_person_is_acted_for_without_a_key(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    file = identity(tmp_path, proof)
    assert who(keyless(workspace, file, subject=ANNA)) == ANNA


def test_what_the_service_account_gets_is_no_more_than_was_asked(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    google = Google.connect(keyless(workspace, identity(tmp_path, proof)))
    find_files(google, "nergens")
    token = vars(google.transport.session)["credentials"].token
    url = f"{workspace.base_url}/tokeninfo"
    told = requests.get(url, params={"access_token": token}, timeout=10).json()
    assert told["scope"] == DRIVE_FILE


def refused(account: Account, *scopes: str) -> str:
    """The sentence with which a sign-in ends."""
    with pytest.raises(SignInRefusedError) as raised:
        find_files(Google.connect(account, scopes=scopes or None), "nergens")
    assert raised.value.__suppress_context__
    return str(raised.value)


def test_a_proof_that_does_not_hold_is_told_without_being_shown(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    said = refused(keyless(workspace, identity(tmp_path, proof[:-9])))
    assert "proof of this machine's identity" in said
    assert "credential_source" in said
    assert proof[:20] not in said


def test_a_proof_that_is_missing_is_told(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    file = identity(tmp_path, proof)
    (tmp_path / "proof").unlink()
    assert "proof of this machine's identity is missing" in refused(keyless(workspace, file))


def test_a_pool_that_is_not_there_is_told(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    file = identity(tmp_path, proof, audience=AUDIENCE + "s")
    assert "the workload identity pool or provider does not exist" in refused(
        keyless(workspace, file)
    )


def test_a_service_account_that_is_not_there_is_told(
    workspace: LocalWorkspace, tmp_path: Path, proof: str
) -> None:
    account = keyless(workspace, identity(tmp_path, proof), impersonate="geen@school.example")
    assert "there is no such service account" in refused(account)


def test_a_person_that_the_administrator_did_not_allow_is_told(
    fresh_workspace: WorkspaceFactory, tmp_path: Path
) -> None:
    workspace = fresh_workspace()
    (workspace.directory / "delegation.json").write_text("{}", encoding="utf-8")
    account = Account(workspace.credentials, workspace.base_url, subject=ANNA, way="delegated")
    said = refused(account, GMAIL_SEND)
    assert "unauthorized_client" in said
    assert "Domain-wide delegation" in said


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"type": "service_account"}', '{"type": "external_account"}']
)
def test_another_file_is_no_identity(workspace: LocalWorkspace, tmp_path: Path, text: str) -> None:
    file = tmp_path / "identity.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotKeylessError, match="external_account"):
        Google.connect(keyless(workspace, file))


def test_a_machine_without_an_identity_is_told(
    workspace: LocalWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "weg.json"))
    with pytest.raises(NothingToSignInWithError, match="no identity of its own"):
        Google.connect(keyless(workspace, None))
