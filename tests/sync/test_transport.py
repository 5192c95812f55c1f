"""What is sent again, after how long, and what never: against a tiny server that misbehaves."""

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from sync.errors import (
    CannotOwnFilesError,
    RefusedError,
    ScopeLackingError,
    ThrottledError,
    UnavailableError,
    UncertainError,
    WorkspaceNotRunningError,
)
from sync.wire.answers import retry_after
from sync.wire.google import Google
from sync.wire.quotas import QUOTAS
from sync.wire.transport import Pace, SheetsClient, Transport

FORM = "https://forms.googleapis.com/v1/forms/een"
CREATE = "https://www.googleapis.com/drive/v3/files"
Answer = tuple[int, dict[str, str], bytes]
OK: Answer = (200, {}, b"{}")
CUT: Answer = (0, {}, b"")
HALF: Answer = (200, {"X-Promised": "9"}, b'{"a":')
ZIPPED: Answer = (200, {"Content-Encoding": "gzip"}, b"no gzip")
HTML_502: Answer = (502, {"Content-Type": "text/html"}, b"<html>Bad gateway</html>")


def refusal(status: int, reason: str, headers: dict[str, str] | None = None) -> Answer:
    errors = [{"message": "no", "domain": "usageLimits", "reason": reason}]
    error = {"code": status, "message": "no", "errors": errors}
    return status, headers or {}, json.dumps({"error": error}).encode()


