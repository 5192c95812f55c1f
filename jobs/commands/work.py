"""Commands that do the work: `plan`, `setup`, `collect` and `run`."""

from typing import Annotated, Any

import typer

from jobs.commands.options import DryRun, Json, Now, Schools, opened
from jobs.console import FAILED, UNFINISHED, Voice
from jobs.due import Job, due_now
from jobs.runner import RunReport, run_due
from jobs.work.collect import Collected, collect_school
from jobs.work.school import SchoolAtWork
from sync.plan import Plan, make_plan
from sync.setup import apply

Deep = Annotated[
    bool, typer.Option("--deep", help="Read every file instead of trusting its stamp.")
]


def plan(schools: Schools = None, *, deep: Deep = False, as_json: Json = False) -> None:
    """Say what set-up would change, and write nothing; exit code 3 when there is something."""
    voice = Voice(as_json)
    drift = False
    for school in opened(schools, None):
        found = make_plan(school.google, school.desired, school.ledger, deep=deep)
        drift = drift or not found.empty
        _say_plan(voice, school, found)
    voice.finish()
    if drift:
        raise typer.Exit(UNFINISHED)


def setup(
    schools: Schools = None, *, dry_run: DryRun = False, deep: Deep = False, as_json: Json = False
) -> None:
    """Make and change what the plan says; what exists and is right is left alone."""
    voice = Voice(as_json)
    failed = False
    for school in opened(schools, None):
        found = make_plan(school.google, school.desired, school.ledger, deep=deep)
        _say_plan(voice, school, found)
        if dry_run or found.empty:
            continue
        with voice.progress("set-up", len(found.changes)) as step:
            outcome = apply(school.google, found, school.ledger, step)
        for failure in outcome.failures:
            voice.complain(failure.line)
        failed = failed or not outcome.ok
        calls = sum(school.google.calls.values())
        voice.say(f"{school.configuration.school.name}: done with {calls} calls.")
    voice.finish()
    if failed:
        raise typer.Exit(FAILED)


def _say_plan(voice: Voice, school: SchoolAtWork, found: Plan) -> None:
    name = school.configuration.school.name
    lines = list(found.lines)
    voice.say(f"{name}: {len(lines)} changes" if lines else f"{name}: nothing changes")
    for line in lines:
        voice.say(f"  {line}")
    voice.report(school.configuration.school.key, lines)


def collect(
    schools: Schools = None, *, dry_run: DryRun = False, now: Now = None, as_json: Json = False
) -> None:
    """Bring the answers from the forms to the sheets."""
    voice = Voice(as_json)
    failed = False
    for school in opened(schools, now):
        with voice.progress("collect", len(school.configuration.teams)) as step:
            collected = collect_school(school, step, write=not dry_run)
        _say_collected(voice, school, collected, dry_run=dry_run)
        failed = failed or bool(collected.failures)
    voice.finish()
    if failed:
        raise typer.Exit(FAILED)


def _say_collected(
    voice: Voice, school: SchoolAtWork, collected: Collected, *, dry_run: bool = False
) -> None:
    name = school.configuration.school.name
    changed = "would change" if dry_run else "changed"
    voice.say(f"{name}: {collected.answers} answers read, {collected.sheets} sheets {changed}")
    if collected.unknown:
        voice.say(
            f"{name}: {collected.unknown} answers are to questions that these forms no longer "
            "have; they stay in the form and are not counted"
        )
    for team, why in collected.failures.items():
        voice.complain(f"{name}, {team}: {why}")
    voice.report(
        school.configuration.school.key,
        {
            "answers": collected.answers,
            "sheets": collected.sheets,
            "unknown": collected.unknown,
            "failures": dict(collected.failures),
        },
    )


def run(
    job: Annotated[
        Job | None, typer.Option("--job", help="Only this job.", show_default=False)
    ] = None,
    schools: Schools = None,
    *,
    dry_run: DryRun = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Do everything that is due now, and stop: this is what cron calls."""
    voice = Voice(as_json)
    failed = unfinished = False
    for school in opened(schools, now):
        if dry_run:
            _say_due(voice, school)
            continue
        report = run_due(school, job)
        _say_run(voice, school, report)
        failed = failed or report.failed
        unfinished = unfinished or bool(school.ledger.undelivered())
    voice.finish()
    if failed or unfinished:
        raise typer.Exit(FAILED if failed else UNFINISHED)


def _say_due(voice: Voice, school: SchoolAtWork) -> None:
    due = due_now(school.configuration, school.calendar, school.ledger, school.now)
    name = school.configuration.school.name
    for one in due:
        voice.say(f"{name}: would do {one.job}, {one.key}")
    if not due:
        voice.say(f"{name}: nothing is due")
    voice.report(school.configuration.school.key, [one.key for one in due])


def _say_run(voice: Voice, school: SchoolAtWork, report: RunReport) -> None:
    name = school.configuration.school.name
    if not report.due:
        voice.say(f"{name}: nothing is due")
    if report.collected:
        _say_collected(voice, school, report.collected)
    for letter in report.delivered:
        voice.say(f"{name}: {letter.key}: {letter.result}")
        if letter.message:
            voice.complain(letter.message)
    for failure in report.failures:
        voice.complain(f"{name}: {failure}")
    for waiting in school.ledger.undelivered():
        voice.complain(f"{name}: {waiting.key}: {_waiting(waiting.status)}")
    summary: dict[str, Any] = {
        "due": [one.key for one in report.due],
        "delivered": {letter.key: letter.result for letter in report.delivered},
        "failures": list(report.failures),
    }
    voice.report(school.configuration.school.key, summary)


def _waiting(status: str) -> str:
    if status == "failed":
        return "not sent; it is tried again at the next run"
    return "nobody knows whether this mail left; look in the sender's mailbox"
