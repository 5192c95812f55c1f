"""Pacing: before a call is sent it waits until its account and its project may make it.

One process has one set of limits, however many connections it opens: schools that share an account
share its minute, and accounts of one Google Cloud project share the project's. Two processes at
once do not know of each other; what they overdraw together Google refuses, and that is sent again.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import get_args

from pyrate_limiter import Duration, InMemoryBucket, Rate, RateItem

from sync.wire.methods import Method
from sync.wire.principals import Principal
from sync.wire.quotas import QUOTAS, Whose, drawn

Clock = Callable[[], float]
MINUTE = int(Duration.MINUTE)


class Limits:
    """What every account and project has drawn in the last minute, by one clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, Whose, str], InMemoryBucket] = {}

    def take(self, principal: Principal, costs: Mapping[str, int]) -> float:
        """Take what a call draws, all of it or nothing; the seconds to wait, 0 when it was taken.

        What is asked from one account and from its project is taken at the same moment: a call
        that waits for its project has not used up a part of its account's minute.
        """
        now = round(self._clock() * 1000)
        with self._lock:
            wanted = list(self._wanted(principal, costs))
            longest = max((_waiting(bucket, cost, now) for bucket, cost in wanted), default=0)
            if longest:
                return longest / 1000
            for bucket, cost in wanted:
                bucket.put(RateItem("call", now, weight=cost))
        return 0.0

    def left(self, principal: Principal) -> dict[str, int]:
        """What the account may still draw in this minute, by quota."""
        now = round(self._clock() * 1000)
        with self._lock:
            found = {}
            for name, quota in QUOTAS.items():
                bucket = self._buckets.get((name, "user", principal.user))
                if bucket is not None:
                    bucket.leak(now)
                found[name] = quota.user - (bucket.count() if bucket is not None else 0)
        return found

    def _wanted(
        self, principal: Principal, costs: Mapping[str, int]
    ) -> Iterator[tuple[InMemoryBucket, int]]:
        for name, cost in costs.items():
            for whose in get_args(Whose):
                limit = QUOTAS[name].of(whose)
                if limit is not None:
                    key = (name, whose, principal.of(whose))
                    if key not in self._buckets:
                        self._buckets[key] = InMemoryBucket([Rate(limit, MINUTE)])
                    # What is more than a whole minute's would never fit.
                    yield self._buckets[key], min(cost, limit)


@cache
def limits_by(clock: Clock) -> Limits:
    """The limits of this process that go by a clock: there is one set for each."""
    return Limits(clock)


class Pacer:
    """Waits for one account, before each call."""

    def __init__(
        self, principal: Principal, limits: Limits, sleep: Callable[[float], None]
    ) -> None:
        self._principal = principal
        self._limits = limits
        self._sleep = sleep

    def wait(self, method: Method, parts: int = 1, writes: int | None = None) -> None:
        """Return when this call may be sent; of a batch, `parts` in all and `writes` that write."""
        costs = drawn(method, parts, writes)
        while seconds := self._limits.take(self._principal, costs):
            self._sleep(seconds)


def _waiting(bucket: InMemoryBucket, cost: int, now: int) -> int:
    """The milliseconds until so much fits."""
    bucket.leak(now)
    over = bucket.count() + cost - bucket.rates[0].limit
    if over <= 0:
        return 0
    last = bucket.peek(bucket.count() - over)
    return max(last.timestamp + MINUTE - now, 0) + 1 if last else 0
