"""An organiser arranges the list of schools in another way; every column is still known."""

from typing import Any

from sheets_templates.model import sheet_id
from tests.jobs.command import Command
from tests.signup.cast import NOW, Foundation

TAB = sheet_id("aanmeldingen", "lijst")
COLUMNS = {"sheetId": TAB, "dimension": "COLUMNS"}


def arrange(foundation: Foundation, *requests: dict[str, Any]) -> None:
    """People work in the list."""
    sheet = foundation.work.known_list().id
    with foundation.workspace.session() as owner:
        asked = {"requests": list(requests)}
        assert owner.post(f"/v4/spreadsheets/{sheet}:batchUpdate", json=asked).ok


def typed(row: int, column: int, text: str) -> dict[str, Any]:
    """What people type in a cell, counted from 0."""
    cell = {"userEnteredValue": {"stringValue": text}}
    start = {"sheetId": TAB, "rowIndex": row, "columnIndex": column}
    return {
        "updateCells": {
            "start": start,
            "rows": [{"values": [cell]}],
            "fields": "userEnteredValue",
        }
    }


def test_a_school_is_taken_in_however_the_list_is_arranged(
    ritmiek: Command, foundation: Foundation
) -> None:
    foundation.sign_up()
    ritmiek("signup", "collect")
    step = {**COLUMNS, "startIndex": 4, "endIndex": 5}
    title = {"sheetId": TAB, "title": "Alle scholen"}
    arrange(
        foundation,
        {"moveDimension": {"source": step, "destinationIndex": 0}},
        typed(2, 0, "Waar staan we?"),
        {"insertDimension": {"range": {**COLUMNS, "startIndex": 2, "endIndex": 3}}},
        typed(2, 2, "Stap"),
        typed(3, 2, "gestopt"),
        typed(3, 0, "akkoord"),
        {"updateSheetProperties": {"properties": title, "fields": "title"}},
    )
    accepted = ritmiek("signup", "accept", *NOW)
    assert (accepted.code, accepted.err) == (0, "")
    assert [file.name for file in foundation.schools.iterdir()] == ["basisschool-de-es.yaml"]
    row = foundation.row()
    assert row["stap"] == "akkoord"
    assert str(row["bestand"]).startswith("basisschool-de-es.yaml gemaakt op")
