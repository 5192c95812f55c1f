"""Taking away what Ritmiek made for a school: planned first, to Drive's bin, and out of it again.

Only files that carry this school's key are touched, one by one. A folder goes along when it is
known to hold nothing of other people's; an account that sees only its own files cannot know that.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from jobs.leaving.ledger_rows import drop_expired, forget, remember_again, rows_of
from jobs.leaving.shared import shared_files
from jobs.school.beheer.last_good import place_of as last_good_of
from jobs.work.school import SchoolAtWork
from sync.collect import read_responses
from sync.desired import Kind
from sync.errors import SyncError
from sync.files.removal import (
    KEPT_DAYS,
    OurFile,
    from_bin,
    holds_others,
    our_files,
    sees_all,
    to_bin,
)

Step = Callable[[str], None]
Stays = Literal["unseen", "others"]
"""Why a folder stays: it cannot be seen what else is in it, or something of others is."""


@dataclass(frozen=True)
class Erasure:
    """What would be taken away; `left` are folders that stay, each with the reason."""

    files: tuple[OurFile, ...]
    folders: tuple[OurFile, ...]
    left: Mapping[OurFile, Stays]
    shared: tuple[OurFile, ...]
    answers: Mapping[str, int]
    mails: int
    rows: int

    @property
    def empty(self) -> bool:
        """Whether nothing of the school is left to take away."""
        return not (self.files or self.folders or self.rows)

    @property
    def kinds(self) -> Mapping[Kind, int]:
        """How many of each kind would go."""
        return Counter(file.kind for file in (*self.files, *self.folders))


@dataclass
class Erased:
    """What went, and a sentence for each file that did not."""

    files: int = 0
    rows: int = 0
    failures: list[str] = field(default_factory=list)


def plan_erasure(school: SchoolAtWork, step: Step = lambda _: None) -> Erasure:
    """Look at everything that a school has; one call a form, for the number of its answers."""
    everything = our_files(school.google, school.key)
    there = [file for file in everything if not file.in_bin]
    files = [file for file in there if file.kind != "folder"]
    folders, left = _folders(school, everything)
    answers = {}
    for file in files:
        if file.kind == "form":
            answers[file.id] = len(read_responses(school.google, file.id))
            step(file.name)
    rows = rows_of(school.ledger, school.configuration)
    return Erasure(
        tuple(files),
        folders,
        left,
        tuple(shared_files(school)),
        answers,
        sum(row["status"] == "sent" for row in rows.get("deliveries", ())),
        sum(map(len, rows.values())),
    )


def _folders(
    school: SchoolAtWork, everything: Sequence[OurFile]
) -> tuple[tuple[OurFile, ...], dict[OurFile, Stays]]:
    """The folders that may go, the deepest first, and why others stay."""
    folders = [one for one in everything if one.kind == "folder" and not one.in_bin]
    if not sees_all(school.google):
        return (), dict.fromkeys(folders, "unseen")
    ours = {one.id for one in everything if one.kind != "folder"}
    going: list[OurFile] = []
    left: dict[OurFile, Stays] = {}
    for folder in sorted(folders, key=lambda one: -_depth(one, folders)):
        if holds_others(school.google, folder, ours | {one.id for one in going}):
            left[folder] = "others"
        else:
            going.append(folder)
    return tuple(going), left


def _depth(folder: OurFile, folders: Sequence[OurFile]) -> int:
    above = next((one for one in folders if one.id == folder.parent), None)
    return 1 + _depth(above, folders) if above else 0


def erase(school: SchoolAtWork, found: Erasure, step: Step = lambda _: None) -> Erased:
    """Put everything of a plan in the bin; the ledger's rows go when every file went.

    Whatever breaks off is finished by planning and doing it again.
    """
    done = Erased()
    drop_expired(school.ledger, school.configuration, school.here.date())
    # The files first: while a folder is there, its files can be found by who looks for them.
    for part in (found.files, found.folders):
        failed = to_bin(school.google, part, school.now, step)
        done.files += len(part) - len(failed)
        done.failures += _sentences(part, failed)
        if done.failures:
            return done
    done.rows = forget(school.ledger, school.configuration, school.now)
    last_good_of(school.configuration.ledger).unlink(missing_ok=True)
    return done


def plan_return(school: SchoolAtWork) -> tuple[OurFile, ...]:
    """What can come back: everything that was taken away and that Drive still has."""
    return tuple(file for file in our_files(school.google, school.key) if file.erased)


def bring_back(
    school: SchoolAtWork, files: Sequence[OurFile], step: Step = lambda _: None
) -> Erased:
    """Take files out of the bin, folders first, and put the deliveries back in the ledger."""
    done = Erased()
    ordered = sorted(files, key=lambda file: file.kind != "folder")
    failed = from_bin(school.google, ordered, step)
    done.files = len(ordered) - len(failed)
    done.failures = _sentences(ordered, failed)
    if not failed:
        done.rows = remember_again(school.ledger, school.configuration)
    return done


def until(today: date) -> date:
    """Until when Drive keeps what goes in its bin today."""
    return today + timedelta(days=KEPT_DAYS)


def _sentences(files: Sequence[OurFile], failed: Mapping[str, SyncError]) -> list[str]:
    names = {file.id: file.name for file in files}
    return [f"'{names[one]}': {error}" for one, error in failed.items()]
