"""The ranges of tables as Google has them now: where they are, how large, and what they hold.

People may have moved a table or its columns, deleted rows of it, put columns in it, or deleted its
tab. The columns of a table are found by their marks whenever they are not as they were made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sheets_templates.model import Spreadsheet, Table
from sync.desired import KnownFile
from sync.errors import RefusedError, SyncError
from sync.sheets.row_places import RowThere, row_there
from sync.table_places import (
    TablePlaces,
    TableRead,
    marked_places,
    places_as_made,
    search_marks,
    table_read,
    whole_range,
)
from sync.wire.google import Google

Json = dict[str, Any]
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
    """These tables as they are, in one call when their columns stand as they were made.

    Otherwise a second one finds the columns, and a third reads those that people moved away.
    Raises ColumnGoneError for a column that Ritmiek fills and people deleted.
    """
    known = {address: (tab, table) for address, tab, table in spreadsheet.tables()}
    for address in addresses:
        if address not in known:
            raise UnknownTableError(spreadsheet.key, address)
    names = [range_name(address) for address in addresses]
    given = _values(google, file, addresses, names)
    reads = [table_read(*known[at], one) for at, one in zip(addresses, given, strict=True)]
    made = [places_as_made(read) for read in reads]
    marks = {} if all(made) else search_marks(google, file.id)
    places = [
        one or marked_places(spreadsheet, read, marks)
        for one, read in zip(made, reads, strict=True)
    ]
    whole = [whole_range(read, there) for read, there in zip(reads, places, strict=True)]
    ranges = [one or name for one, name in zip(whole, names, strict=True)]
    if any(whole):
        given = _values(google, file, addresses, ranges)
        reads = [table_read(*known[at], one) for at, one in zip(addresses, given, strict=True)]
    return [_range(*entry) for entry in zip(reads, places, ranges, strict=True)]


def _values(
    google: Google, file: KnownFile, addresses: Sequence[str], asked: Sequence[str]
) -> list[Json]:
    try:
        answer = google.sheets.values_batch_get(
            file.id,
            list(asked),
            params={
                "valueRenderOption": "UNFORMATTED_VALUE",
                "dateTimeRenderOption": "SERIAL_NUMBER",
            },
        )
    except RefusedError as error:
        gone = next(
            (one for one in addresses if f"{NO_RANGE}: {range_name(one)}" in str(error)), ""
        )
        if gone:
            raise TableGoneError(file.key, gone) from error
        raise
    ranges: list[Json] = answer.get("valueRanges", [])
    if len(ranges) != len(addresses):
        raise IncompleteReadError(file.key, len(addresses), len(ranges))
    return ranges


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
