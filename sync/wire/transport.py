"""The one way out: a session that paces, counts, times out and repeats what may be repeated.

Both Google clients send through it: gspread by `SheetsClient`, google-api-python-client by
`ClientHttp`. A refusal becomes one of our errors here, so that neither client's own shows up.
"""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import gspread
import httplib2
import requests
from google.auth.exceptions import GoogleAuthError, TransportError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from sync.errors import (
    GoogleUnreachableError,
    ThrottledError,
    UnavailableError,
    UncertainError,
    WorkspaceNotRunningError,
)
from sync.wire.answers import read_refusal, retry_after
from sync.wire.methods import Method, method_of
from sync.wire.pacing import Pacer, limits_by
from sync.wire.principals import NOBODY, Principal
from sync.wire.signing_in.account import Way
from sync.wire.signing_in.refusals import refusal_of
from sync.wire.tally import TOTAL, Tally

TIMEOUT = (5.0, 60.0)
BROKEN_OFF = (
    TransportError,
    requests.ConnectionError,
    requests.Timeout,
    # An answer that ends half-way is none: requests has other names for that.
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)
LONGEST_WAIT = 64.0
GIVE_UP_BEYOND = 300.0


@dataclass(frozen=True)
class Pace:
    """How a transport tells and spends time; `limited` turns pacing before sending on."""

    limited: bool = True
    attempts: int = 7
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class _TryAgainError(Exception):
    def __init__(self, final: Exception, after: float | None = None) -> None:
        super().__init__()
        self.final = final
        self.after = after


