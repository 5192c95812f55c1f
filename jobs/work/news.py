"""What a team was told before: news stands in one letter and not again in the next."""

from collections.abc import Callable
from datetime import date, datetime

from jobs.ledger import Ledger
from sync.outbox import Letter

TOLD = "told"


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
