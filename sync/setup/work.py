"""What one file needs: found or to be made, with what has to be written to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sync.desired import DesiredFolder, DesiredForm, DesiredSpreadsheet, Share
from sync.files.drive import FoundFile
from sync.files.google_forms import FormChange
from sync.files.rights import Permission
from sync.sheets.spreadsheets import SpreadsheetChange

Verb = Literal["create", "update", "rename", "share", "open", "confirm"]


@dataclass(frozen=True)
class Change:
    """One thing that set-up would do, as a line for people."""

    verb: Verb
    key: str
    line: str


@dataclass(frozen=True)
class FolderWork:
    """A folder that is missing, or that differs."""

    desired: DesiredFolder
    found: FoundFile | None
    shares: tuple[Share, ...]
    permissions: Sequence[Permission] = ()

    def changes(self) -> list[Change]:
        """What would be done."""
        key, name = self.desired.key, self.desired.name
        changes = []
        if self.found is None:
            changes.append(Change("create", key, f"create folder {name}"))
        elif self.renames:
            changes.append(Change("rename", key, f"rename folder {self.found.name} to {name}"))
        for role in ("reader", "commenter", "writer"):
            count = sum(1 for share in self.shares if share.role == role)
            if count:
                people = "person" if count == 1 else "people"
                line = f"share folder {name} with {count} {people} ({role})"
                changes.append(Change("share", key, line))
        return changes or [Change("confirm", key, f"confirm folder {name}")]

    @property
    def renames(self) -> bool:
        """Whether the folder has another name."""
        return self.found is not None and self.found.name != self.desired.name


@dataclass(frozen=True)
class FormWork:
    """A form that is missing, or that differs; `opens` when its responders are not right."""

    desired: DesiredForm
    found: FoundFile | None
    change: FormChange
    opens: bool
    permissions: Sequence[Permission] = ()

    def changes(self, unit: str) -> list[Change]:
        """What would be done."""
        key = self.desired.key
        what = f"form {self.desired.form.key} for {unit}"
        changes = []
        if self.found is None:
            changes.append(Change("create", key, f"create {what}"))
        elif not self.change.empty:
            line = f"update {what}: {', '.join(self.change.lines)}"
            changes.append(Change("update", key, line))
        if self.renames:
            changes.append(Change("rename", key, f"rename {what}"))
        if self.opens:
            who = self.desired.domain or "anyone with the link"
            changes.append(Change("open", key, f"let {who} answer {what}"))
        return changes or [Change("confirm", key, f"confirm {what}")]

    @property
    def renames(self) -> bool:
        """Whether the form's file has another name."""
        return self.found is not None and self.found.name != self.desired.form.document_title


@dataclass(frozen=True)
class SpreadsheetWork:
    """A spreadsheet that is missing, or that differs; `document` is what was read of it."""

    desired: DesiredSpreadsheet
    found: FoundFile | None
    change: SpreadsheetChange
    document: dict[str, Any]
    look: bool

    def changes(self, unit: str) -> list[Change]:
        """What would be done."""
        key = self.desired.key
        what = f"spreadsheet {self.desired.spreadsheet.key} for {unit}"
        if self.found is None:
            return [Change("create", key, f"create {what}")]
        if self.change.empty:
            return [Change("confirm", key, f"confirm {what}")]
        return [
            Change("update", key, f"update {line} of {what}")
            for line in dict.fromkeys(self.change.lines)
        ]
