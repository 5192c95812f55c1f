from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sheets_templates.catalogue import SPREADSHEET_KEYS
from sheets_templates.model import Column, Spreadsheet, Tab, Table, Text
from sheets_templates.ownership import OwnedRange, named_ranges, owned_ranges, people_ranges
from tests.sheets_templates.cast import cells, spreadsheet

PEOPLE = {
    "jaarplanning": {"eigen"},
    "weekplanning": {"gelukt", "notitie"},
    "bord": {"start", "doel", "meetwijze", "eind", "stand", "wanneer", "wat", "wie", "status"},
    "bezoeken": {"vast", "andere_dag", "ander_uur", "andere_gastheer", "vervalt"},
    "kijken": {"wie", "wanneer", "kijkvraag"},
    "tijd": {"bestaand", "notitie"},
    "academie": {"titel", "gedaan", "wanneer", "notitie"},
}


@pytest.mark.parametrize("key", SPREADSHEET_KEYS)
def test_no_cell_has_two_owners(key: str) -> None:
    sheet = spreadsheet(key)
    ranges = [*owned_ranges(sheet), *people_ranges(sheet)]
    counted = Counter(cell for owned in ranges for cell in cells(owned))
    assert set(counted.values()) == {1}


@pytest.mark.parametrize("key", SPREADSHEET_KEYS)
def test_what_people_fill_in_is_in_no_range_that_is_written(key: str) -> None:
    sheet = spreadsheet(key)
    ours = {cell for owned in owned_ranges(sheet) for cell in cells(owned)}
    for _, tab, table in sheet.tables():
        for at, column in enumerate(table.columns):
            for row in range(table.row + 1, table.row + 1 + table.capacity):
                cell = (tab.key, row, table.column + at)
                assert (cell in ours) == (column.owner != "people")


def test_the_columns_of_people_are_the_ones_that_were_promised() -> None:
    found: dict[str, set[str]] = {}
    for _, tab, table in spreadsheet("team").tables():
        theirs = {column.key for column in table.columns if column.owner == "people"}
        if theirs:
            found.setdefault(tab.key, set()).update(theirs)
    assert found == PEOPLE


def test_neighbouring_columns_of_one_owner_are_one_range() -> None:
    team = spreadsheet("team")
    weeks = [
        (owned.row, owned.column, owned.rows, owned.columns, owned.by)
        for owned in owned_ranges(team)
        if owned.tab == "weekplanning" and owned.row >= 2
    ]
    assert weeks == [(2, 0, 1, 8, "setup"), (3, 0, 60, 6, "setup")]
    assert OwnedRange("weekplanning", 3, 6, 60, 2, "people") in people_ranges(team)


def test_a_named_range_holds_the_header_and_every_row() -> None:
    ranges = named_ranges(spreadsheet("team"))
    assert ranges["bord_acties"] == OwnedRange("bord", 22, 0, 41, 4, "people")
    assert ranges["barometer_golven"].by == "collect"


def sheet(*tables: tuple[int, int, int, int], text: int = 0) -> Spreadsheet:
    """A spreadsheet of tables by row, column, capacity and width, with a text in a row."""
    made = tuple(
        Table(key=f"t{at}", row=row, column=column, capacity=capacity, columns=columns(width))
        for at, (row, column, capacity, width) in enumerate(tables)
    )
    tab = Tab(
        key="een",
        title="Een",
        tone="start",
        rows=40,
        widths=(80,) * 20,
        texts=(Text(row=text, text="Een"),),
        tables=made,
    )
    return Spreadsheet(key="proef", title="Proef", tabs=(tab,))


def columns(width: int) -> tuple[Column, ...]:
    return tuple(Column(key=f"k{at}", header="K", owner="people") for at in range(width))


PLACES = st.tuples(st.integers(1, 12), st.integers(0, 12), st.integers(1, 8), st.integers(1, 5))


@given(first=PLACES, second=PLACES)
def test_tables_that_would_cover_each_other_are_refused(
    first: tuple[int, int, int, int], second: tuple[int, int, int, int]
) -> None:
    apart = (
        first[0] + first[2] < second[0]
        or second[0] + second[2] < first[0]
        or first[1] + first[3] <= second[1]
        or second[1] + second[3] <= first[1]
    )
    if apart:
        assert len(people_ranges(sheet(first, second))) == 2
    else:
        with pytest.raises(ValidationError, match="covers table 't0'"):
            sheet(first, second)
