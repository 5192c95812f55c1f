"""One invented school on a local Workspace, for the tests of the jobs and of the whole."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import requests

from forms.ids import question_id
from forms.model import ChoiceQuestion
from jobs.school.config import load_configuration
from jobs.work.school import SchoolAtWork, open_school
from sheets_templates.model import Row
from sync.collect import read_tables
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.wire.google import Google
from sync.wire.transport import Pace
from tests.conftest import LocalWorkspace

ZONE = ZoneInfo("Europe/Amsterdam")
SCALES = ("energie", "over_leerlingen", "teamdoel", "geleerd", "veilig", "tijd", "merkbaar")

FILE = """\
school: {{key: {key}, name: "{name}", type: po, region: midden}}
people:
  schoolleiding: [{{name: Lies Leiding, email: lies@es.example}}]
  schoolcoaches: [{{name: Coen Coach, email: coen@es.example}}]
pizza_group: {{key: {group}, name: Bomen, dates: [2026-11-12]}}
calendar:
  lesson_hours: [{{number: 1, start: "08:30", end: "09:20"}}]
teams:
{teams}
workspace: {{kind: local, address: "{address}", credentials: "{credentials}"}}
mail: {{transport: {transport}, sender: {key}@es.example, domains: [es.example]}}
"""
TEAM = """\
  - key: {key}
    name: {name}
    bordsessie: {{day: dinsdag, time: "15:15"}}
    block_start: 2026-09-21
    members:
"""
MEMBER = "      - {{name: Lid {number}, email: {key}{number}@es.example, free_hours: [ma1]}}\n"


def at(day: int, month: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in the autumn of 2026, on the school's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


MONDAY = at(5, 10, 7, 2)
"""Week 2 of the block has begun; the bordsessie of week 1 was on Tuesday 29 September."""


def school_text(
    workspace: LocalWorkspace,
    key: str,
    *teams: str,
    name: str = "Basisschool De Es",
    transport: str = "gmail",
    group: str = "",
) -> str:
    """A school's file, with teams of six."""
    return FILE.format(
        key=key,
        name=name,
        teams="".join(_team(team) for team in teams or ("essen", "eiken")),
        address=workspace.base_url,
        credentials=workspace.credentials,
        transport=transport,
        group=group or f"{key}-bomen",
    )


def _team(key: str) -> str:
    members = (MEMBER.format(key=key, number=number) for number in range(1, 7))
    return TEAM.format(key=key, name=key.capitalize()) + "".join(members)


def a_school(
    folder: Path,
    workspace: LocalWorkspace,
    key: str,
    *teams: str,
    now: datetime = MONDAY,
    **more: str,
) -> SchoolAtWork:
    """A school with its file in a folder, whose account does not really wait between attempts."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "school.yaml"
    file.write_text(school_text(workspace, key, *teams, **more), encoding="utf-8")
    return opened(file, now)


def opened(file: Path, now: datetime = MONDAY) -> SchoolAtWork:
    """The school in a file."""
    school = open_school(load_configuration(file), now)
    school.google.transport.pace = patient()
    return school


def patient() -> Pace:
    """A pace that takes no time."""
    return Pace(limited=False, attempts=3, sleep=lambda _: None, chance=lambda: 0.0)


def set_up(school: SchoolAtWork) -> SchoolAtWork:
    """Make everything that the school should have."""
    plan = make_plan(school.google, school.desired, school.ledger)
    assert apply(school.google, plan, school.ledger).ok
    return school


def fill_in(
    workspace: LocalWorkspace,
    school: SchoolAtWork,
    form_key: str,
    values: Mapping[str, str],
    when: datetime,
) -> None:
    """Answer a form, such as `essen/bordsessie`, on its page."""
    workspace.running.workspace.clock.set(when)
    desired = next(
        form for form in school.desired.forms() if form.key == f"{school.key}/{form_key}"
    )
    versions = dict(desired.form.question_keys())
    fields = {
        f"entry.{int(question_id(desired.form.key, key, versions[key]), 16)}": value
        for key, value in values.items()
    }
    address = school.address(desired.key).replace("/viewform", "/formResponse")
    assert "Bedankt" in requests.post(address, data=fields, timeout=30).text


def bordsessie(when: datetime, **texts: str) -> dict[str, str]:
    """The answers to the form of a bordsessie."""
    counts = {"aanwezig": "6", "groen": "4", "oranje": "2", "rood": "0"}
    return counts | {"datum": f"{when:%Y-%m-%d}"} | texts


def barometer(school: SchoolAtWork, score: int = 4, **texts: str) -> dict[str, str]:
    """The answers of somebody who gives every scale question the same score."""
    form = next(form.form for form in school.desired.forms() if form.form.key == "barometer")
    items = [item for item in form.items() if isinstance(item, ChoiceQuestion)]
    said = {
        item.key: next(option.text for option in item.options if option.value == score)
        for item in items
        if item.key in SCALES
    }
    return said | {"actie_gelukt": "ja"} | texts


def rows(school: SchoolAtWork, file: str, address: str) -> list[Row]:
    """The rows of a table, such as `bord.sessies` of `essen/team`."""
    key = file if file.startswith("pizza/") else f"{school.key}/{file}"
    desired = school.spreadsheet(key)
    found = read_tables(school.google, school.known(key), desired.spreadsheet, [address])
    return list(found[address])


def subjects(workspace: LocalWorkspace, school: SchoolAtWork) -> list[str]:
    """The subjects of the mails that this school's sender sent, by the Workspace's own record."""
    store = workspace.running.workspace.store
    found = store.rows("SELECT subject, sender FROM mails ORDER BY number")
    return [row["subject"] for row in found if school.configuration.mail.sender in row["sender"]]


def arm(workspace: LocalWorkspace, *faults: Mapping[str, Any]) -> None:
    """Let these faults happen, instead of any that were armed."""
    with workspace.session() as owner:
        assert owner.put("/local/faults", json=list(faults)).ok


def writes(google: Google) -> int:
    """How many calls that write cells were made."""
    return sum(count for call, count in google.calls.items() if "pdate" in call)
