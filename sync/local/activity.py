"""The last API requests of one server, for the page that developers keep open beside their work."""

import threading
from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime

from sync.local.call import Caller
from sync.local.signing_in.identity import OWNER

REMEMBERED = 200
NOBODY = "niemand"


@dataclass(frozen=True)
class Activity:
    """One request: what was called, how it was answered and how long that took; never a body."""

    number: int
    method: str
    verb: str
    status: int
    moment: datetime
    milliseconds: float
    caller: str = NOBODY

    @property
    def refused(self) -> bool:
        """Whether the answer was a refusal."""
        return self.status >= 400


class Activities:
    """The last requests, the newest first, and how often each method was called."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: deque[Activity] = deque(maxlen=REMEMBERED)
        self._counts: Counter[str] = Counter()
        self._calling = threading.local()

    def admitted(self, caller: Caller) -> None:
        """Note what kind of account makes the call that this thread answers; never which one."""
        kind = "eigenaar" if caller.email == OWNER else "gebruiker"
        self._calling.kind = "serviceaccount" if caller.service_account else kind

    def add(self, method: str, verb: str, status: int, moment: datetime, seconds: float) -> None:
        """Remember one request."""
        caller = getattr(self._calling, "kind", NOBODY)
        self._calling.kind = NOBODY
        with self._lock:
            number = self._counts.total() + 1
            self._counts[method] += 1
            self._last.appendleft(
                Activity(number, method, verb, status, moment, seconds * 1000, caller)
            )

    def last(self) -> list[Activity]:
        """The last requests, the newest first."""
        with self._lock:
            return list(self._last)

    def counts(self) -> dict[str, int]:
        """Calls per method since the server started, the most called first."""
        with self._lock:
            return dict(self._counts.most_common())
