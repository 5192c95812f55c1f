"""A local Workspace in a process of its own, that refuses what exceeds Google's quotas."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import requests

from sync.local.workspace import SHARED_DRIVE
from sync.wire.credentials import Account

PATIENCE = 60.0
_SERVING = """\
import os, sys, threading
from pathlib import Path
from sync.local.server import Options, serve

def end_with_parent():
    sys.stdin.read()
    os._exit(1)

threading.Thread(target=end_with_parent, daemon=True).start()
serve(Options(Path(sys.argv[1]), port=0, quota="google"))
"""


class NotServedError(Exception):
    """The Workspace did not come up."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory}: the local Workspace did not come up.")


@dataclass(frozen=True)
class Served:
    """A Workspace at an address; `owner` is signed in as who may set its clock."""

    directory: Path
    address: str
    owner: requests.Session = field(repr=False)

    @property
    def credentials(self) -> Path:
        """The service account's key."""
        return self.directory / "credentials.json"

    @property
    def account(self) -> Account:
        """The service account, a member of the shared drive."""
        return Account(self.credentials, self.address, shared_drive=SHARED_DRIVE)

    def set_clock(self, moment: datetime) -> None:
        """Let it be this moment there."""
        told = {"now": moment.isoformat()}
        self.owner.put(f"{self.address}/local/clock", json=told, timeout=30).raise_for_status()

    def forget_calls(self) -> None:
        """Begin counting anew."""
        self.owner.delete(f"{self.address}/local/calls", timeout=30).raise_for_status()

    def counted(self) -> int:
        """How many HTTP calls the Workspace itself counted."""
        answer = self.owner.get(f"{self.address}/local/calls", timeout=30)
        answer.raise_for_status()
        return int(answer.json()["http"])


@contextmanager
def served(directory: Path) -> Iterator[Served]:
    """Serve a data directory until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVING, str(directory)], stdin=subprocess.PIPE
    )
    try:
        address = _address(directory, process)
        with requests.Session() as owner:
            owner.trust_env = False
            token = (directory / "token").read_text(encoding="utf-8").strip()
            owner.headers["Authorization"] = f"Bearer {token}"
            yield Served(directory, address, owner)
    finally:
        # What it holds is thrown away: nothing has to be tidied up.
        process.kill()
        process.communicate()


def _address(directory: Path, process: subprocess.Popen[bytes]) -> str:
    told = directory / "server.json"
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        if told.exists():
            address = str(json.loads(told.read_text(encoding="utf-8"))["base_url"])
            if _answers(address):
                return address
        time.sleep(0.05)
    raise NotServedError(directory)


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False
