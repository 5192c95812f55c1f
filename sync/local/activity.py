"""The last API requests of one server, for the page that developers keep open beside their work."""

import threading
from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime

REMEMBERED = 200


@dataclass(frozen=True)
class Activity:
    """One request: what was called, how it was answered and how long that took; never a body."""

    number: int
    method: str
    verb: str
    status: int
    moment: datetime
    milliseconds: float

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

    def add(self, method: str, verb: str, status: int, moment: datetime, seconds: float) -> None:
        """Remember one request."""
        with self._lock:
            number = self._counts.total() + 1
            self._counts[method] += 1
            self._last.appendleft(Activity(number, method, verb, status, moment, seconds * 1000))

    def last(self) -> list[Activity]:
        """The last requests, the newest first."""
        with self._lock:
            return list(self._last)

    def counts(self) -> dict[str, int]:
        """Calls per method since the server started, the most called first."""
        with self._lock:
            return dict(self._counts.most_common())
