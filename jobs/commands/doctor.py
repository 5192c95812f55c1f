"""The command `doctor`: whether everything is right before a school relies on Ritmiek."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.errand import say_calls
from jobs.commands.options import Json, Schools
from jobs.console import FAILED, UNFINISHED, Voice
from jobs.doctor.bookkeeping import configuration as looked_over
from jobs.doctor.check import Check
from jobs.doctor.examination import Asked, examine
from jobs.doctor.mail import oneself
from jobs.programme.own_words import own_problems
from jobs.school.config import Reading, find_configurations, read_configurations
from jobs.school.model import Configuration
from jobs.work.school import open_school
from sync.wire.tally import TOTAL


def doctor(
    schools: Schools = None,
    *,
    send_test: Annotated[
        bool, typer.Option("--send-test", help="Send a test mail to oneself: the sender.")
    ] = False,
    to: Annotated[
        str | None,
        typer.Option(help="With --send-test: this schoolcoach instead.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Look whether everything is right: sign-in, rights, clock, mail, files; exit code 1 or 3."""
    voice, before = Voice(as_json), TOTAL.copy()
    found: list[Check] = []
    readings = read_configurations(find_configurations(schools or []))
    asked = {path: _asked(one.configuration, to, send=send_test) for path, one in readings.items()}
    for path, reading in readings.items():
        voice.say(f"{_name(path, reading)}:")
        told = []
        for one in _checks(path, reading, asked[path]):
            voice.say(f"  {one.line}")
            told.append(one)
        found += told
        voice.report(str(path), [vars(one) for one in told])
    say_calls(voice, TOTAL.since(before))
    voice.finish()
    if code := _code(found):
        raise typer.Exit(code)


def _checks(path: Path, reading: Reading, asked: Asked) -> Iterator[Check]:
    own = own_problems(reading.configuration) if reading.configuration else ()
    yield looked_over(path, [*reading.problems, *own])
    if reading.configuration is not None:
        yield from examine(open_school(reading.configuration, datetime.now(UTC)), asked)


def _asked(configuration: Configuration | None, to: str | None, *, send: bool) -> Asked:
    if configuration is None or not send:
        return Asked()
    return Asked(oneself(configuration, to))


def _name(path: Path, reading: Reading) -> str:
    return reading.configuration.school.name if reading.configuration else str(path)


def _code(found: list[Check]) -> int:
    results = {one.result for one in found}
    if "fail" in results:
        return FAILED
    return UNFINISHED if "warning" in results else 0
