"""A local Workspace in a process of its own, over a copy of a data directory."""

import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import requests

from sync.local.protocol.discovery import documented_scopes
from sync.local.server import Options, serve
from sync.local.signing_in.accounts import public_key
from sync.local.workspace import SHARED_DRIVE
from sync.wire.credentials import Account

LEDGER = "ledger.sqlite"


class NotServedError(Exception):
    """The Workspace of a case did not come up."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory}: the local Workspace did not come up.")


@dataclass(frozen=True)
class Served:
    """A Workspace that answers at an address, with the ledger of its school beside it."""

    folder: Path
    address: str

    @property
    def workspace(self) -> Path:
        """The data directory."""
        return self.folder / "workspace"

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.folder / LEDGER

    @property
    def account(self) -> Account:
        """The service account that sets up."""
        key = self.workspace / "credentials.json"
        return Account(key, self.address, shared_drive=SHARED_DRIVE)

    def owner(self, verb: str, path: str, **told: Any) -> Any:
        """What the owner of the Workspace is answered."""
        token = (self.workspace / "token").read_text(encoding="utf-8").strip()
        answer = requests.request(
            verb,
            self.address + path,
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
            **told,
        )
        answer.raise_for_status()
        return answer.json()

    def arm(self, *faults: Mapping[str, Any]) -> None:
        """Let these faults happen, instead of any that were armed."""
        self.owner("PUT", "/local/faults", json=list(faults))

    def mails(self) -> int:
        """How many mails left, to whomever."""
        return len(list((self.workspace / "mail").glob("new/*")))


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder's Workspace; it ends at once, as a machine does that loses its power."""
    _read_before(folder / "workspace" / "credentials.json")
    ready, tell = os.pipe()
    watched, held = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ready)
        os.close(held)
        _serve(folder, tell, watched)
    os.close(tell)
    os.close(watched)
    try:
        with os.fdopen(ready, encoding="utf-8") as told:
            address = told.readline().strip()
        if not address:
            raise NotServedError(folder)
        yield Served(folder, address)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(held)


def copied(folder: Path, to: Path) -> Path:
    """A copy of a folder that nobody serves."""
    shutil.copytree(folder, to)
    (to / "workspace" / "server.json").unlink(missing_ok=True)
    return to


def _read_before(key: Path) -> None:
    """Read here, once, what every child would read for itself."""
    documented_scopes()
    if key.exists():
        public_key(json.loads(key.read_text(encoding="utf-8")), key)


def _serve(folder: Path, tell: int, watched: int) -> NoReturn:
    """The child's whole life: serve until killed, or until whoever started it is gone."""
    threading.Thread(target=_end_with_parent, args=(watched,), daemon=True).start()
    try:
        serve(
            Options(folder / "workspace", port=0),
            ready=lambda address: _say(tell, address),
        )
    finally:
        os._exit(1)


def _say(tell: int, address: str) -> None:
    os.write(tell, f"{address}\n".encode())
    os.close(tell)


def _end_with_parent(watched: int) -> None:
    os.read(watched, 1)
    os._exit(0)
