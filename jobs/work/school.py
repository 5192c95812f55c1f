"""One school at work: its configuration, what it should have, and its way to Google."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jobs.ledger import Ledger
from jobs.programme.kit import desired_school
from jobs.school.calendar import Calendar, make_calendar
from jobs.school.model import Configuration, Team
from sync.desired import Desired, DesiredForm, DesiredSpreadsheet, KnownFile
from sync.wire.credentials import Account
from sync.wire.google import Google

LOCAL_SHARED_DRIVE = "0ALocalWorkspaceUk9PVA"
"""The shared drive that every local Workspace has; a school need not name it."""


class NotSetUpError(Exception):
    """A file that set-up makes does not exist yet."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"'{key}' does not exist yet at Google, or its id is not known here. "
            "Run 'ritmiek setup' first; it finds or makes what is missing."
        )


@dataclass
class SchoolAtWork:
    """A school with its ledger and its clock; the connection is made when it is first needed."""

    configuration: Configuration
    ledger: Ledger
    now: datetime

    @property
    def key(self) -> str:
        """The school's own key."""
        return self.configuration.school.key

    @property
    def name(self) -> str:
        """The school's name, for people."""
        return self.configuration.school.name

    @cached_property
    def calendar(self) -> Calendar:
        """When the school is open."""
        return make_calendar(self.configuration)

    @cached_property
    def desired(self) -> Desired:
        """What the school should have at Google."""
        return desired_school(self.configuration, self.calendar)

    @cached_property
    def google(self) -> Google:
        """The way to Google; raises a `sync.errors.SyncError` when signing in fails."""
        return Google.connect(account_of(self.configuration))

    @property
    def here(self) -> datetime:
        """Now, on the school's own clock."""
        return self.now.astimezone(ZoneInfo(self.configuration.school.time_zone))

    def forms_of(self, team: Team) -> dict[str, DesiredForm]:
        """The team's forms by their own key, such as `barometer`."""
        prefix = f"{self.key}/{team.key}/"
        return {form.form.key: form for form in self.desired.forms() if form.key.startswith(prefix)}

    def spreadsheet(self, key: str) -> DesiredSpreadsheet:
        """The spreadsheet with this key; KeyError when the school should have none such."""
        for spreadsheet in self.desired.spreadsheets():
            if spreadsheet.key == key:
                return spreadsheet
        raise KeyError(key)

    def team_spreadsheet(self, team: Team) -> DesiredSpreadsheet:
        """The team's own spreadsheet."""
        return self.spreadsheet(f"{self.key}/{team.key}/team")

    def known(self, key: str) -> KnownFile:
        """The file with this key; raises NotSetUpError when it is not known."""
        found = self.ledger.find(key)
        if found is None:
            raise NotSetUpError(key)
        return found

    def address(self, key: str) -> str:
        """Where people open a file; a local Workspace may have moved since the file was made."""
        known = self.known(key)
        workspace = self.configuration.workspace
        path = urlsplit(known.address).path or f"/spreadsheets/d/{known.id}"
        if workspace.kind == "local":
            return workspace.address + path
        return known.address or f"https://docs.google.com{path}"


def account_of(configuration: Configuration, *, subject: str | None = None) -> Account:
    """The account that works for a school, acting for `subject` where one is given."""
    workspace = configuration.workspace
    local = workspace.kind == "local"
    return Account(
        address=workspace.address if local else None,
        credentials=workspace.credentials,
        subject=subject or workspace.subject,
        shared_drive=workspace.shared_drive or (LOCAL_SHARED_DRIVE if local else None),
    )


def open_school(configuration: Configuration, now: datetime) -> SchoolAtWork:
    """Open the school's ledger; nothing is asked of Google yet."""
    return SchoolAtWork(configuration, Ledger(configuration.ledger), now)
