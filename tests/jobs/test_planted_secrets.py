"""Secrets are planted, everything is run and refused, and no secret shows anywhere."""

import json
import logging
import re
import traceback
import webbrowser
from pathlib import Path
from zipfile import ZipFile

import pytest
import requests

from jobs.school.config import load_configuration
from jobs.work.delivery import open_outbox
from jobs.work.school import account_of
from sync.errors import SyncError
from sync.files.drive import find_files
from sync.wire.google import Google
from sync.wire.signing_in.clients import read_client
from sync.wire.signing_in.users import place_of
from tests.conftest import LocalWorkspace
from tests.jobs.command import MONDAY, Command
from tests.jobs.test_login import own_school
from tests.sync.signing_in import Browser, secrets_file

PASSWORD = "kruiwagen-77-nachtegaal"
# How Google's secrets begin: access token, refresh token, code, client's secret, signed proof, key.
KINDS = re.compile(r"ya29\.|1//0|4/0A|GOCSPX-|eyJ[A-Za-z0-9_-]{8}|BEGIN (RSA )?PRIVATE KEY")


class Watch:
    """Everything that was said; `secrets` are the planted ones."""

    def __init__(self, workspace: LocalWorkspace) -> None:
        key = json.loads(workspace.credentials.read_text(encoding="utf-8"))["private_key"]
        client = json.loads(secrets_file(workspace).read_text(encoding="utf-8"))["installed"]
        lines = [line for line in key.splitlines() if len(line) > 40]
        self.secrets = [*lines, workspace.token, client["client_secret"], PASSWORD]

    def found_in(self, text: str) -> list[str]:
        """The secrets, or what looks like one, in a text; what it looks like is enough to know."""
        planted = [secret[:6] for secret in self.secrets if secret in text]
        return planted + [match[0] for match in KINDS.finditer(text)]


