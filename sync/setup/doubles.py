"""Two files with one key: which one is used, and what becomes of the other.

A file whose answer was lost is searched for before it is made again; where Drive's search runs
behind, there are two afterwards. One that was never set up and holds nothing goes to the bin;
of any other people are told, and decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sync.changes import Change
from sync.errors import MovedSinceReadError
from sync.files.drive import FoundFile, is_stamped
from sync.files.google_forms import read_form
from sync.sheets.spreadsheets import read_spreadsheet
from sync.sheets.tabs import holds_anything
from sync.wire.google import Google


@dataclass(frozen=True)
class DoubleWork:
    """A file that has the key of another; `bare` when it can go without anything being lost."""

    spare: FoundFile
    bare: bool

    @property
    def changes(self) -> list[Change]:
        """What would be done about it."""
        return [self._change("move the empty second", " to the bin")] if self.bare else []

    @property
    def alarms(self) -> list[Change]:
        """What people have to know: nobody but they can tell whether it may go."""
        if self.bare:
            return []
        told = " is not used; put it in the bin when nobody wrote in it"
        return [self._change("the second", told)]

    def _change(self, before: str, after: str) -> Change:
        kind, name = self.spare.kind, self.spare.name
        return Change("bin", self.spare.key, f"{before} {kind} {name}{after}", kind=kind, name=name)


def double_works(google: Google, spares: Sequence[FoundFile]) -> tuple[DoubleWork, ...]:
    """What each of these files needs; reads what is in them."""
    return tuple(DoubleWork(spare, _is_bare(google, spare)) for spare in spares)


def bin_requests(google: Google, work: DoubleWork) -> list[Any]:
    """The request that moves what is bare to the bin.

    It is read again first: MovedSinceReadError when somebody wrote in it after the plan.
    """
    if not work.bare:
        return []
    if not _is_bare(google, work.spare):
        raise MovedSinceReadError(f"the second {work.spare.kind} '{work.spare.key}'")
    return [
        google.drive.files().update(
            fileId=work.spare.id, supportsAllDrives=True, body={"trashed": True}, fields="id"
        )
    ]


def _is_bare(google: Google, file: FoundFile) -> bool:
    """Whether nobody can have put anything in it.

    Of a folder that is never certain: Ritmiek does not see what other people keep in it.
    """
    if file.kind == "folder" or is_stamped(file):
        return False
    if file.kind == "form":
        return _is_bare_form(read_form(google, file.id))
    return _is_bare_sheet(read_spreadsheet(google, file.id))


def _is_bare_form(document: dict[str, Any]) -> bool:
    state = document.get("publishSettings", {}).get("publishState", {})
    return not (document.get("items") or state.get("isPublished"))


def _is_bare_sheet(document: dict[str, Any]) -> bool:
    sheets = document.get("sheets", [])
    return len(sheets) == 1 and not any(map(holds_anything, sheets))