class Transport:
    """Sends calls over one session; `address` stands for Google's hosts when it is given."""

    def __init__(
        self,
        session: requests.Session,
        *,
        address: str | None = None,
        pace: Pace | None = None,
        principal: Principal = NOBODY,
        way: Way = "service_account",
    ) -> None:
        self.session = session
        self.address = address.rstrip("/") if address else None
        self.pace = pace or Pace()
        self.principal = principal
        self.way = way
        limits = limits_by(self.pace.clock) if self.pace.limited else None
        self._pacer = Pacer(principal, limits, self._sleep) if limits else None
        self._allowed = threading.local()
        self.tally = Tally()

    @contextmanager
    def repeatable(self, *, units: int = 1) -> Iterator[None]:
        """Calls made inside may be sent again when their answer is lost."""
        with self.counting(units, repeatable=True):
            yield

    @contextmanager
    def counting(
        self, units: int, *, repeatable: bool, writes: int | None = None
    ) -> Iterator[None]:
        """Calls made inside count as so many units, and may be repeated or not.

        `writes` is how many of the units write; without it, all of them.
        """
        before = getattr(self._allowed, "now", None)
        self._allowed.now = (units, writes, repeatable)
        try:
            yield
        finally:
            self._allowed.now = before

    def send(
        self,
        verb: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Any = None,
        data: Any = None,
        json: Any = None,
    ) -> requests.Response:
        """The answer to one call, or an error that says what to do."""
        method = method_of(verb, url)
        inside = getattr(self._allowed, "now", None)
        units, writes, repeatable = inside or (1, None, method.repeatable)
        kept = {"headers": headers, "params": params, "data": data, "json": json}

        attempts = count()

        def once() -> requests.Response:
            if self._pacer is not None:
                self._pacer.wait(method, units, writes)
            again = next(attempts) > 0
            return self._once(method, self._here(url), kept, repeatable=repeatable, again=again)

        return self._again_and_again(once)

    def _again_and_again(self, once: Callable[[], requests.Response]) -> requests.Response:
        retrying = Retrying(
            stop=stop_after_attempt(self.pace.attempts),
            wait=self._next_wait,
            retry=retry_if_exception_type(_TryAgainError),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(once)
        except _TryAgainError as stopped:
            raise stopped.final from None

    def _once(
        self, method: Method, url: str, kept: dict[str, Any], *, repeatable: bool, again: bool
    ) -> requests.Response:
        for tally in (self.tally, TOTAL):
            tally.called(method.name)
        try:
            answer = self.session.request(method.verb, url, timeout=TIMEOUT, **kept)
        except BROKEN_OFF as error:
            raise self._no_answer(method, error, repeatable=repeatable) from error
        except GoogleAuthError as error:
            # What refused the sign-in may hold a token: it is not to be shown as the cause.
            raise refusal_of(error, self.way) from None
        if answer.ok:
            return answer
        raise self._refused(method, answer, repeatable=repeatable, again=again)

    def _no_answer(self, method: Method, error: Exception, *, repeatable: bool) -> Exception:
        if _never_left(error):
            if self.address:
                return WorkspaceNotRunningError(self.address)
            return _TryAgainError(GoogleUnreachableError(method.name))
        if repeatable:
            return _TryAgainError(GoogleUnreachableError(method.name))
        return UncertainError(method.name)

    def _refused(
        self, method: Method, answer: requests.Response, *, repeatable: bool, again: bool
    ) -> Exception:
        refusal = read_refusal(answer.status_code, answer.content)
        stopped: Exception
        if refusal.throttled:
            stopped = ThrottledError(method.name)
        elif refusal.failing and repeatable:
            stopped = UnavailableError(method.name, refusal.status)
        elif refusal.failing or (again and refusal.done_before):
            # What exists after a second sending may come from the first, whatever was said of it.
            return UncertainError(method.name)
        else:
            return refusal.error(method.name)
        after = retry_after(answer.headers)
        too_long = after is not None and after > GIVE_UP_BEYOND
        return stopped if too_long else _TryAgainError(stopped, after)

    def _next_wait(self, state: RetryCallState) -> float:
        stopped = state.outcome.exception() if state.outcome else None
        asked = stopped.after if isinstance(stopped, _TryAgainError) else None
        jitter = self.pace.chance()
        if asked is not None:
            return asked + jitter
        return min(2.0 ** (state.attempt_number - 1) + jitter, LONGEST_WAIT)

    def back_off(self, attempt: int) -> None:
        """Wait as long as a failed attempt asks for."""
        self._sleep(min(2.0 ** (attempt - 1) + self.pace.chance(), LONGEST_WAIT))

    def _sleep(self, seconds: float) -> None:
        for tally in (self.tally, TOTAL):
            tally.slept(seconds)
        self.pace.sleep(seconds)

    def _here(self, url: str) -> str:
        parts = urlsplit(url)
        if self.address is None or url.startswith(self.address + "/"):
            return url
        return self.address + parts.path + (f"?{parts.query}" if parts.query else "")


def _never_left(error: Exception) -> bool:
    """Whether the connection was refused, so that nothing was sent."""
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return True
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ConnectionRefusedError) or "Connection refused" in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


class SheetsClient(gspread.HTTPClient):
    """gspread's own client, sending through the transport."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(auth=None, session=requests.Session())  # type: ignore[arg-type]
        self._transport = transport
        self.set_timeout(TIMEOUT)

    def request(
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: Any = None,  # noqa: ARG002 - gspread's signature; Ritmiek uploads no files
        headers: Any = None,
    ) -> requests.Response:
        """One call, as gspread makes it."""
        return self._transport.send(
            method, endpoint, headers=headers, params=params, data=data, json=json
        )


class ClientHttp:
    """What google-api-python-client takes for httplib2, sending through the transport."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> tuple[httplib2.Response, bytes]:
        """One call, as google-api-python-client makes it."""
        kept = {
            name: value
            for name, value in (headers or {}).items()
            if name.lower() not in ("content-length", "accept-encoding", "user-agent")
        }
        data = body.encode("utf-8") if isinstance(body, str) else body
        answer = self._transport.send(method, uri, headers=kept, data=data)
        told = httplib2.Response(dict(answer.headers) | {"status": str(answer.status_code)})
        return told, answer.content

    def close(self) -> None:
        """Nothing to close: the session is the transport's."""
