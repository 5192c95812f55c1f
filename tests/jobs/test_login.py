"""`ritmiek login` and `ritmiek logout`, as a schoolcoach without an administrator types them."""

import stat
import webbrowser
from pathlib import Path

import pytest

from jobs.school.config import load_configuration
from jobs.work.school import account_of
from sync.wire.credentials import DRIVE_FILE, GMAIL_SEND
from sync.wire.signing_in.tokens import UserToken
from sync.wire.signing_in.users import place_of
from tests.conftest import LocalWorkspace
from tests.jobs.cast import school_text
from tests.jobs.command import Command
from tests.sync.signing_in import ANNA, Browser, secrets_file


def own_school(path: Path, workspace: LocalWorkspace, key: str, transport: str = "gmail") -> Path:
    """The file of a school where Anna signs in by a browser, and from whom mail comes."""
    text = school_text(workspace, key, "essen", transport=transport)
    old = f'credentials: "{workspace.credentials}"'
    new = f'sign_in: user, client_secrets: "{secrets_file(workspace)}"'
    text = text.replace(old, new).replace(
        "domains: [es.example]", "domains: [es.example, school.example]"
    )
    path.write_text(text.replace(f"sender: {key}@es.example", f"sender: {ANNA}"), encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path, jobs_workspace: LocalWorkspace) -> Path:
    return own_school(tmp_path / "school.yaml", jobs_workspace, "zelf")


def answered(monkeypatch: pytest.MonkeyPatch, browser: Browser) -> Browser:
    """The browser of this machine, with a person in front of it."""
    monkeypatch.setenv("BROWSER", "browser")
    monkeypatch.setattr(webbrowser, "open", browser)
    return browser


def kept(file: Path) -> UserToken | None:
    return place_of(account_of(load_configuration(file))).read()


def test_somebody_signs_in_works_and_signs_out(
    ritmiek: Command, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = answered(monkeypatch, Browser())
    said = ritmiek("login", own)
    assert (said.code, said.err) == (0, "")
    assert f"signed in as {ANNA}, for drive.file, gmail.send" in said.out
    assert browser.asked["scope"] == [f"{DRIVE_FILE} {GMAIL_SEND}"]
    assert ritmiek("plan", own).code == 3
    assert "signed out" in ritmiek("logout", own).out
    assert "ritmiek login" in ritmiek("plan", own).sentence
    assert "nobody was signed in" in ritmiek("logout", own).out


def test_the_address_is_shown_where_there_is_no_screen(
    ritmiek: Command, own: Path, monkeypatch: pytest.MonkeyPatch, jobs_workspace: LocalWorkspace
) -> None:
    browser = answered(monkeypatch, Browser())
    said = ritmiek("login", own, "--no-browser", "--wait", "1")
    assert said.code == 1
    assert f"  {jobs_workspace.base_url}/o/oauth2/v2/auth?" in said.out
    assert "Nobody answered the page within 1 seconds" in said.sentence
    assert not browser.asked


def test_somebody_who_says_no_is_told_so(
    ritmiek: Command, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(monkeypatch, Browser("deny"))
    said = ritmiek("login", own)
    assert said.code == 1
    assert "the page answered access_denied" in said.sentence
    assert kept(own) is None


def test_a_school_with_a_key_needs_no_login(ritmiek: Command, file: Path) -> None:
    for command in ("login", "logout"):
        said = ritmiek(command, file)
        assert said.code == 2
        assert "sign_in: user" in said.sentence


def test_schools_that_share_a_place_are_asked_once_for_all_that_they_need(
    ritmiek: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    jobs_workspace: LocalWorkspace,
) -> None:
    own_school(tmp_path / "een.yaml", jobs_workspace, "een", transport="outbox")
    two = own_school(tmp_path / "twee.yaml", jobs_workspace, "twee")
    answered(monkeypatch, Browser())
    said = ritmiek("login", tmp_path)
    assert (said.code, said.out.count("signed in as")) == (0, 1)
    token = kept(two)
    assert token
    assert token.scopes == (DRIVE_FILE, GMAIL_SEND)


def test_a_school_that_does_not_mail_by_gmail_asks_no_gmail(
    ritmiek: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    jobs_workspace: LocalWorkspace,
) -> None:
    one = own_school(tmp_path / "een.yaml", jobs_workspace, "een", transport="outbox")
    browser = answered(monkeypatch, Browser())
    assert ritmiek("login", one).code == 0
    assert browser.asked["scope"] == [DRIVE_FILE]


def test_a_sender_that_is_somebody_else_is_told(
    ritmiek: Command, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = own.read_text(encoding="utf-8").replace(f"sender: {ANNA}", "sender: ritmiek@es.example")
    own.write_text(text, encoding="utf-8")
    answered(monkeypatch, Browser())
    said = ritmiek("login", own)
    assert said.code == 0
    assert "mail.sender is another address" in said.sentence


def test_secrets_that_others_can_read_are_told(
    ritmiek: Command, own: Path, monkeypatch: pytest.MonkeyPatch, jobs_workspace: LocalWorkspace
) -> None:
    secrets = own.with_name("client_secrets.json")
    secrets.write_bytes(secrets_file(jobs_workspace).read_bytes())
    secrets.chmod(0o644)
    text = own.read_text(encoding="utf-8").replace(str(secrets_file(jobs_workspace)), secrets.name)
    own.write_text(text, encoding="utf-8")
    answered(monkeypatch, Browser())
    assert f"chmod 600 {secrets}" in ritmiek("login", own).sentence
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o644


def test_an_organiser_signs_in_too(
    ritmiek: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    jobs_workspace: LocalWorkspace,
) -> None:
    file = tmp_path / "organiser.yaml"
    file.write_text(
        "organiser: {key: samen, name: Samen}\n"
        "people: [{name: Lies Leiding, email: lies@es.example}]\n"
        f'workspace: {{kind: local, address: "{jobs_workspace.base_url}", sign_in: user, '
        f'client_secrets: "{secrets_file(jobs_workspace)}"}}\n',
        encoding="utf-8",
    )
    answered(monkeypatch, Browser())
    assert f"Samen: signed in as {ANNA}" in ritmiek("login", "--organiser", file).out
