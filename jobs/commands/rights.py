"""The command `rights`: who sees what of a school, and why, as it is at Google now."""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.options import Json, Schools, opened
from jobs.console import Voice
from jobs.work.rights_report import rights_report
from jobs.work.rights_telling import WORDS, as_markdown, as_text


class Format(StrEnum):
    """How the rights are told."""

    text = "text"
    markdown = "markdown"
    json = "json"


def rights(
    schools: Schools = None,
    *,
    format_: Annotated[
        Format, typer.Option("--format", help="As text, as Markdown, or as JSON.")
    ] = Format.text,
    as_json: Json = False,
) -> None:
    """Say who sees what and why, and write nothing; exit code 3 when it is more or less."""
    form = Format.json if as_json else format_
    errand = Errand(Voice(form is Format.json))
    for school in opened(schools, None):
        with errand.at(school.name):
            report = rights_report(school)
            words = WORDS[school.configuration.school.language]
            lines = as_markdown if form is Format.markdown else as_text
            for line in lines(report, words):
                errand.voice.say(line)
            errand.voice.report(school.key, asdict(report))
            errand.unfinished = errand.unfinished or bool(report.differing or report.missing)
    errand.end(told=form is Format.markdown)
