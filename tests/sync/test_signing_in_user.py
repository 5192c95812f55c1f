"""Somebody signs in by a browser, and Ritmiek works for them until that ends."""

import json
import socket
import stat
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from sync.errors import WorkspaceNotRunningError
from sync.files.drive import find_files
from sync.wire.credentials import DRIVE_FILE, GMAIL_SEND, Account
from sync.wire.google import Google
from sync.wire.signing_in.consent import ConsentDeniedError, log_in
from sync.wire.signing_in.loopback import HOST, NobodyAnsweredError, PortTakenError
from sync.wire.signing_in.refused import (
    CredentialsAbsentError,
    LoginNeededError,
    NotClientSecretsError,
    TokenUnusableError,
)
from sync.wire.signing_in.scopes import ScopeNotConfiguredError, ScopesLackingError
from sync.wire.signing_in.tokens import TokenPlace
from sync.wire.signing_in.users import place_of, sign_out
from tests.conftest import LocalWorkspace
from tests.sync.signing_in import ANNA, Browser, person, secrets_file, signed_in

SHEETS = "https://www.googleapis.com/auth/spreadsheets"


def who(account: Account) -> str:
    """Whom Google sees."""
    about = Google.connect(account).drive.about().get(fields="user").execute()
    return str(about["user"]["emailAddress"])


