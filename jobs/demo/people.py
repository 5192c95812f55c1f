"""What people do in the demonstration: fill in forms on their pages, and write on the board.

They come the way people do: by the form page's own address, and as somebody who types in the
team's sheet; never with the service account that Ritmiek works with.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle

import requests

from forms.ids import question_id
from jobs.demo.answers import Filling, sentences, sentences_of_school
from jobs.programme.block import block_weeks
from jobs.school.model import Team
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Table
from sync.desired import DesiredSpreadsheet
from sync.local.server import Running

THANKS = "Bedankt"
PATIENCE = 30
STATUSES = ("gelukt", "bezig", "open", "open")
Line = Mapping[str, str | float | bool]


class FormPageRefusedError(Exception):
    """A form page did not take an answer of the demonstration."""

    def __init__(self, name: str, status: int) -> None:
        super().__init__(
            f"the form page answered {status} to the example answer '{name}'; remove the data "
            "directory and run the demonstration again"
        )


class BoardRefusedError(Exception):
    """A team's sheet did not take what the demonstration wrote on the board."""

    def __init__(self, key: str, status: int) -> None:
        super().__init__(
            f"the sheet '{key}' answered {status} to the example goals and actions; remove the "
            "data directory and run the demonstration again"
        )


def fill_in(school: SchoolAtWork, filling: Filling) -> None:
    """Send an answer from the form's page."""
    address = school.address(filling.form_key).replace("/viewform", "/formResponse")
    versions = dict(filling.form.question_keys())
    fields = {
        f"entry.{int(question_id(filling.form.key, key, versions[key]), 16)}": value
        for key, value in filling.values.items()
    }
    answer = requests.post(address, data=fields, timeout=PATIENCE)
    if THANKS not in answer.text:
        raise FormPageRefusedError(filling.name, answer.status_code)


def write_on_board(school: SchoolAtWork, team: Team, running: Running) -> None:
    """Type a team's goals and actions, and its hours, in the cells that are the team's own."""
    lines: dict[str, list[Line]] = {
        "bord.doelen": list(_goals(school, team)),
        "bord.acties": list(_actions(school, team)),
        "tijd.weken": [{"bestaand": 1.5}, {"bestaand": 1}],
        "academie.modules": [{"gedaan": True, "titel": sentences(team)["module"]}],
    }
    _type(school.team_spreadsheet(team), school, lines, running)


def answer_as_schoolleiding(school: SchoolAtWork, running: Running) -> None:
    """Answer the first obstacles and tick the first visits of the expertcoach."""
    answers = sentences_of_school()["antwoorden"]
    lines: dict[str, list[Line]] = {
        "belemmeringen.lijst": [{"stand": stand, "antwoord": text} for stand, text in answers],
        "coachbezoeken.bezoeken": [{"gehouden": True}] * 3,
    }
    _type(school.school_spreadsheet(), school, lines, running)


def _type(
    desired: DesiredSpreadsheet,
    school: SchoolAtWork,
    lines: Mapping[str, list[Line]],
    running: Running,
) -> None:
    tables = {address: table for address, _, table in desired.spreadsheet.tables()}
    data = [
        {"range": address.replace(".", "_"), "values": _typed(tables[address], written)}
        for address, written in lines.items()
    ]
    token = (running.workspace.directory / "token").read_text(encoding="utf-8").strip()
    answer = requests.post(
        f"{running.base_url}/v4/spreadsheets/{school.known(desired.key).id}/values:batchUpdate",
        json={"valueInputOption": "USER_ENTERED", "data": data},
        headers={"Authorization": f"Bearer {token}"},
        timeout=PATIENCE,
    )
    if not answer.ok:
        raise BoardRefusedError(desired.key, answer.status_code)


def _typed(table: Table, lines: list[Line]) -> list[list[str | float | bool | None]]:
    """The lines under the table's header, which stays as it is."""
    header: list[str | float | bool | None] = [None] * len(table.columns)
    return [header, *([line.get(column.key) for column in table.columns] for line in lines)]


def _goals(school: SchoolAtWork, team: Team) -> Iterator[Line]:
    weeks = block_weeks(team, school.calendar)
    for number, goal in enumerate(sentences(team)["doelen"]):
        yield dict(goal) | {
            "start": _day(weeks[1].monday),
            "eind": _day(weeks[5 + number].sunday - timedelta(days=2)),
            "stand": "op weg" if number == 0 else "nog niet",
        }


def _actions(school: SchoolAtWork, team: Team) -> Iterator[Line]:
    weeks = block_weeks(team, school.calendar)
    said = zip(sentences(team)["acties"], cycle(STATUSES), team.members, strict=False)
    for number, (what, status, member) in enumerate(said):
        yield {
            "wat": what,
            "wie": member.name.split()[0],
            "wanneer": _day(weeks[1 + number].sunday - timedelta(days=2)),
            "status": status,
        }


def _day(day: date) -> str:
    return day.isoformat()
