"""The rows of Leden: the members of each team, their free hours and when they are away."""

from collections.abc import Sequence
from typing import cast

from jobs.school.beheer.places import ReadRow, SheetData
from jobs.school.beheer.tables import TEAMS
from jobs.school.beheer.teams import TeamData, TeamNames
from jobs.school.problems import Location, did_you_mean, near_miss

Listed = list[dict[str, object]]


def add_members(sheet: SheetData, names: TeamNames, rows: Sequence[ReadRow]) -> None:
    """Put every row with its team: a member, or one more absence of somebody who is a member."""
    teams = cast("list[TeamData]", sheet.data["teams"])
    for row in rows:
        index = names.index(row["team"]) if row["team"] is not None else None
        if index is None:
            _refuse_team(sheet, names, row)
            continue
        members = cast("Listed", teams[index]["members"])
        absences = cast("Listed", teams[index]["absences"])
        if not _is_absence_only(row):
            _place_member(sheet, ("teams", index, "members", len(members)), row)
            members.append(_member(row))
        if row["weg_van"] is not None or row["weg_tot"] is not None:
            _place_absence(sheet, ("teams", index, "absences", len(absences)), row)
            absences.append(_absence(row))


def _is_absence_only(row: ReadRow) -> bool:
    """Without a name and free hours a row says nothing but when somebody is away."""
    blank = row["naam"] is None and row["vrije_uren"] is None
    return blank and row["email"] is not None and row["weg_van"] is not None


def _member(row: ReadRow) -> dict[str, object]:
    hours = row["vrije_uren"] or []
    return {"name": row["naam"], "email": row["email"], "free_hours": hours}


def _absence(row: ReadRow) -> dict[str, object]:
    return {"member": row["email"], "from": row["weg_van"], "until": row["weg_tot"]}


def _place_member(sheet: SheetData, path: Location, row: ReadRow) -> None:
    sheet.places[path] = row.whole
    for field, column in (("name", "naam"), ("email", "email"), ("free_hours", "vrije_uren")):
        if column in row.places:
            sheet.places[*path, field] = row.places[column]


def _place_absence(sheet: SheetData, path: Location, row: ReadRow) -> None:
    sheet.places[path] = row.whole
    for field, column in (("member", "email"), ("from", "weg_van"), ("until", "weg_tot")):
        if column in row.places:
            sheet.places[*path, field] = row.places[column]


def _refuse_team(sheet: SheetData, names: TeamNames, row: ReadRow) -> None:
    known = [key for key in names.keys if key]
    called = row["team"]
    if called is None:
        choice = ", ".join(known)
        message = f"this cell is empty; write one of: {choice}"
        melding = f"Vul hier het team in: {choice}."
        sheet.refuse(row.places["team"], "empty-cell", message, melding)
        return
    near = near_miss(str(called), known)
    sheet.refuse(
        row.places["team"],
        "unknown-team",
        (f"team '{called}' is unknown; " if near else "this team is unknown; ")
        + did_you_mean(str(called), known),
        f"Dit team staat niet in het tabblad {sheet.tabs[TEAMS]}. "
        + (f"Bedoel je '{near}'?" if near else f"Kies uit: {', '.join(known)}."),
    )
