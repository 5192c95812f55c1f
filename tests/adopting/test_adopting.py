"""`ritmiek adopt`: what a team kept in a sheet of its own goes along, as far as they agree."""

import io
import json
from datetime import date

import gspread
import pytest
from gspread.utils import ValueRenderOption

from jobs.adopting.memory import ADOPTED
from tests.adopting.adopting import MAY, answers, taken
from tests.adopting.cast import ACTIONS, GOALS, Person, Team
from tests.jobs.command import Command


def test_rows_of_known_columns_are_copied_and_their_sheet_stays_untouched(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    book = ann.makes({"Doelen": GOALS, "Acties": ACTIONS})
    before = [
        tab.get_values(value_render_option=ValueRenderOption.formula) for tab in book.worksheets()
    ]
    said = taken(ritmiek, ready, book)
    assert "5 regels overgenomen in Leerlingdoelen, Leraaracties" in said.out
    first, second, third = ready.rows("bord.doelen")
    assert first == {
        "start": date(2026, 9, 7),
        "doel": "Elk kind leest een half uur",
        "eind": date(2026, 11, 3),
        "stand": "op weg",
    }
    assert (second["eind"], second["stand"]) == ("z.s.m.", "gehaald")
    assert third == {"doel": "Buiten spelen"}
    actions = [(row["wat"], row["wie"], row["status"]) for row in ready.rows("bord.acties")]
    assert actions == [
        ("Boekenkast vullen", "Anna en Bas", "gelukt"),
        ("Ouders vragen", "Cor (vader)", "open"),
    ]
    after = [
        tab.get_values(value_render_option=ValueRenderOption.formula) for tab in book.worksheets()
    ]
    assert after == before
    kept = ready.school.ledger.kept(ADOPTED, "over/essen/team") or ""
    assert kept.count('"mark"') == 5
    assert not [word for word in ("Anna", "Boekenkast", "leest") if word in kept]


def test_a_dry_run_shows_the_plan_in_dutch_and_writes_nothing(
    ritmiek: Command, ready: Team, goals: gspread.Spreadsheet
) -> None:
    said = ritmiek("adopt", goals.url, ready.file, *MAY, "--dry-run")
    assert said.code == 0
    for line in (
        "Leerlingdoelen (doelen): 3 regels, plaats voor 15",
        "'Stand van zaken' → Stand",
        "Klaar op: '3 november' → '3-11-2026'; Stand: 'loopt' → 'op weg'",
        "Doelen!D5 (Klaar op): 'z.s.m.' is geen duidelijke datum; dat blijft tekst",
        "Doelen!E6 (Stand): 'misschien' is geen van de keuzes; die cel blijft leeg",
        "Blijft waar het is",
        "tab 'Doelen', kolom F: 'Opmerkingen'",
        "tab 'Notulen': geen koppen die Ritmiek kent",
    ):
        assert line in said.out
    assert ready.rows("bord.doelen") == []


def test_each_table_is_asked_for_and_no_is_no(
    ritmiek: Command,
    ready: Team,
    ann: Person,
    blank: gspread.Spreadsheet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = ann.makes({"Doelen": GOALS, "Acties": ACTIONS})
    answers(monkeypatch, "n", "y")
    said = ritmiek("adopt", book.url, ready.file, *MAY)
    assert said.code == 0
    assert "Leerlingdoelen: 3 regels overnemen?" in said.err
    assert ready.rows("bord.doelen") == []
    assert len(ready.rows("bord.acties")) == 2


def test_without_an_answer_nothing_is_taken_over(
    ritmiek: Command,
    ready: Team,
    ann: Person,
    blank: gspread.Spreadsheet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = ann.makes({"Doelen": GOALS, "Acties": ACTIONS})
    answers(monkeypatch, "y")
    said = ritmiek("adopt", book.url, ready.file, *MAY)
    assert said.code == 2
    assert "nothing was changed: nobody answered" in said.err
    assert ready.rows("bord.doelen") == []


def test_what_changed_while_somebody_was_asked_is_not_copied(
    ritmiek: Command,
    ready: Team,
    goals: gspread.Spreadsheet,
    blank: gspread.Spreadsheet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Slow(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]  # only its answer counts
            blank.worksheet("Bord").update_acell("B6", "Net getypt")
            return "y\n"

    monkeypatch.setattr("sys.stdin", Slow())
    said = ritmiek("adopt", goals.url, ready.file, *MAY)
    assert said.code == 1
    assert "the sheet of Essen: somebody worked in it since it was read" in said.err
    assert [row["doel"] for row in ready.rows("bord.doelen")] == ["Net getypt"]


def test_nothing_of_people_is_written_over_not_even_a_formula_that_shows_nothing(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    board = blank.worksheet("Bord")
    board.update([["", "Ons eigen doel"], ["", '=IF(1=2,"x","")']], "A6:B7", raw=False)
    board.update_acell("E9", "op weg")
    book = ann.makes({"Doelen": GOALS})
    taken(ritmiek, ready, book)
    seen = board.get("A6:E12", value_render_option=ValueRenderOption.formula)
    assert [row[1] if len(row) > 1 else "" for row in seen] == [
        "Ons eigen doel",
        '=IF(1=2,"x","")',
        "",
        "",
        "Elk kind leest een half uur",
        "Rekentaal in de gang",
        "Buiten spelen",
    ]


def test_a_column_that_people_put_between_ours_is_respected(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    board = blank.worksheet("Bord")
    board.insert_cols([["", "", "", "", "Van ons"]], col=2)
    board.update_acell("B24", "niet vullen")
    taken(ritmiek, ready, ann.makes({"Acties": ACTIONS}))
    seen = board.get("A24:E26", pad_values=True)
    board.delete_columns(2)
    assert [(row[1], row[2]) for row in seen] == [
        ("niet vullen", ""),
        ("", "Boekenkast vullen"),
        ("", "Ouders vragen"),
    ]


def test_visits_and_modules_go_along_and_two_columns_become_one(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    visits = [["Bezoeker", "Gastheer", "Datum", "Kijkvraag"], ["Anna", "Bas", "5-10-2026", "Rust?"]]
    modules = [["Module", "Afgerond"], ["Feedback geven", "ja"], ["Doelen stellen", ""]]
    book = ann.makes({"Lesbezoeken": visits, "Academie": modules})
    taken(ritmiek, ready, book)
    [visit] = ready.rows("kijken.afspraken")
    assert visit == {"wie": "Anna bij Bas", "wanneer": date(2026, 10, 5), "kijkvraag": "Rust?"}
    first, second, *_ = ready.rows("academie.modules")
    assert (first["nummer"], first["titel"], first["gedaan"]) == (1, "Feedback geven", True)
    assert second["titel"] == "Doelen stellen"


def test_somebody_can_say_what_a_column_is_and_which_tables_go_along(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    grid = [["Plan de campagne", "Wie", "Klus"], ["Lezen", "Anna", "Kast"]]
    book = ann.makes({"Werk": grid, "Doelen": GOALS})
    more = ("--map", "Plan de campagne=acties.wat", "--map", "Klus=acties.wat", "--map", "Wie=")
    said = taken(ritmiek, ready, book, "--only", "acties", *more)
    assert ready.rows("bord.acties") == [{"wat": "Lezen – Kast"}]
    assert ready.rows("bord.doelen") == []
    assert "tab 'Doelen': Leerlingdoelen, want daar is niet om gevraagd" in said.out


def test_the_values_of_formulas_go_along_and_their_errors_do_not(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    grid = [["Wat", "Wie"], ['="Lezen"&" en rekenen"', "=1/0"], ["=NA()", "Bas"]]
    book = ann.makes({"Acties": grid})
    said = taken(ritmiek, ready, book)
    assert ready.rows("bord.acties") == [{"wat": "Lezen en rekenen"}]
    assert "1 cel is een formule" in said.out
    assert "Acties!B2 (Wie): '#DIV/0!' is een fout van een formule; die cel blijft leeg" in said.out
    assert "1 regel heeft geen 'Wat' en blijft waar hij is: Acties!3" in said.out


def test_more_rows_than_fit_are_never_copied_without_somebody_who_says_so(
    ritmiek: Command,
    ready: Team,
    ann: Person,
    blank: gspread.Spreadsheet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = ann.makes({"Doelen": [["Doel"], *([f"Doel {n}"] for n in range(60))]})
    refused = ritmiek("adopt", book.url, ready.file, *MAY, "--yes")
    assert refused.code == 1
    assert "15 of 60 rows fit, so nothing was copied" in refused.err
    assert "alleen de eerste 15 van de 60 regels passen" in refused.out
    answers(monkeypatch, "y")
    asked = ritmiek("adopt", book.url, ready.file, *MAY)
    assert "Leerlingdoelen: alleen de eerste 15 van de 60 regels overnemen?" in asked.err
    assert [row["doel"] for row in ready.rows("bord.doelen")] == [f"Doel {n}" for n in range(15)]


def test_the_report_as_json_has_figures_and_nobodys_words(
    ritmiek: Command, ready: Team, goals: gspread.Spreadsheet
) -> None:
    said = ritmiek("adopt", goals.url, ready.file, *MAY, "--dry-run", "--json")
    table = json.loads(said.out)["over"]["tables"]["bord.doelen"]
    assert (table["rows"], table["room"], table["already"]) == (3, 15, 0)
    assert [one["why"] for one in table["misfits"]] == ["no_date", "no_option"]
    assert "leest" not in said.out
