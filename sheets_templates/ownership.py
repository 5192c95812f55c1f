"""Who owns which cells: what Ritmiek may write, and what only people touch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from sheets_templates.model import Spreadsheet, Tab, Table

Owner = Literal["setup", "collect", "people"]


@dataclass(frozen=True)
class OwnedRange:
    """A rectangle of cells on a tab (row and column count from 0) and who writes it."""

    tab: str
    row: int
    column: int
    rows: int
    columns: int
    by: Owner


def owned_ranges(spreadsheet: Spreadsheet) -> tuple[OwnedRange, ...]:
    """Everything that Ritmiek writes: texts, headers, and the columns of `setup` and `collect`."""
    return tuple(owned for owned in _ranges(spreadsheet) if owned.by != "people")


def people_ranges(spreadsheet: Spreadsheet) -> tuple[OwnedRange, ...]:
    """The cells of tables that only people write; so is every cell that no range names."""
    return tuple(owned for owned in _ranges(spreadsheet) if owned.by == "people")


def named_ranges(spreadsheet: Spreadsheet) -> Mapping[str, OwnedRange]:
    """Every table, header included, by the name that formulas can use: `tab_table`.

    A table is as much its people's as ours, so `by` is `people` where people fill in a column.
    """
    return {
        f"{tab.key}_{table.key}": OwnedRange(
            tab.key,
            table.row,
            table.column,
            table.capacity + 1,
            len(table.columns),
            _mainly(table),
        )
        for _, tab, table in spreadsheet.tables()
    }


def _ranges(spreadsheet: Spreadsheet) -> Iterator[OwnedRange]:
    for tab in spreadsheet.tabs:
        yield from _text_ranges(tab)
        for table in tab.tables:
            width = len(table.columns)
            yield OwnedRange(tab.key, table.row, table.column, 1, width, "setup")
            yield from _column_ranges(tab, table)


def _text_ranges(tab: Tab) -> Iterator[OwnedRange]:
    return (
        OwnedRange(tab.key, text.row, text.column, 1, text.columns, "setup") for text in tab.texts
    )


def _column_ranges(tab: Tab, table: Table) -> Iterator[OwnedRange]:
    """The rows of a table below its header, neighbouring columns of one owner together."""
    at = table.column
    for owner, columns in groupby(table.columns, key=lambda column: column.owner):
        width = len(list(columns))
        yield OwnedRange(tab.key, table.row + 1, at, table.capacity, width, owner)
        at += width


def _mainly(table: Table) -> Owner:
    owners = {column.owner for column in table.columns}
    return "people" if "people" in owners else table.columns[0].owner
