"""A letter is kept in a folder once, or is known not to have gone."""

import mailbox
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from jobs.work.delivery import deliver, open_outbox
from jobs.work.school import SchoolAtWork
from sync.outbox import FolderOutbox, Letter, Outbox
from tests.jobs.cast import MONDAY
from tests.jobs.delivery.letter import LETTER, SENDER, results, status
from tests.programme.cast import a_configuration


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


def test_the_configuration_names_the_way_out(tmp_path: Path) -> None:
    school = a_configuration()
    school = school.model_copy(
        update={"mail": school.mail.model_copy(update={"outbox": tmp_path / "post"})}
    )
    open_outbox(school).send(replace(LETTER, to=("lid1@linde.example",)), MONDAY)
    assert len(mailbox.Maildir(tmp_path / "post")) == 1
