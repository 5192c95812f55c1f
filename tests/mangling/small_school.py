"""The small school at play: sync's own functions over its definitions, in the jobs' order."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from forms.ids import question_id
from jobs.ledger import Ledger
from sheets_templates.model import Spreadsheet
from sync.collect import forget_collected, read_responses, read_tables, write_tables
from sync.desired import Desired, KnownFile
from sync.files.drive import find_every
from sync.headed_tables import Messages, read_headed_tables, write_messages
from sync.local.workspace import SHARED_DRIVE
from sync.setup.applying import apply
from sync.setup.finding import keys_of
from sync.setup.plan import Plan, make_plan
from sync.wire.credentials import Account
from tests.conftest import LocalWorkspace
from tests.mangling import small, small_looks
from tests.mangling.line import Line, connect
from tests.mangling.playing import Redone, lacking_in, said


class SmallSchool:
    """The small school on a Workspace, with its ledger beside it."""

    def __init__(self, workspace: LocalWorkspace, folder: Path) -> None:
        account = Account(workspace.credentials, workspace.base_url, shared_drive=SHARED_DRIVE)
        self._workspace = workspace
        self.line = Line()
        self.google = connect(account, self.line)
        self.ledger = Ledger(folder / "ledger.sqlite")

    def set_up(self, week: int, *, deep: bool, restore: bool) -> Sequence[str]:
        """Plan and apply; the sentences about what failed."""

        def go() -> list[str]:
            forget_collected(self.ledger, _SHEETS if restore else ())
            plan = self._plan(week, deep=deep, restore=restore)
            return [one.line for one in apply(self.google, plan, self.ledger).failures]

        return said(go)

    def work(self, week: int) -> Sequence[str]:
        """Collect and pass on; the sentences about what failed."""
        return [
            sentence
            for step in (self._collect, self._pass_on, self._tell)
            for sentence in said(partial(step, week))
        ]

    def left(self, week: int) -> Sequence[str]:
        """What a plan that reads and restores everything would still change, or tells."""
        plan = self._plan(week, deep=True, restore=True)
        failed = [str(unit.failure) for unit in plan.units if unit.failure]
        return [*plan.lines, *failed]

    def wrong(self, week: int) -> Sequence[str]:
        """Where what was collected is not what stands in the sheets."""
        wanted = small.collected(week, self._answers())
        return lacking_in(self.google, self._known(small.TEAM), small.TEAM_SHEET, wanted)

    def definitions(self) -> Mapping[str, Spreadsheet]:
        """The definition of each of our spreadsheets, by its id at Google; the team's first."""
        found = _SHEETS.items()
        return {self._known(key).id: sheet for key, sheet in found if self.ledger.find(key)}

    def redone(self) -> Redone:
        """The looks that our definitions change along the way."""
        return small_looks.REDONE

    def files(self) -> Mapping[str, int]:
        """How many files there are with each key of ours."""
        found = find_every(self.google, small.KEY)
        keys = keys_of(small.desired(0))
        return {key: len(found.get(key, ())) for key in keys | set(found)}

    def mails(self) -> int:
        """How many mails left."""
        store = self._workspace.running.workspace.store
        return len(store.rows("SELECT number FROM mails"))

    def form(self, number: int) -> tuple[str, Mapping[str, Any]]:
        """Where a form is sent to, and an answer to it."""
        known = self.ledger.find(f"{small.TEAM_UNIT}/barometer")
        path = known.address.partition("/forms/")[2] if known else ""
        asked = f"entry.{int(question_id('barometer', 'energie', 1), 16)}"
        sent = f"/forms/{path.replace('/viewform', '/formResponse')}" if path else ""
        return sent, {asked: str(1 + number % 5)}

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def _plan(self, week: int, *, deep: bool, restore: bool) -> Plan:
        return make_plan(self.google, self._desired(week), self.ledger, deep=deep, restore=restore)

    def _desired(self, week: int) -> Desired:
        desired = small.desired(week)
        return small_looks.looking(desired, week) if week >= small_looks.CHANGED else desired

    def _collect(self, week: int) -> list[str]:
        rows = small.collected(week, self._answers())
        write_tables(self.google, self._known(small.TEAM), small.TEAM_SHEET, rows, self.ledger)
        return []

    def _answers(self) -> int:
        known = self._known(f"{small.TEAM_UNIT}/barometer")
        return len(read_responses(self.google, known.id))

    def _pass_on(self, _week: int) -> list[str]:
        said = read_tables(self.google, self._known(small.TEAM), small.TEAM_SHEET, ["plan.doelen"])
        rows = small.passed_on(said)
        known = self._known(small.SCHOOL)
        write_tables(self.google, known, small.SCHOOL_SHEET, rows, self.ledger)
        return []

    def _tell(self, _week: int) -> list[str]:
        """As Beheer does: a message beside every row that is wrong."""
        known = self._known(small.BEHEER)
        table = read_headed_tables(self.google, known, small.BEHEER_SHEET)["leden.leden"]
        if table is None:
            return []
        address, melding = (table.places(one) for one in small.LEDEN.columns[1:])
        if len(address) != 1 or len(melding) != 1:
            return []
        texts = {
            row.number: "Geen adres."
            for row in table.rows
            if "@" not in str(row.cells[address[0]]) and row.cells[0]
        }
        messages = Messages(table, melding[0], texts)
        write_messages(self.google, known, [messages] if messages.needed else [])
        return []

    def _known(self, key: str) -> KnownFile:
        found = self.ledger.find(key)
        assert found is not None, key
        return found


_SHEETS: Mapping[str, Spreadsheet] = {
    small.TEAM: small.TEAM_SHEET,
    small.SCHOOL: small.SCHOOL_SHEET,
    small.BEHEER: small.BEHEER_SHEET,
}
