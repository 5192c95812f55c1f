"""One team's answers in its own sheet: read from its forms, one call each, and written once."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.answers import Answers
from jobs.listening.team_rows import team_content
from jobs.school.model import Team
from jobs.work.reading_answers import read_forms
from jobs.work.school import SchoolAtWork
from jobs.work.shown_metingen import note_shown
from sheets_templates.model import Content, Spreadsheet
from sync.collect import would_write, write_tables
from sync.desired import DesiredForm


@dataclass(frozen=True)
class TeamCollected:
    """One team's answers and the rows made of them; `changed` when its sheet did, or would."""

    team: Team
    answers: Mapping[str, Answers]
    content: Content
    changed: bool


@dataclass(frozen=True)
class TeamFiles:
    """What a team's answers come from and go to: its forms, and its sheet with its definition."""

    forms: Mapping[str, DesiredForm]
    sheet: str
    definition: Spreadsheet


def collect_sheet(
    school: SchoolAtWork, team: Team, files: TeamFiles, own: Mapping[str, Answers], *, write: bool
) -> TeamCollected:
    """Read one team's answers and write its sheet when they changed it; else only look.

    `own` are the answers to the forms of the school itself.
    """
    answers = read_forms(school, files.forms, team)
    content = team_content(team, school.calendar, answers, school.now, school=own)
    known = school.known(files.sheet)
    if write:
        subject = school.team_subject(team.key)
        note_shown(school.ledger, subject, team, school.calendar, answers["meting"], school.now)
        changed = write_tables(school.google, known, files.definition, content, school.ledger)
    else:
        changed = would_write(known, files.definition, content)
    return TeamCollected(team, answers, content, changed)
