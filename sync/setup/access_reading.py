"""Reading who may do what: which files are asked about, what differs, and what goes too far.

A quick reading asks about folders and forms that changed, and about what holds anonymous answers
and was moved; a deep one about every file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sync.desired import Desired, DesiredFolder, DesiredForm, DesiredSpreadsheet, Files, Unit
from sync.errors import SyncError
from sync.files.accounts import as_drive_names
from sync.files.drive import PRINT, FoundFile, owner_of
from sync.files.fingerprints import folder_print, form_print
from sync.files.given import MOST_PROPERTIES, Given, given_of
from sync.files.grants import Difference, Excess, Grant, Held, compare, held, wanted_of
from sync.files.rights import list_permissions
from sync.setup.access import ExcessWork
from sync.setup.under_way import is_under_way
from sync.wire.google import Google

Granted = DesiredFolder | DesiredForm
Entry = Granted | DesiredSpreadsheet


@dataclass(frozen=True)
class FileAccess:
    """What was found of one file: who should have access, who has, and what Ritmiek gave.

    It is `private` when it holds anonymous answers, and `moved` when people put it elsewhere.
    """

    file: FoundFile
    wanted: tuple[Grant, ...]
    there: tuple[Held, ...]
    difference: Difference
    given: Given
    private: bool = False
    moved: bool = False


class AccessReader:
    """What one reading of a school found of its files' permissions."""

    def __init__(
        self,
        google: Google,
        desired: Desired,
        files: Files,
        found: Mapping[str, FoundFile],
        *,
        deep: bool,
        restore: bool = False,
    ) -> None:
        self._desired = desired
        self._files = files
        self._found = found
        self._deep = deep
        self._restore = restore
        self._private = {form.folder for form in desired.forms() if form.form.anonymous}
        keys = [entry.key for entry in _entries(desired) if self._is_asked(entry)]
        self._permissions = list_permissions(google, [found[key].id for key in keys])

    def differs(self, entry: Granted) -> bool:
        """Whether the file has to be read: it is another than was last applied, or all are read."""
        file = self._found[entry.key]
        wanted = folder_print(entry) if isinstance(entry, DesiredFolder) else form_print(entry)
        return self._deep or applied_print(self._desired.school, file, self._files) != wanted

    def difference(self, entry: Granted) -> Difference:
        """What keeps access to a file from being right; raises what kept it from being read."""
        return self.access(entry).difference

    def excess(self, unit: Unit) -> list[ExcessWork]:
        """The unit's files that somebody may do more with than the configuration says."""
        entries: list[Entry] = [*unit.folders, *unit.forms, *unit.spreadsheets]
        works = (self._excess(entry) for entry in entries if self._is_asked(entry))
        return [work for work in works if work is not None]

    def access(self, entry: Entry) -> FileAccess:
        """Everything about a file that was asked about; raises what kept it from being read."""
        file = self._found[entry.key]
        there, given = self._held(entry), given_of(self._desired.school, file, self._files)
        wanted = self._wanted(entry, there, given)
        found = compare(wanted, there, given)
        private = self._is_private(entry)
        moved = private and self._is_moved(entry)
        if private and (moved or isinstance(entry, DesiredFolder)):
            # Whoever signed in owns the folders around as well, and comes in by none of them.
            owners = {one.grant.holder for one in there if one.grant.role == "owner"}
            coming = (one for one in there if self._comes_in(one))
            more = tuple(Excess(one) for one in coming if one.grant.holder not in owners)
            found = replace(found, excess=(*found.excess, *more))
        return FileAccess(file, wanted, tuple(there), found, given, private=private, moved=moved)

    def _excess(self, entry: Entry) -> ExcessWork | None:
        private = self._is_private(entry)
        access = self.access(entry) if self._deep or private else None
        if access is None or not access.difference.excess:
            return None
        file, home = access.file, self._home(entry)
        return ExcessWork(
            entry.key,
            file.kind,
            file.name,
            file.id,
            access.difference.excess,
            anonymous=private,
            home=home.id if access.moved and home else None,
            away=file.parent if access.moved else None,
            restored=self._restore,
        )

    def _wanted(self, entry: Entry, there: Sequence[Held], given: Given) -> tuple[Grant, ...]:
        """Who should have access, by the addresses that Drive tells."""
        if isinstance(entry, DesiredSpreadsheet):
            return ()
        return as_drive_names(wanted_of(entry), there, given)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The addresses of everybody who gets a folder, those that Drive tells for them too."""
        folders = [folder for unit in self._desired.units for folder in unit.folders]
        found = {grant.who for folder in folders for grant in wanted_of(folder)}
        for folder in folders:
            file = self._found.get(folder.key)
            if file and isinstance(self._permissions.get(file.id), list):
                given = given_of(self._desired.school, file, self._files)
                found |= {grant.who for grant in self._wanted(folder, self._held(folder), given)}
        return frozenset(found)

    def _comes_in(self, one: Held) -> bool:
        """Whether a folder, or a place in the shared drive, lets somebody at anonymous answers."""
        return one.via == "folder" or (one.via == "drive" and one.grant.who in self._named)

    def _held(self, entry: Entry) -> list[Held]:
        file = self._found[entry.key]
        current = self._permissions[file.id]
        if isinstance(current, SyncError):
            raise current
        home = self._home(entry)
        around = self._permissions.get(home.id, []) if home and home.id == file.parent else []
        above = [] if isinstance(around, SyncError) else [one.grant for one in held(around)]
        return held(current, above)

    def _is_asked(self, entry: Entry) -> bool:
        if entry.key not in self._found:
            return False
        if isinstance(entry, DesiredSpreadsheet):
            # One that the configuration names by its id is somebody else's to share.
            return self._deep and entry.file_id is None
        return self.differs(entry) or (self._is_private(entry) and self._is_moved(entry))

    def _is_private(self, entry: Entry) -> bool:
        if isinstance(entry, DesiredFolder):
            return entry.key in self._private
        return isinstance(entry, DesiredForm) and entry.form.anonymous

    def _is_moved(self, entry: Entry) -> bool:
        home = self._home(entry)
        return home is not None and home.id != self._found[entry.key].parent

    def _home(self, entry: Entry) -> FoundFile | None:
        key = entry.parent if isinstance(entry, DesiredFolder) else entry.folder
        return self._found.get(key) if key else None


def applied_print(school: str, file: FoundFile, files: Files) -> str:
    """The fingerprint of what was applied, or nothing; it stands with the file.

    Of a file that a set-up did not finish, nothing is known. In a folder of very many schools there
    may be no room for it: the ledger has it then.
    """
    if is_under_way(files, school, file.key):
        return ""
    stamped = file.stamps.get(print_name(school, file), "")
    known = None if stamped or len(file.stamps) < MOST_PROPERTIES else files.find(file.key)
    return known.applied if known and known.id == file.id else stamped


def print_name(school: str, file: FoundFile) -> str:
    """Under which name a fingerprint is kept: each school has its own on a folder they share."""
    if file.kind == "folder" and owner_of(file.key) != school:
        return f"{PRINT}_{school}"
    return PRINT


def _entries(desired: Desired) -> Iterator[Entry]:
    for unit in desired.units:
        yield from unit.folders
        yield from unit.forms
        yield from unit.spreadsheets
