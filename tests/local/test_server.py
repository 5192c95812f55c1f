import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from pytest_socket import SocketConnectBlockedError

from sync.local.claims import DirectoryError
from sync.local.server import AlreadyServedError, Options, PortTakenError, start
from sync.local.store import StoreFileError
from tests.conftest import LocalWorkspace, OwnerSession, WorkspaceFactory

SERVE = "from pathlib import Path; from sync.local.server import *; import sys; "
SERVE += "serve(Options(Path(sys.argv[1]), port=0), ready=lambda url: print(url, flush=True))"


def test_it_is_ready_when_it_says_so(workspace: LocalWorkspace) -> None:
    assert requests.get(f"{workspace.base_url}/healthz", timeout=10).status_code == 200


def test_its_address_stands_in_the_directory_while_it_runs(
    fresh_workspace: WorkspaceFactory,
) -> None:
    fresh = fresh_workspace()
    told = json.loads((fresh.directory / "server.json").read_text())
    assert told["base_url"] == fresh.base_url
    fresh.running.stop()
    assert not (fresh.directory / "server.json").exists()


def test_a_directory_is_served_once(fresh_workspace: WorkspaceFactory) -> None:
    fresh = fresh_workspace()
    with pytest.raises(
        AlreadyServedError, match=f"already serves this directory at {fresh.base_url}"
    ):
        start(Options(fresh.directory, port=0))


def test_a_port_that_is_taken_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"Port {port} on 127.0.0.1 is taken"):
            start(Options(tmp_path, port=port))


def test_a_failed_start_leaves_the_directory_free(
    tmp_path: Path, fresh_workspace: WorkspaceFactory
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTakenError):
            start(Options(tmp_path, port=other.getsockname()[1]))
    assert fresh_workspace(tmp_path).base_url


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_another_process_is_refused_and_a_kill_tidies_up(tmp_path: Path, number: int) -> None:
    command = [sys.executable, "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        with pytest.raises(AlreadyServedError, match=f"process {process.pid}"):
            start(Options(tmp_path, port=0))
        process.send_signal(number)
        assert process.wait(20) == 0
    assert not (tmp_path / "server.json").exists()


def test_a_spoiled_store_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "workspace.sqlite").write_text("geen database" * 100, encoding="utf-8")
    with pytest.raises(StoreFileError, match="not a file of the local Workspace"):
        start(Options(tmp_path, port=0))


def test_a_directory_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(DirectoryError, match="Choose a directory that you may write in"):
        start(Options(tmp_path / "bestand" / "map", port=0))


def test_the_clock_is_moved_and_put_back(fresh_workspace: WorkspaceFactory) -> None:
    with fresh_workspace().session() as owner:
        moved = owner.put("/local/clock", json={"now": "2026-11-09T07:00:00+01:00"}).json()
        assert moved["now"].startswith("2026-11-09T06:00:00")
        assert owner.put("/local/clock", json={"now": None}).json()["moved"] is False


@pytest.mark.parametrize("now", ["gisteren", "2026-11-09T07:00:00", 7, "9999-12-31T23:59:59Z"])
def test_a_moment_that_is_none_does_not_move_the_clock(owner: OwnerSession, now: object) -> None:
    assert owner.put("/local/clock", json={"now": now}).status_code == 400
    assert owner.get("/local/clock").json()["moved"] is False


def test_no_test_reaches_the_network() -> None:
    with pytest.raises(SocketConnectBlockedError), pytest.warns(UserWarning, match="connect"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
