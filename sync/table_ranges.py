"""The ranges of tables as Google has them now: where they are, how large, and what they hold.

People may have moved a table, deleted rows of it, inserted columns in it, or deleted its tab.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gspread.utils import a1_range_to_grid_range

from sheets_templates.model import Spreadsheet, Table
from sync.desired import KnownFile
from sync.errors import RefusedError, SyncError
from sync.sheets.columns import RearrangedError, are_rearranged
from sync.sheets.row_places import RowThere, row_there
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
    """A table where it is; `cells` are those below its headers, without the blank ones at the end.

    `room` is how many rows there is place for, `top` the number that the sheet gives to the first.
    """

    table: Table
    room: int
    top: int
    cells: Sequence[Sequence[Any]]

    def rows_there(self) -> list[RowThere]:
        """Every row that there is place for, those that Google left out as blank ones."""
        rows = [*self.cells[: self.room]]
        rows += [[]] * (self.room - len(rows))
        width = len(self.table.columns)
        return [row_there(self.table, [*row, *[""] * (width - len(row))][:width]) for row in rows]


def read_ranges(
    google: Google, file: KnownFile, spreadsheet: Spreadsheet, addresses: Sequence[str]
) -> list[TableRange]:
    """These tables as they are, in one call; raises RearrangedError when columns were moved."""
    known = {address: (tab, table) for address, tab, table in spreadsheet.tables()}
    for address in addresses:
        if address not in known:
            raise UnknownTableError(spreadsheet.key, address)
    ranges = []
    for address, given in zip(addresses, _values(google, file, addresses), strict=True):
        tab, table = known[address]
        found = _range(table, given)
        if found is None:
            raise RearrangedError(spreadsheet.key, tab.title, table)
        ranges.append(found)
    return ranges


def _values(google: Google, file: KnownFile, addresses: Sequence[str]) -> list[Json]:
    try:
        answer = google.sheets.values_batch_get(
            file.id,
            [range_name(address) for address in addresses],
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


def _range(table: Table, given: Json) -> TableRange | None:
    """The table in a range; none when its columns were rearranged."""
    place = a1_range_to_grid_range(str(given["range"]).rpartition("!")[2])
    cells = given.get("values", [])
    width = place["endColumnIndex"] - place["startColumnIndex"]
    heads = [*(cells[0] if cells else ()), *[""] * width][:width]
    if are_rearranged(table, heads):
        return None
    first, last = place["startRowIndex"], place["endRowIndex"]
    return TableRange(table, last - first - 1, first + 2, cells[1:])
