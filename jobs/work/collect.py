"""Collecting: answers from the forms to the sheets, complete or not at all.

One team's failure never stops another team. The school's and the pizza group's sheets are only
written when every team was read completely, so that a gap never looks like a quiet week.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from forms.answers import Answers, IncompleteResponseError
from jobs.listening.pizzasessie import SHARED, pizzasessie_rows
from jobs.listening.school_rows import school_rows
from jobs.listening.team_rows import team_content
from jobs.school.model import Team
from jobs.work.reading_answers import read_forms
from jobs.work.school import NotSetUpError, SchoolAtWork
from sheets_templates.model import Content, Row
from sync.collect import read_tables, would_write, write_tables
from sync.desired import DesiredSpreadsheet
from sync.errors import SyncError
from sync.files.fingerprints import fingerprint
from sync.setup.plan import HOPELESS

log = structlog.get_logger()

Step = Callable[[str], None]
ByTeam = Mapping[str, Mapping[str, Answers]]


@dataclass(frozen=True)
class TeamCollected:
    """One team's answers and the rows made of them; `changed` when its sheet did, or would."""

    team: Team
    answers: Mapping[str, Answers]
    content: Content
    changed: bool


@dataclass(frozen=True)
class Collected:
    """What a round of collecting brought.

    `failures` has a sentence for each team that failed, and one under the key of the overview or
    the pizzasessie when that could not be written.
    """

    teams: tuple[TeamCollected, ...]
    school: Mapping[str, Answers]
    failures: Mapping[str, str]
    at: datetime

    @property
    def answers(self) -> int:
        """How many answers were read."""
        return sum(len(answers.rows) for answers in self._read())

    @property
    def unknown(self) -> int:
        """How many answers were for a question that no longer exists."""
        return sum(sum(answers.unknown.values()) for answers in self._read())

    @property
    def unreadable(self) -> int:
        """How many answers mean nothing to their question."""
        return sum(sum(answers.unreadable.values()) for answers in self._read())

    def _read(self) -> Iterator[Answers]:
        yield from self.school.values()
        for team in self.teams:
            yield from team.answers.values()

    @property
    def sheets(self) -> int:
        """How many team sheets changed."""
        return sum(team.changed for team in self.teams)


def collect_school(
    school: SchoolAtWork, on_step: Step = lambda _line: None, *, write: bool = True
) -> Collected:
    """Read every team's answers and bring the sheets up to date; without `write` only look."""
    done: list[TeamCollected] = []
    failures: dict[str, str] = {}
    own: Mapping[str, Answers] = {}
    with noted(failures, school.key):
        own = read_forms(school, school.school_forms())
    for team in school.configuration.teams if own else ():
        with noted(failures, team.key):
            done.append(collect_team(school, team, own, write=write))
        on_step(team.name)
    if write and not failures:
        _write_school(school, {team.team.key: team.answers for team in done}, own, failures)
    if write and not failures:
        school.ledger.finished("collect", school.key, school.now)
    return Collected(tuple(done), own, failures, school.now)


@contextmanager
def noted(failures: dict[str, str], key: str) -> Iterator[None]:
    """Keep what failed for one sheet from stopping the others, unless it would fail for all."""
    try:
        yield
    except HOPELESS:
        raise
    except (SyncError, NotSetUpError, IncompleteResponseError) as error:
        log.warning("not collected", what=key, error=type(error).__name__)
        failures[key] = str(error)


def collect_team(
    school: SchoolAtWork, team: Team, own: Mapping[str, Answers], *, write: bool = True
) -> TeamCollected:
    """Read one team's answers (one call a form) and write its sheet when they changed it.

    `own` are the answers to the forms of the school itself.
    """
    answers = read_forms(school, school.forms_of(team), team)
    content = team_content(team, school.calendar, answers, school.now, school=own)
    desired = school.team_spreadsheet(team)
    known = school.known(desired.key)
    if not write:
        changed = would_write(known, desired.spreadsheet, content)
    else:
        changed = write_tables(school.google, known, desired.spreadsheet, content, school.ledger)
        school.ledger.finished("collect team", school.team_subject(team.key), school.now)
    return TeamCollected(team, answers, content, changed)


def _write_school(
    school: SchoolAtWork, by_team: ByTeam, own: Mapping[str, Answers], failures: dict[str, str]
) -> None:
    configuration = school.configuration
    overview = school.school_spreadsheet()
    with noted(failures, overview.key):
        rows = school_rows(configuration, school.calendar, by_team, own, school.now)
        known = school.known(overview.key)
        write_tables(school.google, known, overview.spreadsheet, rows, school.ledger)
    if group := configuration.pizza_group:
        shared = school.spreadsheet(f"pizza/{group.key}/pizzasessie")
        with noted(failures, shared.key):
            _write_pizzasessie(school, shared, by_team, own)


def _write_pizzasessie(
    school: SchoolAtWork, shared: DesiredSpreadsheet, by_team: ByTeam, own: Mapping[str, Answers]
) -> None:
    """Put the school's own rows in the shared sheet and leave the other schools' rows alone.

    The sheet is read when an own row changed, and once a day: another school that wrote at the
    same moment may have written over it.
    """
    rows = pizzasessie_rows(school.configuration, school.calendar, by_team, own, school.now)
    known = school.known(shared.key)
    mark = fingerprint(known.id, rows, school.here.date())
    if known.collected == mark:
        return
    current = read_tables(school.google, known, shared.spreadsheet, SHARED)
    content = {address: _merged(current[address], rows[address]) for address in SHARED}
    if content != {address: list(current[address]) for address in SHARED}:
        write_tables(school.google, known, shared.spreadsheet, content, school.ledger)
    school.ledger.remember(replace(known, collected=mark))


def _merged(current: Sequence[Row], own: Row) -> list[Row]:
    """The rows of all schools, by name, with this school's as it is now."""
    others = [row for row in current if row.get("school") != own["school"]]
    return sorted([*others, own], key=lambda row: str(row["school"]))
