"""A spreadsheet as JSON: every tab as it stands, and our tables by the keys of their columns."""

from typing import Any

from jobs.leaving.known import spreadsheet_of
from jobs.work.school import SchoolAtWork
from sync.files.removal import OurFile
from sync.whole_sheets import Cell, WholeTab, a1, read_whole, tables_there

Json = dict[str, Any]


def sheet_out(school: SchoolAtWork, file: OurFile) -> Json:
    """The spreadsheet in plain values; dates are year-month-day in tables, as shown in tabs."""
    sheet = read_whole(school.google, file.id)
    definition = spreadsheet_of(school, file.key, sheet)
    found = list(tables_there(sheet, definition)) if definition else []
    return {
        "key": file.key,
        "title": file.name,
        "tabs": [_tab_out(tab) for tab in sheet.tabs],
        "tables": {one.address: one.rows() for one in found},
    }


def _tab_out(tab: WholeTab) -> Json:
    return {
        "title": tab.title,
        "rows": [[_plain(cell) for cell in row] for row in tab.rows],
        "formulas": {a1(row, at): cell.formula for row, at, cell in tab.cells() if cell.formula},
        "notes": {a1(row, at): cell.note for row, at, cell in tab.cells() if cell.note},
    }


def _plain(cell: Cell) -> str | int | float | bool | None:
    """A number only where people see that number: a date or a percentage is shown as they see it.

    A box that is ticked, and a text, are themselves.
    """
    if isinstance(cell.value, bool | str) or cell.value is None:
        return cell.value
    return cell.value if cell.shown.replace(",", ".") == f"{cell.value:g}" else cell.shown
