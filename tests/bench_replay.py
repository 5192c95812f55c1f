"""A replay: the calls of a set-up that was really run, sent again without the work of each.

Each principal sends its schools' calls one after another. Ours first wait for our own limiter;
the plain script's do not. All are charged by the local Workspace's own quotas, on one clock.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sync.local.call import Caller
from sync.local.limits.quotas import QuotaExceededError, Quotas
from sync.wire.pacing import Limits
from sync.wire.principals import Principal
from tests.bench_calls import Call, documented
from tests.bench_clock import SECONDS_A_CALL, moment_of
from tests.bench_plain import waits

PROJECT = "one-project"


@dataclass(frozen=True)
class Replayed:
    """What a replay took: HTTP calls with the refused ones, and virtual seconds."""

    http: int
    refused: int
    waited: float
    seconds: float


@dataclass
class _Actor:
    """One principal with the calls that it has still to make."""

    number: int
    left: Iterator[Call]
    chance: Callable[[], float]
    call: Call | None = None
    backing_off: Iterator[float] | None = None
    caller: Caller = field(init=False)
    principal: Principal = field(init=False)

    def __post_init__(self) -> None:
        email = f"account-{self.number}@bench.example"
        self.caller = Caller(email, PROJECT, frozenset(), service_account=True)
        self.principal = Principal(email, PROJECT)
        self.next()

    def next(self) -> None:
        """Take up the next call, if there is one."""
        self.call, self.backing_off = next(self.left, None), None

    def put_off(self, refused: tuple[str, ...]) -> float:
        """Keep what was refused for later; the seconds until then."""
        if self.call is not None:
            self.call = Call(refused, self.call.batch)
        self.backing_off = self.backing_off or waits(self.chance)
        return next(self.backing_off)


class Replay:
    """One replay, with quotas and limits of its own."""

    def __init__(self, *, paced: bool, chance: Callable[[], float]) -> None:
        self._paced = paced
        self._chance = chance
        self._now = 0.0
        self._quotas = Quotas("google", lambda: moment_of(self._now))
        self._limits = Limits(lambda: self._now)
        self._http = self._refused = 0
        self._waited = 0.0

    def of(self, schools: Sequence[Sequence[Call]], principals: int = 1) -> Replayed:
        """Send the calls of every school; each principal has its share of the schools."""
        shares = (chain.from_iterable(schools[each::principals]) for each in range(principals))
        actors = [_Actor(number, share, self._chance) for number, share in enumerate(shares)]
        ready = [(0.0, actor.number) for actor in actors if actor.call]
        last = 0.0
        while ready:
            self._now, number = heapq.heappop(ready)
            again = self._step(actors[number])
            last = max(last, again)
            if actors[number].call:
                heapq.heappush(ready, (again, number))
        return Replayed(self._http, self._refused, self._waited, last)

    def _step(self, actor: _Actor) -> float:
        """Send the next call, or put it off; when the principal goes on."""
        call = actor.call
        if call is None:
            return self._now
        if self._paced and (seconds := self._limits.take(actor.principal, call.costs)):
            return self._later(seconds)
        self._http += 1
        refused = tuple(method for method in call.methods if not self._charged(method, actor))
        if not refused:
            actor.next()
            return self._now + SECONDS_A_CALL
        self._refused += 1
        return self._later(actor.put_off(refused)) + SECONDS_A_CALL

    def _later(self, seconds: float) -> float:
        self._waited += seconds
        return self._now + seconds

    def _charged(self, method: str, actor: _Actor) -> bool:
        try:
            self._quotas.charge(documented(method), actor.caller)
        except QuotaExceededError:
            return False
        return True
