"""Placing: where the tables of a definition stand in a sheet that people rearranged.

A header row and a column are known by their marks. What lost its mark is gone and is placed anew,
beside everything that is there. A table that has no marks yet is placed by its headers.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, Table, sheet_id
from sync.sheets.blank_rows import insert_request, with_blank_rows
from sync.sheets.ground import Ground, ground_of
from sync.sheets.marks import Mark, texts_stand
from sync.sheets.placed import placed, standing
from sync.sheets.sight import FoundTable, LostRows, Sight

Json = dict[str, Any]


@dataclass(frozen=True)
class Placing:
    """A definition with its tables where they stand, and what of it is not there yet.

    `new` are tables by address; `fresh` the columns, by address and key, that an older table
    lacks; `left` those that it has no more; `reheaded` the tables whose header row is put back,
    `refilled` those whose other rows are. `widths` are those of the fresh columns, by their sheet
    and place. `document` is what was read, as it is after `requests`.
    """

    spreadsheet: Spreadsheet
    document: Json
    marks: Mapping[int, Mark]
    requests: tuple[Json, ...]
    new: frozenset[str]
    fresh: frozenset[tuple[str, str]]
    left: frozenset[tuple[str, str]]
    reheaded: frozenset[str]
    refilled: frozenset[str]
    widths: Mapping[tuple[int, int], int]


def place_tables(spreadsheet: Spreadsheet, document: Json) -> Placing:
    """Every table where it stands; raises RearrangedError when one without marks is mixed up."""
    sight, requests, lost = _with_lost_rows(spreadsheet, document)
    found = {
        address: there
        for address, tab, table in spreadsheet.tables()
        if (there := sight.found(tab, table)) is not None
    }
    tabs = tuple(_placed_tab(spreadsheet, tab, sight, found) for tab in spreadsheet.tabs)
    standing_now = spreadsheet.model_copy(update={"tabs": tabs})
    tables = {address: table for address, _, table in spreadsheet.tables()}
    left = (sight.left(address, table) for address, table in tables.items())
    fresh = frozenset(
        (address, column.key)
        for address, one in found.items()
        for column in tables[address].columns
        if column.key not in one.columns
    )
    return Placing(
        standing_now,
        sight.document,
        sight.marks,
        tuple(requests),
        frozenset(tables) - frozenset(found),
        fresh,
        frozenset[tuple[str, str]]().union(*left),
        frozenset(address for address, gone in lost.items() if gone.head),
        frozenset(address for address, gone in lost.items() if not gone.head),
        dict(_widths(spreadsheet, standing_now, fresh)),
    )


def _widths(
    spreadsheet: Spreadsheet, there: Spreadsheet, fresh: Container[tuple[str, str]]
) -> Iterator[tuple[tuple[int, int], int]]:
    """The width that each fresh column has in the definition.

    Where it came above or below a column of another table, that one's width stays.
    """
    taken = {
        (tab.key, at)
        for address, tab, table in there.tables()
        for at, column in standing(table)
        if (address, column.key) not in fresh
    }
    for (address, tab, table), (_, _, stands) in zip(
        spreadsheet.tables(), there.tables(), strict=True
    ):
        for width, (at, column) in zip(tab.widths[table.column :], standing(stands), strict=False):
            if (address, column.key) in fresh and (tab.key, at) not in taken:
                yield (sheet_id(spreadsheet.key, tab.key), at), width


def _with_lost_rows(
    spreadsheet: Spreadsheet, document: Json
) -> tuple[Sight, list[Json], dict[str, LostRows]]:
    """The document as it is when the rows that tables lost are there again, blank."""
    requests: list[Json] = []
    lost: dict[str, LostRows] = {}
    sight = Sight(spreadsheet, document)
    for address, tab, table in spreadsheet.tables():
        gone = sight.lost_rows(tab, table)
        if gone is not None:
            sheet = sheet_id(spreadsheet.key, tab.key)
            requests.append(insert_request(sight.sheets[sheet], gone.at, gone.count))
            after = with_blank_rows(sight.document, sheet, gone.at, gone.count)
            sight = Sight(spreadsheet, after)
            lost[address] = gone
    return sight, requests, lost


def _placed_tab(
    spreadsheet: Spreadsheet, tab: Tab, sight: Sight, found: Mapping[str, FoundTable]
) -> Tab:
    """The tab with its tables placed; where one moved, the texts and widths moved too."""
    sheet = sheet_id(spreadsheet.key, tab.key)
    if sheet not in sight.sheets:
        return tab
    ground = ground_of(sight.sheets[sheet], tab)
    there = {table.key: found.get(f"{tab.key}.{table.key}") for table in tab.tables}
    for entry in there.values():
        if entry is not None:
            ground.keep(entry.row, entry.capacity, entry.columns.values())
    tables = tuple(_placed(table, there[table.key], ground) for table in tab.tables)
    if tables == tab.tables and texts_stand(spreadsheet, tab, sight.marks):
        return tab
    return tab.model_copy(update={"tables": tables, "texts": (), "widths": ()})


def _placed(table: Table, found: FoundTable | None, ground: Ground) -> Table:
    """The table with what it lacks on free ground: whole, or column by column at its right."""
    if found is None:
        rows = range(table.row, table.row + 1 + table.capacity)
        left = ground.free(rows, len(table.columns), table.column)
        places = {column.key: left + at for at, column in enumerate(table.columns)}
        row, capacity = table.row, table.capacity
    else:
        row, capacity, places = found.row, found.capacity, dict(found.columns)
        rows = range(row, row + 1 + capacity)
        for column in table.columns:
            if column.key not in places:
                right = max(places.values(), default=table.column - 1) + 1
                places[column.key] = ground.free(rows, 1, right)
                ground.keep(row, capacity, [places[column.key]])
    ground.keep(row, capacity, places.values())
    return placed(table, row, capacity, places)
