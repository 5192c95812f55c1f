"""The wire between Ritmiek and the Workspace: it remembers where rows were put in."""

import json
import re
from dataclasses import dataclass
from typing import Any

import requests
from google.auth.transport.requests import AuthorizedSession, Request
from requests.adapters import HTTPAdapter

from sync.wire.credentials import Account, sign_in
from sync.wire.google import Google
from sync.wire.transport import Pace, Transport

BATCH = re.compile(r"/v4/spreadsheets/([^/:?]+):batchUpdate")


@dataclass(frozen=True)
class Insert:
    """Rows that were put into a tab, before a row."""

    file: str
    sheet: int
    at: int
    count: int

    def moved(self, row: int) -> int:
        """Where a row is after it."""
        return row + self.count if row >= self.at else row


class Line(HTTPAdapter):
    """Carries every request of Ritmiek's."""

    def __init__(self) -> None:
        super().__init__()
        self.inserts: list[Insert] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """Send one request, and note what it puts in when it was done."""
        answer = super().send(request, *args, **kwargs)
        found = BATCH.search(str(request.url))
        if found and answer.ok:
            for part in json.loads(request.body or "{}").get("requests", []):
                self._note(found[1], part)
        return answer

    def _note(self, file: str, part: dict[str, Any]) -> None:
        span = part.get("insertDimension", {}).get("range", {})
        if span.get("dimension") == "ROWS":
            count = span["endIndex"] - span["startIndex"]
            self.inserts.append(Insert(file, span["sheetId"], span["startIndex"], count))


def connect(account: Account, line: Line) -> Google:
    """A signed-in account whose every request goes over the line, and that never really waits."""
    credentials = sign_in(account)
    signing = requests.Session()
    # google-auth publishes no types for these.
    session: Any = AuthorizedSession(credentials, auth_request=Request(signing))  # type: ignore[no-untyped-call]
    for one in (signing, session):
        one.trust_env = False
        one.mount("http://", line)
    pace = Pace(limited=False, attempts=3, sleep=lambda _: None, chance=lambda: 0.0)
    transport = Transport(session, address=account.address, pace=pace)
    return Google(transport, shared_drive=account.shared_drive)
