"""A mail server is handed a letter once, also when it refuses people or hangs up."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from jobs.work.delivery import deliver
from jobs.work.school import SchoolAtWork
from sync.outbox import MailServer, SmtpOutbox
from tests.jobs.delivery.letter import LETTER, SENDER, results


@dataclass
class MailHost:
    """A mail server that takes messages, refuses people, or hangs up when it has the message."""

    behaviour: str = "takes"
    messages: int = 0

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.behaviour == "refuses" or address.startswith("weg@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.messages += 1
        if self.behaviour == "hangs up":
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def smtp(port: int) -> SmtpOutbox:
    return SmtpOutbox(MailServer("127.0.0.1", port, security="none"), SENDER)


@pytest.fixture
def host(port: int) -> Iterator[MailHost]:
    handler = MailHost()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler
    controller.stop()


def test_a_mail_server_is_handed_a_letter_once(
    school: SchoolAtWork, smtp: SmtpOutbox, host: MailHost
) -> None:
    assert results(school, smtp) == ["sent", "already sent"]
    assert host.messages == 1


def test_a_letter_waits_until_the_mail_server_is_there(
    school: SchoolAtWork, smtp: SmtpOutbox, port: int
) -> None:
    assert results(school, smtp) == ["not sent", "not sent"]
    handler = MailHost()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        assert results(school, smtp) == ["sent", "already sent"]
    finally:
        controller.stop()
    assert handler.messages == 1


def test_a_letter_that_a_mail_server_refused_may_go_again(
    school: SchoolAtWork, smtp: SmtpOutbox, host: MailHost
) -> None:
    host.behaviour = "refuses"
    assert results(school, smtp, 1) == ["not sent"]
    host.behaviour = "takes"
    assert results(school, smtp) == ["sent", "already sent"]
    assert host.messages == 1


def test_a_letter_in_a_broken_connection_never_goes_again_by_itself(
    school: SchoolAtWork, smtp: SmtpOutbox, host: MailHost
) -> None:
    host.behaviour = "hangs up"
    assert results(school, smtp, 1) == ["unknown"]
    host.behaviour = "takes"
    assert results(school, smtp) == ["unknown", "unknown"]
    assert host.messages == 1


def test_a_letter_that_some_did_not_get_is_not_sent_twice_to_the_others(
    school: SchoolAtWork, smtp: SmtpOutbox, host: MailHost
) -> None:
    letter = replace(LETTER, to=(*LETTER.to, "weg@es.example"))
    assert deliver(school, smtp, letter).result == "unknown"
    assert deliver(school, smtp, letter).result == "unknown"
    assert host.messages == 1
