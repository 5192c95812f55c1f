"""A small school for the tests of sync: two teams, each with two forms and a spreadsheet."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.model import Choice, ChoiceQuestion, Form, Note, ScaleQuestion, Section, TextQuestion
from sheets_templates.model import (
    Chart,
    Column,
    Content,
    Rule,
    Spreadsheet,
    Tab,
    Table,
    Text,
    Validation,
)
from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredForm,
    DesiredSpreadsheet,
    Share,
    Unit,
)
from sync.local.workspace import SHARED_DRIVE
from sync.wire.credentials import Account
from sync.wire.google import Google
from sync.wire.transport import Pace
from tests.conftest import LocalWorkspace

ENERGIE = ScaleQuestion(kind="scale", key="energie", title="Energie", required=True)
GEHAALD = ChoiceQuestion(
    kind="radio",
    key="gehaald",
    title="Gehaald?",
    options=(Choice(text="ja", go_to="slot"), Choice(text="nee", go_to="submit")),
)
WOORD = TextQuestion(kind="paragraph", key="woord", title="Wat lukte?")
SLOT = Section(key="slot", title="Slot", items=(Note(kind="note", key="dank", title="Dank u wel"),))


def barometer(*items: Any, title: str = "Barometer") -> Form:
    asked = Section(key="vragen", items=items or (ENERGIE, GEHAALD, WOORD))
    return Form(
        key="barometer",
        title=title,
        document_title=f"{title} van het team",
        anonymous=True,
        sections=(asked, SLOT),
    )


SESSIES = Table(
    key="sessies",
    row=3,
    capacity=4,
    columns=(
        Column(key="datum", header="Datum", owner="collect", format="date"),
        Column(key="aanwezig", header="Aanwezig", owner="collect", format="count"),
        Column(key="succes", header="Succes", owner="collect", format="long_text"),
    ),
)
ACTIES = Table(
    key="acties",
    row=10,
    capacity=5,
    columns=(
        Column(key="week", header="Week", owner="setup", format="date"),
        Column(key="wat", header="Wat", owner="people"),
        Column(
            key="status",
            header="Status",
            owner="people",
            validation=Validation(kind="one_of", options=("open", "gelukt")),
            note="Hoe staat het ermee?",
        ),
    ),
)
BORD = Tab(
    key="bord",
    title="Bord",
    tone="board",
    rows=30,
    widths=(100, 60, 200, 100),
    frozen_rows=1,
    texts=(
        Text(row=0, columns=3, text="Bord van het team", style="title"),
        Text(row=1, text="Barometer", style="button", link="form:barometer"),
        Text(row=1, column=1, text="Start", style="link", link="tab:start"),
    ),
    tables=(SESSIES, ACTIES),
    rules=(
        Rule(table="acties", column="status", when="equals", value="gelukt", tone="good"),
        Rule(table="sessies", column="aanwezig", when="below", value=3, tone="attention"),
    ),
    charts=(
        Chart(
            key="aanwezig",
            title="Aanwezig",
            kind="column",
            table="sessies",
            labels="datum",
            series=("aanwezig",),
            row=18,
            column=0,
        ),
    ),
)
START = Tab(
    key="start",
    title="Start",
    tone="start",
    rows=5,
    widths=(300,),
    texts=(Text(row=0, text="=1+1 is geen formule", style="body"),),
)
TEAM = Spreadsheet(key="team", title="Team", tabs=(START, BORD))
WEEKS: Content = {
    "bord.acties": [{"week": date(2026, 11, 9)}, {"week": date(2026, 11, 16)}],
}


@dataclass(frozen=True)
class Cast:
    """A school whose key is its own, so that tests share one local Workspace."""

    school: str
    teams: tuple[str, ...] = ("onderbouw", "bovenbouw")
    form: Form = field(default_factory=barometer)
    spreadsheet: Spreadsheet = TEAM
    content: Content = field(default_factory=lambda: WEEKS)
    members: tuple[str, ...] = ("anna@school.example", "bas@school.example")

    def desired(self) -> Desired:
        top = Unit(
            self.school,
            "De school",
            folders=(
                DesiredFolder(f"{self.school}/top", f"School {self.school}"),
                DesiredFolder(f"{self.school}/formulieren", "Formulieren", f"{self.school}/top"),
            ),
        )
        return Desired(self.school, (top, *(self._team(team) for team in self.teams)))

    def key(self, path: str) -> str:
        return f"{self.school}/{path}"

    def _team(self, team: str) -> Unit:
        here = f"{self.school}/{team}"
        shares = tuple(Share(member, "writer") for member in self.members)
        folder = DesiredFolder(here, f"Team {team}", f"{self.school}/top", shares)
        reading = DesiredForm(
            f"{here}/barometer", self.form, f"{self.school}/formulieren", domain=None
        )
        sheet = DesiredSpreadsheet(
            f"{here}/team",
            self.spreadsheet,
            self.content,
            here,
            locale="nl_NL",
            time_zone="Europe/Amsterdam",
        )
        return Unit(here, f"Team {team}", (folder,), (reading,), (sheet,))


def account(workspace: LocalWorkspace) -> Account:
    return Account(workspace.credentials, workspace.base_url, shared_drive=SHARED_DRIVE)


def connect(workspace: LocalWorkspace) -> Google:
    """The service account, which does not really sleep between its attempts."""
    return Google.connect(
        account(workspace), pace=Pace(limited=False, sleep=lambda _: None, chance=lambda: 0.0)
    )


def total(google: Google) -> int:
    return sum(google.calls.values())
