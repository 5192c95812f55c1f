"""What people were told before: news stands in one letter and not again in the next."""

from collections.abc import Callable
from datetime import date, datetime

from jobs.ledger import Ledger
from sync.outbox import Letter

TOLD = "told"
CARRIED = "carried"


def note_told(ledger: Ledger, letter: Letter, now: datetime) -> None:
    """Note that the news in a letter went out with it."""
    for news in letter.tells:
        ledger.finished(TOLD, news, now)


def is_new(ledger: Ledger, monday: date) -> Callable[[str], bool]:
    """Whether news is for the letter of a week: not told before that week began.

    The letter of one week stays the same however often it is made.
    """

    def new(news: str) -> bool:
        told = ledger.last_finished(TOLD, news)
        return told is None or told.date() >= monday

    return new


def note_carried(ledger: Ledger, letter: Letter) -> None:
    """Note before a letter is claimed what goes in no other one."""
    if not _may_have_left(ledger, letter.key):
        for what in letter.carries:
            ledger.keep(CARRIED, what, letter.key)


def is_carried(ledger: Ledger, what: str) -> bool:
    """Whether this stood in a letter that left, or of which nobody knows whether it did."""
    key = ledger.kept(CARRIED, what)
    return key is not None and _may_have_left(ledger, key)


def _may_have_left(ledger: Ledger, key: str) -> bool:
    delivery = ledger.delivery(key)
    return delivery is not None and delivery.status != "failed"
