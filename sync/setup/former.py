"""What a school had and its configuration no longer names: its forms close, its people leave.

Files are never removed: they hold answers and people's work. Spreadsheets stay as they are, those
of earlier school years too. What was done about a file stands in its stamp, so that nothing of it
is read again.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from sync.desired import Desired, DesiredFolder, Files, Former, Share, Unit
from sync.errors import SyncError
from sync.files.accounts import as_drive_names
from sync.files.drive import FoundFile
from sync.files.fingerprints import former_print
from sync.files.given import Given, given_of
from sync.files.google_forms import read_form, takes_answers
from sync.files.grants import (
    Held,
    Permission,
    compare,
    grant_of_share,
    held,
    was_given,
)
from sync.files.rights import list_permissions
from sync.setup.access_reading import FileAccess, applied_print
from sync.setup.closing import ClosingWork, What, is_left
from sync.setup.finding import Findings, keys_of
from sync.setup.shared import is_own
from sync.setup.under_way import is_under_way
from sync.setup.work import FolderWork
from sync.wire.google import Google


class FormerReader:
    """What one reading of a school found that its configuration no longer has."""

    def __init__(
        self, google: Google, desired: Desired, files: Files, there: Findings, *, deep: bool
    ) -> None:
        self._google = google
        self._desired = desired
        self._files = files
        self._deep = deep
        self._own = {unit.key for unit in desired.units}
        self._former = desired.former or Former()
        self.files = tuple(_former_files(desired, there)) if desired.former else ()
        """Every former folder and form, settled or not."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The former units about which something is to be done."""
        keys = dict.fromkeys(unit_of(file) for file in self.files if not self._is_settled(file))
        return tuple(Unit(key, self.name_of(key)) for key in keys if key not in self._own)

    def name_of(self, key: str) -> str:
        """What people call a former unit: the name of its folder, or else its key."""
        folders = (file.name for file in self.files if file.key == key and file.kind == "folder")
        return next(folders, key.rsplit("/", 1)[-1])

    def folders(self, unit: Unit) -> list[FolderWork]:
        """The unit's former folders that people may still open."""
        return [self._folder(file) for file in self._unsettled(unit) if file.kind == "folder"]

    def closing(self, unit: Unit) -> tuple[ClosingWork, ...]:
        """The unit's former forms; each is read once, until it is stamped as closed."""
        forms = [file for file in self._unsettled(unit) if file.kind == "form"]
        return tuple(self._form(unit, file) for file in forms)

    def access(self, file: FoundFile) -> FileAccess:
        """Who may do what with a former file, all of them in a deep reading; raises a SyncError."""
        there, given = self._held(file), given_of(self._desired.school, file, self._files)
        if file.kind == "form":
            # A closed form keeps its page: whoever may come there reads that it is closed.
            wanted = tuple(one.grant for one in there if one.grant.view and is_left(file))
        else:
            shares = self._staying(file, there, given)
            wanted = as_drive_names([grant_of_share(share) for share in shares], there, given)
        return FileAccess(file, wanted, tuple(there), compare(wanted, there, given), given)

    def _unsettled(self, unit: Unit) -> list[FoundFile]:
        here = [file for file in self.files if unit_of(file) == unit.key]
        return [file for file in here if not self._is_settled(file)]

    def _is_settled(self, file: FoundFile) -> bool:
        if file.kind == "form":
            return is_left(file) and not is_under_way(self._files, self._desired.school, file.key)
        # What is shared is found for as long as it is noted: that it was left is still to be done.
        applied = applied_print(self._desired.school, file, self._files)
        return is_own(self._desired, file.key) and applied == self._stamp(file)

    def _stamp(self, file: FoundFile) -> str:
        return former_print(self._keepers(file))

    def _keepers(self, file: FoundFile) -> Sequence[Share]:
        """Who may go on reading: nobody of ours where another school's folder was shared."""
        return self._former.keepers if is_own(self._desired, file.key) else ()

    def _form(self, unit: Unit, file: FoundFile) -> ClosingWork:
        document = read_form(self._google, file.id)
        what: What = "form" if unit.key in self._own else "team"
        return ClosingWork(file, unit.name, what, takes_answers(document))

    def _folder(self, file: FoundFile) -> FolderWork:
        access = self.access(file)
        shares = self._staying(file, access.there, access.given)
        desired = DesiredFolder(file.key, file.name, shares=shares)
        return FolderWork(desired, file, access.difference, former=self._stamp(file))

    def _staying(self, file: FoundFile, there: Sequence[Held], given: Given) -> tuple[Share, ...]:
        """Those who keep what they were given; nobody comes to what left."""
        # In whichever role: of one that was changed just before a crash, only the old is marked.
        ours = {
            one.grant.holder for one in there if one.via == "file" and was_given(one.grant, given)
        }
        named = {
            share: as_drive_names([grant_of_share(share)], there, given)[0].holder
            for share in self._keepers(file)
        }
        return tuple(share for share, holder in named.items() if holder in ours)

    def _held(self, file: FoundFile) -> list[Held]:
        current = self._permissions[file.id]
        if isinstance(current, SyncError):
            raise current
        return held(current)

    @cached_property
    def _permissions(self) -> Mapping[str, list[Permission] | SyncError]:
        asked = [file for file in self.files if self._deep or self._is_open_folder(file)]
        return list_permissions(self._google, [file.id for file in asked])

    def _is_open_folder(self, file: FoundFile) -> bool:
        return file.kind == "folder" and not self._is_settled(file)


def unit_of(file: FoundFile) -> str:
    """The key of the unit that a file belonged to: a team's, a group's, or the school's own."""
    parts = file.key.split("/")
    return parts[0] if file.kind == "form" and len(parts) == 2 else "/".join(parts[:2])


def _former_files(desired: Desired, there: Findings) -> Iterator[FoundFile]:
    keys, beside = keys_of(desired), desired.former.beside if desired.former else ()
    for key, file in there.found.items():
        elsewhere = any(f"{key}/".startswith(f"{place}/") for place in beside)
        if key not in keys and not elsewhere:
            if file.kind != "spreadsheet":
                yield file
            yield from (one for one in there.spares.get(key, ()) if one.kind == "form")
