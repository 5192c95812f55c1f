"""Commands about the school's own file: `init` makes one, `check` reads it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobs.commands.beheer import check_sheet, reported
from jobs.commands.files import writing
from jobs.commands.options import DryRun, Json, Schools
from jobs.console import FAILED, WRONG_USE, Voice
from jobs.programme.own_words import own_problems
from jobs.school.config import find_configurations, read_configurations
from jobs.school.init import Answers, new_school_text, write_new_school
from jobs.school.problems import Problem
from jobs.school.schema import schema_text


def init(
    path: Annotated[Path, typer.Argument(help="The file to make.")] = Path("school.yaml"),
    *,
    name: Annotated[str, typer.Option(prompt="Name of the school")],
    kind: Annotated[
        Literal["po", "vo", "mbo", "hbo"],
        typer.Option("--type", prompt="Type"),
    ],
    region: Annotated[
        Literal["noord", "midden", "zuid"],
        typer.Option(prompt="Vacation region"),
    ],
    domain: Annotated[str, typer.Option(prompt="Domain of the school's mail, such as school.nl")],
    teams: Annotated[str, typer.Option(prompt="Names of the teams, with a comma between them")],
    dry_run: DryRun = False,
) -> None:
    """Make a school's file from five answers; it never overwrites one."""
    voice = Voice()
    named = tuple(team.strip() for team in teams.split(",") if team.strip())
    answers = Answers(name=name, type=kind, region=region, domain=domain, teams=named)
    today = datetime.now(UTC).date()
    if dry_run:
        voice.say(new_school_text(answers, today=today))
        return
    with writing(path):
        write_new_school(path, answers, today=today)
    voice.say(f"Made {path}. Put your own people in it, then run: ritmiek check {path}")


def check(
    schools: Schools = None,
    *,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a school's file.")
    ] = False,
    beheer: Annotated[
        bool,
        typer.Option(
            "--beheer",
            help="Read the Beheer sheets too; with 'source: beheer' that is done anyway.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Read the schools' files and Beheer sheets, and report every mistake at once."""
    voice = Voice(as_json)
    if schema:
        typer.echo(schema_text(), nl=False)
        return
    problems: list[Problem] = []
    told: list[dict[str, object]] = []
    for path, reading in read_configurations(find_configurations(schools or [])).items():
        own = own_problems(reading.configuration) if reading.configuration else ()
        problems += [*reading.problems, *own]
        if not (reading.problems or own):
            voice.say(f"{path}: good")
        if reading.configuration and (beheer or reading.configuration.source == "beheer"):
            told += check_sheet(voice, path, reading.configuration)
    for problem in problems:
        voice.say(str(problem))
    voice.report("problems", [*map(reported, problems), *told])
    voice.finish()
    if problems or told:
        raise typer.Exit(exit_code(problems))


def exit_code(problems: Sequence[Problem]) -> int:
    """Naming a file that cannot be read is wrong use; a file with mistakes is a failure."""
    return WRONG_USE if any(one.rule == "unreadable" for one in problems) else FAILED
