"""Pacing: before a call is sent it waits until its account and its project may make it.

There is one set of limits, however many connections are opened and processes run: schools that
share an account share its minute, and accounts of one Google Cloud project share the project's.
Two machines do not know of each other; what they overdraw together Google refuses, and that is
sent again.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import get_args

import structlog
from pyrate_limiter import RateItem

from sync.wire.buckets import MINUTE, Bucket, Buckets, MachineBuckets, OwnBuckets, machine_file
from sync.wire.methods import Method
from sync.wire.principals import Principal
from sync.wire.quotas import QUOTAS, Whose, drawn

Clock = Callable[[], float]


class Limits:
    """What every account and project has drawn in the last minute, by one clock."""

    def __init__(self, clock: Clock, buckets: Buckets | None = None) -> None:
        self._clock = clock
        self._buckets = buckets or OwnBuckets()
        self.unshared = ""
        """Why this process paces itself although it should share; empty when all is well."""

    def take(self, principal: Principal, costs: Mapping[str, int]) -> float:
        """Take what a call draws, all of it or nothing; the seconds to wait, 0 when it was taken.

        What is asked from one account and from its project is taken at the same moment: a call
        that waits for its project has not used up a part of its account's minute.
        """
        try:
            return self._take(principal, costs)
        except (OSError, sqlite3.Error) as error:
            self._alone(error)
            return self._take(principal, costs)

    def left(self, principal: Principal) -> dict[str, int]:
        """What the account may still draw in this minute, by quota."""
        try:
            return self._left(principal)
        except (OSError, sqlite3.Error) as error:
            self._alone(error)
            return self._left(principal)

    def _alone(self, error: Exception) -> None:
        """Calls must not fail for want of a file: from here on this process paces itself alone."""
        self.unshared = type(error).__name__
        structlog.get_logger().warning("pace_not_shared", reason=self.unshared)
        self._buckets = OwnBuckets()

    def _take(self, principal: Principal, costs: Mapping[str, int]) -> float:
        with self._buckets.moment():
            now = self._now()
            wanted = list(self._wanted(principal, costs))
            longest = max((_waiting(bucket, cost, now) for bucket, cost in wanted), default=0)
            if not longest:
                for bucket, cost in wanted:
                    bucket.put(RateItem("call", now, weight=cost))
        return longest / 1000

    def _left(self, principal: Principal) -> dict[str, int]:
        with self._buckets.moment():
            now, found = self._now(), {}
            for name, quota in QUOTAS.items():
                bucket = self._bucket(name, "user", principal, quota.user)
                _forget(bucket, now)
                found[name] = quota.user - bucket.count()
        return found

    def _now(self) -> int:
        return round(self._clock() * 1000)

    def _wanted(
        self, principal: Principal, costs: Mapping[str, int]
    ) -> Iterator[tuple[Bucket, int]]:
        for name, cost in costs.items():
            for whose in get_args(Whose):
                limit = QUOTAS[name].of(whose)
                if limit is not None:
                    # What is more than a whole minute's would never fit.
                    yield self._bucket(name, whose, principal, limit), min(cost, limit)

    def _bucket(self, name: str, whose: Whose, principal: Principal, limit: int) -> Bucket:
        return self._buckets.bucket(f"{name} {whose} {principal.of(whose)}", limit)


@cache
def limits_by(clock: Clock) -> Limits:
    """The limits that go by a clock: real time is shared by all processes of this machine."""
    if clock is time.monotonic:
        # Only the time of day is the same after a restart of the machine.
        return Limits(time.time, MachineBuckets(machine_file()))
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


def _forget(bucket: Bucket, now: int) -> None:
    """Forget what is past, and all of it when the clock was moved back."""
    newest = bucket.peek(0)
    if newest is not None and newest.timestamp > now + MINUTE:
        bucket.flush()
    bucket.leak(now)


def _waiting(bucket: Bucket, cost: int, now: int) -> int:
    """The milliseconds until so much fits."""
    _forget(bucket, now)
    over = bucket.count() + cost - bucket.rates[0].limit
    if over <= 0:
        return 0
    last = bucket.peek(bucket.count() - over)
    return max(last.timestamp + MINUTE - now, 0) + 1 if last else 0
