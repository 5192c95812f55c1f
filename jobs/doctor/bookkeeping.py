"""What a school keeps itself: its file, its time zone, its ledger and its Beheer sheet."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jobs.doctor.check import Check, failed, passed, refused, warned
from jobs.ledger import Ledger, LedgerUnusableError
from jobs.school.problems import Problem
from jobs.work.beheer import BeheerUnusableError, look_at_beheer
from jobs.work.school import NotSetUpError, SchoolAtWork
from sync.errors import SyncError

BACK_UP = "put a back-up of it in its place, or move it away: set-up finds the files again"


def configuration(path: Path, problems: Sequence[Problem]) -> Check:
    """Whether the school's file is good, as `check` says it."""
    if not problems:
        return passed("configuration", f"{path} is good")
    mistakes = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
    return failed("configuration", f"{path} has {mistakes}", f"see: ritmiek check {path}")


def time_zone(school: SchoolAtWork) -> Check:
    """Whether the school's time zone is known here."""
    name, zone = "time zone", school.configuration.school.time_zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return failed(name, f"'{zone}' is unknown here", "correct school.time_zone")
    return passed(name, f"{zone}, where it is {school.here:%H:%M} now")


def ledger(path: Path) -> Check:
    """Whether the ledger can be opened, read and written, by its owner only."""
    name = "ledger"
    if not path.exists():
        return _no_ledger(name, path)
    try:
        rows = Ledger(path).everything()
    except LedgerUnusableError as error:
        return failed(name, str(error))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return failed(name, f"{path} cannot be written in", "give yourself the right to")
    if path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH) and os.name != "nt":
        told = f"others on this machine may write in {path}"
        return warned(name, told, f"close it with: chmod 600 {path}")
    sent = len(rows["deliveries"])
    return passed(name, f"{len(rows['files'])} files and {sent} deliveries; back it up")


def _no_ledger(name: str, path: Path) -> Check:
    there = next(folder for folder in path.parents if folder.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        return failed(
            name, f"{path} cannot be made", "give yourself the right to, or name another at ledger"
        )
    return warned(name, f"{path} does not exist yet", "the first 'ritmiek setup' makes it")


def beheer(school: SchoolAtWork) -> Check:
    """Whether the Beheer sheet can be read and is good."""
    name = "Beheer"
    try:
        found = look_at_beheer(school)
    except NotSetUpError:
        return warned(name, "there is no Beheer sheet yet", "make it with: ritmiek setup")
    except LedgerUnusableError:
        return failed(name, "it is not known where the sheet is, without a ledger", BACK_UP)
    except SyncError as error:
        return refused(name, error)
    except BeheerUnusableError as error:
        return failed(name, str(error))
    mistakes = len(found.judged.problems) + len(found.judged.elsewhere)
    if mistakes:
        told = f"{mistakes} mistakes in the sheet"
        remedy = "see: ritmiek check --beheer"
        follows = school.configuration.source == "beheer"
        return failed(name, told, remedy) if follows else warned(name, told, remedy)
    return passed(name, "the sheet can be read and is good")
