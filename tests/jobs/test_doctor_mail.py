"""The doctor and the mail: whether it can leave, and a test mail to oneself and to nobody else."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.jobs.command import Command
from tests.jobs.test_doctor import lines, swap

SMTP = "transport: smtp, smtp: {{host: 127.0.0.1, port: {port}, security: none}}"


class Inbox:
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        self.messages.append(envelope.content)  # type: ignore[attr-defined]
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[int, Inbox]]:
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield port, inbox
    controller.stop()


def test_a_mail_server_is_greeted_and_nothing_is_sent(
    ritmiek: Command, file: Path, server: tuple[int, Inbox]
) -> None:
    port, inbox = server
    swap(file, "transport: gmail", SMTP.format(port=port))
    assert "127.0.0.1 answers" in lines(ritmiek("doctor", file))["mail"]
    assert inbox.messages == []


def test_a_test_mail_goes_to_oneself(
    ritmiek: Command, file: Path, server: tuple[int, Inbox]
) -> None:
    port, inbox = server
    swap(file, "transport: gmail", SMTP.format(port=port))
    said = ritmiek("doctor", file, "--send-test", "--to", "Coen@es.example")
    assert lines(said)["test mail"].startswith("pass")
    (message,) = inbox.messages
    assert b"To: coen@es.example" in message


def test_a_test_mail_goes_to_nobody_else(ritmiek: Command, file: Path) -> None:
    said = ritmiek("doctor", file, "--send-test", "--to", "ouder@es.example")
    assert (said.code, said.out) == (2, "")
    assert "ouder" not in said.err


def test_a_mail_server_that_is_dead_is_found(ritmiek: Command, file: Path) -> None:
    swap(file, "transport: gmail", SMTP.format(port=9))
    told = lines(ritmiek("doctor", file))["mail"]
    assert told.startswith("fail")
    assert "check mail.smtp" in told


def test_a_password_that_is_not_set_is_found(ritmiek: Command, file: Path) -> None:
    with_user = SMTP.format(port=9).replace("security: none", "user: ritmiek")
    swap(file, "transport: gmail", with_user)
    assert "RITMIEK_SMTP_PASSWORD" in lines(ritmiek("doctor", file))["mail"]
