"""The wire between a run and the Workspace: it counts what is sent, and may end its own process."""

import os
import re
import signal
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

import requests
from google.auth.transport.requests import AuthorizedSession, Request
from requests.adapters import HTTPAdapter

from sync.wire.credentials import sign_in
from sync.wire.google import Google
from sync.wire.methods import method_of
from sync.wire.transport import Pace, Transport
from tests.chaos.served import Served

Moment = Literal["before", "after"]
PART = re.compile(rb"^(GET|POST|PATCH|PUT|DELETE) (/\S+)(?: HTTP/1.1)?\r?$", re.MULTILINE)
TOKEN = "token"
CREATE = "drive.files.create"
ATTEMPTS = 3
PATIENCE = 0.5
"""Seconds."""


@dataclass(frozen=True)
class Call:
    """One call as a run made it: its documented name, and how many with that name went before.

    A `part` travels in the batch that comes before it; `sending` counts what went over the wire,
    and is the same for a batch and its parts. A batch `makes_files` when a part does.
    """

    method: str
    number: int
    sending: int
    part: bool = False
    makes_files: bool = False


@dataclass(frozen=True)
class Death:
    """At which sending a process ends itself, and on which side of its effect."""

    sending: int
    moment: Moment


class Line(HTTPAdapter):
    """Carries every request of one run; for the answer to the `hurried` one it hardly waits."""

    def __init__(self, death: Death | None = None, hurried: int | None = None) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self._death = death
        self._hurried = hurried
        self._seen: Counter[str] = Counter()
        self._sent = 0

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """Send one request, unless this is where the process dies."""
        self._sent += 1
        self._note(request)
        if self._sent == self._hurried:
            kwargs["timeout"] = PATIENCE
        self._die("before")
        answer = super().send(request, *args, **kwargs)
        self._die("after")
        return answer

    def _die(self, moment: Moment) -> None:
        if self._death == Death(self._sent, moment):
            os.kill(os.getpid(), signal.SIGKILL)

    def _note(self, request: requests.PreparedRequest) -> None:
        verb, url = str(request.method), str(request.url)
        if url.endswith("/token"):
            self._count(TOKEN)
            return
        sent = method_of(verb, url)
        if not sent.is_batch:
            self._count(sent.name)
            return
        body = request.body if isinstance(request.body, bytes) else str(request.body).encode()
        parts = [
            method_of(inner.decode(), path.decode()).name for inner, path in PART.findall(body)
        ]
        self._count("batch", makes_files=CREATE in parts)
        for name in parts:
            self._count(name, part=True, makes_files=name == CREATE)

    def _count(self, name: str, *, part: bool = False, makes_files: bool = False) -> None:
        self._seen[name] += 1
        self.calls.append(Call(name, self._seen[name], self._sent, part, makes_files))


def connect(served: Served, line: Line) -> Google:
    """A signed-in account whose every request goes over the line, and that never really waits."""
    account = served.account
    credentials = sign_in(account)
    signing = requests.Session()
    # google-auth publishes no types for these.
    session: Any = AuthorizedSession(credentials, auth_request=Request(signing))  # type: ignore[no-untyped-call]
    for one in (signing, session):
        one.trust_env = False
        one.mount("http://", line)
    pace = Pace(limited=False, attempts=ATTEMPTS, sleep=lambda _: None, chance=lambda: 0.0)
    transport = Transport(session, address=account.address, pace=pace)
    return Google(transport, shared_drive=account.shared_drive)
