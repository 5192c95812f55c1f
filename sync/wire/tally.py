"""The tally: how often each API was called, and how long was waited for Google."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """What was done: calls by API method, and the seconds waited for quotas and failures."""

    calls: Counter[str] = field(default_factory=Counter)
    waited: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def called(self, method: str) -> None:
        """Note one call."""
        with self._lock:
            self.calls[method] += 1

    def slept(self, seconds: float) -> None:
        """Note a wait."""
        with self._lock:
            self.waited += seconds

    def copy(self) -> "Tally":
        """The same as it is now."""
        with self._lock:
            return Tally(Counter(self.calls), self.waited)

    def since(self, before: "Tally") -> "Tally":
        """What came after an earlier moment."""
        now = self.copy()
        return Tally(now.calls - before.calls, now.waited - before.waited)

    def by_api(self) -> dict[str, int]:
        """The calls by API, such as drive or sheets; a batch is one call."""
        found: Counter[str] = Counter()
        for method, count in self.copy().calls.items():
            found[method.split(".", 1)[0]] += count
        return dict(sorted(found.items()))

    @property
    def line(self) -> str:
        """One line for people."""
        calls = ", ".join(f"{api} {count}" for api, count in self.by_api().items()) or "none"
        return f"calls: {calls}; waited {self.waited:.0f} s"

    @property
    def figures(self) -> dict[str, Any]:
        """The same for programs."""
        return {"calls": self.by_api(), "waited": round(self.waited, 3)}


TOTAL = Tally()
"""Everything that this process did at Google, over every connection."""
