"""A second time nothing is copied twice, and undoing takes nothing that people changed."""

import gspread

from jobs.adopting.memory import ADOPTED
from tests.adopting.adopting import MAY, taken
from tests.adopting.cast import ACTIONS, GOALS, Person, Team
from tests.jobs.command import Command


def test_a_second_time_nothing_is_copied_twice_also_when_rows_were_changed_or_taken_out(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    book = ann.makes({"Acties": ACTIONS})
    taken(ritmiek, ready, book)
    blank.worksheet("Bord").update_acell("B24", "Boekenkast vullen met nieuwe boeken")
    blank.worksheet("Bord").batch_clear(["A25:D25"])
    book.worksheet("Acties").append_row(["Nieuw plan", "Dien"])
    assert "1 regel overgenomen" in taken(ritmiek, ready, book).out
    said = taken(ritmiek, ready, book)
    assert "Leraaracties (acties): niets nieuws" in said.out
    assert [row["wat"] for row in ready.rows("bord.acties")] == [
        "Boekenkast vullen met nieuwe boeken",
        "Nieuw plan",
    ]


def test_without_its_memory_it_sees_in_the_sheet_what_was_copied(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    twice = [*ACTIONS, ACTIONS[1]]
    book = ann.makes({"Acties": twice})
    taken(ritmiek, ready, book)
    ready.school.ledger.keep(ADOPTED, f"{ready.school.key}/essen/team", "{}")
    assert "3 regels zijn al eens overgenomen" in taken(ritmiek, ready, book).out
    assert len(ready.rows("bord.acties")) == 3


def test_undo_blanks_exactly_the_rows_that_nobody_changed(
    ritmiek: Command, ready: Team, ann: Person, blank: gspread.Spreadsheet
) -> None:
    board = blank.worksheet("Bord")
    board.update_acell("B6", "Er stond al een doel")
    book = ann.makes({"Doelen": GOALS})
    taken(ritmiek, ready, book)
    board.update_acell("E7", "gehaald")
    said = ritmiek("adopt", book.id, ready.file, *MAY, "--undo", "--yes")
    assert said.code == 0
    assert "2 regels leeggemaakt" in said.out
    assert "1 regel is intussen veranderd of weg" in said.out
    kept = [row["doel"] for row in ready.rows("bord.doelen")]
    assert kept == ["Er stond al een doel", "Elk kind leest een half uur"]
    assert "2 regels overgenomen" in taken(ritmiek, ready, book).out
