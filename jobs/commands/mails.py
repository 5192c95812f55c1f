"""The command `mail`: send one kind of letter now, or look at it first."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.options import DryRun, Json, Now, Schools, opened
from jobs.console import FAILED, UNFINISHED, Voice
from jobs.work.delivery import Delivered, deliver, open_outbox
from jobs.work.mail import overview_mail, pizzasessie_mail, week_mail
from jobs.work.school import SchoolAtWork
from sync.outbox import Letter


class Kind(StrEnum):
    """The letters that can be asked for."""

    week = "week"
    overview = "overview"
    pizzasessie = "pizzasessie"


def mail(
    kind: Annotated[Kind, typer.Argument(help="Which letter.", show_default=False)],
    schools: Schools = None,
    *,
    team: Annotated[
        str | None, typer.Option(help="Only this team's week mail.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Write the letters to this folder instead of sending them."),
    ] = None,
    dry_run: DryRun = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Send a letter once; a letter that went before does not go again."""
    voice = Voice(as_json)
    results: set[str] = set()
    for school in opened(schools, now):
        for letter in _letters(school, kind, team):
            results.add(_handle(voice, school, letter, out=out, dry_run=dry_run))
    voice.finish()
    if "not sent" in results:
        raise typer.Exit(FAILED)
    if "unknown" in results:
        raise typer.Exit(UNFINISHED)


def _letters(school: SchoolAtWork, kind: Kind, team: str | None) -> Iterator[Letter]:
    if kind is Kind.week:
        for one in school.configuration.teams:
            if team in (None, one.key):
                yield week_mail(school, one)
        return
    makers: dict[Kind, Callable[[SchoolAtWork], Letter]] = {
        Kind.overview: overview_mail,
        Kind.pizzasessie: pizzasessie_mail,
    }
    yield makers[kind](school)


def _handle(
    voice: Voice, school: SchoolAtWork, letter: Letter, *, out: Path | None, dry_run: bool
) -> str:
    if out is not None and not dry_run:
        _write(out, letter)
        voice.say(f"{letter.key}: written to {out}")
        return "written"
    if dry_run:
        voice.say(f"{letter.key}: would go to {len(letter.to)} people: {letter.subject}")
        voice.report(letter.key, "would go")
        return "would go"
    delivered: Delivered = deliver(school, open_outbox(school.configuration), letter)
    voice.say(f"{letter.key}: {delivered.result}")
    if delivered.message:
        voice.complain(delivered.message)
    voice.report(letter.key, delivered.result)
    return delivered.result


def _write(folder: Path, letter: Letter) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = letter.key.replace("/", "-")
    (folder / f"{name}.html").write_text(letter.html, encoding="utf-8")
    (folder / f"{name}.txt").write_text(letter.text, encoding="utf-8")
