"""Clients that speak HTTP badly, slowly or not at all, over bare sockets."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from sync.local.server import Options, start
from tests.conftest import LocalWorkspace

ABOUT = "GET /drive/v3/about?fields=kind HTTP/1.1"
CREATE = "POST /drive/v3/files?fields=name HTTP/1.1"
PATIENCE = 0.5


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """A Workspace that does not wait long."""
    directory = tmp_path_factory.mktemp("hasty")
    running = start(Options(directory, port=0, patience=PATIENCE))
    yield LocalWorkspace(running, directory)
    running.stop()


@pytest.fixture
def line(hasty: LocalWorkspace) -> Iterator[socket.socket]:
    """A connection to it."""
    address = ("127.0.0.1", int(hasty.base_url.rpartition(":")[2]))
    with socket.create_connection(address, timeout=10) as connection:
        yield connection


def heard(connection: socket.socket) -> bytes:
    """Everything until the other side hangs up."""
    found = b""
    try:
        while piece := connection.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


def said(workspace: LocalWorkspace, *lines: str, body: bytes = b"") -> bytes:
    """The answer to a request of these lines; a token and `Connection: close` are added."""
    head = [*lines, f"Authorization: Bearer {workspace.token}", "Connection: close", "", ""]
    address = ("127.0.0.1", int(workspace.base_url.rpartition(":")[2]))
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall("\r\n".join(head).encode("latin-1") + body)
        return heard(connection)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ",
        b"POST /v4/spreadsheets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{",
        b"POST /aanmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\na",
        b"POST /batch HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    ],
)
def test_who_falls_silent_in_a_request_is_hung_up_on(line: socket.socket, begun: bytes) -> None:
    line.sendall(begun)
    assert heard(line).startswith(b"HTTP/1.1 408 ")


def test_who_sends_a_head_byte_by_byte_wins_no_time(line: socket.socket) -> None:
    line.settimeout(0.05)
    for byte in b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 100:
        line.sendall(bytes([byte]))
        with suppress(TimeoutError):
            answer = line.recv(100)
            break
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_body_may_come_slowly_as_long_as_it_comes(hasty: LocalWorkspace) -> None:
    address = ("127.0.0.1", int(hasty.base_url.rpartition(":")[2]))
    body = b'{"name": "Langzaam"}'
    with socket.create_connection(address, timeout=10) as connection:
        head = f"{CREATE}\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {hasty.token}\r\n"
        head += f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode())
        for byte in body:
            connection.sendall(bytes([byte]))
            time.sleep(PATIENCE / 12)
        assert b'{"name":"Langzaam"}' in heard(connection)


def test_slow_work_is_not_the_fault_of_the_client(hasty: LocalWorkspace) -> None:
    with hasty.session() as owner:
        slow = {"kind": "slow", "seconds": 3 * PATIENCE, "times": 1, "method": "drive.*"}
        assert owner.put("/local/faults", json=[slow]).ok
        assert owner.get("/drive/v3/about?fields=kind").ok


def test_the_oldest_clients_are_answered(workspace: LocalWorkspace) -> None:
    answer = said(workspace, ABOUT.replace("1.1", "1.0"), "Host: 127.0.0.1")
    assert b" 200 OK" in answer
    assert answer.endswith(b'{"kind":"drive#about"}')


def test_a_body_comes_in_chunks(workspace: LocalWorkspace) -> None:
    chunks = b'8\r\n{"name":\r\n7\r\n"Stuk" \r\n1\r\n}\r\n0\r\n\r\n'
    answer = said(workspace, CREATE, "Host: 127.0.0.1", "Transfer-Encoding: chunked", body=chunks)
    assert answer.endswith(b'{"name":"Stuk"}')


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ([ABOUT], b""),
        (["ONZIN"], b""),
        ([ABOUT, "Host: 127.0.0.1", "Host: kwaad.example"], b""),
        ([ABOUT, "Host: kwaad.example"], b""),
        ([ABOUT, "Host: 127.0.0.1", "X-A: a\rb"], b""),
        ([ABOUT, "Host: 127.0.0.1", "X-A: a\0b"], b""),
        ([ABOUT, "Host: 127.0.0.1", " gevouwen"], b""),
        ([CREATE, "Host: 127.0.0.1", "Content-Length: 2", "Content-Length: 3"], b"{} "),
        ([CREATE, "Host: 127.0.0.1", "Content-Length: -1"], b"{}"),
        ([CREATE, "Host: 127.0.0.1", "Transfer-Encoding: chunked"], b"zz\r\n{}\r\n"),
        ([CREATE, "Host: 127.0.0.1", "Transfer-Encoding: gzip"], b"{}"),
        (["GET /drive/v3/files/é HTTP/1.1", "Host: 127.0.0.1"], b""),
        (["GET /drive/v3/files/a b HTTP/1.1", "Host: 127.0.0.1"], b""),
        (["GET drive HTTP/1.1", "Host: 127.0.0.1"], b""),
        (["CONNECT elders.example:443 HTTP/1.1", "Host: 127.0.0.1"], b""),
    ],
)
def test_bad_http_is_refused(workspace: LocalWorkspace, lines: list[str], body: bytes) -> None:
    status = said(workspace, *lines, body=body).partition(b" ")[2][:3]
    assert status.startswith((b"4", b"501"))


def test_hundreds_of_headers_are_no_trouble(workspace: LocalWorkspace) -> None:
    many = [f"X-{number}: a" for number in range(2000)]
    assert b" 200 OK" in said(workspace, ABOUT, "Host: 127.0.0.1", *many)
    more = [f"X-{number}: a" for number in range(20_000)]
    assert b" 200 OK" not in said(workspace, ABOUT, "Host: 127.0.0.1", *more)
    assert b" 200 OK" in said(workspace, ABOUT, "Host: 127.0.0.1")
