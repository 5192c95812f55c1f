"""Commands that do the daily work: `collect` and `run`."""

from typing import Annotated, Any

import typer

from jobs.commands.errand import Errand
from jobs.commands.options import DryRun, Json, Now, Schools, opened
from jobs.console import Voice
from jobs.due import Job, due_now
from jobs.runner import RunReport, run_due
from jobs.work.circulate import circulate_school
from jobs.work.collect import Collected, collect_school
from jobs.work.delivery import waiting
from jobs.work.school import SchoolAtWork


def collect(
    schools: Schools = None, *, dry_run: DryRun = False, now: Now = None, as_json: Json = False
) -> None:
    """Bring the answers from the forms to the sheets."""
    errand = Errand(Voice(as_json))
    for school in opened(schools, now, tell=not dry_run):
        with errand.at(school.name):
            teams = len(school.configuration.teams)
            with errand.voice.progress("collect", teams) as step:
                collected = collect_school(school, step, write=not dry_run)
            _say_collected(errand.voice, school.name, collected, dry_run=dry_run)
            failures = {**collected.failures, **collected.former.failures}
            if collected.teams:
                circulated = circulate_school(school, write=not dry_run)
                errand.voice.say(f"{school.name}: {circulated.sheets} sheets passed on to others")
                failures |= circulated.failures
            for what, why in failures.items():
                errand.fail(f"{school.name}, {what}", why)
            errand.voice.report(school.key, _figures(collected))
    errand.end()


def _say_collected(voice: Voice, name: str, collected: Collected, *, dry_run: bool = False) -> None:
    changed = "would change" if dry_run else "changed"
    voice.say(f"{name}: {collected.answers} answers read, {collected.sheets} sheets {changed}")
    for team in collected.former.complete:
        voice.say(f"{name}: {team} left; its last answers are in its sheet")
    if collected.unknown:
        voice.say(
            f"{name}: {collected.unknown} answers are to questions that these forms no longer have "
            "or that people put there; they stay in the form and are not counted"
        )
    if collected.unreadable:
        voice.say(
            f"{name}: {collected.unreadable} answers are none of the options of their question; "
            "they stay in the form and are not counted"
        )


def _figures(collected: Collected) -> dict[str, Any]:
    return {
        "answers": collected.answers,
        "sheets": collected.sheets,
        "unknown": collected.unknown,
        "unreadable": collected.unreadable,
        "left": list(collected.former.complete),
        "failures": {**collected.failures, **collected.former.failures},
    }


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
    errand = Errand(Voice(as_json))
    for school in opened(schools, now, tell=not dry_run):
        with errand.at(school.name):
            if dry_run:
                _say_due(errand.voice, school, job)
            else:
                _say_run(errand, school, run_due(school, job))
    errand.end()


def _say_due(voice: Voice, school: SchoolAtWork, job: Job | None) -> None:
    due = due_now(school.configuration, school.calendar, school.ledger, school.now)
    due = tuple(one for one in due if job in (None, one.job))
    for one in due:
        voice.say(f"{school.name}: would do {one.job}, {one.key}")
    if not due:
        voice.say(f"{school.name}: nothing is due")
    voice.report(school.key, {"due": [one.key for one in due]})


def _say_run(errand: Errand, school: SchoolAtWork, report: RunReport) -> None:
    voice, name = errand.voice, school.name
    if not report.due:
        voice.say(f"{name}: nothing is due")
    if report.collected:
        _say_collected(voice, name, report.collected)
    if report.circulated:
        voice.say(f"{name}: {report.circulated.sheets} sheets passed on to others")
    if report.renewed and report.renewed.changed:
        voice.say(f"{name}: visits changed in {', '.join(report.renewed.changed)}")
    for letter in report.delivered:
        voice.say(f"{name}: {letter.key}: {letter.result}")
        if letter.message:
            voice.complain(f"{name}: {letter.message}")
    if report.drift:
        voice.complain(
            f"{name}: not as Ritmiek left it: {report.drift}; ritmiek plan --deep tells what"
        )
        errand.unfinished = True
    for failure in report.failures:
        errand.fail(name, failure)
    for one in waiting(school):
        voice.complain(f"{name}: {one.key}: {_waiting(one.status)}")
        errand.unfinished = True
    errand.failed = errand.failed or report.failed
    voice.report(school.key, _summary(report))


def _summary(report: RunReport) -> dict[str, Any]:
    return {
        "due": [one.key for one in report.due],
        "collected": _figures(report.collected) if report.collected else None,
        "delivered": {letter.key: letter.result for letter in report.delivered},
        "drift": report.drift,
        "failures": list(report.failures),
    }


def _waiting(status: str) -> str:
    if status == "failed":
        return "not sent; it is tried again at the next run"
    return (
        "nobody knows whether this mail left; look in the sender's mailbox, then say so with "
        "ritmiek settle"
    )
