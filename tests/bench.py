"""Counts the HTTP calls of every job on the local Workspace, next to the call budget.

Run it with `make bench`, which also prints how fast the Workspace answers. A count above its
budget, or a small call that is too slow, ends the run with exit code 1. The Workspace
itself counts, so retries show; signing in, once for each process, is not an API call and does not.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import requests
from rich.console import Console
from rich.table import Table

from forms.catalogue import SCHOOL_FORMS, TEAM_FORMS
from forms.model import question_id
from jobs.school.config import load_configuration
from jobs.school.model import Configuration, Member, Team
from jobs.work.collect import collect_school
from jobs.work.mail import week_mail
from jobs.work.school import SchoolAtWork, open_school
from sync.local.server import Options, Running, start
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.bench_rota import report as report_rota
from tests.bench_workspace import report

MONDAY = datetime(2026, 10, 5, 5, 2, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[1] / "examples" / "de-wilgen.yaml"

# The budget of twelve calls is that of four forms; each further form is written and published.
MORE_FORMS = len(TEAM_FORMS) - 4
TEAM_BUDGET = 12 + 2 * MORE_FORMS
OWN_BUDGET = 12 + 2 * len(SCHOOL_FORMS)
DEEP_BUDGET = 7 + MORE_FORMS
ALL_FORMS = 8 * len(TEAM_FORMS) + len(SCHOOL_FORMS)


@dataclass(frozen=True)
class Line:
    """One measured job: its calls, and what it may cost at most."""

    what: str
    calls: int
    budget: int

    @property
    def fits(self) -> bool:
        return self.calls <= self.budget


class Counter:
    """The API calls that the Workspace received while something was done."""

    def __init__(self, running: Running, token: str) -> None:
        self._url = f"{running.base_url}/local/calls"
        self._headers = {"Authorization": f"Bearer {token}"}

    def of(self, action: Callable[[], object]) -> int:
        requests.delete(self._url, headers=self._headers, timeout=30).raise_for_status()
        action()
        answer = requests.get(self._url, headers=self._headers, timeout=30).json()
        return int(answer["http"])


def school_of(teams: int, running: Running, directory: Path) -> SchoolAtWork:
    """The example school with this many teams of ten, on this Workspace."""
    own = load_configuration(EXAMPLE)
    workspace = own.workspace.model_copy(
        update={"address": running.base_url, "credentials": directory / "credentials.json"}
    )
    changes: dict[str, object] = {
        "school": own.school.model_copy(update={"key": f"bench-{teams}"}),
        "teams": tuple(team_of_ten(own.teams[0], number) for number in range(teams)),
        "workspace": workspace,
        "ledger": directory / f"bench-{teams}.sqlite",
        "pizza_group": None,
    }
    configuration: Configuration = own.model_copy(update=changes)
    return open_school(configuration, MONDAY)


def team_of_ten(team: Team, number: int) -> Team:
    """A team with ten members, each with free hours of its own."""
    members = tuple(
        Member(
            name=f"Lid {letter}",
            email=f"lid-{letter.lower()}-{number}@de-wilgen.example",
            free_hours=team.members[index % len(team.members)].free_hours,
        )
        for index, letter in enumerate("ABCDEFGHIJ")
    )
    key = f"team-{number}"
    return team.model_copy(update={"key": key, "name": f"Team {number}", "members": members})


def set_up(school: SchoolAtWork) -> None:
    plan = make_plan(school.google, school.desired, school.ledger)
    outcome = apply(school.google, plan, school.ledger)
    if not outcome.ok:
        raise SystemExit("\n".join(failure.line for failure in outcome.failures))


def answer_barometer(school: SchoolAtWork) -> None:
    """One answer on the form page of every team."""
    for team in school.configuration.teams:
        form = school.forms_of(team)["barometer"]
        fields = {
            f"entry.{int(question_id('barometer', item.key, item.version), 16)}": item.options[
                0
            ].text
            for item in form.form.items()
            if item.kind == "radio"
        }
        address = school.known(form.key).address.replace("/viewform", "/formResponse")
        requests.post(address, data=fields, timeout=30).raise_for_status()


def measure(running: Running, directory: Path) -> Iterator[Line]:
    """Every job of the call budget, for one team and for a school of eight."""
    token = (directory / "token").read_text(encoding="utf-8").strip()
    counter = Counter(running, token)
    one, eight = (school_of(teams, running, directory) for teams in (1, 8))
    first = counter.of(lambda: set_up(one))
    yield Line("first set-up, a school of 1 team", first, TEAM_BUDGET + OWN_BUDGET)
    per_eight = counter.of(lambda: set_up(eight))
    yield Line("first set-up, a school of 8 teams", per_eight, 8 * TEAM_BUDGET + OWN_BUDGET)
    yield Line("second set-up, 8 teams, nothing changes", counter.of(lambda: set_up(eight)), 10)
    deep = counter.of(lambda: make_plan(eight.google, eight.desired, eight.ledger, deep=True))
    yield Line("plan --deep, 8 teams, everything read", deep, 8 * DEEP_BUDGET + DEEP_BUDGET)
    collect_school(eight)
    again = counter.of(lambda: collect_school(eight))
    yield Line("collect, 8 teams, no new answers", again, ALL_FORMS)
    answer_barometer(eight)
    some = counter.of(lambda: collect_school(eight))
    yield Line("collect, 8 teams, an answer each", some, ALL_FORMS + 2 * (8 + 1))
    team = eight.configuration.teams[0]
    yield Line(
        "week mail of 1 team, until it is sent", counter.of(lambda: week_mail(eight, team)), 1
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        running = start(Options(directory, port=0))
        try:
            lines = list(measure(running, directory))
        finally:
            running.stop()
    table = Table("HTTP calls", "counted", "at most", "", title="The call budget")
    for line in lines:
        mark = "good" if line.fits else "OVER"
        table.add_row(line.what, str(line.calls), str(line.budget), mark)
    Console(width=90).print(table)
    fast = report_rota() & report()
    sys.exit(0 if fast and all(line.fits for line in lines) else 1)


if __name__ == "__main__":
    main()
