"""The rows of Mensen: schoolleiding, schoolcoaches and the expertcoach."""

from collections.abc import Sequence

from jobs.school.beheer.places import ReadRow, SheetData
from jobs.school.beheer.tables import ROLES
from jobs.school.model import Schoolcoach
from jobs.school.problems import Location

Person = dict[str, object]


def add_people(sheet: SheetData, rows: Sequence[ReadRow]) -> None:
    """Put everybody under the role that the row names."""
    leaders: list[Person] = []
    coaches: list[Person] = []
    expert: Person | None = None
    for row in rows:
        match row["rol"]:
            case "schoolleiding":
                _place(sheet, ("people", "schoolleiding", len(leaders)), row)
                leaders.append(_person(sheet, row))
            case "schoolcoach":
                _place(sheet, ("people", "schoolcoaches", len(coaches)), row)
                coaches.append(_coach(row))
            case "expertcoach" if expert is None:
                _place(sheet, ("people", "expertcoach"), row)
                expert = _person(sheet, row)
            case "expertcoach":
                _refuse_second_expert(sheet, row)
            case None:
                _refuse_no_role(sheet, row)
    sheet.data["people"] = {
        "schoolleiding": leaders,
        "schoolcoaches": coaches,
        "expertcoach": expert,
    }


def _place(sheet: SheetData, path: Location, row: ReadRow) -> None:
    sheet.places[path] = row.whole
    for field, column in (("name", "naam"), ("email", "email"), ("fte", "fte")):
        if column in row.places:
            sheet.places[*path, field] = row.places[column]


def _coach(row: ReadRow) -> Person:
    """Somebody with a part of the week; blank means what the model takes by itself."""
    usual = Schoolcoach.model_fields["fte"].default
    fte = usual if row["fte"] is None else row["fte"]
    return {"name": row["naam"], "email": row["email"], "fte": fte}


def _person(sheet: SheetData, row: ReadRow) -> Person:
    if row["fte"] is not None:
        sheet.refuse(
            row.places["fte"],
            "fte-of-other",
            "only a schoolcoach has an fte; empty this cell, or make the role schoolcoach",
            "Fte hoort alleen bij een schoolcoach. Maak deze cel leeg of verander de rol.",
        )
    return {"name": row["naam"], "email": row["email"]}


def _refuse_second_expert(sheet: SheetData, row: ReadRow) -> None:
    sheet.refuse(
        row.places["rol"],
        "expertcoach-twice",
        "there is an expertcoach already; a school has one, so remove a row",
        "Er staat al een expertcoach. Een school heeft er een; haal een van de rijen weg.",
    )


def _refuse_no_role(sheet: SheetData, row: ReadRow) -> None:
    roles = ", ".join(ROLES)
    sheet.refuse(
        row.places["rol"],
        "empty-cell",
        f"this cell is empty; write one of: {roles}",
        f"Vul hier de rol in: {roles}.",
    )
