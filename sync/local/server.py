"""Serves one local Workspace over HTTP: in the foreground, or in a thread beside its user."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

import uvicorn
from starlette.applications import Starlette
from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

from sync.local.app import LARGEST_JSON, LOOPBACK, build_app
from sync.local.calling.patience import patient
from sync.local.claims import (
    AddressError,
    AlreadyServedError,
    DirectoryError,
    PortTakenError,
    claim_directory,
    claim_port,
)
from sync.local.clock import Clock
from sync.local.forms.deliveries import telling
from sync.local.limits.faults import FaultsFileError
from sync.local.limits.quotas import QuotaMode
from sync.local.signing_in.identity import CredentialsFileError, write_private
from sync.local.store import Store, StoreFileError
from sync.local.workspace import Workspace

__all__ = [
    "START_ERRORS",
    "AlreadyServedError",
    "Options",
    "PortTakenError",
    "Running",
    "serve",
    "start",
]

START_SECONDS = 30
STOP_SECONDS = 10


@dataclass(frozen=True)
class Options:
    """Which data directory to serve, where, and how much like Google's bad days.

    `patience` is how many seconds a client may be silent in the middle of a request.
    """

    directory: Path
    port: int = 8765
    host: str = "127.0.0.1"
    quota: QuotaMode = "off"
    faults: Path | None = None
    largest_json: int = LARGEST_JSON
    patience: float = 30.0


class StartError(Exception):
    """The server did not come up."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory}: the local Workspace did not come up.")


START_ERRORS = (
    AddressError,
    AlreadyServedError,
    CredentialsFileError,
    DirectoryError,
    FaultsFileError,
    PortTakenError,
    StartError,
    StoreFileError,
)
"""Why serving can be refused: each says in one sentence what to do."""


@dataclass
class Running:
    """A local Workspace that is being served by a thread."""

    base_url: str
    workspace: Workspace
    _stop: Callable[[], None] = field(repr=False)

    def stop(self) -> None:
        """Let running calls end, then let go of the port and the directory; may be repeated."""
        self._stop()


def serve(options: Options, ready: Callable[[str], None] | None = None) -> None:
    """Serve until interrupted; `ready` is called with the address once it answers."""
    with _interruptible(), suppress(KeyboardInterrupt), _opened(options) as opened:
        opened.server.told = ready
        opened.server.run(sockets=[opened.listener])


def start(options: Options) -> Running:
    """Serve in a thread; returns once it answers."""
    held = _opened(options)
    opened = held.__enter__()
    answering, stopped = threading.Event(), threading.Lock()
    opened.server.told = lambda _: answering.set()
    thread = threading.Thread(
        target=opened.server.run, kwargs={"sockets": [opened.listener]}, daemon=True
    )

    def stop() -> None:
        if stopped.acquire(blocking=False):
            opened.server.should_exit = True
            thread.join(STOP_SECONDS)
            held.__exit__(None, None, None)

    thread.start()
    patience = time.monotonic() + START_SECONDS
    while not answering.wait(0.1):
        if time.monotonic() > patience or not thread.is_alive():
            stop()
            raise StartError(options.directory)
    return Running(opened.workspace.base_url, opened.workspace, stop)


class _Server(uvicorn.Server):
    """uvicorn, which tells when it answers."""

    told: Callable[[str], None] | None = None
    base_url = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.told and self.started:
            self.told(self.base_url)

    def cut(self, scope: Scope) -> None:
        """Drop the connection of one request, without an answer."""
        client = tuple(scope.get("client") or ())
        for connection in list(self.server_state.connections):
            if isinstance(connection, H11Protocol) and connection.client == client:
                connection.transport.abort()


@dataclass(frozen=True)
class _Opened:
    server: _Server
    listener: socket.socket
    workspace: Workspace


@contextmanager
def _opened(options: Options) -> Iterator[_Opened]:
    """Everything that serving needs, and the tidying up after it."""
    with (
        claim_directory(options.directory),
        claim_port(options.host, options.port) as listener,
    ):
        base_url = _base_url(options.host, listener.getsockname()[1])
        store = Store(options.directory)
        try:
            workspace = Workspace(options.directory, store, Clock(store), base_url)
            server = _server(_app(options, workspace), base_url, options.patience)
            yield _Opened(server, listener, workspace)
        finally:
            store.close()
            (options.directory / "server.json").unlink(missing_ok=True)


def _app(options: Options, workspace: Workspace) -> Starlette:
    return build_app(
        workspace,
        quota=options.quota,
        faults=options.faults,
        largest_json=options.largest_json,
        hosts=LOOPBACK if options.host in LOOPBACK else ["*"],
        lifespan=_lifespan(workspace),
    )


def _server(app: Starlette, base_url: str, patience: float) -> _Server:
    config = uvicorn.Config(
        app,
        http=patient(patience),
        ws="none",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        # Longer than clients pause between calls, so that a kept connection is still there.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config)
    server.base_url = base_url
    app.state.cut = server.cut
    return server


def _lifespan(workspace: Workspace) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        told = {"base_url": workspace.base_url, "pid": os.getpid()}
        write_private(workspace.directory / "server.json", json.dumps(told) + "\n")
        with telling(workspace):
            yield

    return lifespan


def _base_url(host: str, port: int) -> str:
    named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"


@contextmanager
def _interruptible() -> Iterator[None]:
    """Make a polite kill end like Ctrl-C, so that the tidying up is done."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = {each: signal.signal(each, interrupt) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
