"""What one file needs: found or to be made, with what has to be written to it."""

from dataclasses import dataclass, replace
from typing import Any

from sync.changes import Change, Detail, Stay, Subject, Verb, one
from sync.desired import DesiredFolder, DesiredForm, DesiredSpreadsheet
from sync.files.drive import FoundFile
from sync.files.fingerprints import folder_print
from sync.files.google_forms import FormChange
from sync.files.grants import Difference
from sync.setup.access import folder_access, form_access
from sync.sheets.applied import NEVER, Baseline
from sync.sheets.comparison import Part
from sync.sheets.spreadsheets import SpreadsheetChange

NAME = "name"
"""Where a detail says that a file's own name differs."""


@dataclass(frozen=True)
class Origin:
    """Where differences come from: `same` when ours did not change since the last set-up.

    What differs then was changed by people, and is put back with `restore` only. `before` says
    that there was an earlier set-up, whatever ours was then.
    """

    same: bool = False
    restore: bool = False
    before: bool = False

    @property
    def leaves(self) -> bool:
        """Whether what differs stays as people made it."""
        return self.same and not self.restore

    @property
    def keeps_closed(self) -> bool:
        """Whether a form that is not published stays so: it was, and people undid that."""
        return self.before and not self.restore


ANEW = Origin()
"""Nothing is known of an earlier set-up, or ours changed since."""


@dataclass(frozen=True)
class FolderWork:
    """A folder that is missing, or that differs, or that the configuration no longer has.

    The last has another stamp, in `former`, and is told what is taken away from it.
    """

    desired: DesiredFolder
    found: FoundFile | None
    rights: Difference
    origin: Origin = ANEW
    former: str = ""

    @property
    def stamp(self) -> str:
        """What the folder is stamped with once it is as it should be."""
        return self.former or folder_print(self.desired)

    @property
    def needed(self) -> bool:
        """Whether there is something to do."""
        return not (self.origin.same and self.rights.settled and not self.renames)

    def changes(self) -> list[Change]:
        """What would be done."""
        key, name = self.desired.key, self.desired.name
        changes = []
        if self.found is None:
            changes.append(self._change("create", f"create folder {name}"))
        elif self.renames:
            line = f"rename folder {self.found.name} to {name}"
            changes.append(self._change("rename", line, _renaming(self.found, name)))
        changes += folder_access(key, name, self.rights)
        changes = changes or [self._change("confirm", f"confirm folder {name}")]
        if self.former:
            left = "it left the configuration; what is in it stays"
            changes = [replace(change, line=f"{change.line}: {left}") for change in changes]
        return changes

    def drift(self) -> list[Change]:
        """What people changed of it, and what stays until it is asked back."""
        name = self.desired.name
        if not self._named_otherwise or self.renames or self.found is None:
            return []
        line = f"folder {name} is called {self.found.name}"
        return [self._change("restore", line, _renaming(self.found, name))]

    @property
    def renames(self) -> bool:
        """Whether the folder gets another name."""
        return self._named_otherwise and not self.origin.leaves

    @property
    def _named_otherwise(self) -> bool:
        return self.found is not None and self.found.name != self.desired.name

    def _change(self, verb: Verb, line: str, details: tuple[Detail, ...] = ()) -> Change:
        name = self.desired.name
        key, subject = self.desired.key, _subject(details, "file")
        return Change(verb, key, line, kind="folder", name=name, subject=subject, details=details)


