"""Taking one person out of what Ritmiek made: access, our own cells, their row in Beheer.

What was shown is what is done: when something moved in the meantime nothing is changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gspread.utils import absolute_range_name

from jobs.leaving.finding import Finds, FoundCell, FoundRight, find_person
from jobs.leaving.whose import Whose
from jobs.work.school import SchoolAtWork
from sync.errors import MovedSinceReadError, NotThereError, SyncError

INSTEAD = "oud-collega"
Step = Callable[[str], None]


@dataclass(frozen=True)
class Forgetting:
    """What would be done with what was found, and what people have to look at themselves."""

    finds: Finds
    written: tuple[FoundCell, ...]
    cleared: tuple[FoundCell, ...]
    left: tuple[FoundCell, ...]
    rights: tuple[FoundRight, ...]
    rights_left: tuple[FoundRight, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing that Ritmiek can do."""
        return not (self.written or self.cleared or self.rights or self.finds.kept)


@dataclass
class Forgotten:
    """How much was done, and a sentence for what failed."""

    cells: int = 0
    rows: int = 0
    rights: int = 0
    failures: list[str] = field(default_factory=list)


def plan_forgetting(
    school: SchoolAtWork,
    whose: Whose,
    step: Step = lambda _: None,
    *,
    in_peoples_cells: bool = False,
) -> Forgetting:
    """Look for everything and say what would be done; cells of people only when that was asked."""
    finds = find_person(school, whose, step)
    ours = ("ritmiek", "people") if in_peoples_cells else ("ritmiek",)
    written = tuple(one for one in finds.cells if one.owner in ours and not one.fixed)
    cleared = tuple(one for one in finds.cells if one.owner == "beheer")
    done = {*written, *cleared}
    return Forgetting(
        finds,
        written,
        cleared,
        tuple(one for one in finds.cells if one not in done),
        tuple(one for one in finds.rights if not (one.inherited or one.others)),
        tuple(one for one in finds.rights if one.inherited or one.others),
    )


def forget_person(
    school: SchoolAtWork,
    whose: Whose,
    shown: Forgetting,
    step: Step = lambda _: None,
    *,
    in_peoples_cells: bool = False,
) -> Forgotten:
    """Do what was shown; raises MovedSinceReadError before anything is changed."""
    now = plan_forgetting(school, whose, step, in_peoples_cells=in_peoples_cells)
    if now != shown:
        raise MovedSinceReadError(f"a sheet or the sharing of {school.name}")
    done = Forgotten()
    # Access first: whatever breaks off after it, nobody reads along any more.
    _take_away(school, shown.rights, done)
    _write(school, whose, shown, done)
    _forget_kept(school, whose, shown.finds)
    return done


def _take_away(school: SchoolAtWork, rights: Sequence[FoundRight], done: Forgotten) -> None:
    """One at a time: Drive applies only the last of several changes that arrive together."""
    for right in rights:
        request = school.google.drive.permissions().delete(
            fileId=right.file.id, permissionId=right.permission, supportsAllDrives=True
        )
        try:
            request.execute()
        except NotThereError:
            # What was inherited from a folder went with the folder's.
            done.rights += 1
        except SyncError as error:
            done.failures.append(f"{right.file.kind} '{right.file.name}': {error}")
        else:
            done.rights += 1


def _write(school: SchoolAtWork, whose: Whose, shown: Forgetting, done: Forgotten) -> None:
    """The cells of each spreadsheet, in one call each; one that fails stops no other."""
    for file in dict.fromkeys(one.file for one in (*shown.written, *shown.cleared)):
        written = [one for one in shown.written if one.file == file]
        cleared = {(one.tab, cell) for one in shown.cleared if one.file == file for cell in one.row}
        data = [(one.tab, one.cell, whose.replaced(one.text, INSTEAD)) for one in written]
        data += [(tab, cell, "") for tab, cell in sorted(cleared)]
        body = {
            "valueInputOption": "RAW",
            "data": [
                {"range": absolute_range_name(tab, cell), "values": [[text]]}
                for tab, cell, text in data
            ],
        }
        try:
            # Never twice by the places that were read: people may have sorted rows in between.
            school.google.sheets.values_batch_update(file.id, body)
        except SyncError as error:
            done.failures.append(f"{file.kind} '{file.name}': {error}")
            continue
        done.cells += len(written)
        done.rows += len({one.row for one in shown.cleared if one.file == file})


def _forget_kept(school: SchoolAtWork, whose: Whose, finds: Finds) -> None:
    for key in finds.kept:
        name, subject = key.split("/", 1)
        text = school.ledger.kept(name, subject)
        if text is not None:
            school.ledger.keep(name, subject, whose.replaced(text, INSTEAD))
