"""Teams that left the configuration: what was answered before their forms closed is collected.

The ledger keeps how each team is configured, without its people, because nothing else says it once
the team is gone. That is forgotten when the forms take no more answers and all of them were read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import structlog

from forms.answers import Answers, IncompleteResponseError
from jobs.programme.kit_forms import team_forms
from jobs.programme.kit_sheets import team_definition, team_sheet_key
from jobs.school.model import Member, Team
from jobs.school.values import Frozen
from jobs.work.school import NotSetUpError, SchoolAtWork
from jobs.work.team_sheet import TeamFiles, collect_sheet
from sync.errors import SyncError, ThrottledError, UnavailableError, UncertainError
from sync.files.drive import find_files
from sync.setup.closing import is_left
from sync.setup.plan import HOPELESS

log = structlog.get_logger()

TEAM = "team"
PASSING = (ThrottledError, UnavailableError, UncertainError)
"""What a next round may not meet."""


class KeptTeam(Frozen):
    """A team as the ledger keeps it, and the key of the sheet that its answers go to."""

    team: Team
    sheet: str


@dataclass
class FormerCollected:
    """Teams by name that left and are complete now, and a sentence for each that failed, by key."""

    complete: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)


def keep_teams(school: SchoolAtWork) -> None:
    """Keep the teams that were set up, for the day on which one of them leaves."""
    kept = school.ledger.kept_under(TEAM)
    for team in school.configuration.teams:
        sheet = team_sheet_key(school.configuration, team)
        if school.ledger.find(sheet) is None:
            continue
        text = KeptTeam(team=_without_people(team), sheet=sheet).model_dump_json()
        if kept.get(school.team_subject(team.key)) != text:
            school.ledger.keep(TEAM, school.team_subject(team.key), text)


def collect_former(
    school: SchoolAtWork, own: Mapping[str, Answers], *, write: bool
) -> FormerCollected:
    """Collect for the teams that left; none costs no call, and each one search and its forms."""
    done = FormerCollected()
    for kept in _former(school):
        # Before anything is read: what comes after this is there to be read.
        closed = _is_closed(school, kept.team)
        try:
            collect_sheet(school, kept.team, _files(school, kept), own, write=write)
        except HOPELESS:
            raise
        except (SyncError, NotSetUpError, IncompleteResponseError) as error:
            log.warning("not collected", what=kept.team.key, error=type(error).__name__)
            done.failures[kept.team.key] = str(error)
            closed = closed and not isinstance(error, PASSING)
        if closed and write:
            school.ledger.forget(TEAM, school.team_subject(kept.team.key))
            done.complete += [kept.team.name] if kept.team.key not in done.failures else []
    return done


def _former(school: SchoolAtWork) -> Iterator[KeptTeam]:
    there = {school.team_subject(team.key) for team in school.configuration.teams}
    for subject, text in school.ledger.kept_under(TEAM).items():
        if subject not in there and subject.startswith(school.team_subject("")):
            yield KeptTeam.model_validate_json(text)


def _is_closed(school: SchoolAtWork, team: Team) -> bool:
    """Whether none of a team's forms takes answers any more; one that is in the bin does not."""
    found = find_files(school.google, school.key)
    forms = (found.get(form.key) for form in team_forms(school.configuration, team))
    return all(form is None or is_left(form) for form in forms)


def _files(school: SchoolAtWork, kept: KeptTeam) -> TeamFiles:
    prefix = f"{school.team_subject(kept.team.key)}/"
    forms = {
        form.key.removeprefix(prefix): form for form in team_forms(school.configuration, kept.team)
    }
    return TeamFiles(forms, kept.sheet, team_definition(school.configuration, kept.team))


def _without_people(team: Team) -> Team:
    """The team with as many members, of whom nothing is kept."""
    members = tuple(_member(number) for number, _ in enumerate(team.members, 1))
    bare = {"members": members, "group": None, "timetable": None, "absences": ()}
    return team.model_copy(update=bare)


def _member(number: int) -> Member:
    return Member(name=f"Lid {number}", email=f"lid{number}@team.example")
