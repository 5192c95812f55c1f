"""A letter goes out once, or is known not to have gone; with the real ways out."""

import mailbox
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from jobs.ledger import Ledger
from jobs.work.delivery import deliver, open_outbox
from jobs.work.news import is_new
from jobs.work.school import SchoolAtWork
from sync.outbox import FolderOutbox, GmailOutbox, Letter, MailServer, Outbox, Sender, SmtpOutbox
from sync.wire.credentials import GMAIL_SEND, Account
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.jobs.cast import MONDAY, arm, patient
from tests.programme.cast import a_configuration

SENDER = Sender("ritmiek@es.example", "Ritmiek", ("es.example",))
LETTER = Letter("week/de-es/essen/2026-10-05", ("lid1@es.example",), "Week", "<p>Dag</p>", "Dag")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolAtWork]:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    yield SchoolAtWork(a_configuration(), ledger, MONDAY)
    ledger.close()


@pytest.fixture
def folder(tmp_path: Path) -> FolderOutbox:
    return FolderOutbox(tmp_path / "outbox", SENDER)


def results(school: SchoolAtWork, outbox: Outbox, times: int = 2) -> list[str]:
    return [deliver(school, outbox, LETTER).result for _ in range(times)]


def status(school: SchoolAtWork) -> str | None:
    delivery = school.ledger.delivery(LETTER.key)
    return delivery.status if delivery else None


def kept(tmp_path: Path) -> int:
    return len(mailbox.Maildir(tmp_path / "outbox"))


@dataclass
class Watching:
    """Notes what the ledger says of a letter while it is being sent, and may break off there."""

    school: SchoolAtWork
    outbox: Outbox
    breaking: BaseException | None = None
    seen: list[str | None] = field(default_factory=list)

    def send(self, letter: Letter, now: datetime) -> str:
        self.seen.append(status(self.school))
        if self.breaking:
            raise self.breaking
        return self.outbox.send(letter, now)


def test_a_letter_is_claimed_before_it_is_sent(school: SchoolAtWork, folder: FolderOutbox) -> None:
    watching = Watching(school, folder)
    deliver(school, watching, LETTER)
    assert watching.seen == ["claimed"]
    assert status(school) == "sent"


def test_a_letter_is_kept_once(school: SchoolAtWork, folder: FolderOutbox, tmp_path: Path) -> None:
    assert results(school, folder) == ["sent", "already sent"]
    assert kept(tmp_path) == 1


def test_a_letter_in_the_middle_of_a_crash_never_goes_by_itself(
    school: SchoolAtWork, folder: FolderOutbox, tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        deliver(school, Watching(school, folder, KeyboardInterrupt()), LETTER)
    again = deliver(school, folder, LETTER)
    assert again.result == "unknown"
    assert "Look in the sender's mailbox" in again.message
    assert kept(tmp_path) == 0


def test_an_address_outside_the_domains_stops_the_whole_letter(
    school: SchoolAtWork, folder: FolderOutbox, tmp_path: Path
) -> None:
    letter = replace(LETTER, to=(*LETTER.to, "lid2@elders.example"))
    stopped = deliver(school, folder, letter)
    assert stopped.result == "not sent"
    assert "elders.example" in stopped.message
    assert not (tmp_path / "outbox").exists()


def test_a_letter_that_was_stopped_may_go_when_its_address_is_right(
    school: SchoolAtWork, folder: FolderOutbox, tmp_path: Path
) -> None:
    deliver(school, folder, replace(LETTER, to=("lid1@elders.example",)))
    assert results(school, folder) == ["sent", "already sent"]
    assert kept(tmp_path) == 1


def test_a_folder_that_cannot_be_written_in_keeps_the_letter_due(
    school: SchoolAtWork, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    stopped = deliver(school, FolderOutbox(tmp_path / "file" / "outbox", SENDER), LETTER)
    assert stopped.result == "not sent"
    assert "mail.outbox" in stopped.message
    assert status(school) == "failed"


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


SENDING = "gmail.users.messages.send"


@pytest.fixture
def gmail(faulty: LocalWorkspace) -> GmailOutbox:
    account = Account(faulty.credentials, faulty.base_url, subject=SENDER.address)
    return GmailOutbox(Google.connect(account, scopes=(GMAIL_SEND,), pace=patient()), SENDER)


@pytest.fixture
def before(faulty: LocalWorkspace) -> int:
    return mails(faulty)


def mails(workspace: LocalWorkspace) -> int:
    return len(workspace.running.workspace.store.rows("SELECT id FROM mails"))


@pytest.mark.parametrize(("fault", "sent"), [("cut_after", 1), ("cut_before", 0), ("503", 0)])
def test_a_letter_whose_answer_was_lost_never_goes_again_by_itself(
    school: SchoolAtWork,
    faulty: LocalWorkspace,
    gmail: GmailOutbox,
    before: int,
    fault: str,
    sent: int,
) -> None:
    arm(faulty, {"method": SENDING, "kind": fault, "times": 1})
    assert results(school, gmail, 3) == ["unknown"] * 3
    assert mails(faulty) == before + sent
    assert [one.status for one in school.ledger.undelivered()] == ["claimed"]


@pytest.mark.parametrize(("fault", "times"), [("403:forbidden", 1), ("429", 3)])
def test_a_letter_that_gmail_refused_goes_once_at_the_next_try(
    school: SchoolAtWork,
    faulty: LocalWorkspace,
    gmail: GmailOutbox,
    before: int,
    fault: str,
    times: int,
) -> None:
    arm(faulty, {"method": SENDING, "kind": fault, "times": times})
    assert results(school, gmail, 3) == ["not sent", "sent", "already sent"]
    assert mails(faulty) == before + 1


def test_gmail_that_asks_to_slow_down_is_waited_for(
    school: SchoolAtWork, faulty: LocalWorkspace, gmail: GmailOutbox, before: int
) -> None:
    arm(faulty, {"method": SENDING, "kind": "429", "times": 2})
    assert results(school, gmail) == ["sent", "already sent"]
    assert mails(faulty) == before + 1


def test_the_configuration_names_the_way_out(tmp_path: Path) -> None:
    school = a_configuration()
    school = school.model_copy(
        update={"mail": school.mail.model_copy(update={"outbox": tmp_path / "post"})}
    )
    open_outbox(school).send(replace(LETTER, to=("lid1@linde.example",)), MONDAY)
    assert len(mailbox.Maildir(tmp_path / "post")) == 1


def test_news_is_new_all_week_and_not_the_week_after(
    school: SchoolAtWork, folder: FolderOutbox
) -> None:
    monday = MONDAY.date()
    assert is_new(school.ledger, monday)("essen/stem/1")
    deliver(school, folder, replace(LETTER, tells=("essen/stem/1",)))
    assert is_new(school.ledger, monday)("essen/stem/1")
    assert not is_new(school.ledger, monday + timedelta(weeks=1))("essen/stem/1")
    assert is_new(school.ledger, monday + timedelta(weeks=1))("essen/stem/2")


def test_news_in_a_letter_that_did_not_leave_is_still_new(
    school: SchoolAtWork, folder: FolderOutbox
) -> None:
    outside = replace(LETTER, to=("x@elders.example",), tells=("essen/stem/1",))
    assert deliver(school, folder, outside).result == "not sent"
    assert is_new(school.ledger, MONDAY.date() + timedelta(weeks=1))("essen/stem/1")
