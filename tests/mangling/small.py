"""A school as small as it can be while its sheets hold every kind of table, text and object."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from forms.model import Form, ScaleQuestion, Section, TextQuestion
from sheets_templates.model import (
    Chart,
    Column,
    Content,
    Row,
    Rule,
    Spreadsheet,
    Tab,
    Table,
    Text,
    Validation,
)
from sync.desired import Desired, DesiredFolder, DesiredForm, DesiredSpreadsheet, Share, Unit

KEY = "proef"
TEAM_UNIT = f"{KEY}/onderbouw"
TEAM, SCHOOL, BEHEER = f"{TEAM_UNIT}/team", f"{KEY}/school", f"{KEY}/beheer"
ANNA, BAS = "anna@es.example", "bas@es.example"
FIRST_MONDAY = date(2026, 11, 2)
WEEKS = 6
STATUSES = ("open", "gelukt")

FORM = Form(
    key="barometer",
    title="Barometer",
    document_title="Barometer van het team",
    anonymous=True,
    sections=(
        Section(
            key="vragen",
            items=(
                ScaleQuestion(kind="scale", key="energie", title="Energie"),
                TextQuestion(kind="paragraph", key="woord", title="Wat lukte?"),
            ),
        ),
    ),
)

START = Tab(
    key="start",
    title="Start",
    tone="start",
    rows=8,
    widths=(160, 160),
    texts=(
        Text(row=0, columns=2, text="Onderbouw", style="title"),
        Text(row=2, text="Barometer", style="button", link="form:barometer"),
        Text(row=3, text="Bord", style="link", link="tab:bord"),
    ),
)
GOLVEN = Table(
    key="golven",
    row=2,
    capacity=5,
    columns=(
        Column(key="datum", header="Datum", owner="collect", format="date"),
        Column(key="energie", header="Energie", owner="collect", format="number"),
    ),
)
WEKEN = Table(
    key="weken",
    row=2,
    column=3,
    capacity=10,
    identity=("week",),
    columns=(
        Column(key="week", header="Week van", owner="setup", format="date", note="De maandag."),
        Column(key="wat", header="Wat", owner="setup", format="long_text"),
        Column(key="gelukt", header="Gelukt", owner="people", format="checkbox"),
        Column(key="uren", header="Uren", owner="collect", format="number"),
        Column(key="notitie", header="Notitie", owner="people", format="long_text"),
    ),
)
VRAGEN = Table(
    key="vragen",
    row=13,
    capacity=9,
    identity=("nummer",),
    columns=(
        Column(key="nummer", header="Nummer", owner="collect"),
        Column(key="vraag", header="Vraag", owner="collect"),
        Column(
            key="status",
            header="Status",
            owner="people",
            validation=Validation(kind="one_of", options=STATUSES, strict=False),
        ),
        Column(key="antwoord", header="Antwoord", owner="people"),
    ),
)
BORD = Tab(
    key="bord",
    title="Bord",
    tone="board",
    rows=26,
    widths=(100, 80, 120, 100, 160, 60, 60, 200, 60),
    frozen_rows=1,
    texts=(
        Text(row=0, columns=3, text="Bord", style="title"),
        Text(row=12, columns=2, text="Vragen aan de schoolleiding", style="heading"),
    ),
    tables=(GOLVEN, WEKEN, VRAGEN),
    rules=(
        Rule(table="weken", column="gelukt", when="equals", value=True, tone="good"),
        Rule(table="golven", column="energie", when="below", value=3, tone="attention"),
        Rule(table="vragen", column="status", when="equals", value="open", tone="highlight"),
    ),
    charts=(
        Chart(
            key="energie",
            title="Energie",
            kind="line",
            table="golven",
            labels="datum",
            series=("energie",),
            row=13,
            column=5,
            width=200,
            height=120,
        ),
    ),
)
DOELEN = Table(
    key="doelen",
    row=1,
    capacity=6,
    columns=(
        Column(key="doel", header="Doel", owner="people", format="long_text"),
        Column(key="stand", header="Stand", owner="people"),
    ),
)
PLAN = Tab(
    key="plan",
    title="Ons plan",
    tone="plan",
    rows=10,
    widths=(200, 100, 100),
    texts=(Text(row=0, text="Ons plan", style="heading"),),
    tables=(DOELEN,),
)
TEAM_SHEET = Spreadsheet(key="team", title="Team Onderbouw", tabs=(START, BORD, PLAN))

ALLE = Table(
    key="doelen",
    row=1,
    capacity=12,
    identity=("team", "doel"),
    columns=(
        Column(key="team", header="Team", owner="collect"),
        Column(key="doel", header="Doel", owner="collect", format="long_text"),
        Column(key="reactie", header="Reactie", owner="people"),
    ),
)
SCHOOL_SHEET = Spreadsheet(
    key="school",
    title="Schooloverzicht",
    tabs=(
        Tab(
            key="doelen",
            title="Doelen",
            tone="overview",
            rows=15,
            widths=(100, 220, 160),
            texts=(Text(row=0, columns=3, text="Doelen van de teams", style="title"),),
            tables=(ALLE,),
        ),
    ),
)
LEDEN = Table(
    key="leden",
    row=1,
    capacity=6,
    columns=(
        Column(key="naam", header="Naam", owner="people"),
        Column(key="adres", header="Adres", owner="people"),
        Column(key="melding", header="Melding", owner="collect"),
    ),
)
BEHEER_SHEET = Spreadsheet(
    key="beheer",
    title="Beheer",
    tabs=(
        Tab(
            key="leden",
            title="Leden",
            tone="start",
            rows=10,
            widths=(120, 160, 200),
            texts=(Text(row=0, columns=2, text="Leden", style="title"),),
            tables=(LEDEN,),
        ),
    ),
)


def monday(week: int) -> date:
    """The Monday of a week, counted from 0."""
    return FIRST_MONDAY + timedelta(weeks=week)


def desired(week: int) -> Desired:
    """What the school should have in a week: weeks come and go, and a word changes with them."""
    weeks: list[Row] = [
        {
            "week": monday(number),
            "wat": f"week {number}: {'samen kijken' if number % 2 else 'doel'}",
        }
        for number in _shown(week)
    ]
    return Desired(KEY, (_top(), _team({"bord.weken": weeks})))


def _shown(week: int) -> range:
    """The weeks that the sheet shows in a week."""
    return range(week // 4, week // 4 + WEEKS)


def _top() -> Unit:
    top = f"{KEY}/top"
    folders = (
        DesiredFolder(top, "School De Es"),
        DesiredFolder(f"{KEY}/formulieren", "Formulieren", top),
    )
    beheer = _sheet(BEHEER, BEHEER_SHEET, {}, top)
    members: Sequence[Row] = [{"naam": "Anna", "adres": ANNA}, {"naam": "Bas", "adres": BAS}]
    sheets = (
        _sheet(SCHOOL, SCHOOL_SHEET, {}, top),
        replace(beheer, initial={"leden.leden": members}),
    )
    return Unit(KEY, "De school", folders, (), sheets)


def _team(content: Content) -> Unit:
    shares = (Share(ANNA, "writer"), Share(BAS, "writer"))
    folder = DesiredFolder(TEAM_UNIT, "Onderbouw", f"{KEY}/top", shares)
    form = DesiredForm(f"{TEAM_UNIT}/barometer", FORM, f"{KEY}/formulieren")
    sheet = _sheet(TEAM, TEAM_SHEET, content, TEAM_UNIT)
    return Unit(TEAM_UNIT, "Onderbouw", (folder,), (form,), (sheet,))


def _sheet(key: str, sheet: Spreadsheet, content: Content, folder: str) -> DesiredSpreadsheet:
    return DesiredSpreadsheet(
        key, sheet, content, folder, locale="nl_NL", time_zone="Europe/Amsterdam"
    )


def collected(week: int, answers: int) -> Content:
    """What collecting finds in a week: a history, hours beside the weeks, and questions."""
    # In every other week nothing new comes: what people typed over must then be written again.
    week -= week % 2
    golven: list[Row] = [
        {"datum": monday(n), "energie": 3 + n % 2 + answers / 10} for n in range(week + 1)
    ]
    shown = [number for number in _shown(week) if number <= week]
    uren: list[Row] = [{"week": monday(number), "uren": number + 0.5} for number in shown]
    asked = range(max(week - 2, 0), week + 2)
    vragen: list[Row] = [{"nummer": f"v{n}", "vraag": f"vraag {n}"} for n in asked]
    return {"bord.golven": golven[-GOLVEN.capacity :], "bord.weken": uren, "bord.vragen": vragen}


def passed_on(team: Content) -> Content:
    """The goals of the team, as the school reads them."""
    said = [row["doel"] for row in team["plan.doelen"] if row.get("doel")]
    goals = dict.fromkeys(str(goal).strip() for goal in said)
    return {"doelen.doelen": [{"team": "Onderbouw", "doel": goal} for goal in goals]}