@dataclass(frozen=True)
class FormWork:
    """A form that is missing, or that differs, or that others may answer than should."""

    desired: DesiredForm
    found: FoundFile | None
    change: FormChange
    rights: Difference
    origin: Origin = ANEW

    @property
    def needed(self) -> bool:
        """Whether there is something to do."""
        idle = self.change.empty and self.rights.settled and not self.renames
        return not (self.origin.same and idle)

    def changes(self, unit: str) -> list[Change]:
        """What would be done."""
        key, title = self.desired.key, self.desired.form.document_title
        what = f"form {self.desired.form.key} for {unit}"
        changes = []
        if self.found is None:
            changes.append(self._change("create", f"create {what}"))
        elif self.change.requests or self.change.publish:
            verb: Verb = "restore" if self.origin.same and self.change.restores else "update"
            line = f"{verb} {what}: {', '.join(self.change.lines)}"
            details, risks = self.change.details, self.change.risks
            changes.append(replace(self._change(verb, line, details), risks=risks))
        if self.renames and self.found is not None:
            changes.append(self._change("rename", f"rename {what}", _renaming(self.found, title)))
        if self.change.reopens:
            line = f"open {what} again: set-up closed it when it left the configuration"
            changes.append(self._change("open", line))
        changes += form_access(key, title, what, self.rights)
        return changes or [self._change("confirm", f"confirm {what}")]

    def drift(self, unit: str) -> list[Change]:
        """What people changed of it, and what stays until it is asked back."""
        title = self.desired.form.document_title
        what = f"form {self.desired.form.key} for {unit}"
        changes = []
        if self.change.drift:
            line = f"{what}: {', '.join(self.change.drift)}"
            changes.append(self._change("restore", line, self.change.details))
        if self._named_otherwise and not self.renames and self.found is not None:
            line = f"{what} is called {self.found.name}"
            changes.append(self._change("restore", line, _renaming(self.found, title)))
        return changes

    def stays(self) -> list[Stay]:
        """What people put in it, which no plan touches."""
        return [replace(stay, key=self.desired.key) for stay in self.change.stays]

    @property
    def renames(self) -> bool:
        """Whether the form's file gets another name."""
        return self._named_otherwise and not self.origin.leaves

    @property
    def _named_otherwise(self) -> bool:
        return self.found is not None and self.found.name != self.desired.form.document_title

    def _change(self, verb: Verb, line: str, details: tuple[Detail, ...] = ()) -> Change:
        key, title = self.desired.key, self.desired.form.document_title
        subject = _subject(details, "questions" if verb in ("update", "restore") else "file")
        return Change(verb, key, line, kind="form", name=title, subject=subject, details=details)


@dataclass(frozen=True)
class SpreadsheetWork:
    """A spreadsheet that is missing, or that differs; `document` is what was read of it."""

    desired: DesiredSpreadsheet
    found: FoundFile | None
    change: SpreadsheetChange
    document: dict[str, Any]
    look: bool
    baseline: Baseline = NEVER

    @property
    def needed(self) -> bool:
        """Whether there is something to do."""
        return not (self.baseline.same and self.change.empty) or self.look

    def changes(self, unit: str) -> list[Change]:
        """What would be done."""
        what = f"spreadsheet {self.desired.spreadsheet.key} for {unit}"
        if self.found is None:
            return [self._change("create", Part(f"create {what}", "file"))]
        if self.change.empty:
            return [self._change("confirm", Part(f"confirm {what}", "file"))]
        changes = [
            self._change(verb, replace(part, line=f"{verb} {part.line} of {what}"))
            for part in self.change.parts
            for verb in (_verb(part),)
        ]
        return list({change.line: change for change in changes}.values())

    def drift(self, unit: str) -> list[Change]:
        """What people changed of it, and what stays until it is asked back."""
        what = f"spreadsheet {self.desired.spreadsheet.key} for {unit}"
        return [
            self._change("restore", replace(part, line=f"{part.line} of {what}", risks=()))
            for part in self.change.drift
        ]

    def _change(self, verb: Verb, part: Part) -> Change:
        return Change(
            verb,
            self.desired.key,
            part.line,
            kind="spreadsheet",
            name=self.desired.spreadsheet.title,
            part=part.what,
            subject=part.subject,
            details=part.details,
            risks=part.risks,
        )


def _verb(part: Part) -> Verb:
    return "restore" if part.restored else "update"


def _subject(details: tuple[Detail, ...], other: Subject) -> Subject:
    return "name" if details and details[0].where == NAME else other


def _renaming(found: FoundFile, name: str) -> tuple[Detail, ...]:
    return (Detail(NAME, one(found.name), one(name)),)
