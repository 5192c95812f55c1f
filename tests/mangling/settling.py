"""What people have in the sheets when the weeks begin: something of theirs beside much of ours."""

from collections.abc import Iterator
from typing import Any

from sheets_templates.model import Spreadsheet
from tests.conftest import OwnerSession
from tests.mangling.elsewhere import carried_out
from tests.mangling.owned import Ours
from tests.mangling.state import Place, cells_of

Json = dict[str, Any]
EVERY = 3
"""Of so many cells of people's one is filled."""


def settle_in(api: OwnerSession, file: str, spreadsheet: Spreadsheet, document: Json) -> None:
    """Type in columns of people's beside rows of ours, and in what is free around the tables."""
    requests = [
        {
            "updateCells": {
                "start": {"sheetId": sheet, "rowIndex": row, "columnIndex": column},
                "rows": [{"values": [{"userEnteredValue": {"stringValue": f"mens {place}"}}]}],
                "fields": "userEnteredValue",
            }
        }
        for place in _places(Ours(spreadsheet, document), document)
        for sheet, row, column in [place]
    ]
    path = f"/v4/spreadsheets/{file}:batchUpdate"
    assert carried_out(api, "POST", path, json={"requests": requests})


def _places(ours: Ours, document: Json) -> Iterator[Place]:
    there = {place for place, cell in cells_of(document).items() if "userEnteredValue" in cell}
    closed = ours.cells | set(_blank_rows(ours, there)) | set(_joined(document))
    for sheet in ours.tabs:
        grid = ours.sheets[sheet]["properties"]["gridProperties"]
        for row in range(grid["rowCount"]):
            for column in range(grid["columnCount"]):
                place = (sheet, row, column)
                if place not in closed | there and (2 * row + column) % EVERY == 0:
                    yield place


def _blank_rows(ours: Ours, there: set[Place]) -> Iterator[Place]:
    """The cells of rows in which nothing of ours stands: they have to stay free for ours."""
    for sheet, tab in ours.tabs.items():
        for table in tab.tables:
            body = [(row, column) for row, column, _ in ours.body(tab, table)]
            filled = {row for row, column in body if (sheet, row, column) in there}
            yield from ((sheet, row, column) for row, column in body if row not in filled)


def _joined(document: Json) -> Iterator[Place]:
    """Cells that were joined with another."""
    for sheet in document["sheets"]:
        for place in sheet.get("merges", []):
            for row in range(place.get("startRowIndex", 0), place["endRowIndex"]):
                for column in range(place.get("startColumnIndex", 0), place["endColumnIndex"]):
                    yield place.get("sheetId", 0), row, column
