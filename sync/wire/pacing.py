"""Pacing: how fast each API may be called, a little below what Google allows one account.

Figures of Google's quota pages, November 2026: per user and minute, Sheets 60 reads and 60 writes,
Forms 390 reads, 180 response lists and 150 writes, Gmail 60 mails; Drive about 3 writes a second.
"""

import threading
from collections.abc import Callable

from pyrate_limiter import Duration, InMemoryBucket, Rate, RateItem

from sync.wire.methods import BATCH, Method

PER_MINUTE = {
    "sheets.read": 55,
    "sheets.write": 55,
    "forms.read": 370,
    "forms.responses": 170,
    "forms.write": 140,
    "drive.write": 170,
    "gmail.write": 55,
}


class Pacer:
    """Waits before a call when its bucket is full; one pacer per account."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._buckets = {
            name: InMemoryBucket([Rate(limit, Duration.MINUTE)])
            for name, limit in PER_MINUTE.items()
        }

    def wait(self, method: Method, units: int = 1) -> None:
        """Return when this call may be sent; a batch counts as many units as it has parts."""
        bucket = self._buckets.get(_bucket_of(method))
        if bucket is None:
            return
        with self._lock:
            for _ in range(units):
                self._take(bucket, method.name)

    def _take(self, bucket: InMemoryBucket, name: str) -> None:
        while True:
            now = round(self._clock() * 1000)
            bucket.leak(now)
            item = RateItem(name, now)
            if bucket.put(item):
                return
            longest = bucket.waiting(item)
            self._sleep(max(longest if isinstance(longest, int) else 100, 1) / 1000)


def _bucket_of(method: Method) -> str:
    if method.name.startswith("forms.forms.responses"):
        return "forms.responses"
    if method.name == BATCH:
        return "drive.write"
    return f"{method.api}.{'read' if method.reads else 'write'}"
