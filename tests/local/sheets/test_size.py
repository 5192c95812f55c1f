"""Large sheets stay usable, ranges end where the grid ends, and a crash loses nothing."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, new_sheets

ROWS = 20_000


@pytest.fixture(scope="module")
def large(workspace: LocalWorkspace) -> Sheets:
    sheets = new_sheets(workspace)
    size = {"sheetId": 0, "gridProperties": {"rowCount": ROWS, "columnCount": 3}}
    sheets.batch({"updateSheetProperties": {"properties": size, "fields": "gridProperties"}})
    sheets.write("A1", [[row, f"naam {row}"] for row in range(ROWS)])
    return sheets


def test_a_thousand_rows_of_many_are_read(large: Sheets) -> None:
    assert len(large.read(f"A{ROWS - 999}:B")) == 1000


def test_a_row_is_added_under_many(large: Sheets) -> None:
    answer = large.api.values().append(
        spreadsheetId=large.id, range="A1", valueInputOption="RAW",
        insertDataOption="INSERT_ROWS", body={"values": [["x", "y"]]},
    ).execute()  # fmt: skip
    assert answer["tableRange"] == f"Sheet1!A1:B{ROWS}"
    assert large.read(f"A{ROWS + 1}:B") == [["x", "y"]]


@pytest.mark.parametrize(
    ("place", "named"),
    [("A1001:B1002", "A1001:B1002"), ("AA1", "AA1"), ("A1001:B", "A1001:B")],
)
def test_a_range_beyond_the_grid_is_refused(
    workspace: LocalWorkspace, place: str, named: str
) -> None:
    with pytest.raises(HttpError) as refused:
        new_sheets(workspace).read(place)
    limits = "exceeds grid limits. Max rows: 1000, max columns: 26"
    assert refused.value.reason == f"Range (Sheet1!{named}) {limits}"


def test_a_write_that_runs_off_the_grid_is_refused(workspace: LocalWorkspace) -> None:
    with pytest.raises(HttpError, match=r"tried writing to row \[1001\]"):
        new_sheets(workspace).write("A999", [["a"], ["b"], ["c"]])


def test_rows_and_columns_may_be_counted(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("R2C2:R3C3", [["a", "b"], ["c", "d"]])
    assert sheets.read("B2:C3") == [["a", "b"], ["c", "d"]]


def test_what_was_answered_survives_a_crash(tmp_path: Path) -> None:
    directory = tmp_path / "workspace"
    running, ask = _serve(directory)
    made = ask("POST", "/v4/spreadsheets", json={}).json()["spreadsheetId"]
    written = {"values": [["bewaard"]]}
    address = f"/v4/spreadsheets/{made}/values/A1"
    assert ask("PUT", address + "?valueInputOption=RAW", json=written).ok
    running.kill()
    running.wait()
    running, ask = _serve(directory)
    assert ask("GET", address).json()["values"] == [["bewaard"]]
    running.kill()
    running.wait()


def _serve(directory: Path) -> tuple[subprocess.Popen[bytes], Any]:
    code = (
        "import sys; from pathlib import Path; from sync.local.server import Options, start\n"
        "import time; running = start(Options(Path(sys.argv[1]), port=0))\n"
        "(Path(sys.argv[1]) / 'ready').write_text(running.base_url); time.sleep(60)"
    )
    ready = directory / "ready"
    ready.unlink(missing_ok=True)
    running = subprocess.Popen([sys.executable, "-c", code, str(directory)])
    until = time.monotonic() + 30
    while not (ready.exists() and ready.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer {(directory / 'token').read_text().strip()}"
    base = ready.read_text()
    return running, lambda method, path, **given: session.request(method, base + path, **given)
