"""Collecting: form answers out, table rows in and out; complete or an exception, never half.

Tables are addressed by their named ranges, which move along when people insert rows above them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheets_templates.model import Content, Row, Spreadsheet, Table, Value
from sync.desired import Files, KnownFile
from sync.errors import SyncError
from sync.files.fingerprints import fingerprint
from sync.sheets.cell_data import TableFullError
from sync.sheets.cells import to_plain, to_value
from sync.sheets.row_places import RowThere, place_rows, row_there
from sync.wire.google import Google

Json = dict[str, Any]
PAGE = 5000


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


def read_responses(google: Google, form_id: str) -> list[Json]:
    """Every response of a form, once each, oldest first."""
    found: dict[str, Json] = {}
    asked: Json = {"formId": form_id, "pageSize": PAGE}
    while True:
        page = google.forms.forms().responses().list(**asked).execute()
        for response in page.get("responses", []):
            found[response["responseId"]] = response
        if not page.get("nextPageToken"):
            break
        asked["pageToken"] = page["nextPageToken"]
    return sorted(found.values(), key=lambda one: (one.get("createTime", ""), one["responseId"]))


def read_tables(
    google: Google, file: KnownFile, spreadsheet: Spreadsheet, addresses: Sequence[str]
) -> Content:
    """The rows of tables, typed by their columns, in one call; blank rows are left out."""
    tables = _tables(spreadsheet)
    wanted = [_table(spreadsheet, tables, address) for address in addresses]
    return {
        address: _read_rows(table, cells[1:])
        for address, table, cells in zip(
            addresses, wanted, _read_cells(google, file, addresses), strict=True
        )
    }


def _read_cells(google: Google, file: KnownFile, addresses: Sequence[str]) -> list[list[list[Any]]]:
    """The cells of tables, headers first, in one call."""
    answer = google.sheets.values_batch_get(
        file.id,
        [_name(address) for address in addresses],
        params={"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"},
    )
    ranges = answer.get("valueRanges", [])
    if len(ranges) != len(addresses):
        raise IncompleteReadError(file.key, len(addresses), len(ranges))
    return [given.get("values", []) for given in ranges]


def write_tables(
    google: Google, known: KnownFile, spreadsheet: Spreadsheet, content: Content, files: Files
) -> bool:
    """Write the collected columns of these tables in one call; whether anything was written.

    Rows beyond the given ones are cleared. What was written last is not written again. A table
    whose rows are known by an identity is read first, and each row written where it stands.
    """
    data = _data(spreadsheet, content)
    collected = fingerprint(known.id, data)
    if not data or collected == known.collected:
        return False
    data = _data(spreadsheet, _in_place(google, known, spreadsheet, content))
    # RAW: what people answered is never taken for a formula, a date or a number. Writing the
    # same values again changes nothing, so this call may be repeated.
    with google.transport.repeatable():
        google.sheets.values_batch_update(known.id, {"valueInputOption": "RAW", "data": data})
    files.remember(replace(known, collected=collected))
    return True


def would_write(known: KnownFile, spreadsheet: Spreadsheet, content: Content) -> bool:
    """Whether `write_tables` would write these rows: whether they differ from the last ones."""
    data = _data(spreadsheet, content)
    return bool(data) and fingerprint(known.id, data) != known.collected


def _in_place(
    google: Google, known: KnownFile, spreadsheet: Spreadsheet, content: Content
) -> dict[str, Sequence[Row | None]]:
    """The rows of each table in the order in which they stand in the sheet; none is let alone."""
    tables = _tables(spreadsheet)
    placed: dict[str, Sequence[Row | None]] = dict(content)
    addresses = [address for address in content if _table(spreadsheet, tables, address).identity]
    if not addresses:
        return placed
    for address, cells in zip(addresses, _read_cells(google, known, addresses), strict=True):
        table, rows = tables[address], content[address]
        wanted = [tuple(to_plain(row.get(key)) for key in table.identity) for row in rows]
        places = place_rows(wanted, _there(table, cells))
        if places is None:
            raise TableFullError(spreadsheet.key, address, len(rows), table.capacity)
        standing: list[Row | None] = [None] * table.capacity
        for number in places.emptied:
            standing[number] = {}
        for number, row in zip(places.numbers, rows, strict=True):
            standing[number] = row
        placed[address] = standing
    return placed


def _there(table: Table, cells: Sequence[Sequence[Any]]) -> list[RowThere]:
    """Every row that a table has room for, those that Google left out as blank ones."""
    rows = [*cells[1 : table.capacity + 1]]
    rows += [[]] * (table.capacity - len(rows))
    width = len(table.columns)
    return [row_there(table, [*row, *[""] * (width - len(row))][:width]) for row in rows]


def _data(spreadsheet: Spreadsheet, content: Mapping[str, Sequence[Row | None]]) -> list[Json]:
    tables = _tables(spreadsheet)
    return [
        _write_rows(spreadsheet, _table(spreadsheet, tables, address), address, rows)
        for address, rows in sorted(content.items())
    ]


def _tables(spreadsheet: Spreadsheet) -> dict[str, Table]:
    return {address: table for address, _, table in spreadsheet.tables()}


def _table(spreadsheet: Spreadsheet, tables: dict[str, Table], address: str) -> Table:
    if address not in tables:
        raise UnknownTableError(spreadsheet.key, address)
    return tables[address]


def _name(address: str) -> str:
    return address.replace(".", "_")


def _read_rows(table: Table, rows: Sequence[Sequence[object]]) -> list[Row]:
    read: list[Row] = []
    for cells in rows:
        padded = [*cells, *([None] * (len(table.columns) - len(cells)))]
        row: dict[str, Value] = {
            column.key: to_value(cell, column.format)
            for column, cell in zip(table.columns, padded, strict=False)
        }
        if any(value not in (None, False) for value in row.values()):
            read.append(row)
    return read


def _write_rows(
    spreadsheet: Spreadsheet, table: Table, address: str, rows: Sequence[Row | None]
) -> Json:
    if len(rows) > table.capacity:
        raise TableFullError(spreadsheet.key, address, len(rows), table.capacity)
    # A cell of None is skipped by Google; '' empties it.
    values: list[list[object]] = [[None] * len(table.columns)]
    for number in range(table.capacity):
        row = rows[number] if number < len(rows) else {}
        values.append(
            [
                to_plain(row.get(column.key))
                if row is not None and column.owner == "collect"
                else None
                for column in table.columns
            ]
        )
    return {"range": _name(address), "majorDimension": "ROWS", "values": values}
