"""The doctor: what is well passes, and each thing that is wrong is found, with what to do."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from jobs.doctor.drive import storage
from jobs.doctor.signing_in import clock, scopes
from jobs.work.school import account_of
from sync.local.signing_in.accounts import SERVICE_ACCOUNT
from sync.wire.credentials import GMAIL_SEND, Account
from sync.wire.google import Google
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.jobs.cast import opened, school_text
from tests.jobs.command import Command, Said
from tests.sync.signing_in import person, signed_in

SUBJECTS = [
    "configuration",
    "time zone",
    "clock",
    "credentials",
    "sign-in",
    "scopes",
    "shared drive",
    "storage",
    "quotas",
    "files",
    "rights",
    "Beheer",
    "mail",
    "ledger",
]


def lines(said: Said) -> dict[str, str]:
    """Each line of the doctor's, by its subject; `pass`, `warning` or `fail` comes first."""
    found = {}
    for line in said.out.splitlines():
        result, _, rest = line.strip().partition(" ")
        if not line.startswith("  "):
            continue
        subject, _, told = rest.strip().partition(": ")
        found[subject] = f"{result} {told}"
    return found


def swap(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_school_that_is_set_up_is_well(ritmiek: Command, ready: Path) -> None:
    said = ritmiek("doctor", ready)
    assert {line.split()[0] for line in lines(said).values()} == {"pass"}
    assert (said.code, list(lines(said))) == (0, SUBJECTS)


def test_a_school_that_is_new_has_only_warnings(ritmiek: Command, file: Path) -> None:
    said = ritmiek("doctor", file)
    found = lines(said)
    assert (said.code, found["ledger"].split()[0]) == (3, "warning")
    assert "ritmiek setup" in found["ledger"]
    assert found["Beheer"].startswith("warning")


def test_looking_leaves_nothing_behind(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace
) -> None:
    store = jobs_workspace.running.workspace.store
    before = len(store.rows("SELECT id FROM files"))
    ritmiek("doctor", file)
    assert len(store.rows("SELECT id FROM files")) == before
    assert list(file.parent.iterdir()) == [file]


def test_every_line_is_one_line_and_what_fails_says_what_to_do(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace
) -> None:
    swap(file, f"{jobs_workspace.credentials}", "elders.json")
    said = ritmiek("doctor", file)
    assert len(said.out.splitlines()) == len(SUBJECTS) + 1
    assert "elders.json: the credentials file does not exist; put" in lines(said)["credentials"]
    assert said.code == 1


def test_after_a_failure_the_rest_is_looked_at_too(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace
) -> None:
    swap(file, f"{jobs_workspace.credentials}", "elders.json")
    found = lines(ritmiek("doctor", file))
    assert found["shared drive"].startswith("warning not looked at")
    assert found["ledger"].startswith("warning")
    assert found["clock"].startswith("pass")


def test_a_workspace_that_does_not_run_says_how_to_start_it(
    ritmiek: Command, file: Path, fresh_workspace: WorkspaceFactory
) -> None:
    own = fresh_workspace()
    file.write_text(school_text(own, "dicht"), encoding="utf-8")
    own.running.stop()
    found = lines(ritmiek("doctor", file))
    for subject in ("clock", "sign-in"):
        assert found[subject].startswith("fail")
        assert "start it with: ritmiek workspace" in found[subject]


def test_a_key_that_others_can_read_is_a_warning(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    key = tmp_path / "key.json"
    key.write_bytes(jobs_workspace.credentials.read_bytes())
    key.chmod(0o644)
    swap(file, f"{jobs_workspace.credentials}", "key.json")
    told = lines(ritmiek("doctor", file))["credentials"]
    assert told.startswith("warning")
    assert f"chmod 600 {key}" in told


def test_a_file_that_is_no_key_is_said(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    (tmp_path / "key.json").write_text('{"type": "authorized_user"}', encoding="utf-8")
    swap(file, f"{jobs_workspace.credentials}", "key.json")
    assert "not the key of a service account" in lines(ritmiek("doctor", file))["credentials"]


def test_a_lacking_scope_is_found(jobs_workspace: LocalWorkspace, file: Path) -> None:
    account = account_of(opened(file).configuration)
    check = scopes(Google.connect(account, scopes=(GMAIL_SEND,)))
    assert check.result == "fail"
    assert "drive.file" in check.line


def test_a_shared_drive_without_rights_is_found(
    ritmiek: Command, file: Path, fresh_workspace: WorkspaceFactory
) -> None:
    own = fresh_workspace()
    file.write_text(school_text(own, "strikt"), encoding="utf-8")
    assert lines(ritmiek("doctor", file))["shared drive"].startswith("pass")
    store = own.running.workspace.store
    with store.transaction():
        changed = "UPDATE permissions SET role = 'reader' WHERE email = ?"
        assert store.write(changed, (SERVICE_ACCOUNT,))
    told = lines(ritmiek("doctor", file))["shared drive"]
    assert told.startswith("fail")
    assert "content manager" in told


def test_a_shared_drive_that_is_not_there_is_found(ritmiek: Command, file: Path) -> None:
    swap(file, "kind: local,", "kind: local, shared_drive: 0ABestaatNiet,")
    told = lines(ritmiek("doctor", file))["shared drive"]
    assert told.startswith("fail")
    assert "check its id" in told


def test_a_service_account_without_a_shared_drive_cannot_keep_files(file: Path) -> None:
    school = opened(file)
    school.google.shared_drive = None
    assert storage(school).line.startswith("fail     storage: 0 MB left")


@pytest.fixture
def late_server() -> Iterator[Callable[[str], str]]:
    """Starts a server that answers with this date; gives its address."""
    running: list[ThreadingHTTPServer] = []

    def start(date: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self.send_response_only(401)
                self.send_header("Date", date)
                self.end_headers()

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def test_a_clock_that_is_off_is_found(late_server: Callable[[str], str]) -> None:
    check = clock(Account(address=late_server("Mon, 09 Nov 2020 07:00:00 GMT")))
    assert check.result == "fail"
    assert "ahead of" in check.line
    assert "NTP" in check.line


def test_a_server_that_tells_no_time_is_a_warning(late_server: Callable[[str], str]) -> None:
    assert clock(Account(address=late_server("geen datum"))).result == "warning"


# What the school keeps


def test_a_ledger_that_is_none_is_found(ritmiek: Command, file: Path) -> None:
    ledger = file.parent / ".ritmiek" / "ledger.sqlite"
    ledger.parent.mkdir()
    ledger.write_bytes(b"dit is geen database" * 100)
    said = ritmiek("doctor", file)
    assert said.code == 1
    assert lines(said)["ledger"].startswith("fail")
    assert "back-up" in lines(said)["ledger"]


def test_a_ledger_in_which_others_may_write_is_a_warning(ritmiek: Command, ready: Path) -> None:
    ledger = ready.parent / ".ritmiek" / "ledger.sqlite"
    mode = ledger.stat().st_mode
    ledger.chmod(0o666)
    try:
        assert lines(ritmiek("doctor", ready))["ledger"].startswith("warning others")
    finally:
        ledger.chmod(mode)


def test_a_mistake_in_the_file_is_for_check_to_explain(ritmiek: Command, file: Path) -> None:
    swap(file, "type: po", "type: kleuter")
    said = ritmiek("doctor", file)
    assert said.code == 1
    assert f"see: ritmiek check {file}" in said.out


def test_one_school_that_is_ill_does_not_keep_another_from_being_seen(
    ritmiek: Command, file: Path, ready: Path
) -> None:
    swap(file, "type: po", "type: kleuter")
    said = ritmiek("doctor", file, ready, "--json")
    found = json.loads(said.out)
    assert said.code == 1
    assert [one["result"] for one in found[str(file)]] == ["fail"]
    assert {one["result"] for one in found[str(ready)]} == {"pass"}


# Somebody who signs in


def as_person(file: Path, account: Account, jobs_workspace: LocalWorkspace) -> None:
    swap(
        file,
        f'credentials: "{jobs_workspace.credentials}"',
        f'sign_in: user, client_secrets: "{account.client_secrets}",'
        f' token: "{account.token.file if account.token else ""}"',
    )
    swap(file, "transport: gmail", "transport: outbox")


def test_somebody_who_is_signed_in_needs_no_shared_drive(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    account = person(jobs_workspace, tmp_path)
    signed_in(account)
    as_person(file, account, jobs_workspace)
    found = lines(ritmiek("doctor", file))
    assert found["sign-in"].startswith("pass")
    assert "the person who acts" in found["shared drive"]


def test_a_sign_in_that_is_over_says_to_sign_in_again(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    account = person(jobs_workspace, tmp_path)
    token = signed_in(account)
    assert account.token is not None
    account.token.keep(replace(token, refresh_token="1//0verlopen"))
    as_person(file, account, jobs_workspace)
    told = lines(ritmiek("doctor", file))["sign-in"]
    assert told.startswith("fail")
    assert "ritmiek login" in told
    assert "verlopen" not in told
