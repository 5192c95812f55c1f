"""Which days of a team were shown together as one meting; the ledger keeps it for each team.

A ledger that is lost takes this along: then a block should not be moved any more.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime

from forms.answers import Answers
from jobs.ledger import Ledger
from jobs.listening.measurement import meting_table, windows, within
from jobs.listening.settled_windows import Days
from jobs.programme.block import team_blocks
from jobs.school.calendar import Calendar
from jobs.school.model import Team

SHOWN = "metingen"


def shown_metingen(ledger: Ledger, school: str) -> Mapping[str, tuple[Days, ...]]:
    """The days of each team of a school, by the team's key."""
    prefix = f"{school}/"
    return {
        subject.removeprefix(prefix): _days(text)
        for subject, text in ledger.kept_under(SHOWN).items()
        if subject.startswith(prefix)
    }


def note_shown(
    ledger: Ledger, subject: str, team: Team, calendar: Calendar, answers: Answers, now: datetime
) -> None:
    """Keep the days of metingen of which anything may be shown now; to be called before it is.

    `subject` is what the ledger keeps the team under, `answers` those to its meting.
    """
    table, today = meting_table(answers, calendar), calendar.local_date(now)
    found = {
        (window.first, window.last)
        for window in windows(team_blocks(team, calendar), calendar, team.key)
        if window.last < today and len(within(table, window))
    }
    text = ledger.kept(SHOWN, subject)
    kept = set(_days(text)) if text else set()
    if not found <= kept:
        days = [(str(first), str(last)) for first, last in sorted(found | kept)]
        ledger.keep(SHOWN, subject, json.dumps(days))


def _days(text: str) -> tuple[Days, ...]:
    return tuple(
        (date.fromisoformat(first), date.fromisoformat(last)) for first, last in json.loads(text)
    )