@pytest.fixture
def watch(jobs_workspace: LocalWorkspace, monkeypatch: pytest.MonkeyPatch) -> Watch:
    monkeypatch.setenv("RITMIEK_SMTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("BROWSER", "browser")
    return Watch(jobs_workspace)


class Spoken:
    """The command, of which every word is kept."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.text = ""

    def __call__(self, code: int, *words: str | Path) -> str:
        said = self.command(*words)
        self.text += said.out + said.err
        assert said.code == code, (words, said.out, said.err)
        return said.out + said.err


@pytest.fixture
def say(ritmiek: Command) -> Spoken:
    return Spoken(ritmiek)


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Every log of every library, down to the last detail."""
    caplog.set_level(logging.DEBUG)
    return caplog


def written(folder: Path, *apart: Path) -> str:
    """Whatever stands in files, but for those that are there to hold a secret."""
    files = [path for path in folder.rglob("*") if path.is_file() and path not in apart]
    parts = [part for path in files for part in unpacked(path)]
    return "\n".join(part.decode("utf-8", "replace") for part in parts)


def unpacked(path: Path) -> list[bytes]:
    """What a file holds; of a workbook, which is packed, each part."""
    if path.suffix != ".xlsx":
        return [path.read_bytes()]
    with ZipFile(path) as packed:
        return [packed.read(name) for name in packed.namelist()]


def test_nothing_that_works_shows_a_secret(
    say: Spoken,
    tmp_path: Path,
    jobs_workspace: LocalWorkspace,
    watch: Watch,
    logs: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = own_school(tmp_path / "school.yaml", jobs_workspace, "stil")
    monkeypatch.setattr(webbrowser, "open", Browser())
    say(0, "login", file)
    say(0, "check", file, "--json")
    say(3, "plan", file, "--json")
    say(3, "plan", file, "--out", tmp_path / "plan.json")
    say(0, "setup", tmp_path / "plan.json")
    say(0, "collect", file, "--json")
    say(0, "mail", "week", file, "--dry-run", "--json", *MONDAY)
    say(0, "run", file, "--json", *MONDAY)
    say(0, "plan", file, "--deep", "--out", tmp_path / "leeg.json")
    say(0, "export", file, "--to", tmp_path / "uit")
    assert {path.suffix for path in (tmp_path / "uit").rglob("*.*")} >= {".xlsx", ".json", ".html"}
    token = place_of(account_of(load_configuration(file))).file
    assert watch.found_in(token.read_text(encoding="utf-8"))
    assert watch.found_in(say.text) == []
    assert watch.found_in(logs.text) == []
    assert watch.found_in(written(tmp_path, token)) == []
    say(0, "logout", file)
    assert watch.found_in(written(tmp_path)) == []


def test_a_mail_server_that_refuses_shows_no_password(
    say: Spoken, watch: Watch, ready: Path
) -> None:
    text = ready.read_text(encoding="utf-8")
    smtp = "transport: smtp, smtp: {host: 127.0.0.1, port: 9, user: coen, security: none}"
    assert "transport: gmail" in text
    file = ready.with_name("smtp.yml")
    file.write_text(text.replace("transport: gmail", smtp), encoding="utf-8")
    assert "not sent" in say(1, "mail", "week", file, "--now", "2026-11-16T07:02")
    assert watch.found_in(say.text) == []
    assert PASSWORD not in repr(open_outbox(load_configuration(file)))
    assert PASSWORD not in repr(vars(open_outbox(load_configuration(file))))


def spoiled(text: str) -> list[str]:
    """Files as they come when something went wrong on the way."""
    return [text[:-40], text.replace('"', "'"), f"[{text}]", text.replace("MII", "", 1), text + "x"]


@pytest.mark.parametrize("number", range(5))
def test_a_broken_key_is_not_shown(
    say: Spoken,
    file: Path,
    jobs_workspace: LocalWorkspace,
    watch: Watch,
    logs: pytest.LogCaptureFixture,
    number: int,
) -> None:
    key = file.with_name("sleutel.json")
    text = jobs_workspace.credentials.read_text(encoding="utf-8")
    key.write_text(spoiled(text)[number], encoding="utf-8")
    whole = file.read_text(encoding="utf-8").replace(str(jobs_workspace.credentials), str(key))
    file.write_text(whole, encoding="utf-8")
    say(1, "plan", file, "--json")
    say(1, "setup", file)
    say(1, "plan", file, "--out", file.with_name("plan.json"))
    say(1, "export", file, "--to", file.parent)
    said = say.text + logs.text + trace(file) + written(file.parent, key)
    assert watch.found_in(said) == []


@pytest.mark.parametrize("number", range(3))
def test_broken_secrets_of_a_client_are_not_shown(
    say: Spoken, tmp_path: Path, jobs_workspace: LocalWorkspace, watch: Watch, number: int
) -> None:
    secrets = tmp_path / "client_secrets.json"
    text = secrets_file(jobs_workspace).read_text(encoding="utf-8")
    secrets.write_text(spoiled(text)[number], encoding="utf-8")
    file = own_school(tmp_path / "school.yaml", jobs_workspace, "breuk")
    whole = file.read_text(encoding="utf-8").replace(
        str(secrets_file(jobs_workspace)), secrets.name
    )
    file.write_text(whole, encoding="utf-8")
    say(1, "login", file)
    say(0, "logout", file)
    say(1, "plan", file)
    assert watch.found_in(say.text + trace(file)) == []


def trace(file: Path) -> str:
    """The whole report of the exception with which signing in ends, causes and all."""
    account = account_of(load_configuration(file))
    try:
        find_files(Google.connect(account), "nergens")
    except SyncError as error:
        return "".join(traceback.format_exception(error)) + repr(error) + repr(account)
    return "signed in"


def test_a_refused_sign_in_shows_no_secret_and_neither_does_what_is_kept_of_it(
    say: Spoken,
    tmp_path: Path,
    jobs_workspace: LocalWorkspace,
    watch: Watch,
    logs: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = own_school(tmp_path / "school.yaml", jobs_workspace, "dicht")
    monkeypatch.setattr(webbrowser, "open", Browser("deny"))
    say(1, "login", file)
    monkeypatch.setattr(webbrowser, "open", Browser(changed={"state": "x", "code": "4/0Ageraden"}))
    say(0, "login", file)
    account = account_of(load_configuration(file))
    token = place_of(account).read()
    assert token
    form = {"token": token.refresh_token}
    assert requests.post(f"{jobs_workspace.base_url}/revoke", data=form, timeout=10).ok
    assert "ritmiek login" in say(1, "plan", file, "--json")
    assert "ritmiek login" in say(1, "setup", file)
    held = repr([account, token, read_client(account), load_configuration(file)])
    said = say.text + logs.text + trace(file) + held
    assert watch.found_in(said) == []
    place_of(account).file.write_text(f'{{"refresh_token": "{token.refresh_token}"', "utf-8")
    assert "cannot be read" in say(1, "plan", file)
    assert watch.found_in(say.text + trace(file)) == []


MISPLACED = [
    ("ledger: x", f"smtp: {{password: {PASSWORD}}}"),
    ("ledger: x", f"password: {PASSWORD}"),
    ("ledger: x", f"ledger: {{password: {PASSWORD}}}"),
]


@pytest.mark.parametrize(("old", "new"), MISPLACED)
def test_a_password_in_the_schools_file_is_a_mistake_that_is_not_repeated(
    say: Spoken, file: Path, watch: Watch, old: str, new: str
) -> None:
    file.write_text(file.read_text(encoding="utf-8") + new + "\n", encoding="utf-8")
    say(1, "check", file)
    say(1, "check", file, "--json")
    say(1, "plan", file)
    assert watch.found_in(say.text) == []
