"""An organiser at work: its file, what it should have, and its way to Google."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from jobs.ledger import Ledger
from jobs.signup.desired import TIME_ZONE, desired_signup, form_key, list_key
from jobs.signup.organiser import Organiser
from jobs.work.school import account_in
from sync.desired import Desired, DesiredForm, DesiredSpreadsheet, KnownFile
from sync.wire.google import Google

ZONE = ZoneInfo(TIME_ZONE)


class NoListYetError(Exception):
    """The form and the list of an organiser are not there yet."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"'{key}' does not exist yet at Google, or its id is not known here. "
            "Run 'ritmiek signup setup' first; it finds or makes what is missing."
        )


@dataclass
class OrganiserAtWork:
    """An organiser with its ledger and clock; the connection is made when it is first needed."""

    organiser: Organiser
    ledger: Ledger
    now: datetime

    @property
    def key(self) -> str:
        """The organiser's own key."""
        return self.organiser.organiser.key

    @property
    def name(self) -> str:
        """The organiser's name, for people."""
        return self.organiser.organiser.name

    @property
    def today(self) -> date:
        """Today, where the organiser is."""
        return self.now.astimezone(ZONE).date()

    @cached_property
    def desired(self) -> Desired:
        """What the organiser should have at Google."""
        return desired_signup(self.organiser)

    @cached_property
    def google(self) -> Google:
        """The way to Google; raises a `sync.errors.SyncError` when signing in fails."""
        return Google.connect(account_in(self.organiser.workspace))

    @property
    def form(self) -> DesiredForm:
        """The form on which schools sign up."""
        return next(self.desired.forms())

    @property
    def spreadsheet(self) -> DesiredSpreadsheet:
        """The spreadsheet with the list."""
        return next(self.desired.spreadsheets())

    def known_form(self) -> KnownFile:
        """The form as it exists; raises NoListYetError when it is not known."""
        return self._known(form_key(self.organiser))

    def known_list(self) -> KnownFile:
        """The spreadsheet as it exists; raises NoListYetError when it is not known."""
        return self._known(list_key(self.organiser))

    def _known(self, key: str) -> KnownFile:
        found = self.ledger.find(key)
        if found is None:
            raise NoListYetError(key)
        return found


def open_organiser(organiser: Organiser, now: datetime) -> OrganiserAtWork:
    """Open the organiser's ledger; nothing is asked of Google yet."""
    return OrganiserAtWork(organiser, Ledger(organiser.ledger), now)
