"""The command `signup`: an organiser's form and list of schools, and the files that follow."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.files import writing
from jobs.commands.options import DryRun, Json, Now
from jobs.console import Voice
from jobs.signup.accepting import Accepted, judge, make_files, words_on_files
from jobs.signup.at_work import ZONE, OrganiserAtWork, open_organiser
from jobs.signup.organiser import DEFAULT, load_organiser
from jobs.signup.the_list import Listed, read_list, write_list
from sync.setup.applying import apply
from sync.setup.plan import Plan, make_plan


class Step(StrEnum):
    """What can be done for an organiser."""

    plan = "plan"
    setup = "setup"
    collect = "collect"
    accept = "accept"


def signup(
    what: Annotated[Step, typer.Argument(help="What to do.", show_default=False)],
    organiser: Annotated[
        Path, typer.Argument(help="The organiser's file.", show_default=True)
    ] = DEFAULT,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Where accept puts the schools' files; without it: schools, beside the file.",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRun = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Take in schools: a form, a list, and a file for each school that is agreed upon."""
    errand = Errand(Voice(as_json))
    work = open_organiser(load_organiser(organiser), datetime.now(UTC))
    if now:
        work.now = now.replace(tzinfo=ZONE)
    with errand.at(work.name):
        if what in (Step.plan, Step.setup):
            _set_up(errand, work, write=what is Step.setup and not dry_run)
            errand.unfinished = errand.unfinished and what is Step.plan
        elif what is Step.collect:
            _collect(errand, work, write=not dry_run)
        else:
            folder = out or organiser.parent / "schools"
            _accept(errand, work, folder, write=not dry_run)
    errand.end()


def _set_up(errand: Errand, work: OrganiserAtWork, *, write: bool) -> None:
    voice = errand.voice
    found = make_plan(work.google, work.desired, work.ledger)
    lines = list(found.lines)
    if lines or found.empty:
        voice.say(f"{work.name}: {f'{len(lines)} changes' if lines else 'nothing changes'}")
    for line in lines:
        voice.say(f"  {line}")
    for unit in found.units:
        if unit.failure:
            errand.fail(work.name, str(unit.failure))
    voice.report(work.key, lines)
    errand.unfinished = not found.empty
    if write and lines:
        _apply(errand, work, found)


def _apply(errand: Errand, work: OrganiserAtWork, found: Plan) -> None:
    with errand.voice.progress("set-up", len(found.changes)) as step:
        outcome = apply(work.google, found, work.ledger, step)
    for failure in outcome.failures:
        errand.fail(work.name, failure.line)
    errand.voice.say(f"{work.name}: {len(outcome.done)} changes made")
    if outcome.ok:
        errand.voice.say(f"{work.name}: the form for schools is {work.known_form().address}")


def _collect(errand: Errand, work: OrganiserAtWork, *, write: bool) -> None:
    listed = read_list(work)
    changed = write_list(work, listed, listed.files(), write=write)
    _say_listed(errand, work, listed, changed=changed, write=write)
    errand.voice.report(work.key, _figures(listed, changed=changed))


def _accept(errand: Errand, work: OrganiserAtWork, folder: Path, *, write: bool) -> None:
    listed = read_list(work)
    accepted = judge(work, listed, folder)
    if write:
        with writing(folder):
            make_files(work, accepted)
    words = words_on_files(listed, accepted)
    changed = write_list(work, listed, words, write=write)
    _say_listed(errand, work, listed, changed=changed, write=write)
    for one in accepted:
        _say_accepted(errand, work, one, write=write)
    errand.voice.report(
        work.key,
        {
            **_figures(listed, changed=changed),
            "made": {one.signup.number: str(one.path) for one in accepted if one.text},
            "refused": {
                one.signup.number: [flaw.english for flaw in one.flaws]
                for one in accepted
                if one.flaws
            },
        },
    )


def _say_listed(
    errand: Errand, work: OrganiserAtWork, listed: Listed, *, changed: bool, write: bool
) -> None:
    voice = errand.voice
    state = ("changed" if write else "would change") if changed else "did not change"
    voice.say(f"{work.name}: {len(listed.signups)} sign-ups read, the list {state}")
    if listed.unknown or listed.unreadable:
        voice.say(
            f"{work.name}: {listed.unknown + listed.unreadable} answers mean nothing to the form "
            "as it is now; they stay in the form and are left out"
        )
    if listed.strays:
        voice.complain(
            f"{work.name}: {listed.strays} agreed rows of the list belong to no sign-up; fill in "
            "the form for those schools, or empty the rows"
        )
        errand.unfinished = True


def _say_accepted(errand: Errand, work: OrganiserAtWork, one: Accepted, *, write: bool) -> None:
    name = f"{work.name}, sign-up {one.signup.number}"
    for flaw in one.flaws:
        errand.voice.complain(f"{name}: {flaw.english}")
        errand.unfinished = True
    if one.text:
        made = f"made {one.path}; look at it with: ritmiek check {one.path}"
        errand.voice.say(f"{name}: {made if write else f'would make {one.path}'}")


def _figures(listed: Listed, *, changed: bool) -> dict[str, object]:
    return {
        "signups": len(listed.signups),
        "unknown": listed.unknown,
        "unreadable": listed.unreadable,
        "changed": changed,
    }
