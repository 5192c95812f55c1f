"""Headers are found anywhere, in any order, and what people answer is never taken for one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.adopting.blocks import Block, find_blocks
from jobs.adopting.fillable import Fillable, fillable_tables
from jobs.adopting.matching import Wish
from jobs.adopting.rows import RowReader
from sheets_templates.model import Row
from sync.whole_sheets import Cell, WholeTab
from tests.adopting.cast import Grid
from tests.sheets_templates.cast import spreadsheet

TABLES = fillable_tables(spreadsheet("team"))
ACTIONS = {"wat": "Kast vullen", "wie": "Anna", "wanneer": "3-11-2026", "status": "bezig"}
HEADS = {
    "wat": ["Wat", "Actie", "actiepunt", "WAT GAAN WE DOEN?", "Afspraak", "Actie (kort)"],
    "wie": ["Wie", "Door wie?", "Eigenaar", "Verantwoordelijke", "verantwoordelijk"],
    "wanneer": ["Klaar op", "Deadline", "Voor wanneer", "Deadlin"],
    "status": ["Status", "Stand van zaken", "status:", "Voortgang"],
}
OTHERS = ["Opmerkingen", "Prioriteit", "Budget", "Nr."]


def tab(grid: Grid, title: str = "Blad1") -> WholeTab:
    rows = tuple(tuple(_cell(value) for value in row) for row in grid)
    return WholeTab(1, title, rows)


def _cell(value: object) -> Cell:
    if value in ("", None):
        return Cell()
    known = value if isinstance(value, bool | int | float | str) else None
    return Cell(str(value), known)


def rows_of(block: Block) -> list[Row]:
    own: Fillable = block.match.fillable
    reader = RowReader(own, frozenset(), date(2026, 10, 5), "nl")
    return [row.cells for row in reader.read([block]).rows]


def addresses(grid: Grid, title: str = "Blad1") -> list[str]:
    return [block.match.fillable.address for block in find_blocks(tab(grid, title), TABLES)]


@settings(max_examples=40)
@given(data=st.data())
def test_columns_are_known_in_any_order_with_others_and_blanks_between(data: st.DataObject) -> None:
    known = data.draw(st.permutations(list(ACTIONS)))
    heads = [(data.draw(st.sampled_from(HEADS[key])), ACTIONS[key]) for key in known]
    for other in data.draw(st.lists(st.sampled_from([*OTHERS, ""]), max_size=4, unique=True)):
        heads.insert(data.draw(st.integers(0, len(heads))), (other, "iets" if other else ""))
    above = data.draw(st.lists(st.sampled_from([[], ["Ons bord"], ["", "Team Essen"]]), max_size=6))
    below = [[cell for _, cell in heads], [], [cell for _, cell in heads]]
    [block] = find_blocks(tab([*above, [head for head, _ in heads], *below]), TABLES)
    wanted = ACTIONS | {"wanneer": date(2026, 11, 3)}
    assert (block.row, block.match.fillable.address) == (len(above), "bord.acties")
    assert rows_of(block) == [wanted, wanted]


@settings(max_examples=40)
@given(grid=st.lists(st.lists(st.text(max_size=12) | st.integers() | st.booleans(), max_size=5)))
def test_whatever_people_type_is_read_without_failing(grid: list[list[object]]) -> None:
    for block in find_blocks(tab([*grid, ["Doel", "Stand", "Klaar op"], *grid]), TABLES):
        rows_of(block)


def test_tables_beside_and_below_each_other_are_told_apart() -> None:
    grid = [
        ["Doelen", "", "", "Acties"],
        ["Doel", "Klaar op", "", "Wat", "Wie"],
        ["Lezen", "1-12-2026", "", "Kast vullen", "Anna"],
        [],
        ["Doel", "Klaar op"],
        ["Rekenen", "1-2-2027"],
    ]
    found = find_blocks(tab(grid), TABLES)
    assert [(block.match.fillable.address, block.row, block.end) for block in found] == [
        ("bord.doelen", 1, 4 - 1),
        ("bord.acties", 1, 3),
        ("bord.doelen", 4, 6),
    ]


def test_an_answer_that_looks_like_a_header_is_an_answer() -> None:
    grid = [["Wat", "Status"], ["Kast vullen", "bezig"], ["Afspraak maken", "klaar"]]
    [block] = find_blocks(tab(grid), TABLES)
    assert [row["status"] for row in rows_of(block)] == ["bezig", "gelukt"]


@pytest.mark.parametrize(
    ("title", "address"), [("Acties", "bord.acties"), ("Academie", "academie.modules")]
)
def test_the_name_of_a_tab_decides_between_tables_that_fit_as_well(
    title: str, address: str
) -> None:
    grid = [["Wat", "Module", "Gedaan"], ["Kast", "Feedback", "ja"]]
    assert addresses(grid, title) == [address]


def test_a_list_under_one_word_is_a_table_and_a_title_is_none() -> None:
    assert addresses([["Doelen"], ["Lezen"], ["Rekenen"]]) == ["bord.doelen"]
    titled = [["Doelen"], ["van dit jaar"], ["Doel", "Stand"], ["Lezen", "gehaald"]]
    [block] = find_blocks(tab(titled), TABLES)
    assert block.row == 2


def test_of_two_columns_for_one_the_best_is_taken_and_the_other_is_named() -> None:
    grid = [["Omschrijving doel", "Doel", "Stand"], ["Lang verhaal", "Lezen", "gehaald"]]
    [block] = find_blocks(tab(grid), TABLES)
    assert [one.text for one in block.match.columns["doel"]] == ["Omschrijving doel"]
    assert block.match.rivals == {1: "Doel"}
    [other] = find_blocks(tab(grid), TABLES, [Wish("Omschrijving doel")])
    assert [one.text for one in other.match.columns["doel"]] == ["Doel"]


def test_three_blank_rows_end_a_table() -> None:
    grid = [["Doel", "Stand"], ["Lezen"], [], [], ["Rekenen"], [], [], [], ["Losse notitie"]]
    [block] = find_blocks(tab(grid), TABLES)
    assert [row["doel"] for row in rows_of(block)] == ["Lezen", "Rekenen"]


def test_ten_thousand_rows_are_read() -> None:
    grid = [["Wat", "Wie"], *([f"Actie {number}", "Anna"] for number in range(10_000))]
    [block] = find_blocks(tab(grid), TABLES)
    assert len(rows_of(block)) == 10_000
