"""What `check` says of a school's Beheer sheet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from jobs.console import Voice
from jobs.ledger import LedgerUnusableError
from jobs.school.beheer.places import SheetProblem
from jobs.school.model import Configuration
from jobs.school.problems import Problem
from jobs.work.beheer import BeheerRead, check_beheer
from jobs.work.school import NotSetUpError, open_school
from sync.errors import SyncError

Reported = dict[str, object]
PARTS = ("people", "calendar", "teams")


def check_sheet(voice: Voice, path: Path, configuration: Configuration) -> list[Reported]:
    """Read a school's sheet, say what is wrong here and in the sheet; what is left to report."""
    try:
        found = check_beheer(open_school(configuration, datetime.now(UTC)))
    except (SyncError, NotSetUpError, LedgerUnusableError) as error:
        voice.complain(f"{path}, Beheer: {error}")
        return [{"file": str(path), "rule": "unreadable-sheet", "message": str(error)}]
    for problem in found.judged.problems:
        voice.say(f"{path}, Beheer, {problem}")
    others = list(_others(path, found))
    for other in others:
        voice.say(str(other))
    if found.judged.configuration:
        voice.say(f"{path}, Beheer: good{_difference(configuration, found.judged.configuration)}")
    told = [_reported(path, problem) for problem in found.judged.problems]
    return [*told, *map(reported, others)]


def _others(path: Path, found: BeheerRead) -> Iterator[Problem]:
    """What has no cell of its own: mistakes that only show with the file, and a lost column."""
    for problem in found.judged.elsewhere:
        yield problem if problem.line else replace(problem, file=path)
    for tab in found.silent:
        message = (
            f"Beheer, tab '{tab}' has no column '{found.melding}', so nothing can be told there; "
            "restore it from the version history"
        )
        yield Problem(path, None, None, "no-melding", message)


def reported(problem: Problem) -> Reported:
    """A mistake in a file, for `--json`."""
    return {
        "file": str(problem.file),
        "line": problem.line,
        "column": problem.column,
        "rule": problem.rule,
        "message": problem.message,
    }


def _reported(path: Path, problem: SheetProblem) -> Reported:
    return {
        "file": str(path),
        "tab": problem.place.tab,
        "row": problem.place.row,
        "cell": problem.place.cell or None,
        "column": problem.place.header,
        "rule": problem.rule,
        "message": problem.message,
    }


def _difference(file: Configuration, sheet: Configuration) -> str:
    """What the sheet says otherwise, while the school still follows its file."""
    other = [part for part in PARTS if getattr(file, part) != getattr(sheet, part)]
    if file.source == "beheer" or not other:
        return ""
    return f"; its {', '.join(other)} differ from the file, and count with 'source: beheer'"
