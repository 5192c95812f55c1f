"""A Beheer sheet with marks is read by them alone; what they cannot tell is refused."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.school.beheer.columns import melding_column
from jobs.school.beheer.tables import LEDEN, LESUREN, MENSEN, READERS, TEAMS
from jobs.school.model import Configuration
from sync.headed_tables import Cell, HeadedRow, HeadedTable
from tests.school.beheer_cast import (
    SHEET,
    Tables,
    changed,
    good_sheet,
    marked,
    places,
    read,
    table_at,
    wilgen,
    with_headers,
    with_rows,
    without_column,
)

SHEET_NOW = marked(good_sheet())
OURS = {
    column.header.casefold() for _, _, table in SHEET.tables() for column in table.columns
}  # fmt: skip


def is_no_header_of_ours(text: str) -> bool:
    """Whether a header could not be that of another column."""
    return " ".join(text.split()).casefold() not in OURS


HEADERS = st.text(max_size=9).filter(is_no_header_of_ours)


def with_column(table: HeadedTable, at: int, header: str, cells: list[Cell]) -> HeadedTable:
    """The table after somebody put a column in it."""
    rows = tuple(
        HeadedRow(row.number, (*row.cells[:at], cell, *row.cells[at:]))
        for row, cell in zip(table.rows, cells, strict=True)
    )
    headers = (*table.headers[:at], header, *table.headers[at:])
    marks = {key: place + (place >= at) for key, place in table.marks.items()}
    return replace(table, headers=headers, rows=rows, marks=marks)


def in_order(table: HeadedTable, order: list[int]) -> HeadedTable:
    """The table after somebody dragged its columns into this order."""
    rows = tuple(HeadedRow(row.number, tuple(row.cells[at] for at in order)) for row in table.rows)
    headers = tuple(table.headers[at] for at in order)
    marks = {key: order.index(place) for key, place in table.marks.items()}
    return replace(table, headers=headers, rows=rows, marks=marks)


def filled(table: HeadedTable) -> list[str]:
    """The headers of the columns in which something stands; some text for an empty table."""
    there = {at for row in table.rows for at, cell in enumerate(row.cells) if cell is not None}
    return [table.headers[at] for at in there] or ["Eigen"]


@st.composite
def arranged(draw: st.DrawFn) -> Tables:
    """The sheet after people renamed, moved and inserted columns, sorted rows and renamed tabs."""
    tables = dict(SHEET_NOW)
    for address in draw(st.sets(st.sampled_from(sorted(READERS)), min_size=1)):
        table = table_at(tables, address)
        table = in_order(table, draw(st.permutations(range(len(table.headers)))))
        for at in draw(st.sets(st.integers(0, len(table.headers) - 1))):
            headers = (*table.headers[:at], draw(HEADERS), *table.headers[at + 1 :])
            table = replace(table, headers=headers)
        cells: list[Cell] = [draw(st.text(max_size=3) | st.integers()) for _ in table.rows]
        at = draw(st.integers(0, len(table.headers)))
        table = with_column(table, at, draw(HEADERS | st.sampled_from(filled(table))), cells)
        down = draw(st.integers(0, 5))
        rows = enumerate(draw(st.permutations(table.rows)), start=4 + down)
        numbered = tuple(HeadedRow(number, row.cells) for number, row in rows)
        tab = draw(st.text(min_size=1))
        tables[address] = replace(table, row=3 + down, rows=numbered, tab=tab)
    return tables


def in_any_order(school: Configuration | None) -> Configuration | None:
    """The school with everything that is listed in a fixed order."""
    if school is None:
        return None
    teams = tuple(
        team.model_copy(update={"members": tuple(sorted(team.members, key=str))})
        for team in sorted(school.teams, key=str)
    )
    calendar = school.calendar.model_copy(
        update={
            name: tuple(sorted(getattr(school.calendar, name), key=str))
            for name in ("vacations", "study_days", "bord_moments", "lesson_hours")
        }
    )
    leaders = tuple(sorted(school.people.schoolleiding, key=str))
    people = school.people.model_copy(update={"schoolleiding": leaders})
    return school.model_copy(update={"teams": teams, "calendar": calendar, "people": people})


@settings(max_examples=20, deadline=None)
@given(arranged())
def test_however_columns_rows_and_tabs_are_arranged_the_school_is_the_same(tables: Tables) -> None:
    judged = read(wilgen(), tables)
    assert judged.problems == ()
    assert in_any_order(judged.configuration) == in_any_order(wilgen())


def test_a_mistake_is_told_by_the_cell_tab_and_header_of_now() -> None:
    table = in_order(table_at(SHEET_NOW, LEDEN), [6, 5, 4, 3, 2, 1, 0])
    table = replace(table, tab="Wie", headers=(*table.headers[:-1], "Groep"))
    moved = changed({**SHEET_NOW, LEDEN: table}, LEDEN, 5, "Groep", "groep 9")
    (problem,) = read(wilgen(), moved).problems
    assert str(problem).startswith("tab 'Wie', cell G5, column 'Groep': this team is unknown")


def test_a_tab_with_another_name_is_called_by_that() -> None:
    renamed = {**SHEET_NOW, LEDEN: replace(table_at(SHEET_NOW, LEDEN), tab="Wie")}
    problems = read(wilgen(), with_rows(renamed, LEDEN, [])).problems
    assert "members in tab 'Wie'" in problems[0].message
    assert "in het tabblad Wie." in problems[0].melding


def test_a_header_that_people_emptied_is_no_matter() -> None:
    emptied = with_headers(SHEET_NOW, TEAMS, {"Naam": "", "Melding": ""})
    assert read(wilgen(), emptied).configuration == wilgen()
    assert melding_column(SHEET, emptied, TEAMS) == 8


def test_cells_that_were_moved_with_their_headers_are_refused() -> None:
    swapped = with_headers(SHEET_NOW, LEDEN, {"Weg van": "Tot en met", "Tot en met": "Weg van"})
    judged = read(wilgen(), swapped)
    assert judged.configuration is None
    assert places(judged) == [
        ("Leden", 3, "Tot en met", "header-of-another"),
        ("Leden", 3, "Weg van", "header-of-another"),
    ]
    assert [problem.place.cell for problem in judged.problems] == ["E3", "F3"]


def test_a_header_row_that_was_sorted_between_the_rows_is_refused() -> None:
    table = table_at(SHEET_NOW, LESUREN)
    first, *others = table.rows
    head = HeadedRow(9, table.headers)
    sorted_in = replace(table, headers=tuple(map(str, first.cells)), rows=(*others, head))
    judged = read(wilgen(), {**SHEET_NOW, LESUREN: sorted_in})
    assert [problem.rule for problem in judged.problems] == ["headers-gone"]


def test_without_its_header_row_nothing_of_a_table_is_read() -> None:
    headless = replace(table_at(SHEET_NOW, MENSEN), headed=False)
    (problem,) = read(wilgen(), {**SHEET_NOW, MENSEN: headless}).problems
    assert problem.melding.startswith("De rij met de koppen is weg.")


@pytest.mark.parametrize("header", ["E-mail", " e-mail "])
def test_a_column_that_people_made_again_is_known_by_its_header(header: str) -> None:
    cells: list[Cell] = [row.cells[2] for row in table_at(SHEET_NOW, LEDEN).rows]
    gone = unmarked_without(SHEET_NOW, LEDEN, "email", "E-mail")
    assert [one.rule for one in read(wilgen(), gone).problems] == ["header-gone"]
    again = with_column(table_at(gone, LEDEN), 0, header, cells)
    assert read(wilgen(), {**gone, LEDEN: again}).configuration == wilgen()


def test_a_column_made_twice_is_refused_when_only_the_one_of_people_is_filled() -> None:
    table = table_at(SHEET_NOW, LEDEN)
    hours: list[Cell] = [row.cells[3] for row in table.rows]
    rows = tuple(
        HeadedRow(row.number, (*row.cells[:3], None, *row.cells[4:])) for row in table.rows
    )
    twice = with_column(replace(table, rows=rows), 7, "Vrije lesuren", hours)
    judged = read(wilgen(), {**SHEET_NOW, LEDEN: twice})
    assert places(judged) == [("Leden", 3, "Vrije lesuren", "header-twice")]


def unmarked_without(tables: Tables, address: str, key: str, header: str) -> Tables:
    """The tables after somebody deleted a column, which took its mark along."""
    table = table_at(tables, address)
    gone = table.marks[key]
    marks = {one: at - (at > gone) for one, at in table.marks.items() if one != key}
    left = table_at(without_column(tables, address, header), address)
    return {**tables, address: replace(left, marks=marks)}
