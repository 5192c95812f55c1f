"""Gmail is handed a letter once, whatever becomes of its answer."""

import pytest

from jobs.work.school import SchoolAtWork
from sync.outbox import GmailOutbox
from sync.wire.credentials import GMAIL_SEND, Account
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.jobs.cast import arm, patient
from tests.jobs.delivery.letter import SENDER, results

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
