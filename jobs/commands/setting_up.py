"""Commands that compare and bring up to date: `plan` and `setup`."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forms.definition import Language
from jobs.commands.errand import Errand
from jobs.commands.files import writing
from jobs.commands.options import DryRun, Json, Schools, opened
from jobs.console import Voice
from jobs.planning.bounding import beyond
from jobs.planning.keeping import (
    PlanNotAloneError,
    moved_since,
    plan_json,
    save_plan,
    saved_plan,
)
from jobs.planning.model import PlanDocument, PlannedSchool, planned_school
from jobs.planning.rendering import as_markdown, as_text, how_many
from jobs.planning.words import WORDS
from jobs.school.config import find_configurations
from jobs.turns import turn
from jobs.work.carrying import carried_over
from jobs.work.former_teams import keep_teams
from jobs.work.school import SchoolAtWork
from jobs.work.visits import recall_visits
from sync.collect import forget_collected
from sync.setup.applying import apply
from sync.setup.plan import Plan, make_plan

Deep = Annotated[
    bool,
    typer.Option(
        "--deep", help="Read every file instead of trusting its stamp; tell what people changed."
    ),
]
Restore = Annotated[
    bool,
    typer.Option("--restore", help="Put back what people changed of what is Ritmiek's."),
]


class Format(StrEnum):
    """How a plan is told."""

    text = "text"
    markdown = "markdown"
    json = "json"


@dataclass(frozen=True)
class Planned:
    """One school with its plan, as it is applied and as it is told."""

    school: SchoolAtWork
    plan: Plan
    told: PlannedSchool


def plan(
    schools: Schools = None,
    *,
    deep: Deep = False,
    restore: Restore = False,
    language: Annotated[
        Language | None,
        typer.Option(help="In Dutch or English; else the school's own.", show_default=False),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="As text, as Markdown, or whole as JSON.")
    ] = Format.text,
    out: Annotated[
        Path | None,
        typer.Option(help="Keep it in this file, for: ritmiek setup FILE.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what set-up would change, and write nothing; exit code 3 when there is something."""
    errand = Errand(Voice(as_json or format_ is not Format.text))
    told = []
    for planned in _planned(errand, schools or [], deep=deep, restore=restore, writes=False):
        told.append(planned.told)
        _say_plan(errand, planned, language)
        errand.unfinished = errand.unfinished or not planned.told.quiet
        if format_ is Format.markdown:
            words = WORDS[language or planned.told.language]
            typer.echo("\n".join(as_markdown(planned.told, words)))
    document = PlanDocument(tuple(told), deep=deep, restore=restore)
    if format_ is Format.json:
        typer.echo(plan_json(document), nl=False)
    if out is not None and not errand.failed:
        with writing(out):
            save_plan(out, document)
        errand.voice.say(f"{out}: the plan; apply exactly this with: ritmiek setup {out}")
    errand.end(told=format_ is not Format.text)


def setup(
    schools: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files of schools, or folders of them, or one saved plan; without any:"
            " school.yaml.",
            show_default=False,
        ),
    ] = None,
    *,
    dry_run: DryRun = False,
    deep: Deep = False,
    restore: Restore = False,
    force: Annotated[
        bool, typer.Option("--force", help="Go beyond the bounds of the school's file.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make and change what the plan says; what exists and is right is left alone."""
    errand = Errand(Voice(as_json))
    saved = _saved(schools or [])
    paths = [Path(one.file) for one in saved.schools] if saved else schools or []
    deep, restore = (saved.deep, saved.restore) if saved else (deep, restore)
    known = {one.key: one for one in saved.schools} if saved else {}
    for planned in _planned(errand, paths, deep=deep, restore=restore, writes=not dry_run):
        _say_plan(errand, planned, None)
        told = planned.told
        errand.unfinished = errand.unfinished or bool(told.drift)
        if saved and not _stands(errand, known.get(told.key), told):
            continue
        if restore and not dry_run:
            with errand.at(told.name):
                _write_again(planned.school)
        if told.changes and not dry_run and (force or _within(errand, planned)):
            with errand.at(told.name):
                _apply(errand, planned)
    errand.end()


def _write_again(school: SchoolAtWork) -> None:
    """Let collecting put back what people changed of what it wrote; no plan compares that."""
    forget_collected(school.ledger, [sheet.key for sheet in school.desired.spreadsheets()])


def _saved(paths: Sequence[Path]) -> PlanDocument | None:
    """The plan that was given in place of schools."""
    for path in paths:
        found = saved_plan(path) if path.is_file() else None
        if found is not None and len(paths) > 1:
            raise PlanNotAloneError(path)
        if found is not None:
            return found
    return None


def _planned(
    errand: Errand, paths: Sequence[Path], *, deep: bool, restore: bool, writes: bool
) -> Iterator[Planned]:
    """Each school with its plan, its turn held while it `writes`; one that cannot be is said."""
    files = [path.absolute() for path in find_configurations(paths)]
    for file, school in zip(files, opened(list(paths), None), strict=True):
        held = turn(school.configuration.ledger, school.key) if writes else nullcontext()
        with errand.at(school.name), held:
            school.carried = carried_over(school)
            there = recall_visits(school)
            found = make_plan(
                school.google,
                school.desired,
                school.ledger,
                deep=deep,
                restore=restore,
                there=there,
            )
            yield Planned(school, found, planned_school(school, found, str(file)))


def _say_plan(errand: Errand, planned: Planned, language: Language | None) -> None:
    voice, told = errand.voice, planned.told
    words = WORDS[language or told.language]
    if not told.failures or told.changes:
        voice.say(f"{told.name}: {how_many(told, words)}")
    for line in as_text(told, words):
        voice.say(line)
    for failure in told.failures:
        errand.fail(told.name, failure)
    voice.report(told.key, [change.line for change in told.changes])


def _stands(errand: Errand, saved: PlannedSchool | None, told: PlannedSchool) -> bool:
    """Whether the school is as it was when the plan was saved; otherwise it is said, and left."""
    moved = list(moved_since(saved, told)) if saved else ["the plan has no such school"]
    for sentence in moved:
        errand.fail(told.name, sentence)
    if moved:
        errand.fail(told.name, "nothing was done; make a new plan with: ritmiek plan --out FILE")
    return not moved


def _within(errand: Errand, planned: Planned) -> bool:
    """Whether a plan stays within the school's bounds; otherwise it is said, and left."""
    excess = list(beyond(planned.told, planned.school.configuration.bounds))
    for one in excess:
        errand.fail(planned.told.name, str(one))
    return not excess


def _apply(errand: Errand, planned: Planned) -> None:
    voice, school = errand.voice, planned.school
    with voice.progress("set-up", len(planned.told.changes)) as step:
        outcome = apply(school.google, planned.plan, school.ledger, step)
    for failure in outcome.failures:
        errand.fail(school.name, failure.line)
    school.keep_visits()
    keep_teams(school)
    voice.say(f"{school.name}: {len(outcome.done)} changes made{_left(planned.told)}")


def _left(told: PlannedSchool) -> str:
    count = len(told.drift)
    return f"; {count} of people's changes stay as they are" if count else ""
