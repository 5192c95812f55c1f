"""Measures the local Workspace over real HTTP, next to an empty Starlette route of the same run.

`python -m tests.bench_workspace` prints a line for each measured call; so does `make bench`.
"""

import http.client
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sync.local.claims import claim_port
from sync.local.forms.responses import Submission, keep
from sync.local.server import Options, Running, start

SECONDS = 0.1
ROUNDS = 12
SLOWEST = 20
Send = Callable[[], object]


@dataclass(frozen=True)
class Measure:
    """A call to be measured, and whether it counts as a small one."""

    what: str
    send: Send
    small: bool = False


@dataclass(frozen=True)
class Rate:
    """How often a call is answered in a second, and how many empty ones are in that time."""

    what: str
    per_second: float
    ratio: float
    small: bool = False

    @property
    def fits(self) -> bool:
        """Whether it keeps the bound, if it has one."""
        return not self.small or self.ratio <= SLOWEST

    @property
    def line(self) -> str:
        """The rate next to that of the empty route."""
        mark = ("good" if self.fits else "SLOW") if self.small else ""
        shown = f"{self.what:<46}{self.per_second:>9.1f}/s   1/{self.ratio:<8.1f}{mark}"
        return shown.rstrip()


class Client:
    """A client with one kept connection, as lean as can be: what is measured is the server."""

    def __init__(self, base_url: str, token: str = "") -> None:
        self._connection = http.client.HTTPConnection(base_url.removeprefix("http://"), timeout=60)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def send(self, verb: str, path: str, body: bytes | None = None) -> bytes:
        """One call; what is refused ends the run."""
        self._connection.request(verb, path, body, self._headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{verb} {path}: {answer.status} {content[:300]!r}")
        return content

    def ask(self, verb: str, path: str, body: object = None) -> Any:
        """One call in JSON."""
        return json.loads(
            self.send(verb, path, None if body is None else json.dumps(body).encode())
        )

    def sender(self, verb: str, path: str, body: object = None) -> Send:
        """The same call, ready to be sent over and over."""
        written = None if body is None else json.dumps(body).encode()
        return lambda: self.send(verb, path, written)


def per_second(send: Send) -> float:
    """How often it is answered in a second, sent over and over for a while."""
    done, began = 0, time.perf_counter()
    while (took := time.perf_counter() - began) < SECONDS or not done:
        send()
        done += 1
    return done / took


def rate(measure: Measure, empty: Send) -> Rate:
    """The best of many short rounds, next to the best of the empty route between them.

    What else a busy machine does slows every round somewhat; the best one of each the least.
    """
    measure.send()
    rounds = [(per_second(empty), per_second(measure.send)) for _ in range(ROUNDS)]
    nothing, found = (max(each) for each in zip(*rounds, strict=True))
    return Rate(measure.what, found, nothing / found, measure.small)


@contextmanager
def empty_server() -> Iterator[str]:
    """An application with one route that does nothing, served as the Workspace is."""

    async def nothing(_: Request) -> JSONResponse:
        return JSONResponse({})

    app = Starlette(routes=[Route("/leeg", nothing)])
    with claim_port("127.0.0.1", 0) as listener:
        config = uvicorn.Config(app, http="h11", ws="none", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def measures(running: Running, token: str) -> Iterator[Measure]:
    """Every measured call, each made ready when it is asked for."""
    client = Client(running.base_url, token)
    sheet = client.ask("POST", "/v4/spreadsheets", {})["spreadsheetId"]
    form = client.ask("POST", "/v1/forms", {"info": {"title": "Vragen"}})["formId"]
    values = f"/v4/spreadsheets/{sheet}/values"
    block = {"values": [[row * 10 + column for column in range(10)] for row in range(100)]}
    raw = "valueInputOption=RAW"
    yield Measure("files.get", client.sender("GET", f"/drive/v3/files/{sheet}"), small=True)
    client.ask("PUT", f"{values}/A1?{raw}", {"values": [["een"]]})
    yield Measure("values.get, 1 cell", client.sender("GET", f"{values}/A1"), small=True)
    yield Measure("forms.get", client.sender("GET", f"/v1/forms/{form}"), small=True)
    put = client.sender("PUT", f"{values}/A1:J100?{raw}", block)
    yield Measure("values.update, 1,000 cells", put, small=True)
    get = client.sender("GET", f"{values}/A1:J100")
    yield Measure("values.get, 1,000 cells", get, small=True)
    yield Measure("batchUpdate, a whole team spreadsheet", _team_batch(client))
    _answer(running, form, 1000)
    answers = client.sender("GET", f"/v1/forms/{form}/responses")
    yield Measure("responses.list, 1,000 answers", answers)


def _team_batch(client: Client) -> Send:
    """A new spreadsheet, and in one batch everything that a team's has."""
    tabs = [{"addSheet": {"properties": {"title": f"Tab {n}", "sheetId": n}}} for n in range(1, 6)]
    cells = [_table(sheet) for sheet in range(1, 6)]
    widths = [_width(sheet, column) for sheet in range(1, 6) for column in range(8)]
    body = json.dumps({"requests": [*tabs, *cells, *widths]}).encode()

    def send() -> None:
        made = client.ask("POST", "/v4/spreadsheets", {})["spreadsheetId"]
        client.send("POST", f"/v4/spreadsheets/{made}:batchUpdate", body)

    return send


def _table(sheet: int) -> dict[str, Any]:
    bold = {"textFormat": {"bold": True}}
    cell = {"userEnteredValue": {"stringValue": "tekst"}, "userEnteredFormat": bold}
    start_at = {"sheetId": sheet, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": [cell] * 8} for _ in range(40)]
    fields = "userEnteredValue,userEnteredFormat.textFormat"
    return {"updateCells": {"start": start_at, "rows": rows, "fields": fields}}


def _width(sheet: int, column: int) -> dict[str, Any]:
    where = {
        "sheetId": sheet,
        "dimension": "COLUMNS",
        "startIndex": column,
        "endIndex": column + 1,
    }
    properties = {"pixelSize": 120}
    body = {"range": where, "properties": properties, "fields": "pixelSize"}
    return {"updateDimensionProperties": body}


def _answer(running: Running, form: str, count: int) -> None:
    """So many answers of ten questions each, kept as the form page keeps them."""
    store, now = running.workspace.store, datetime(2026, 11, 9, 8, 0, tzinfo=UTC)
    given = {f"{number:08x}": ["4 – eens"] for number in range(10)}
    with store.transaction():
        for _ in range(count):
            keep(store, form, Submission(given), now)


def measured() -> Iterator[Rate]:
    """What was measured of every call."""
    with empty_server() as base_url, tempfile.TemporaryDirectory() as folder:
        empty = Client(base_url).sender("GET", "/leeg")
        running = start(Options(Path(folder), port=0))
        try:
            token = (Path(folder) / "token").read_text(encoding="utf-8").strip()
            for measure in measures(running, token):
                yield rate(measure, empty)
        finally:
            running.stop()


def report() -> bool:
    """Print a line for each call; whether all that have a bound keep it."""
    fits = True
    sys.stdout.write("The speed of the local Workspace, next to an empty Starlette route\n")
    for found in measured():
        sys.stdout.write(f"{found.line}\n")
        sys.stdout.flush()
        fits = fits and found.fits
    return fits


def main() -> None:
    """Print the lines; a small call that is too slow ends the run with exit code 1."""
    sys.exit(0 if report() else 1)


if __name__ == "__main__":
    main()
