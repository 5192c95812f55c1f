"""One school at work: its configuration, what it should have, and its way to Google."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from forms.catalogue import SCHOOL_FORMS
from jobs.ledger import Ledger
from jobs.programme.kept_visits import from_text, to_text
from jobs.programme.kit import desired_school
from jobs.programme.kit_sheets import school_sheet_key, team_sheet_key
from jobs.programme.visits import TeamVisits, make_visits, visits_mark
from jobs.school.calendar import Calendar, make_calendar
from jobs.school.connections import Workspace
from jobs.school.model import Configuration, Team
from jobs.work.shown_metingen import shown_metingen
from sheets_templates.model import Content
from sync.desired import Desired, DesiredForm, DesiredSpreadsheet, KnownFile
from sync.wire.credentials import Account
from sync.wire.google import Google
from sync.wire.signing_in.tokens import TokenPlace

VISITS = "visits"
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
    """A school with its ledger and its clock; the connection is made when it is first needed.

    `carried` is what teams take along from an earlier school year, by team key.
    """

    configuration: Configuration
    ledger: Ledger
    now: datetime
    carried: Mapping[str, Content] = field(default_factory=dict)

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
        shown = shown_metingen(self.ledger, self.key)
        return replace(make_calendar(self.configuration), shown_metingen=shown)

    @cached_property
    def desired(self) -> Desired:
        """What the school should have at Google."""
        return self.desired_now()

    def desired_now(self) -> Desired:
        """The same, worked out again with the visits as they are now."""
        content = {key: visits.content() for key, visits in self.visits.items()}
        return desired_school(self.configuration, self.calendar, content, self.carried)

    @cached_property
    def visits(self) -> dict[str, TeamVisits]:
        """The visits of each team (by key): as they were kept, or made or repaired now."""
        return {team.key: self._visits(team) for team in self.configuration.teams}

    def kept_visits(self, team: Team) -> TeamVisits | None:
        """The visits of a team as they were last kept; a change may ask for others by now."""
        text = self.ledger.kept(VISITS, self.team_subject(team.key))
        return from_text(text) if text else None

    def _visits(self, team: Team) -> TeamVisits:
        kept = self.kept_visits(team)
        mark = visits_mark(self.configuration, team, self.calendar)
        if kept and kept.mark == mark:
            return kept
        today = self.here.date() if kept else None
        return make_visits(self.configuration, team, self.calendar, kept=kept, today=today)

    def keep_visits(self) -> None:
        """Keep the visits of every team, so that a later change repairs them and no more."""
        for key, visits in self.visits.items():
            text, subject = to_text(visits), self.team_subject(key)
            if self.ledger.kept(VISITS, subject) != text:
                self.ledger.keep(VISITS, subject, text)

    def team_subject(self, team: str) -> str:
        """What the ledger keeps a team under: schools may share a ledger."""
        return f"{self.key}/{team}"

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
        return {
            form.key.removeprefix(prefix): form
            for form in self.desired.forms()
            if form.key.startswith(prefix)
        }

    def school_forms(self) -> dict[str, DesiredForm]:
        """The forms of the school as a whole, by their own key, such as `inbreng`."""
        forms = {form.key: form for form in self.desired.forms()}
        return {key: forms[f"{self.key}/{key}"] for key in SCHOOL_FORMS}

    def spreadsheet(self, key: str) -> DesiredSpreadsheet:
        """The spreadsheet with this key; KeyError when the school should have none such."""
        for spreadsheet in self.desired.spreadsheets():
            if spreadsheet.key == key:
                return spreadsheet
        raise KeyError(key)

    def team_spreadsheet(self, team: Team) -> DesiredSpreadsheet:
        """The team's own spreadsheet."""
        return self.spreadsheet(team_sheet_key(self.configuration, team))

    def school_spreadsheet(self) -> DesiredSpreadsheet:
        """The school's own spreadsheet."""
        return self.spreadsheet(school_sheet_key(self.configuration))

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
    return account_in(configuration.workspace, subject=subject)


def account_in(workspace: Workspace, *, subject: str | None = None) -> Account:
    """The account that works in a workspace, acting for `subject` where one is given.

    Somebody who signed in by a browser acts for nobody else.
    """
    local = workspace.kind == "local"
    in_keyring = workspace.token_store == "keyring"  # noqa: S105 - where it is, not what
    return Account(
        address=workspace.address if local else None,
        credentials=workspace.credentials,
        subject=None if workspace.sign_in == "user" else subject or workspace.subject,
        shared_drive=workspace.shared_drive or _local_drive(workspace),
        way=workspace.sign_in,
        client_secrets=workspace.client_secrets,
        impersonate=workspace.impersonate,
        token=TokenPlace(workspace.token, keyring=in_keyring),
        extra_scopes=workspace.extra_scopes,
    )


def _local_drive(workspace: Workspace) -> str | None:
    """The drive that a local Workspace's service account is a member of; people have their own."""
    of_a_person = workspace.sign_in == "user" or workspace.subject
    return LOCAL_SHARED_DRIVE if workspace.kind == "local" and not of_a_person else None


def open_school(configuration: Configuration, now: datetime) -> SchoolAtWork:
    """Open the school's ledger; nothing is asked of Google yet."""
    return SchoolAtWork(configuration, Ledger(configuration.ledger), now)
