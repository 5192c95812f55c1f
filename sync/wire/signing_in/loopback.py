"""The other end of a browser's sign-in: one answer, received on this machine only."""

import secrets
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from sync.wire.signing_in.refused import SignInRefusedError

HOST = "127.0.0.1"
PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Ritmiek</title>
<body style="font-family: sans-serif; margin: 4rem"><h1>{title}</h1><p>{text}</p></body></html>
"""
DONE = PAGE.format(
    title="Het antwoord is ontvangen",
    text="Je kunt dit venster sluiten. In het venster van Ritmiek staat hoe het verder gaat.",
)
OTHER = PAGE.format(
    title="Dit hoort bij een andere aanmelding",
    text="Begin opnieuw met <code>ritmiek login</code>, en gebruik het nieuwste venster.",
)


class PortTakenError(SignInRefusedError):
    """Something else listens where the browser's answer would come."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} on this machine is taken; name another one with --port, or leave it out"
        )


class NobodyAnsweredError(SignInRefusedError):
    """The page was not answered in time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Nobody answered the page within {seconds:.0f} seconds; run it again: ritmiek login"
        )


class _Server(ThreadingMixIn, TCPServer):
    """Browsers open connections that they never use: each has a thread of its own."""

    daemon_threads = True
    block_on_close = False
    state = ""
    answer: dict[str, str] | None = None


class _Handler(BaseHTTPRequestHandler):
    timeout = 10
    server: _Server

    def do_GET(self) -> None:
        """Take the answer to this sign-in; browsers ask for other things too."""
        parts = urlsplit(self.path)
        given = dict(parse_qsl(parts.query))
        if parts.path != "/" or not {"code", "error"} & given.keys():
            self.send_error(HTTPStatus.NOT_FOUND)
        elif not secrets.compare_digest(
            given.get("state", "").encode(), self.server.state.encode()
        ):
            self._page(HTTPStatus.BAD_REQUEST, OTHER)
        else:
            self._page(HTTPStatus.OK, DONE)
            self.server.answer = given

    def _page(self, status: HTTPStatus, page: str) -> None:
        content = page.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Nothing: what was asked holds the code."""


class Listener:
    """Listens on a port of this machine, a free one unless one is named, while it is open."""

    def __init__(self, port: int = 0) -> None:
        try:
            self._server = _Server((HOST, port), _Handler)
        except (OSError, OverflowError):
            raise PortTakenError(port) from None
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def address(self) -> str:
        """Where the browser is sent back to."""
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def wait(self, state: str, seconds: float) -> dict[str, str]:
        """The answer that carries this state; NobodyAnsweredError when it does not come."""
        self._server.state = state
        self._thread.start()
        until = time.monotonic() + seconds
        while self._server.answer is None:
            if time.monotonic() > until:
                raise NobodyAnsweredError(seconds)
            time.sleep(0.05)
        return self._server.answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()
