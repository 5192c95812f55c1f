"""What stands in the way of teams, for the schoolleiding; and its answers, for the teams."""

import hashlib
from collections.abc import Iterator, Sequence

from forms.answers import AnswerRow, Answers
from forms.definition import Language
from jobs.listening.cells import cell
from jobs.school.calendar import Calendar, monday_of
from jobs.school.model import Team
from jobs.words.marks import meant, shown
from sheets_templates.model import Row

ASKED = ("belemmering", "gevolg", "nodig")
NEW = "nieuw"


def obstacle_rows(team: Team, answers: Answers, calendar: Calendar) -> Iterator[Row]:
    """The obstacles that a team reported, oldest first, each under a number of its own."""
    for row in answers.rows:
        if cell(row.values, "belemmering"):
            yield {
                "nummer": _number(team, row),
                "team": team.name,
                "week": monday_of(calendar.local_date(row.created)),
                **{key: cell(row.values, key) for key in ASKED},
            }


def answered_rows(team: Team, listed: Sequence[Row], language: Language = "nl") -> Iterator[Row]:
    """A team's own obstacles, newest first, as they stand in the list of the schoolleiding."""
    own = [row for row in listed if str(row.get("nummer") or "").startswith(f"{team.key}-")]
    for row in sorted(own, key=lambda row: (str(row["week"]), str(row["nummer"])), reverse=True):
        yield {
            "nummer": row["nummer"],
            "week": row["week"],
            "belemmering": row["belemmering"],
            "antwoord": row.get("antwoord"),
            "stand": shown(meant(str(row.get("stand") or NEW)), language),
        }


def _number(team: Team, row: AnswerRow) -> str:
    """A number that stays when other reports go: it follows from the report itself."""
    return f"{team.key}-{hashlib.sha256(row.response_id.encode()).hexdigest()[:4]}"
