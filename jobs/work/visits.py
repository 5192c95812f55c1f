"""The rota at work: what people wrote beside it is kept, and as little else as can be changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobs.programme.kit_sheets import team_definition, team_sheet_key
from jobs.programme.visits import ROOSTER, Sheet, TeamVisits, make_visits, visits_mark
from jobs.school.model import Team
from jobs.work.collect import noted
from jobs.work.school import VISITS, SchoolAtWork
from sheets_templates.model import Row
from sync.collect import read_numbered_rows
from sync.desired import KnownFile
from sync.setup.applying import apply
from sync.setup.finding import Findings, find_school
from sync.setup.plan import make_plan


@dataclass(frozen=True)
class Renewed:
    """What came of it: by team key the sentences about what changed or clashes, and failures."""

    changed: Mapping[str, tuple[str, ...]]
    failures: Mapping[str, str]


def renew_visits(school: SchoolAtWork, *, only: str | None = None, write: bool = True) -> Renewed:
    """Read the rota of each team (one call), repair it, and write it where it changed."""
    changed: dict[str, tuple[str, ...]] = {}
    failures: dict[str, str] = {}
    for team in school.configuration.teams:
        if only not in (None, team.key):
            continue
        with noted(failures, team.key):
            before = school.kept_visits(team) or school.visits[team.key]
            renewed = _renewed(school, team, before)
            if renewed.content() != before.content():
                changed[team.key] = _news(before, renewed)
            school.visits[team.key] = renewed
    if write:
        _write(school, changed, failures)
        school.keep_visits()
        if not failures and only is None:
            school.ledger.finished("rota", school.key, school.now)
    return Renewed(changed, failures)


def _renewed(school: SchoolAtWork, team: Team, kept: TeamVisits) -> TeamVisits:
    """The visits after what stands in the sheet now; the same ones when nothing asks for more."""
    known = school.known(team_sheet_key(school.configuration, team))
    sheet = _rooster(school, team, known)
    mark = visits_mark(school.configuration, team, school.calendar)
    if kept.mark == mark and _same(sheet.rows, kept.rows):
        return kept
    return make_visits(
        school.configuration,
        team,
        school.calendar,
        kept=kept,
        sheet=sheet,
        today=school.here.date(),
    )


def _rooster(school: SchoolAtWork, team: Team, known: KnownFile) -> Sheet:
    definition = team_definition(school.configuration, team)
    found = read_numbered_rows(school.google, known, definition, ROOSTER)
    return Sheet([row for _, row in found], [number for number, _ in found])


def _same(standing: Sequence[Row], kept: Sequence[Row]) -> bool:
    """Whether the sheet says what was kept; another order says nothing."""

    def told(rows: Sequence[Row]) -> list[str]:
        filled = ({key: value for key, value in row.items() if value} for row in rows)
        return sorted(str(sorted(row.items())) for row in filled)

    return told(standing) == told(kept)


def _news(before: TeamVisits, after: TeamVisits) -> tuple[str, ...]:
    """The sentences that were not there before."""
    known = {*before.clashes, *before.changes}
    return tuple(one for one in (*after.clashes, *after.changes) if one not in known)


def _write(
    school: SchoolAtWork, changed: Mapping[str, tuple[str, ...]], failures: dict[str, str]
) -> None:
    """Bring the sheets of these teams up to date, and nothing else of the school."""
    teams = [team for team in school.configuration.teams if team.key in changed]
    keys = {team_sheet_key(school.configuration, team) for team in teams}
    if not keys:
        return
    plan = make_plan(school.google, school.desired_now(), school.ledger, only=keys)
    for failure in apply(school.google, plan, school.ledger).failures:
        failures[failure.unit] = failure.line


def recall_visits(school: SchoolAtWork) -> Findings | None:
    """Learn the rota back from the sheets of teams of which the ledger knows none.

    A ledger that was lost costs one search and one read for each team; otherwise nothing. What the
    search found is given back, so that planning right after this need not search again.
    """
    teams = [
        team
        for team in school.configuration.teams
        if school.ledger.kept(VISITS, school.team_subject(team.key)) is None
    ]
    if not teams:
        return None
    # What is searched does not depend on the visits, which are recalled first.
    there = find_school(school.google, school.desired_now(), school.ledger)
    for team in teams:
        file = there.found.get(team_sheet_key(school.configuration, team))
        if file is None:
            continue
        sheet = _rooster(school, team, KnownFile(file.key, file.kind, file.id, file.address))
        if sheet.rows:
            school.visits[team.key] = make_visits(
                school.configuration,
                team,
                school.calendar,
                sheet=sheet,
                today=school.here.date(),
            )
    return there
