"""The Beheer sheet of a school on the local Workspace, as somebody works in it by hand."""

from pathlib import Path
from typing import Any

from jobs.programme.beheer_sheet import beheer_definition
from sync.headed_tables import HeadedTable, read_headed_tables
from tests.jobs.cast import opened


class Sheet:
    """The Beheer sheet of a school that is set up, as somebody edits it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.school = opened(file)
        self.key = f"{self.school.key}/beheer"

    @property
    def id(self) -> str:
        return self.school.known(self.key).id

    def table(self, address: str) -> HeadedTable:
        known = self.school.known(self.key)
        definition = beheer_definition(self.school.configuration)
        table = read_headed_tables(self.school.google, known, definition)[address]
        assert table is not None
        return table

    def meldingen(self, address: str) -> dict[int, Any]:
        table = self.table(address)
        at = table.marks["melding"]
        return {row.number: row.cells[at] for row in table.rows if row.cells[at]}

    def write(self, cell: str, value: str | float, *, typed: bool = False) -> None:
        """Put something in a cell such as Leden!A4, as a paste would or as if it was typed."""
        option = "USER_ENTERED" if typed else "RAW"
        self.school.google.sheets.values_update(
            self.id, cell, {"valueInputOption": option}, {"values": [[value]]}
        )

    def change(self, *requests: dict[str, Any]) -> None:
        self.school.google.sheets.batch_update(self.id, {"requests": list(requests)})

    def tab(self, title: str) -> int:
        sheets = self.school.google.sheets.fetch_sheet_metadata(self.id)["sheets"]
        found = (one["properties"] for one in sheets if one["properties"]["title"] == title)
        return int(next(found)["sheetId"])

    def copied(self) -> str:
        """The id of a copy, so that this one may be broken."""
        body = {"appProperties": {"ritmiek_key": ""}}
        files = self.school.google.drive.files()
        made = files.copy(fileId=self.id, supportsAllDrives=True, body=body).execute()
        return str(made["id"])