@dataclass
class Clock:
    """Time that passes only by sleeping."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)

    def pace(self, *, limited: bool = False) -> Pace:
        return Pace(limited, 4, lambda: self.now, self.sleep, lambda: 0.0)


Serve = Callable[..., tuple[Transport, Clock]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Makes a server that gives these answers, then the last one for ever."""
    running: list[socketserver.BaseServer] = []

    def start(*answers: Answer, limited: bool = False) -> tuple[Transport, Clock]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(list(answers)))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        running.append(server)
        clock = Clock()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        pace = clock.pace(limited=limited)
        return Transport(requests.Session(), address=address, pace=pace), clock

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def _handler(answers: list[Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            if not status:
                self.connection.close()
                return
            self.send_response(status)
            length = headers.get("X-Promised", str(len(body)))
            for name, value in {**headers, "Content-Length": length}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = length != str(len(body))

        do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def refused(kind: type[Exception]) -> Iterator[None]:
    with pytest.raises(kind) as found:
        yield
    assert "@" not in str(found.value)


@pytest.mark.parametrize(
    "answer",
    [
        refusal(429, "rateLimitExceeded"),
        refusal(403, "rateLimitExceeded"),
        refusal(403, "userRateLimitExceeded"),
    ],
)
def test_a_throttled_call_is_sent_again_even_when_it_makes_something(
    serve: Serve, answer: Answer
) -> None:
    transport, clock = serve(answer, answer, OK)
    assert transport.send("POST", CREATE).ok
    assert clock.slept == [1.0, 2.0]
    assert transport.tally.calls == {"drive.files.create": 3}


@pytest.mark.parametrize("answer", [refusal(500, "backendError"), HTML_502, refusal(503, "")])
def test_a_failing_read_is_sent_again(serve: Serve, answer: Answer) -> None:
    transport, _ = serve(answer, OK)
    assert transport.send("GET", FORM).ok


@pytest.mark.parametrize("answer", [refusal(500, "backendError"), HTML_502, CUT])
def test_a_create_without_a_clear_answer_is_never_sent_again(serve: Serve, answer: Answer) -> None:
    transport, clock = serve(answer, OK)
    with refused(UncertainError):
        transport.send("POST", CREATE)
    assert clock.slept == []


def test_a_lost_answer_to_a_read_is_asked_for_again(serve: Serve) -> None:
    transport, _ = serve(CUT, OK)
    assert transport.send("GET", FORM).ok


def test_a_call_that_may_be_repeated_is(serve: Serve) -> None:
    transport, _ = serve(CUT, refusal(503, ""), OK)
    with transport.repeatable():
        assert transport.send("POST", f"{FORM}:batchUpdate").ok


@pytest.mark.parametrize(
    "reason", ["dailyLimitExceeded", "sharingRateLimitExceeded", "insufficientFilePermissions"]
)
def test_a_refusal_that_waiting_does_not_help_is_not_sent_again(serve: Serve, reason: str) -> None:
    transport, _ = serve(refusal(403, reason), OK)
    with refused(RefusedError):
        transport.send("GET", FORM)


def test_the_storage_error_says_to_use_a_shared_drive(serve: Serve) -> None:
    transport, _ = serve(refusal(403, "storageQuotaExceeded"), OK)
    with pytest.raises(CannotOwnFilesError, match="shared drive"):
        transport.send("POST", CREATE)


def test_a_storage_error_of_what_makes_no_file_says_nothing_of_owning(serve: Serve) -> None:
    transport, _ = serve(refusal(403, "storageQuotaExceeded"), OK)
    with pytest.raises(RefusedError, match="403 storageQuotaExceeded") as found:
        transport.send("GET", CREATE)
    assert not isinstance(found.value, CannotOwnFilesError)


def test_what_exists_after_a_second_sending_may_come_from_the_first(serve: Serve) -> None:
    error = {"code": 400, "message": "Protected range with id: 1 already exists."}
    there: Answer = (400, {}, json.dumps({"error": error}).encode())
    again, _ = serve(refusal(429, "rateLimitExceeded"), there)
    with refused(UncertainError):
        again.send("POST", f"{FORM}:batchUpdate")
    once, _ = serve(there)
    with refused(RefusedError):
        once.send("POST", f"{FORM}:batchUpdate")


def test_a_lacking_scope_says_which_to_add(serve: Serve) -> None:
    details = [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]
    error = {"code": 403, "message": "no", "status": "PERMISSION_DENIED", "details": details}
    transport, _ = serve((403, {}, json.dumps({"error": error}).encode()))
    with pytest.raises(ScopeLackingError, match=r"drive\.file"):
        transport.send("GET", FORM)


@pytest.mark.parametrize("half", [HALF, ZIPPED])
def test_an_answer_that_ends_half_way_is_asked_for_again(serve: Serve, half: Answer) -> None:
    transport, clock = serve(half, OK)
    assert transport.send("GET", FORM).json() == {}
    assert clock.slept == [1.0]


def test_what_was_made_by_half_an_answer_is_not_known(serve: Serve) -> None:
    transport, clock = serve(HALF, OK)
    with refused(UncertainError):
        transport.send("POST", CREATE, json={})
    assert clock.slept == []


def test_a_date_without_a_zone_is_a_moment_to_wait_for() -> None:
    asked = {"Retry-After": "Sun, 22 Nov 2026 07:00:30 -0000"}
    assert retry_after(asked, datetime(2026, 11, 22, 7, tzinfo=UTC)) == 30.0


def test_retry_after_is_honoured(serve: Serve) -> None:
    transport, clock = serve(refusal(429, "", {"Retry-After": "17"}), OK)
    transport.send("GET", FORM)
    assert clock.slept == [17.0]
    assert transport.tally.waited == 17.0


def test_after_enough_attempts_it_gives_up_with_a_sentence(serve: Serve) -> None:
    throttling, _ = serve(refusal(429, "rateLimitExceeded"))
    with refused(ThrottledError):
        throttling.send("GET", FORM)
    failing, _ = serve(HTML_502)
    with refused(UnavailableError):
        failing.send("GET", FORM)
    assert failing.tally.calls["forms.forms.get"] == 4


def test_an_address_in_googles_message_is_left_out(serve: Serve) -> None:
    error = {"code": 400, "message": "Invalid: anna@school.example is none", "status": "BAD"}
    transport, _ = serve((400, {}, json.dumps({"error": error}).encode()))
    with refused(RefusedError):
        transport.send("POST", CREATE)


def test_calls_are_paced_below_the_quota(serve: Serve) -> None:
    transport, clock = serve(OK, limited=True)
    for _ in range(QUOTAS["sheets.read"].user * 2 + 1):
        transport.send("GET", "https://sheets.googleapis.com/v4/spreadsheets/een")
    assert clock.now == pytest.approx(120, abs=1)


def test_gspread_sends_through_the_transport(serve: Serve) -> None:
    transport, _ = serve(HTML_502, (200, {}, b'{"spreadsheetId": "een"}'))
    assert SheetsClient(transport).spreadsheets_get("een") == {"spreadsheetId": "een"}
    assert transport.tally.calls == {"sheets.spreadsheets.get": 2}


def test_googles_client_sends_through_the_transport(serve: Serve) -> None:
    transport, _ = serve(HTML_502, (200, {}, b'{"formId": "een"}'))
    google = Google(transport)
    assert google.forms.forms().get(formId="een").execute() == {"formId": "een"}
    assert google.calls == {"forms.forms.get": 2}


def test_a_workspace_that_is_not_running_says_how_to_start_it() -> None:
    transport = Transport(requests.Session(), address="http://127.0.0.1:9", pace=Clock().pace())
    with pytest.raises(WorkspaceNotRunningError, match="ritmiek workspace --data DIR"):
        transport.send("POST", CREATE)
