"""Which column of a table of Beheer is which, wherever it stands and whatever people call it."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobs.school.beheer.places import SheetPlace
from jobs.school.beheer.tables import MELDING, READERS
from sheets_templates.model import Column, Spreadsheet, Table
from sync.headed_tables import HeadedTable

Tables = Mapping[str, HeadedTable | None]


@dataclass(frozen=True)
class Layout:
    """A table with the place of each column that is read, by its key.

    `headers` are those that stand there now, or the usual ones of columns without any.
    """

    address: str
    table: HeadedTable
    columns: Mapping[str, int]
    headers: Mapping[str, str]

    def place(self, row: int, key: str, *, whole: bool = False) -> SheetPlace:
        """A cell of this table."""
        header, at = self.headers.get(key, key), self.columns.get(key)
        return SheetPlace(self.address, self.table.tab, row, key, header, whole=whole, at=at)

    @property
    def whole(self) -> SheetPlace:
        """The table itself: its first row is where a mistake in all of it is told."""
        return self.place(self.table.row + 1, next(iter(self.headers)), whole=True)


def layout_of(address: str, definition: Table, table: HeadedTable) -> Layout:
    """Where the columns of a table stand; of one header that is there twice, the first."""
    columns = read_columns(address, definition)
    places = {column.key: table.places(column) for column in columns}
    found = {key: there[0] for key, there in places.items() if there}
    headers = {
        column.key: _header(table, found[column.key]) if column.key in found else ""
        for column in columns
    }
    usual = {column.key: column.header for column in columns}
    return Layout(
        address, table, found, {key: header or usual[key] for key, header in headers.items()}
    )


def _header(table: HeadedTable, at: int) -> str:
    return " ".join(table.headers[at].split())


def read_columns(address: str, definition: Table) -> list[Column]:
    """The columns in which people write."""
    return [column for column in definition.columns if column.key in READERS[address]]


def melding_column(spreadsheet: Spreadsheet, tables: Tables, address: str) -> int | None:
    """Where the messages of a table go; none when that column is gone, or there are two."""
    table = tables.get(address)
    for known, _, definition in spreadsheet.tables():
        if known == address and table is not None:
            columns = [column for column in definition.columns if column.key == MELDING]
            places = [at for column in columns for at in table.places(column)]
            return places[0] if len(places) == 1 else None
    return None
