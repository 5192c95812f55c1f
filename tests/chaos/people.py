"""What people do between two set-ups: type beside what is ours, and answer a form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import requests

from forms.ids import question_id
from jobs.ledger import Ledger
from sync.files.drive import find_keys
from sync.wire.google import Google
from tests.chaos.groups import SHARED_SHEETS
from tests.chaos.school import FORM, SHEET
from tests.chaos.served import Served

OWN_TAB = 4711
MARK = "mens: "
TYPED = (
    ("Bord!B12:C13", [[f"{MARK}lezen  met begrip ", "open"], [f"{MARK}=IMPORTXML(1)", "gelukt"]]),
    ("Bord!E11:E12", [[f"{MARK}eigen kolom"], [f"{MARK}é – „ja”"]]),
    ("Eigen!A1:B2", [[f"{MARK}van ons", "3,5"], ["007", f"{MARK}6E1"]]),
)
AGREED = (
    ("Bord!A5:C6", [["De Buur", "4", "Een succes"], ["De Es", "3", "Nog een succes"]]),
    ("Bord!B12:C12", [[f"{MARK}wat scholen  afspreken", "open"]]),
)
"""In the sheet of a group: what collecting wrote for its schools, and what they agreed."""
FORMULAS = (("Eigen!C1", [["=1+1"]]), ("Eigen!C2", [[f'="{MARK}"&A1']]))


def people_come(served: Served, google: Google) -> None:
    """Type in the team's sheet, add a tab and a column of their own, and answer the barometer."""
    ledger = Ledger(served.ledger)
    sheet, form = ledger.find(SHEET), ledger.find(FORM)
    assert sheet is not None
    assert form is not None
    tab = {"addSheet": {"properties": {"sheetId": OWN_TAB, "title": "Eigen"}}}
    wider = {"appendDimension": {"sheetId": _bord(google, sheet.id), "dimension": "COLUMNS"}}
    wider["appendDimension"]["length"] = 3
    google.sheets.batch_update(sheet.id, {"requests": [tab, wider]})
    for option, data in (("RAW", TYPED), ("USER_ENTERED", FORMULAS)):
        ranges = [{"range": place, "values": values} for place, values in data]
        google.sheets.values_batch_update(sheet.id, {"valueInputOption": option, "data": ranges})
    energy = f"entry.{int(question_id('barometer', 'energie', 1), 16)}"
    address = form.address.replace("/viewform", "/formResponse")
    requests.post(address, data={energy: "4"}, timeout=30).raise_for_status()


def people_meet(google: Google) -> None:
    """Write down in the sheet of each group what its schools agreed."""
    for (sheet,) in find_keys(google, SHARED_SHEETS).values():
        ranges = [{"range": place, "values": values} for place, values in AGREED]
        google.sheets.values_batch_update(sheet.id, {"valueInputOption": "RAW", "data": ranges})


def cells_of_people(documents: Mapping[str, Any]) -> list[tuple[str, str, int, Any]]:
    """Every cell that people filled, by file, tab and column, in the order of its rows."""
    return [
        (key, tab["properties"]["title"], column, value)
        for key, document in documents.items()
        for tab in document.get("sheets", [])
        for column, value in _cells(tab)
        if tab["properties"]["sheetId"] == OWN_TAB or _is_of_people(value)
    ]


def _is_of_people(value: Mapping[str, Any]) -> bool:
    return str(value.get("stringValue", "")).startswith(MARK) or value.get("stringValue") in (
        "open",
        "gelukt",
    )


def _cells(tab: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows: Sequence[Any] = [row for grid in tab.get("data", []) for row in grid.get("rowData", [])]
    for row in rows:
        for column, cell in enumerate(row.get("values", [])):
            if "userEnteredValue" in cell:
                yield column, cell["userEnteredValue"]


def _bord(google: Google, file_id: str) -> int:
    document = google.sheets.spreadsheets_get(file_id, {"fields": "sheets.properties"})
    tabs = {tab["properties"]["title"]: tab["properties"] for tab in document["sheets"]}
    return int(tabs["Bord"]["sheetId"])
