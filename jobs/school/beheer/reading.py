"""From the tables of the Beheer sheet to the values that a school's file would have given."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from forms.definition import Language
from jobs.school.beheer.cells import Reader, UnclearCellError, shown
from jobs.school.beheer.columns import Layout, Tables
from jobs.school.beheer.layout import layouts_of
from jobs.school.beheer.members import add_members
from jobs.school.beheer.people import add_people
from jobs.school.beheer.places import ReadRow, SheetData, SheetPlace
from jobs.school.beheer.tables import (
    LEDEN,
    LESUREN,
    MENSEN,
    MOMENTEN,
    STUDIEDAGEN,
    TEAMS,
    VAKANTIES,
    readers_in,
)
from jobs.school.beheer.teams import TeamNames, add_teams
from jobs.school.problems import Location
from sheets_templates.model import Spreadsheet
from sync.headed_tables import HeadedRow


def read_beheer(spreadsheet: Spreadsheet, tables: Tables, language: Language = "nl") -> SheetData:
    """What the sheet says and where; the values are those of a school's file.

    Only `people`, `calendar` and `teams` come from here. When a tab or column is gone, nothing
    is read at all, so that a gap never looks like an empty cell.
    """
    sheet = SheetData()
    layouts = layouts_of(spreadsheet, tables, sheet)
    if not sheet.complete:
        return sheet
    rows = {
        address: list(_rows(layout, readers_in(language)[address], sheet))
        for address, layout in layouts.items()
    }
    for path, address in _ROOTS.items():
        if address in layouts:
            sheet.places[path] = layouts[address].whole
    add_people(sheet, rows.get(MENSEN, []))
    names = add_teams(sheet, rows.get(TEAMS, []))
    add_members(sheet, names, rows.get(LEDEN, []))
    sheet.data["calendar"] = {
        "vacations": _listed(sheet, rows.get(VAKANTIES, []), "vacations", _VACATION),
        "study_days": _study_days(sheet, rows.get(STUDIEDAGEN, [])),
        "bord_moments": _moments(sheet, names, rows.get(MOMENTEN, [])),
        "lesson_hours": _listed(sheet, rows.get(LESUREN, []), "lesson_hours", _HOUR),
    }
    return sheet


_ROOTS: dict[Location, str] = {
    ("people",): MENSEN,
    ("teams",): TEAMS,
    ("calendar",): LESUREN,
    ("calendar", "lesson_hours"): LESUREN,
    ("calendar", "vacations"): VAKANTIES,
    ("calendar", "study_days"): STUDIEDAGEN,
    ("calendar", "bord_moments"): MOMENTEN,
}
_VACATION = {"name": "naam", "start": "van", "end": "tot"}
_HOUR = {"number": "nummer", "start": "van", "end": "tot"}
_MOMENT = {"on": "datum", "at": "tijd", "team": "team"}


def _rows(layout: Layout, readers: Mapping[str, Reader], sheet: SheetData) -> Iterator[ReadRow]:
    for row in layout.table.rows:
        read = _row(layout, readers, row, sheet)
        if any(value is not None for value in read.values.values()):
            yield read


def _row(
    layout: Layout, readers: Mapping[str, Reader], row: HeadedRow, sheet: SheetData
) -> ReadRow:
    """The values of a row; what is unclear is noted, and stays in its place as people wrote it."""
    values: dict[str, object] = {}
    places: dict[str, SheetPlace] = {}
    for key, at in layout.columns.items():
        cell = row.cells[at]
        place = replace(layout.place(row.number, key), value=cell)
        places[key] = place
        try:
            values[key] = None if cell is None else readers[key](cell)
        except UnclearCellError as error:
            values[key] = shown(cell)
            sheet.refuse(place, error.rule, error.message, error.melding)
    return ReadRow(values, places)


def _listed(
    sheet: SheetData, rows: list[ReadRow], name: str, columns: dict[str, str]
) -> list[dict[str, object]]:
    """The rows of a table as a list of the calendar."""
    found = []
    for index, row in enumerate(rows):
        path: Location = ("calendar", name, index)
        sheet.places[path] = row.whole
        for field, column in columns.items():
            if column in row.places:
                sheet.places[*path, field] = row.places[column]
        found.append({field: row[column] for field, column in columns.items()})
    return found


def _study_days(sheet: SheetData, rows: list[ReadRow]) -> list[object]:
    for index, row in enumerate(rows):
        sheet.places["calendar", "study_days", index] = row.places["datum"]
    return [row["datum"] for row in rows]


def _moments(sheet: SheetData, names: TeamNames, rows: list[ReadRow]) -> list[dict[str, object]]:
    moments = _listed(sheet, rows, "bord_moments", _MOMENT)
    for moment in moments:
        # A team that nobody knows stays as it is, for the rules to refuse.
        moment["team"] = names.key(moment["team"]) or moment["team"]
    return moments
