"""Collecting: answers from the forms to the sheets, complete or not at all.

One team's failure never stops another team. The school's and the pizza group's sheets are only
written when every team was read completely, so that a gap never looks like a quiet week.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from forms.answers import Answers, read_answers
from jobs.listening.pizzasessie import pizzasessie_row
from jobs.listening.school_rows import school_rows
from jobs.listening.team_rows import team_content
from jobs.programme.block import block_weeks
from jobs.school.model import Team
from jobs.work.school import NotSetUpError, SchoolAtWork
from sheets_templates.model import Content
from sync.collect import read_responses, read_tables, write_tables
from sync.errors import SyncError

log = structlog.get_logger()

Step = Callable[[str], None]


@dataclass(frozen=True)
class TeamCollected:
    """One team's answers and the rows made of them; `wrote` when its sheet changed."""

    team: Team
    answers: Mapping[str, Answers]
    content: Content
    wrote: bool


@dataclass(frozen=True)
class Collected:
    """What a round of collecting brought, and a sentence for each team that failed."""

    teams: tuple[TeamCollected, ...]
    failures: Mapping[str, str]
    at: datetime

    @property
    def answers(self) -> int:
        """How many answers were read."""
        return sum(len(a.rows) for team in self.teams for a in team.answers.values())

    @property
    def unknown(self) -> int:
        """How many answers were for a question that no longer exists."""
        return sum(sum(a.unknown.values()) for team in self.teams for a in team.answers.values())

    @property
    def sheets(self) -> int:
        """How many team sheets changed."""
        return sum(team.wrote for team in self.teams)


def collect_school(
    school: SchoolAtWork, on_step: Step = lambda _line: None, *, write: bool = True
) -> Collected:
    """Read every team's answers and bring the sheets up to date; without `write` only look."""
    done: list[TeamCollected] = []
    failures: dict[str, str] = {}
    for team in school.configuration.teams:
        try:
            done.append(collect_team(school, team, write=write))
        except (SyncError, NotSetUpError) as error:
            log.warning("team not collected", team=team.key, error=type(error).__name__)
            failures[team.key] = str(error)
        on_step(team.name)
    collected = Collected(tuple(done), failures, school.now)
    if write and not failures:
        _write_school(school, collected)
        school.ledger.finished("collect", school.configuration.school.key, school.now)
    return collected


def collect_team(school: SchoolAtWork, team: Team, *, write: bool = True) -> TeamCollected:
    """Read one team's answers (one call a form) and write its sheet when they changed it."""
    answers = {
        key: read_answers(form.form, read_responses(school.google, school.known(form.key).id))
        for key, form in school.forms_of(team).items()
    }
    weeks = block_weeks(team, school.calendar)
    content = team_content(team, weeks, school.calendar, answers, school.now)
    desired = school.team_spreadsheet(team)
    known = school.known(desired.key)
    if not write:
        return TeamCollected(team, answers, content, wrote=False)
    wrote = write_tables(school.google, known, desired.spreadsheet, content, school.ledger)
    school.ledger.finished("collect team", team.key, school.now)
    return TeamCollected(team, answers, content, wrote)


def _write_school(school: SchoolAtWork, collected: Collected) -> None:
    by_team = {team.team.key: team.answers for team in collected.teams}
    configuration = school.configuration
    rows = school_rows(configuration, school.calendar, by_team, school.now)
    overview = school.spreadsheet(f"{configuration.school.key}/overzicht")
    known = school.known(overview.key)
    write_tables(school.google, known, overview.spreadsheet, rows, school.ledger)
    if configuration.pizza_group:
        _write_pizzasessie(school, by_team)


def _write_pizzasessie(school: SchoolAtWork, by_team: Mapping[str, Mapping[str, Answers]]) -> None:
    """Put the school's own row in the shared sheet and leave the other schools' rows alone."""
    configuration = school.configuration
    own = pizzasessie_row(configuration, school.calendar, by_team, school.now)
    group = configuration.pizza_group
    shared = school.spreadsheet(f"pizza/{group.key if group else ''}/pizzasessie")
    known = school.known(shared.key)
    address = "inbreng.scholen"
    current = read_tables(school.google, known, shared.spreadsheet, [address])[address]
    others = [row for row in current if row.get("school") != own["school"]]
    rows = sorted([*others, own], key=lambda row: str(row["school"]))
    write_tables(school.google, known, shared.spreadsheet, {address: rows}, school.ledger)