def test_somebody_signs_in_by_a_browser(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account, browser = person(workspace, tmp_path), Browser()
    token = log_in(account, (DRIVE_FILE,), browser, seconds=20)
    assert token.scopes == (DRIVE_FILE,)
    assert who(account) == ANNA
    assert find_files(Google.connect(account), "nergens") == {}


def test_the_page_is_asked_with_proof_state_and_no_more_than_needed(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    browser = Browser()
    log_in(person(workspace, tmp_path), (DRIVE_FILE, GMAIL_SEND), browser, seconds=20)
    assert browser.asked["scope"] == [f"{DRIVE_FILE} {GMAIL_SEND}"]
    assert browser.asked["code_challenge_method"] == ["S256"]
    assert browser.asked["access_type"] == ["offline"]
    assert browser.asked["redirect_uri"][0].startswith(f"http://{HOST}:")
    assert len(browser.asked["state"][0]) >= 20
    assert "include_granted_scopes" not in browser.asked


def test_what_is_kept_is_for_nobody_else(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account = person(workspace, tmp_path)
    token = signed_in(account)
    file = place_of(account).file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["token.json"]
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["refresh_token"] == token.refresh_token
    assert "access_token" not in kept
    assert token.refresh_token not in repr(token)


def test_an_answer_with_another_state_is_not_taken(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    browser = Browser(changed={"state": "geraden", "code": "4/0Avreemd"})
    account = person(workspace, tmp_path)
    log_in(account, (DRIVE_FILE,), browser, seconds=20)
    assert browser.back == [400, 200]
    assert who(account) == ANNA


def test_somebody_who_says_no_is_not_signed_in(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account = person(workspace, tmp_path)
    with pytest.raises(ConsentDeniedError, match="access_denied"):
        log_in(account, (DRIVE_FILE,), Browser("deny"), seconds=20)
    assert not (tmp_path / "sign-in").exists()


def test_a_page_that_nobody_answers_is_given_up(workspace: LocalWorkspace, tmp_path: Path) -> None:
    with pytest.raises(NobodyAnsweredError, match="ritmiek login"):
        log_in(person(workspace, tmp_path), (DRIVE_FILE,), lambda _: None, seconds=0.1)


def test_a_browser_that_only_opens_a_connection_keeps_nobody_waiting(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    browser, idle = Browser(), socket.socket()

    def show(address: str) -> None:
        query = parse_qs(urlsplit(address).query)
        idle.connect((HOST, int(urlsplit(query["redirect_uri"][0]).port or 0)))
        browser(address)

    with idle:
        token = log_in(person(workspace, tmp_path), (DRIVE_FILE,), show, seconds=5)
    assert token.scopes == (DRIVE_FILE,)


def test_a_port_that_is_taken_is_told(workspace: LocalWorkspace, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=str(port)):
            log_in(person(workspace, tmp_path), (DRIVE_FILE,), Browser(), port=port)


def test_nobody_is_signed_in_before_they_are(workspace: LocalWorkspace, tmp_path: Path) -> None:
    with pytest.raises(LoginNeededError, match="ritmiek login"):
        Google.connect(person(workspace, tmp_path))


def test_a_sign_in_that_was_revoked_says_to_sign_in_again(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    account = person(workspace, tmp_path)
    form = {"token": signed_in(account).refresh_token}
    assert requests.post(f"{workspace.base_url}/revoke", data=form, timeout=10).ok
    with pytest.raises(LoginNeededError, match=r"expired or was revoked.*7 days.*ritmiek login"):
        who(account)


def test_signing_out_ends_it_at_google_and_here(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account = person(workspace, tmp_path)
    token = signed_in(account)
    assert sign_out(account) == token
    assert not place_of(account).file.exists()
    place_of(account).keep(token)
    with pytest.raises(LoginNeededError):
        who(account)


def test_signing_out_twice_does_no_harm(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account = person(workspace, tmp_path)
    token = signed_in(account)
    sign_out(account)
    assert sign_out(account) is None
    place_of(account).keep(token)
    assert sign_out(account) == token


def test_a_sign_in_that_cannot_be_ended_now_stays(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    signed_in(person(workspace, tmp_path))
    gone = person(workspace, tmp_path, address="http://127.0.0.1:9")
    with pytest.raises(WorkspaceNotRunningError):
        sign_out(gone)
    assert place_of(gone).file.exists()


def test_more_than_was_allowed_is_never_asked(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account = person(workspace, tmp_path)
    with pytest.raises(ScopeNotConfiguredError, match=r"workspace\.extra_scopes"):
        log_in(account, (DRIVE_FILE, SHEETS), Browser())
    with pytest.raises(ScopeNotConfiguredError, match="never needs it"):
        Google.connect(account, scopes=(f"{DRIVE_FILE[:-5]}",))


def test_a_scope_that_was_not_allowed_at_the_sign_in_is_named(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    account = person(workspace, tmp_path)
    signed_in(account)
    with pytest.raises(ScopesLackingError, match=r"gmail\.send.*ritmiek login"):
        Google.connect(account, scopes=(GMAIL_SEND,))


def test_a_scope_that_the_school_adds_is_asked_and_used(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    account = person(workspace, tmp_path, extra_scopes=("spreadsheets",))
    token = signed_in(account, *account.scopes)
    assert token.scopes == (DRIVE_FILE, SHEETS)
    assert who(account) == ANNA


def test_a_box_that_was_not_ticked_is_named_and_nothing_is_kept(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    account, browser = person(workspace, tmp_path), Browser(ticked=DRIVE_FILE)
    with pytest.raises(ScopesLackingError, match=r"without gmail\.send.*all boxes"):
        log_in(account, (DRIVE_FILE, GMAIL_SEND), browser, seconds=20)
    assert not place_of(account).file.exists()


def test_more_than_is_needed_now_is_not_used(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account = person(workspace, tmp_path)
    signed_in(account, DRIVE_FILE, GMAIL_SEND)
    google = Google.connect(account)
    find_files(google, "nergens")
    url = f"{workspace.base_url}/tokeninfo"
    told = requests.get(url, params={"access_token": token_of(google)}, timeout=10).json()
    assert told["scope"] == DRIVE_FILE


def token_of(google: Google) -> str:
    credentials = vars(google.transport.session)["credentials"]
    return str(credentials.token)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"web": {}}', '{"installed": {}}', "geen json"])
def test_another_file_holds_no_secrets_of_a_client(
    workspace: LocalWorkspace, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "client_secrets.json"
    file.write_text(text, encoding="utf-8")
    account = Account(way="user", client_secrets=file, token=TokenPlace(tmp_path / "token.json"))
    with pytest.raises(NotClientSecretsError, match="Desktop app"):
        Google.connect(account)


def test_an_absent_client_is_named(tmp_path: Path) -> None:
    account = Account(way="user", client_secrets=tmp_path / "weg.json")
    with pytest.raises(CredentialsAbsentError, match=r"weg\.json"):
        Google.connect(account)


@pytest.mark.parametrize("key", ["auth_uri", "token_uri"])
@pytest.mark.parametrize("host", ["http://oauth2.googleapis.com", "https://googleapis.com.example"])
def test_a_code_goes_to_google_and_nobody_else(
    workspace: LocalWorkspace, tmp_path: Path, key: str, host: str
) -> None:
    client = json.loads(secrets_file(workspace).read_text(encoding="utf-8"))["installed"]
    client |= {
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        key: f"{host}/token",
    }
    file = tmp_path / "client_secrets.json"
    file.write_text(json.dumps({"installed": client}), encoding="utf-8")
    account = Account(way="user", client_secrets=file, token=TokenPlace(tmp_path / "token.json"))
    with pytest.raises(NotClientSecretsError):
        log_in(account, (DRIVE_FILE,), Browser())


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"refresh_token": "1//x"}'])
def test_a_kept_sign_in_that_is_broken_says_so_and_repeats_nothing(
    workspace: LocalWorkspace, tmp_path: Path, text: str
) -> None:
    account = person(workspace, tmp_path)
    place_of(account).file.parent.mkdir()
    place_of(account).file.write_text(text, encoding="utf-8")
    with pytest.raises(TokenUnusableError, match="ritmiek login") as raised:
        Google.connect(account)
    assert raised.value.__suppress_context__
    assert "1//x" not in str(raised.value)


def test_a_sign_in_to_another_client_is_not_used(workspace: LocalWorkspace, tmp_path: Path) -> None:
    account = person(workspace, tmp_path)
    signed_in(account)
    client = json.loads(secrets_file(workspace).read_text(encoding="utf-8"))
    client["installed"]["client_id"] = "ander.apps.googleusercontent.com"
    file = tmp_path / "ander.json"
    file.write_text(json.dumps(client), encoding="utf-8")
    other = Account(
        way="user", address=workspace.base_url, client_secrets=file, token=place_of(account)
    )
    with pytest.raises(LoginNeededError, match="another client"):
        Google.connect(other)
