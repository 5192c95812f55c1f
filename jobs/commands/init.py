"""The command `init`: a new school's file, from a few questions."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands import asking
from jobs.commands.asking import Asker
from jobs.commands.files import writing
from jobs.commands.options import DryRun
from jobs.console import Voice
from jobs.school.init import Answers, SchoolFileExistsError, new_school_text, write_new_school


@dataclass(frozen=True)
class _Given:
    """What the options say; whatever is None is asked, or left to its default."""

    name: str | None
    kind: str | None
    region: str | None
    domain: str | None
    teams: str | None
    coach: str | None
    pizza_group: str | None
    place: str | None
    drive: str | None
    mail: str | None
    server: str | None

    @property
    def lacks(self) -> bool:
        """Whether something is missing that only a person can tell."""
        return None in (self.name, self.kind, self.region, self.domain, self.teams)


def _option(help_: str, *names: str) -> typer.models.OptionInfo:
    found: typer.models.OptionInfo = typer.Option(*names, help=help_, show_default=False)
    return found


def init(
    path: Annotated[Path, typer.Argument(help="The file to make.")] = Path("school.yaml"),
    *,
    name: Annotated[str | None, _option("Name of the school.")] = None,
    kind: Annotated[str | None, _option("po, vo, mbo or hbo.", "--type")] = None,
    region: Annotated[str | None, _option("Vacation region: noord, midden or zuid.")] = None,
    domain: Annotated[str | None, _option("Domain of the school's mail.")] = None,
    teams: Annotated[str | None, _option("Names of the teams, with commas.")] = None,
    coach: Annotated[
        str | None, _option("The schoolcoach, as: Voornaam Achternaam <naam@school.nl>.")
    ] = None,
    pizza_group: Annotated[str | None, _option("Name of the pizza group.")] = None,
    place: Annotated[
        str | None, _option("Where forms and sheets live: local or google.", "--on")
    ] = None,
    drive: Annotated[str | None, _option("Id of the shared drive at Google.", "--drive")] = None,
    mail: Annotated[str | None, _option("How mail leaves: outbox, gmail or smtp.")] = None,
    server: Annotated[str | None, _option("Name of the mail server, with --mail smtp.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Make a school's file from a few answers; it never overwrites one."""
    voice = Voice()
    if path.exists() and not dry_run:
        raise SchoolFileExistsError(path)
    given = _Given(
        name, kind, region, domain, teams, coach, pizza_group, place, drive, mail, server
    )
    answers = _answers(given)
    today = datetime.now(UTC).date()
    if dry_run:
        voice.say(new_school_text(answers, today=today))
        return
    with writing(path):
        write_new_school(path, answers, today=today)
    voice.say(f"Made {path}. Put your own people in it, then run: ritmiek check {path}")


def _answers(given: _Given) -> Answers:
    """What was given, and for the rest what a person answers."""
    ask = Asker(talks=given.lacks)
    name = ask.must(given.name, "Name of the school", asking.name)
    kind = ask.must(given.kind, "Type (po, vo, mbo, hbo)", asking.school_type, "po")
    region = ask.must(given.region, "Vacation region (noord, midden, zuid)", asking.region)
    domain = ask.must(given.domain, "Domain of the school's mail, such as school.nl", asking.domain)
    teams = ask.must(given.teams, "Names of the teams, with a comma between them", asking.teams)
    coach = ask.may(
        given.coach, "Mail address of the schoolcoach (Enter: later)", asking.coach_in(domain)
    )
    group = ask.may(given.pizza_group, "Name of the pizza group (Enter: none)", asking.group)
    place = ask.may(given.place, "Where it runs (local, google)", asking.place, "local")
    drive = ""
    if place == "google" or given.drive:
        drive = ask.may(given.drive, "Id of the shared drive (Enter: later)", asking.drive)
    mail = ask.may(given.mail, "How mail leaves (outbox, gmail, smtp)", asking.way, "outbox")
    server = ""
    if mail == "smtp":
        server = ask.must(given.server, "Name of the mail server", asking.host)
    return Answers(
        name, kind, region, domain, teams, coach, group, place, drive, mail, mail_server=server
    )
