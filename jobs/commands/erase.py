"""The command `erase`: everything that Ritmiek made for a school to the bin, or out of it."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.one_school import Confirm, OneSchool, confirmed, opened_as_filed
from jobs.commands.options import DryRun, Json
from jobs.console import Voice
from jobs.leaving.erasing import (
    Erasure,
    Stays,
    bring_back,
    plan_erasure,
    plan_return,
    until,
)
from jobs.leaving.erasing import erase as take_away
from jobs.words.catalogue import say
from jobs.work.school import SchoolAtWork
from sync.files.removal import KEPT_DAYS

_WHY: Mapping[Stays, str] = {
    "unseen": "this account sees only files of Ritmiek and cannot know that nobody's is in it",
    "others": "it holds files that Ritmiek did not make",
}


def erase(
    school: OneSchool,
    *,
    confirm: Confirm = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take it out of the bin again, while it is there.")
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Put every file that Ritmiek made for a school in Drive's bin, and empty its ledger."""
    errand, found = Errand(Voice(as_json)), opened_as_filed(school)
    with errand.at(found.name):
        if undo:
            _undo(errand, found, dry_run=dry_run)
        else:
            _erase(errand, found, confirm, dry_run=dry_run)
    errand.end()


def _erase(errand: Errand, school: SchoolAtWork, confirm: str | None, *, dry_run: bool) -> None:
    voice = errand.voice
    with voice.progress("looking", len(school.configuration.teams)) as step:
        plan = plan_erasure(school, step)
    _say_plan(voice, school, plan)
    if dry_run:
        return
    if not plan.empty:
        confirmed(school.name, confirm, what="the name of the school")
    with voice.progress("to the bin", len(plan.files) + len(plan.folders)) as step:
        done = take_away(school, plan, step)
    for sentence in done.failures:
        errand.fail(school.name, sentence)
    if plan.empty:
        return
    voice.say(
        f"{school.name}: {done.files} files are in Drive's bin, {done.rows} rows of the ledger are"
        " gone; the school's own file was not touched"
    )
    voice.say(
        f"{school.name}: Drive keeps its bin for {KEPT_DAYS} days, until"
        f" {until(school.here.date())}; until then: ritmiek erase SCHOOL --undo"
    )
    _say_what_stays(voice, school, plan)


def _say_what_stays(voice: Voice, school: SchoolAtWork, plan: Erasure) -> None:
    """How many folders stay, and what people can do about it, in the school's language."""
    language = school.configuration.school.language
    for why, count in sorted(Counter(plan.left.values()).items()):
        voice.say(f"{school.name}: {say(f'erasing.{why}', language, count=count)}")


def _say_plan(voice: Voice, school: SchoolAtWork, plan: Erasure) -> None:
    name = school.name
    if plan.empty:
        but = " but its folders" if plan.left else ""
        voice.say(f"{name}: nothing of this school is left to take away{but}")
    else:
        kinds = ", ".join(f"{count} {kind}s" for kind, count in sorted(plan.kinds.items()))
        voice.say(f"{name}: to Drive's bin would go: {kinds or 'no files'}")
    for file in (*plan.files, *plan.folders):
        count = plan.answers.get(file.id)
        told = "" if count is None else f", with {count} answer{'' if count == 1 else 's'}"
        voice.say(f"  {file.kind} {file.name}{told}")
    if plan.rows:
        voice.say(f"  {plan.rows} rows of the ledger, for good")
    for folder, why in plan.left.items():
        voice.say(f"  stays: folder {folder.name}, for {_WHY[why]}: {folder.address}")
    _say_what_stays(voice, school, plan)
    for file in plan.shared:
        voice.say(
            f"  stays: {file.kind} {file.name}, for other schools use it; what this school wrote"
            f" there you take out by hand: {file.address}"
        )
    voice.say(f"  {plan.mails} mails were sent and cannot be called back")
    voice.report(school.key, _figures(plan))


def _figures(plan: Erasure) -> dict[str, object]:
    return {
        "files": dict(sorted(plan.kinds.items())),
        "answers": sum(plan.answers.values()),
        "rows": plan.rows,
        "mails": plan.mails,
        "left": [file.key for file in (*plan.left, *plan.shared)],
    }


def _undo(errand: Errand, school: SchoolAtWork, *, dry_run: bool) -> None:
    voice, files = errand.voice, plan_return(school)
    voice.report(school.key, {"back": [file.key for file in files]})
    if not files:
        voice.say(f"{school.name}: Drive has nothing in its bin that was erased")
        return
    if dry_run:
        voice.say(f"{school.name}: {len(files)} files would come out of the bin")
        return
    with voice.progress("out of the bin", len(files)) as step:
        done = bring_back(school, files, step)
    for sentence in done.failures:
        errand.fail(school.name, sentence)
    voice.say(
        f"{school.name}: {done.files} files are back, and what is known of {done.rows} mails;"
        " ritmiek setup finds the rest again"
    )
