"""Collecting: answers from the forms to the sheets, complete or not at all.

One team's failure never stops another team. The school's and the pizza group's sheets are only
written when every team was read completely, so that a gap never looks like a quiet week.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from forms.answers import Answers, IncompleteResponseError
from jobs.listening.pizzasessie import SHARED, pizzasessie_rows
from jobs.listening.school_rows import school_rows
from jobs.school.model import Team
from jobs.work.former_groups import keep_group, leave_groups
from jobs.work.former_teams import FormerCollected, collect_former, keep_teams
from jobs.work.reading_answers import read_forms
from jobs.work.school import NotSetUpError, SchoolAtWork
from jobs.work.team_sheet import TeamCollected, TeamFiles, collect_sheet
from sheets_templates.model import Row
from sync.collect import read_tables, write_tables
from sync.desired import DesiredSpreadsheet, KnownFile
from sync.errors import SyncError
from sync.files.fingerprints import fingerprint
from sync.setup.plan import HOPELESS

log = structlog.get_logger()

Step = Callable[[str], None]
ByTeam = Mapping[str, Mapping[str, Answers]]


@dataclass(frozen=True)
class Collected:
    """What a round of collecting brought.

    `failures` has a sentence for each team that failed, and one under the key of the overview or
    the pizzasessie when that could not be written. No figure counts teams that left.
    """

    teams: tuple[TeamCollected, ...]
    school: Mapping[str, Answers]
    failures: Mapping[str, str]
    at: datetime
    former: FormerCollected = field(default_factory=FormerCollected)

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
    if write:
        keep_teams(school)
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
    former = collect_former(school, own, write=write) if own else FormerCollected()
    if write:
        former.failures |= leave_groups(school)
    return Collected(tuple(done), own, failures, school.now, former)


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
    desired = school.team_spreadsheet(team)
    files = TeamFiles(school.forms_of(team), desired.key, desired.spreadsheet)
    collected = collect_sheet(school, team, files, own, write=write)
    if write:
        school.ledger.finished("collect team", school.team_subject(team.key), school.now)
    return collected


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
            known = school.known(shared.key)
            keep_group(school, group)
            _write_pizzasessie(school, shared, known, by_team, own)


def _write_pizzasessie(
    school: SchoolAtWork,
    shared: DesiredSpreadsheet,
    known: KnownFile,
    by_team: ByTeam,
    own: Mapping[str, Answers],
) -> None:
    """Put the school's own rows in the shared sheet and leave the other schools' rows alone.

    The sheet is read when an own row changed, and once a day: another school that wrote at the
    same moment may have written over it.
    """
    rows = pizzasessie_rows(school.configuration, school.calendar, by_team, own, school.now)
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
