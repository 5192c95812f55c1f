"""A school as small as it can be while its set-ups still make every kind of call."""

from dataclasses import replace
from datetime import date

from forms.model import TextQuestion
from sheets_templates.model import Content, Text
from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredForm,
    DesiredSpreadsheet,
    Former,
    Share,
    Unit,
)
from tests.sync.cast import BORD, ENERGIE, GEHAALD, START, TEAM, barometer

KEY = "proef"
FIRST_TEAM = f"{KEY}/onderbouw"
SHEET = f"{FIRST_TEAM}/team"
FORM = f"{FIRST_TEAM}/barometer"
ANNA, BAS, COR = "anna@es.example", "bas@es.example", "cor@es.example"
DOMAIN = "es.example"


def first() -> Desired:
    """The school as it is set up for the first time: one team."""
    return Desired(KEY, (_top(), _team("onderbouw", "Onderbouw")))


def changed() -> Desired:
    """Other texts, questions, weeks, members and responders; a team renamed and another new."""
    extra = TextQuestion(kind="text", key="extra", title="Wat nog?")
    texts = (*START.texts, Text(row=1, text="Nieuw dit blok", style="body"))
    start = START.model_copy(update={"texts": texts})
    one = _team("onderbouw", "Onderbouw en kleuters")
    form = replace(one.forms[0], form=barometer(ENERGIE, extra, GEHAALD), domain=DOMAIN)
    sheet = replace(
        one.spreadsheets[0],
        spreadsheet=TEAM.model_copy(update={"tabs": (start, BORD)}),
        content=_weeks(date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 30)),
    )
    folder = replace(one.folders[0], shares=(*one.folders[0].shares, Share(COR, "writer")))
    one = replace(one, folders=(folder,), forms=(form,), spreadsheets=(sheet,))
    return Desired(KEY, (_top(), one, _team("bovenbouw", "Bovenbouw")))


def moved() -> Desired:
    """The first school when Anna reads from now on, Bas has left and Cor has come."""
    top, team = first().units
    shares = (Share(ANNA, "reader"), Share(COR, "writer"))
    return Desired(KEY, (top, replace(team, folders=(replace(team.folders[0], shares=shares),))))


def left() -> Desired:
    """The first school when its team is no longer named; Anna, of the schoolleiding, reads on."""
    return Desired(KEY, (_top(),), Former((Share(ANNA, "reader"),)))


def _top() -> Unit:
    school = DesiredFolder(f"{KEY}/top", "School De Es")
    forms = DesiredFolder(f"{KEY}/formulieren", "Formulieren", school.key)
    return Unit(KEY, "De school", folders=(school, forms))


def _team(key: str, name: str) -> Unit:
    here = f"{KEY}/{key}"
    shares = (Share(ANNA, "writer"), Share(BAS, "writer"))
    sheet = DesiredSpreadsheet(
        f"{here}/team",
        TEAM,
        _weeks(date(2026, 11, 9), date(2026, 11, 16)),
        here,
        locale="nl_NL",
        time_zone="Europe/Amsterdam",
    )
    return Unit(
        here,
        name,
        (DesiredFolder(here, name, f"{KEY}/top", shares),),
        (DesiredForm(f"{here}/barometer", barometer(), f"{KEY}/formulieren"),),
        (sheet,),
    )


def _weeks(*days: date) -> Content:
    return {"bord.acties": [{"week": day} for day in days]}
