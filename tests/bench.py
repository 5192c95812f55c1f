"""Counts and times what Google is asked to do, next to the floor and to a plain script.

Run it with `make bench`, which also prints how good the rota is and how fast the local Workspace
answers. Everything runs under Google's quotas on a virtual clock, so that nothing really waits. A
count above its budget, a call of ours refused for haste, or a small call that is too slow, ends the
run with exit code 1. Signing in, once for each process, is not an API call and does not count.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import requests

from forms.catalogue import SCHOOL_FORMS, TEAM_FORMS
from forms.ids import question_id
from jobs.school.config import load_configuration
from jobs.school.model import Configuration, Member, Team
from jobs.work.beheer import followed
from jobs.work.carrying import carried_over
from jobs.work.collect import collect_school
from jobs.work.mail import week_mail
from jobs.work.school import SchoolAtWork, open_school
from jobs.work.visits import recall_visits
from sync.desired import Desired, Unit
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.bench_calls import Meter, Run
from tests.bench_clock import START, VirtualClock
from tests.bench_floor import Cost, expected, floor_of
from tests.bench_rota import report as report_rota
from tests.bench_served import Served, served
from tests.bench_setup import connect, set_up_plainly
from tests.bench_table import ACCOUNTS, HEAD, Row, Schools, floor_row, lasting, lines_of, run_row
from tests.bench_workspace import report

EXAMPLE = Path(__file__).parents[1] / "examples" / "de-wilgen.yaml"
ALL_FORMS = 8 * len(TEAM_FORMS) + len(SCHOOL_FORMS)
SECOND = 10
"""A whole school of eight teams in which nothing changed."""
DEEP = 7
"""For each team, when everything is read."""


@dataclass(frozen=True)
class Line:
    """One measured job: its calls, and what it may cost at most."""

    what: str
    calls: int
    budget: int
    said: str = ""

    @property
    def fits(self) -> bool:
        """Whether the budget is kept."""
        return self.calls <= self.budget

    @property
    def text(self) -> str:
        """The line."""
        mark = "good" if self.fits else "OVER"
        said = f"   {self.said}" if self.said else ""
        return f"{self.what:<42}{self.calls:>6}   at most {self.budget:>4}   {mark}{said}"


@dataclass(frozen=True)
class Measured:
    """A school as both really set it up."""

    desired: Desired
    ours: Run
    plain: Run

    @property
    def floor(self) -> Cost:
        """The least that there is to do."""
        return floor_of(self.desired.units)

    @property
    def rows(self) -> Iterator[Row]:
        """The three lines of the table."""
        teams = teams_of(self.desired)
        yield floor_row(teams, self.floor)
        yield run_row(teams, "ours", self.ours)
        yield run_row(teams, "plain", self.plain)


def teams_of(desired: Desired) -> int:
    """How many teams a school has: those that have a barometer."""
    return sum(form.form.key == "barometer" for form in desired.forms())


def school_of(teams: int, there: Served, meter: Meter) -> SchoolAtWork:
    """The example school with this many teams of ten, on this Workspace, paced as at Google."""
    own = load_configuration(EXAMPLE)
    workspace = own.workspace.model_copy(
        update={"address": there.address, "credentials": there.credentials}
    )
    changes: dict[str, object] = {
        "school": own.school.model_copy(update={"key": f"bench-{teams}"}),
        "teams": tuple(team_of_ten(own.teams[0], number) for number in range(teams)),
        "workspace": workspace,
        "ledger": there.directory / f"bench-{teams}.sqlite",
        "pizza_group": None,
    }
    configuration: Configuration = own.model_copy(update=changes)
    school = open_school(configuration, START)
    school.google = connect(there, meter)
    return school


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
    """What the command does for one school, from its Beheer sheet on."""
    school = followed(school).school
    school.carried = carried_over(school)
    there = recall_visits(school)
    plan = make_plan(school.google, school.desired, school.ledger, there=there)
    outcome = apply(school.google, plan, school.ledger) if plan.changes else None
    if outcome and not outcome.ok:
        raise SystemExit("\n".join(failure.line for failure in outcome.failures))
    school.keep_visits()


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


def measure(there: Served, meter: Meter, school: SchoolAtWork) -> Measured:
    """Both first set-ups of a school."""
    ours = meter.of(lambda: set_up(school))
    plain = meter.of(lambda: set_up_plainly(there, meter, school.desired))
    return Measured(school.desired, ours, plain)


def other_jobs(meter: Meter, school: SchoolAtWork) -> Iterator[Line]:
    """Every other job of the call budget, for a school of eight that is set up."""
    again = meter.of(lambda: set_up(school)).http
    yield Line("second set-up, 8 teams, nothing changes", again, SECOND)
    deep = meter.of(lambda: make_plan(school.google, school.desired, school.ledger, deep=True)).http
    said = f"{deep / 8:.1f} a team"
    yield Line("drift check, 8 teams, everything read", deep, DEEP * 8, said)
    collect_school(school)
    idle = meter.of(lambda: collect_school(school)).http
    yield Line("collect, 8 teams, no new answers", idle, ALL_FORMS)
    answer_barometer(school)
    some = meter.of(lambda: collect_school(school)).http
    yield Line("collect, 8 teams, an answer each", some, ALL_FORMS + 2 * (8 + 1))
    team = school.configuration.teams[0]
    mail = meter.of(lambda: week_mail(school, team)).http
    yield Line("week mail of 1 team, until it is sent", mail, 1)


def many(one: Measured, eight: Measured) -> Iterator[Schools]:
    """A hundred teams, and a thousand schools of eight."""
    for teams in (100, 8000):
        eights, ones = divmod(teams, 8)
        floor = eight.floor.times(eights) + one.floor.times(ones)
        ours = [eight.ours] * eights + [one.ours] * ones
        yield Schools(teams, floor, ours, [eight.plain] * eights + [one.plain] * ones)


def small_team(desired: Desired) -> str:
    """The floor of the team that the call budget was made for: four forms and ten people."""
    team: Unit = desired.units[-1]
    folder = replace(team.folders[0], shares=team.folders[0].shares[:10])
    least = floor_of([replace(team, forms=team.forms[:4], folders=(folder,))])
    all_ = least.times(8000)
    return (
        f"With 4 forms a team the floor is {least.http} calls a team, and for 8,000 teams"
        f" {lasting(all_.seconds())} by 1 account, {lasting(all_.seconds(ACCOUNTS))} by {ACCOUNTS}."
    )


def compared(rows: Sequence[Row]) -> str:
    """How the plain script does next to ours, with the most teams."""
    plain, ours = rows[-1], rows[-2]
    calls, seconds = plain.calls / ours.calls, plain.seconds / ours.seconds
    return (
        f"For {ours.teams:,} teams the plain script makes {calls:.1f} times our calls and takes"
        f" {seconds:.1f} times as long."
    )


def budgets(measured: Sequence[Measured], rows: Sequence[Row]) -> Iterator[Line]:
    """The budgets of first set-ups: as many calls as expected, and none refused for haste."""
    for one in measured:
        teams = teams_of(one.desired)
        name = f"first set-up, a school of {teams} team{'s' * (teams > 1)}"
        said = f"the floor is {one.floor.http}"
        yield Line(name, one.ours.http, expected(one.desired).http, said)
    refused = sum(row.refused for row in rows if row.whose == "ours")
    yield Line("calls of ours refused for haste, all rows", refused, 0)


def report_calls() -> bool:
    """Print the table and the budgets; whether each is kept."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as there:
        meter = Meter(there.address, VirtualClock(there.set_clock))
        schools = [school_of(teams, there, meter) for teams in (1, 8)]
        one, eight = (measure(there, meter, school) for school in schools)
        others = list(other_jobs(meter, schools[-1]))
    rows = [*one.rows, *eight.rows]
    for together in many(one, eight):
        rows += together.rows
    lines = [*budgets((one, eight), rows), *others]
    told = [HEAD, *lines_of(rows), "", compared(rows), small_team(eight.desired), ""]
    told += [line.text for line in lines]
    sys.stdout.write("\n".join(told) + "\n\n")
    sys.stdout.flush()
    return all(line.fits for line in lines)


def main() -> None:
    """Print everything; exit code 1 when something is over its budget."""
    began = time.monotonic()
    good = report_calls()
    sys.stdout.write(f"{time.monotonic() - began:.0f} seconds\n")
    good = report_rota() & report() & good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
