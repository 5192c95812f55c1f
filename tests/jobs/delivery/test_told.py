"""What a letter told is new all week, and news for ever when it did not leave."""

from dataclasses import replace
from datetime import timedelta

from jobs.work.delivery import deliver
from jobs.work.news import is_new
from jobs.work.school import SchoolAtWork
from sync.outbox import FolderOutbox
from tests.jobs.cast import MONDAY
from tests.jobs.delivery.letter import LETTER


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
