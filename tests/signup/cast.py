"""An invented foundation on a local Workspace, and the schools that sign up with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import requests

from forms.ids import question_id
from jobs.signup.at_work import OrganiserAtWork, open_organiser
from jobs.signup.organiser import load_organiser
from sheets_templates.model import Row, sheet_id
from sync.collect import read_tables
from tests.conftest import LocalWorkspace
from tests.jobs.cast import at

NOW = ("--now", "2026-10-05T09:00")
FILE = """\
organiser: {{key: {key}, name: Stichting Samen Leren}}
people:
  - {{name: Hanneke Duin, email: hanneke@samen-leren.example}}
  - {{name: Omar Bakker, email: omar@samen-leren.example}}
workspace: {{kind: local, address: "{address}", credentials: "{credentials}"}}
ledger: ledger.sqlite
"""
DE_ES = {
    "school": "Basisschool De Es",
    "type": "po",
    "regio": "midden",
    "domein": "es.example",
    "teams": "Onderbouw\nBovenbouw",
    "naam": "Lies Leiding",
    "rol": "schoolleider",
    "email": "lies@es.example",
    "hoopt": "Dat we vaker bij elkaar kijken.",
    "begin": "2026-11-02",
    "wens": "allebei",
}
"""What a school answers that leaves nothing out."""

STEP, REMARK = "E", "H"
"""The columns of the list in which people write."""


@dataclass(frozen=True)
class Foundation:
    """An organiser's file, and the Workspace in which its form and list are."""

    workspace: LocalWorkspace
    file: Path

    @property
    def schools(self) -> Path:
        """Where accepting puts the files."""
        return self.file.parent / "schools"

    @cached_property
    def work(self) -> OrganiserAtWork:
        """The organiser at work on the fifth of October 2026."""
        return open_organiser(load_organiser(self.file), at(5, 10, 9))

    def sign_up(self, **answers: str) -> None:
        """A school fills in the form on its page; what is empty is left out."""
        form = self.work.form.form
        versions = dict(form.question_keys())
        fields = {
            f"entry.{int(question_id('aanmelding', key, versions[key]), 16)}": value
            for key, value in (DE_ES | answers).items()
            if value
        }
        address = self.work.known_form().address.replace("/viewform", "/formResponse")
        assert "Bedankt" in requests.post(address, data=fields, timeout=30).text

    def rows(self, address: str) -> list[Row]:
        """The rows of a table of the spreadsheet."""
        work = self.work
        return list(
            read_tables(work.google, work.known_list(), work.spreadsheet.spreadsheet, [address])[
                address
            ]
        )

    def row(self, school: str = "Basisschool De Es") -> Row:
        """The row of a school in the list."""
        (found,) = (row for row in self.rows("lijst.scholen") if row["school"] == school)
        return found

    def place(self, school: str) -> int:
        """Where a school stands in the list, counted from the first."""
        return [row[2] for row in self.cells()].index(school)

    def cells(self) -> list[list[str]]:
        """The rows of the list as they stand, by the people's own view of the sheet."""
        with self.workspace.session() as owner:
            answer = owner.get(f"{self._sheet}/values/Lijst!A4:I203").json()
        return [[*row, *[""] * (9 - len(row))] for row in answer.get("values", [])]

    def write(self, place: str, values: Sequence[Sequence[str]]) -> None:
        """People write in the list."""
        with self.workspace.session() as owner:
            asked = {"valueInputOption": "USER_ENTERED"}
            url = f"{self._sheet}/values/Lijst!{place}"
            assert owner.put(url, params=asked, json={"values": values}).ok

    def choose(self, step: str, *, number: int = 0, column: str = STEP) -> None:
        """People choose the step of a row, counted from the first; or write in another column."""
        self.write(f"{column}{number + 4}", [[step]])

    def delete_row(self, row: int) -> None:
        """People delete a row of the list, counted from 0 at the top of the sheet."""
        tab = sheet_id("aanmeldingen", "lijst")
        where = {"sheetId": tab, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
        with self.workspace.session() as owner:
            asked = {"requests": [{"deleteDimension": {"range": where}}]}
            assert owner.post(f"{self._sheet}:batchUpdate", json=asked).ok

    @property
    def _sheet(self) -> str:
        return f"/v4/spreadsheets/{self.work.known_list().id}"


def organiser_text(workspace: LocalWorkspace, key: str) -> str:
    """The file of an organiser."""
    return FILE.format(key=key, address=workspace.base_url, credentials=workspace.credentials)
