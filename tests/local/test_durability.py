import subprocess
import sys
import threading
import time
from pathlib import Path

import requests

from sync.local.server import Options, start
from tests.conftest import OwnerSession

SERVE = "from pathlib import Path; from sync.local.server import *; import sys; "
SERVE += "serve(Options(Path(sys.argv[1]), port=0), ready=lambda url: print(url, flush=True))"


def write_until_cut(owner: OwnerSession, spreadsheet: str, acknowledged: list[int]) -> None:
    """One row after another, until the server is gone."""
    url = f"/v4/spreadsheets/{spreadsheet}/values/A1:append?valueInputOption=RAW"
    for number in range(100_000):
        try:
            answer = owner.post(url, json={"values": [[number]]})
        except requests.ConnectionError:
            return
        assert answer.status_code == 200
        acknowledged.append(number)


def test_a_server_that_is_killed_has_lost_nothing_it_acknowledged(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    command = [sys.executable, "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        token = (tmp_path / "token").read_text(encoding="utf-8").strip()
        owner = OwnerSession(base_url, token)
        spreadsheet = owner.post("/v4/spreadsheets", json={}).json()["spreadsheetId"]
        writing = threading.Thread(
            target=write_until_cut, args=(owner, spreadsheet, acknowledged), daemon=True
        )
        writing.start()
        patience = time.monotonic() + 20
        while len(acknowledged) < 25 and time.monotonic() < patience:
            time.sleep(0.005)
        process.kill()
        writing.join(20)
    running = start(Options(tmp_path, port=0))
    try:
        again = OwnerSession(running.base_url, token)
        url = f"/v4/spreadsheets/{spreadsheet}/values/A1:A?valueRenderOption=UNFORMATTED_VALUE"
        kept = [row[0] for row in again.get(url).json()["values"]]
    finally:
        running.stop()
    assert len(acknowledged) >= 25
    assert kept[: len(acknowledged)] == acknowledged
    # At most the one write that was under way has come through unheard.
    assert len(kept) - len(acknowledged) <= 1
