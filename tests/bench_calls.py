"""What is counted: every HTTP call that a client sends, with the methods it carries."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from sync.local.protocol.discovery import Method, documented_methods, find_method
from sync.wire.methods import Method as Sent
from sync.wire.quotas import drawn
from tests.bench_clock import VirtualClock

_PARTS = re.compile(rb"^(GET|POST|PUT|PATCH|DELETE) (\S+)", re.MULTILINE)
_THROTTLED = (403, 429)


class UnknownCallError(Exception):
    """A call to something that Google does not document."""

    def __init__(self, verb: str, path: str) -> None:
        super().__init__(f"{verb} {path} is no documented method.")


@dataclass(frozen=True)
class Call:
    """One HTTP call; a batch carries several methods (by Google's names)."""

    methods: tuple[str, ...]
    batch: bool = False

    @property
    def api(self) -> str:
        """The API that it goes to."""
        return self.methods[0].partition(".")[0]

    @cached_property
    def costs(self) -> dict[str, int]:
        """What our own limiter takes for it."""
        if not self.batch:
            return drawn(Sent(self.methods[0], documented(self.methods[0]).verb))
        writes = sum(documented(method).verb != "GET" for method in self.methods)
        return drawn(Sent(f"{self.api}.batch", "POST"), len(self.methods), writes)


@dataclass(frozen=True)
class Run:
    """What something cost: the calls that were done, those refused for haste, and virtual time."""

    calls: Sequence[Call]
    refused: int
    waited: float
    seconds: float

    @property
    def http(self) -> int:
        """Every HTTP call, the refused ones too."""
        return len(self.calls) + self.refused

    @property
    def by_api(self) -> Counter[str]:
        """The calls that were done, by API."""
        return Counter(call.api for call in self.calls)


class Meter:
    """Counts and times what is done through the sessions that it is mounted on."""

    def __init__(self, address: str, clock: VirtualClock) -> None:
        self.address = address
        self.clock = clock
        self.calls: list[Call] = []
        self.refused = 0

    def of(self, action: Callable[[], object]) -> Run:
        """What an action costs, begun in a minute of which nothing is used."""
        self.clock.rest()
        began, waited = self.clock.seconds, self.clock.waited
        self.calls, self.refused = [], 0
        action()
        return Run(
            tuple(self.calls),
            self.refused,
            self.clock.waited - waited,
            self.clock.seconds - began,
        )

    def answered(self, call: Call, answer: requests.Response) -> None:
        """Note one call that was answered."""
        self.clock.called()
        if answer.status_code in _THROTTLED:
            self.refused += 1
        else:
            self.calls.append(call)


class Metered(HTTPAdapter):
    """Sends to the Workspace what goes to it or to Google, and has each call counted."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self._meter = meter

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """One call, at the virtual moment that it is."""
        call = call_of(str(request.method), request.path_url, request.body)
        request.url = self._meter.address + request.path_url
        self._meter.clock.show()
        answer = super().send(request, *args, **kwargs)
        self._meter.answered(call, answer)
        return answer


def call_of(verb: str, path: str, body: bytes | str | None) -> Call:
    """What is called; of a batch, every part."""
    if not path.startswith("/batch"):
        return Call((_method_at(verb, path),))
    content = body.encode() if isinstance(body, str) else body or b""
    parts = _PARTS.findall(content)
    return Call(tuple(_method_at(verb.decode(), at.decode()) for verb, at in parts), batch=True)


@cache
def documented(method: str) -> Method:
    """The method of this name, as the Workspace knows it."""
    return next(known for known in documented_methods() if known.id == method)


def _method_at(verb: str, path: str) -> str:
    match = find_method(verb, urlsplit(path).path)
    if match is None:
        raise UnknownCallError(verb, urlsplit(path).path)
    return match.method.id
