"""The command `person`: what there is about somebody, to give to them or to take away."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.files import writing
from jobs.commands.one_school import Confirm, OneSchool, confirmed, file_of
from jobs.commands.options import DryRun, Json, Now, opened
from jobs.console import Voice
from jobs.leaving.finding import FoundCell, find_person
from jobs.leaving.folder import PlaceTakenError, as_json, write_own
from jobs.leaving.forgetting import (
    INSTEAD,
    Forgetting,
    Forgotten,
    forget_person,
    plan_forgetting,
)
from jobs.leaving.person_report import as_data, as_markdown
from jobs.leaving.whose import Whose, somebody
from jobs.work.school import SchoolAtWork


@dataclass(frozen=True)
class _Way:
    """How to remove: with which name it was confirmed, only said, and in whose cells."""

    confirm: str | None
    dry_run: bool
    in_peoples_cells: bool


class What(StrEnum):
    """What can be done with somebody's data."""

    give = "give"
    remove = "remove"


def person(
    what: Annotated[What, typer.Argument(help="To give, or to remove.", show_default=False)],
    school: OneSchool,
    who: Annotated[
        str, typer.Argument(help="Whose: the address, or the whole name.", show_default=False)
    ],
    *,
    to: Annotated[
        Path | None, typer.Option(help="The file to write (.md; a .json comes beside it).")
    ] = None,
    in_peoples_cells: Annotated[
        bool, typer.Option("--in-peoples-cells", help="Also change cells that people wrote.")
    ] = False,
    confirm: Confirm = None,
    dry_run: DryRun = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Find everything about one person: write it down for them, or take it away."""
    errand = Errand(Voice(as_json))
    [found] = opened([file_of(school)], now)
    whose = somebody(found.configuration, who)
    with errand.at(found.name):
        if what is What.give:
            _give(errand, found, whose, to)
        else:
            way = _Way(confirm=confirm, dry_run=dry_run, in_peoples_cells=in_peoples_cells)
            _remove(errand, found, whose, way)
    errand.end()


def _give(errand: Errand, school: SchoolAtWork, whose: Whose, to: Path | None) -> None:
    text = (to or Path(f"gegevens-{school.key}-{school.here:%Y-%m-%d}.md")).with_suffix(".md")
    data = text.with_suffix(".json")
    for path in (text, data):
        if path.exists():
            raise PlaceTakenError(path)
    with errand.voice.progress("looking", len(school.configuration.teams)) as step:
        finds = find_person(school, whose, step)
    with writing(text):
        text.parent.mkdir(parents=True, exist_ok=True)
        write_own(text, as_markdown(school, whose, finds).encode())
        write_own(data, as_json(as_data(school, whose, finds)))
    errand.voice.say(
        f"{school.name}: {len(finds.cells)} cells, {len(finds.answers)} answers and"
        f" {len(finds.rights)} rights are in {text} and {data}; read it before you give it"
    )
    errand.voice.report(school.key, {"files": [str(text), str(data)]})


def _remove(errand: Errand, school: SchoolAtWork, whose: Whose, way: _Way) -> None:
    voice, people = errand.voice, way.in_peoples_cells
    with voice.progress("looking", len(school.configuration.teams)) as step:
        shown = plan_forgetting(school, whose, step, in_peoples_cells=people)
    _say_plan(errand, school, whose, shown)
    voice.report(school.key, _figures(shown))
    if way.dry_run or shown.empty:
        return
    confirmed(whose.called, way.confirm, what="the name of this person")
    with voice.progress("looking again", len(school.configuration.teams)) as step:
        done = forget_person(school, whose, shown, step, in_peoples_cells=people)
    _say_done(errand, school, done)


def _say_plan(errand: Errand, school: SchoolAtWork, whose: Whose, shown: Forgetting) -> None:
    voice = errand.voice
    voice.say(f"{school.name}: about {whose.called}")
    for right in shown.rights:
        voice.say(f"  take away: access ({right.role}) to {right.file.kind} {right.file.name}")
    for right in shown.rights_left:
        kept = "stays: access to {}, which another school gave; ask that school"
        along = "goes along or stays: access to {}, given with a folder or drive"
        voice.say(f"  {(kept if right.others else along).format(right.file.name)}")
    for cell in shown.written:
        voice.say(f"  replace by '{INSTEAD}': {_place(cell)}")
    for row in dict.fromkeys((one.file.name, one.tab, one.row) for one in shown.cleared):
        voice.say(f"  empty: {row[0]}, tab {row[1]}, cells {row[2][0]} to {row[2][-1]}")
    for key in shown.finds.kept:
        voice.say(f"  replace by '{INSTEAD}': {key} in the ledger")
    for cell in shown.left:
        why = cell.fixed or "people wrote it; --in-peoples-cells changes it too"
        voice.say(f"  stays: {_place(cell)} ({why}): {cell.address}")
    _say_what_cannot(errand, school, whose, shown)


def _say_what_cannot(errand: Errand, school: SchoolAtWork, whose: Whose, shown: Forgetting) -> None:
    """What is left for people to do; the exit code says so too."""
    voice = errand.voice
    for answer in shown.finds.answers:
        voice.say(
            f"  by hand, before the next collect: form {answer.file.name}, answer of"
            f" {answer.given[:10]}: open {answer.file.address}, Responses, Individual, and throw it"
            " away; Google lets no program do that"
        )
    if shown.finds.anonymous:
        names = ", ".join(shown.finds.anonymous)
        voice.say(f"  anonymous answers cannot be traced, and are not searched: {names}")
    if whose.roles and school.configuration.source == "yaml":
        voice.say(
            f"  by hand, first: the school's file still has this person ({', '.join(whose.roles)});"
            " take them out there, or the next set-up brings access and name back"
        )
        errand.unfinished = True
    errand.unfinished = errand.unfinished or bool(shown.left or shown.finds.answers)


def _say_done(errand: Errand, school: SchoolAtWork, done: Forgotten) -> None:
    for sentence in done.failures:
        errand.fail(school.name, sentence)
    errand.voice.say(
        f"{school.name}: {done.rights} rights taken away, {done.cells} cells replaced,"
        f" {done.rows} rows of Beheer emptied"
    )


def _place(cell: FoundCell) -> str:
    return f"{cell.file.name}, tab {cell.tab}, cell {cell.cell}"


def _figures(shown: Forgetting) -> dict[str, object]:
    return {
        "rights": len(shown.rights),
        "written": len(shown.written),
        "cleared": len({one.row for one in shown.cleared}),
        "left": [one.address for one in shown.left],
        "answers": len(shown.finds.answers),
        "anonymous": list(shown.finds.anonymous),
    }
