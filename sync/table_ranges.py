"""The ranges of tables as Google has them now: where they are, how large, and what they hold.

People may have moved a table or its columns, deleted rows of it, put columns in it, or deleted its
tab, or given its name to a range of their own. Whenever a table is not as it was made, it and its
columns are found by our ids and marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, Table
from sync.desired import KnownFile
from sync.errors import RefusedError, SyncError
from sync.sheets.row_places import RowThere, row_there
from sync.table_places import (
    Lookup,
    TablePlaces,
    TableRead,
    look_up,
    marked_places,
    places_as_made,
    table_read,
)
from sync.wire.google import Google

Json = dict[str, Any]
Asked = Sequence[tuple[Tab, Table]]
NO_RANGE = "Unable to parse range"


class IncompleteReadError(SyncError):
    """Google gave other ranges than were asked for."""

    def __init__(self, key: str, asked: int, given: int) -> None:
        super().__init__(
            f"'{key}': {asked} tables were asked for and {given} came back; nothing was used."
        )


class UnknownTableError(SyncError):
    """A table that the spreadsheet's definition does not have."""

    def __init__(self, spreadsheet: str, address: str) -> None:
        super().__init__(f"spreadsheet '{spreadsheet}' has no table '{address}'.")


class TableGoneError(SyncError):
    """The tab or the place of a table does not exist any more."""

    def __init__(self, key: str, address: str) -> None:
        super().__init__(
            f"'{key}': the place of table '{address}' is gone, perhaps with its tab; undo that"
            " in the sheet (File, Version history), or make it anew with 'ritmiek setup --deep'."
        )


@dataclass(frozen=True)
class TableRange:
    """A table where it is; `cells` are those below its headers, one for each of its columns.

    `room` is how many rows there is place for, `top` the number that the sheet gives to the first.
    `range` is what was read, of which `above` rows come before them, and `places` where each column
    stands in it; a column of people's own that they took out stands nowhere.
    """

    table: Table
    room: int
    top: int
    cells: Sequence[Sequence[Any]]
    range: str
    above: int
    places: tuple[int | None, ...]

    def rows_there(self) -> list[RowThere]:
        """Every row that there is place for, those that Google left out as blank ones."""
        rows = [*self.cells[: self.room]]
        rows += [[""] * len(self.table.columns)] * (self.room - len(rows))
        return [row_there(self.table, row) for row in rows]

    def across(self, cells: Sequence[object]) -> list[object]:
        """A row of the table as it lies in the range: None, which is skipped, in between."""
        row: list[object] = [None] * (max(at for at in self.places if at is not None) + 1)
        for at, cell in zip(self.places, cells, strict=True):
            if at is not None:
                row[at] = cell
        return row


def read_ranges(
    google: Google, file: KnownFile, spreadsheet: Spreadsheet, addresses: Sequence[str]
) -> list[TableRange]:
    """These tables as they are, in one call when they stand as they were made.

    Otherwise a second one finds them, and a third reads those that the first did not.
    Raises ColumnGoneError for a column that Ritmiek fills and people deleted.
    """
    known = {address: (tab, table) for address, tab, table in spreadsheet.tables()}
    for address in addresses:
        if address not in known:
            raise UnknownTableError(spreadsheet.key, address)
    asked = [known[address] for address in addresses]
    ranges = [range_name(address) for address in addresses]
    reads = _named(google, file, asked, ranges)
    made = [places_as_made(read) for read in reads]
    if reads and all(made):
        places = [one for one in made if one]
    else:
        there = look_up(google, file.id)
        wanted = [_found(file, spreadsheet, there, tab, table) for tab, table in asked]
        pairs = zip(wanted, reads, strict=False)
        if not reads or not all(there.is_read(*pair) for pair in pairs):
            ranges = [there.range(place) for place in wanted]
            reads = _reads(google, file, asked, ranges)
        places = [marked_places(spreadsheet, read, there.marks) for read in reads]
    return [_range(*entry) for entry in zip(reads, places, ranges, strict=True)]


def _found(
    file: KnownFile, spreadsheet: Spreadsheet, there: Lookup, tab: Tab, table: Table
) -> Json:
    place = there.place(spreadsheet, tab, table)
    if place is None:
        raise TableGoneError(file.key, f"{tab.key}.{table.key}")
    return place


def _named(google: Google, file: KnownFile, tables: Asked, names: Sequence[str]) -> list[TableRead]:
    """What stands under these names; nothing when one of them is gone."""
    try:
        return _reads(google, file, tables, names)
    except RefusedError as error:
        if NO_RANGE in str(error):
            return []
        raise


def _reads(
    google: Google, file: KnownFile, tables: Asked, ranges: Sequence[str]
) -> list[TableRead]:
    answer = google.sheets.values_batch_get(
        file.id,
        list(ranges),
        params={
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        },
    )
    given: list[Json] = answer.get("valueRanges", [])
    if len(given) != len(tables):
        raise IncompleteReadError(file.key, len(tables), len(given))
    return [table_read(tab, table, one) for (tab, table), one in zip(tables, given, strict=True)]


def range_name(address: str) -> str:
    """The named range of a table."""
    return address.replace(".", "_")


def _range(read: TableRead, places: TablePlaces, range_: str) -> TableRange:
    """The table in what was read, its cells in the order of its definition."""
    columns = tuple(at if at is None else at - read.left for at in places.columns)
    above = places.row - read.top + 1
    cells = [
        [row[at] if at is not None and at < len(row) else "" for at in columns]
        for row in read.cells[above:]
    ]
    first, room = places.row + 2, read.end - places.row - 1
    return TableRange(read.table, room, first, cells, range_, above, columns)
