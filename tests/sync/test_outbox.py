"""Letters: how they look on the way out, and the three ways out."""

import email
import mailbox
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from sync.local.gmail.mailbox import mails_from, read_message, source_of
from sync.outbox import (
    Attachment,
    FolderOutbox,
    GmailOutbox,
    Letter,
    MailRefusedError,
    MailServer,
    RecipientNotAllowedError,
    Sender,
    SmtpOutbox,
    build_message,
    message_id,
)
from sync.wire.credentials import GMAIL_SEND, Account
from sync.wire.google import Google
from tests.conftest import LocalWorkspace

NOW = datetime(2026, 11, 9, 7, tzinfo=UTC)
SENDER = Sender("ritmiek@school.example", "Ritmiek", ("school.example",))
LETTER = Letter(
    key="week/2026-46/onderbouw",
    to=("anna@school.example", "bas@school.example"),
    subject="Jullie week\r\nBcc: x@elders.example",
    html="<p>Goedemorgen</p>",
    text="Goedemorgen",
    attachments=(Attachment("bezoek.ics", "SUMMARY:Zoë".encode(), "text/calendar"),),
)


def attached(message: Message) -> tuple[str | None, str]:
    """The name of a message's attachment, and what a mail program reads in it."""
    (part,) = (part for part in message.walk() if part.get_filename())
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return part.get_filename(), content.decode(part.get_content_charset("us-ascii"))


THE_ICS = ("bezoek.ics", "SUMMARY:Zoë")


def test_a_message_has_both_alternatives_and_says_that_it_is_automatic() -> None:
    message = build_message(LETTER, SENDER, NOW)
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds[2:] == ["text/plain", "text/html", "text/calendar"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == "Jullie week Bcc: x@elders.example"
    assert message["Bcc"] is None


def test_the_message_id_follows_from_the_delivery_key_and_hides_it() -> None:
    one = message_id("week/2026-46/onderbouw", "school.example")
    assert one == message_id("week/2026-46/onderbouw", "school.example")
    assert one != message_id("week/2026-47/onderbouw", "school.example")
    assert "onderbouw" not in one
    assert one.endswith("@school.example>")


@pytest.mark.parametrize(
    "address",
    ["x@elders.example", "x@sub.school.example", "x", "a@elders.example,b@school.example"],
)
def test_an_address_outside_the_domains_stops_the_letter(address: str) -> None:
    letter = Letter("k", ("anna@school.example", address), "Week", "<p/>", "")
    with pytest.raises(RecipientNotAllowedError) as found:
        build_message(letter, SENDER, NOW)
    assert "@" not in str(found.value)


def test_the_folder_keeps_every_letter(tmp_path: Path) -> None:
    outbox = FolderOutbox(tmp_path / "outbox", SENDER)
    sent = outbox.send(LETTER, NOW)
    kept = list(mailbox.Maildir(tmp_path / "outbox", create=False))
    assert [message["Message-ID"] for message in kept] == [sent]
    assert attached(kept[0]) == THE_ICS


def test_gmail_sends_as_the_user_that_the_account_acts_for(workspace: LocalWorkspace) -> None:
    account = Account(workspace.credentials, workspace.base_url, subject=SENDER.address)
    google = Google.connect(account, scopes=(GMAIL_SEND,))
    GmailOutbox(google, SENDER).send(LETTER, NOW)
    assert google.calls == {"gmail.users.messages.send": 1}
    store = workspace.running.workspace.store
    newest = mails_from(store, 0, 1)[0]
    assert attached(read_message(source_of(store, newest))) == THE_ICS


class Kept:
    """An SMTP server's handler that keeps what it takes; it refuses one address."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address.startswith("weg@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        found = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(found, EmailMessage)
        self.messages.append(found)
        return "250 OK"


@pytest.fixture
def smtp() -> Iterator[tuple[Kept, SmtpOutbox]]:
    handler = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, SmtpOutbox(MailServer("127.0.0.1", port, security="none"), SENDER)
    controller.stop()


def test_a_mail_server_is_handed_the_letter(smtp: tuple[Kept, SmtpOutbox]) -> None:
    kept, outbox = smtp
    sent = outbox.send(LETTER, NOW)
    assert [message["Message-ID"] for message in kept.messages] == [sent]
    assert attached(kept.messages[0]) == THE_ICS


def test_a_refused_recipient_is_an_error(smtp: tuple[Kept, SmtpOutbox]) -> None:
    kept, outbox = smtp
    letter = Letter("k", ("weg@school.example",), "Week", "<p/>", "")
    with pytest.raises(MailRefusedError, match="SMTPRecipientsRefused"):
        outbox.send(letter, NOW)
    assert kept.messages == []


def test_a_mail_server_without_encryption_is_refused_when_it_is_asked_for(
    smtp: tuple[Kept, SmtpOutbox],
) -> None:
    kept, plain = smtp
    server = MailServer("127.0.0.1", plain.server.port, security="starttls")
    with pytest.raises(MailRefusedError, match="SMTPNotSupportedError"):
        SmtpOutbox(server, SENDER).send(LETTER, NOW)
    assert kept.messages == []
