"""The command `check`: everything that is wrong with the schools' own files, at once."""

from collections.abc import Sequence
from typing import Annotated

import typer

from jobs.commands.beheer import check_sheet, reported
from jobs.commands.options import Json, Schools
from jobs.console import FAILED, WRONG_USE, Voice
from jobs.programme.own_words import own_problems, unused_definitions
from jobs.school.config import find_configurations, read_configurations
from jobs.school.problems import Problem
from jobs.school.schema import schema_text


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
    unused: list[Problem] = []
    told: list[dict[str, object]] = []
    for path, reading in read_configurations(find_configurations(schools or [])).items():
        own = own_problems(reading.configuration) if reading.configuration else ()
        problems += [*reading.problems, *own]
        unused += unused_definitions(reading.configuration) if reading.configuration else ()
        if not (reading.problems or own):
            voice.say(f"{path}: good")
        if reading.configuration and (beheer or reading.configuration.source == "beheer"):
            told += check_sheet(voice, path, reading.configuration)
    for problem in (*unused, *problems):
        voice.say(str(problem))
    voice.report("problems", [*map(reported, problems), *told])
    voice.report("unused", [reported(one) for one in unused])
    voice.finish()
    if problems or told:
        raise typer.Exit(exit_code(problems))


def exit_code(problems: Sequence[Problem]) -> int:
    """Naming a file that cannot be read is wrong use; a file with mistakes is a failure."""
    return WRONG_USE if any(one.rule == "unreadable" for one in problems) else FAILED
