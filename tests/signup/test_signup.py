"""From the form to the file of a school, as an organiser sees it."""

import json
from datetime import date
from pathlib import Path

from tests.conftest import LocalWorkspace
from tests.jobs.command import Command
from tests.signup.cast import NOW, REMARK, Foundation
from tests.test_docs import local

MADE = "basisschool-de-es.yaml gemaakt op 5 oktober 2026"


def the_file(foundation: Foundation) -> Path:
    (file,) = foundation.schools.iterdir()
    return file


# Set-up


def test_looking_at_a_set_up_writes_nothing(ritmiek: Command, file: Path) -> None:
    planned, looked = ritmiek("signup", "plan"), ritmiek("signup", "setup", "--dry-run")
    assert (planned.code, looked.code) == (3, 0)
    assert planned.out == looked.out
    assert "share folder Aanmeldingen with 2 people (writer)" in planned.out
    assert not (file.parent / "ledger.sqlite").exists()


def test_after_a_set_up_nothing_changes(ritmiek: Command, agreed: Foundation) -> None:
    said = ritmiek("signup", "plan", agreed.file)
    assert said.code == 0
    assert said.out.splitlines()[0] == "Stichting Samen Leren: nothing changes"


def test_the_form_lies_where_nobody_of_the_organiser_comes(
    agreed: Foundation, workspace: LocalWorkspace
) -> None:
    def addresses(file_id: str) -> set[str]:
        asked = {"fields": "*", "supportsAllDrives": "true"}
        with workspace.session() as owner:
            url = f"/drive/v3/files/{file_id}/permissions"
            given = owner.get(url, params=asked).json()["permissions"]
        return {one.get("emailAddress", "") for one in given}

    assert "omar@samen-leren.example" in addresses(agreed.work.known_list().id)
    assert "omar@samen-leren.example" not in addresses(agreed.work.known_form().id)


# An agreed school


def test_a_school_that_signs_up_comes_in_the_list(agreed: Foundation) -> None:
    row = agreed.row()
    assert (row["school"], row["wens"]) == ("Basisschool De Es", "allebei")
    (told,) = agreed.rows("gegevens.scholen")
    assert (told["contact"], told["domein"]) == ("Lies Leiding, schoolleider", "es.example")
    assert (told["teams"], told["begin"]) == ("Onderbouw\nBovenbouw", date(2026, 11, 2))


def test_an_agreed_school_gets_a_file_that_is_good_at_once(
    ritmiek: Command, agreed: Foundation
) -> None:
    file = the_file(agreed)
    assert file.name == "basisschool-de-es.yaml"
    assert agreed.row()["bestand"] == MADE
    assert ritmiek("check", file).out == f"{file}: good\n"


def test_the_file_of_an_agreed_school_can_be_planned(
    ritmiek: Command, agreed: Foundation, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    file = tmp_path / "school.yaml"
    file.write_text(local(the_file(agreed).read_text("utf-8"), workspace), encoding="utf-8")
    planned = ritmiek("plan", file)
    assert planned.code == 3
    assert "formulier Barometer – Onderbouw" in planned.out


def test_a_second_time_makes_and_writes_nothing(ritmiek: Command, agreed: Foundation) -> None:
    before = the_file(agreed).read_text(encoding="utf-8")
    ritmiek("signup", "accept", agreed.file, *NOW)
    again = ritmiek("signup", "accept", agreed.file, "--json", "--now", "2026-10-12T09:00")
    report, _calls = json.loads(again.out).values()
    assert (again.code, report["made"], report["refused"]) == (0, {}, {})
    assert not report["changed"]
    assert the_file(agreed).read_text(encoding="utf-8") == before


# The list


def test_the_list_follows_what_people_chose_and_how_they_sorted(
    ritmiek: Command, foundation: Foundation
) -> None:
    for school in ("De Linde", "De Beuk"):
        foundation.sign_up(school=school)
    assert "would change" in ritmiek("signup", "collect", "--dry-run").out
    assert foundation.cells() == []
    ritmiek("signup", "collect")
    beuk = foundation.place("De Beuk")
    foundation.choose("bellen over De Beuk", number=beuk, column=REMARK)
    foundation.choose("Intake ", number=beuk)
    foundation.write("A4:I5", list(reversed(foundation.cells())))
    foundation.sign_up(school="De Es")
    ritmiek("signup", "collect")
    assert foundation.row("De Beuk")["opmerking"] == "bellen over De Beuk"
    assert foundation.row("De Linde")["opmerking"] is None
    assert foundation.place("De Es") == 2
    counts = {row["stap"]: row["aantal"] for row in foundation.rows("overzicht.stappen")}
    assert (counts["intake"], counts["nog te bekijken"], counts["akkoord"]) == (1, 2, 0)
    assert "the list did not change" in ritmiek("signup", "collect").out


def test_rows_that_people_emptied_or_deleted_come_back_and_no_other_suffers(
    ritmiek: Command, foundation: Foundation
) -> None:
    for school in ("De Linde", "De Beuk", "De Es"):
        foundation.sign_up(school=school)
    ritmiek("signup", "collect")
    emptied, deleted, kept = (row[2] for row in foundation.cells())
    for number in range(3):
        foundation.choose("intake", number=number)
    foundation.write("A4:I4", [[""] * 9])
    foundation.delete_row(4)
    foundation.sign_up(school="De Esdoorn")
    assert ritmiek("signup", "collect").code == 0
    steps = {row[2]: row[4] for row in foundation.cells() if row[2]}
    assert steps == {emptied: "", deleted: "", kept: "intake", "De Esdoorn": ""}
