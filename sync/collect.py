"""Collecting: form answers out, table rows in and out; complete or an exception, never half.

Tables are addressed by their named ranges, which move along when people insert rows above them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sheets_templates.model import Content, Row, Spreadsheet, Table, Value
from sync.desired import PASSED_ON, Files, KnownFile
from sync.errors import UncertainError
from sync.files.fingerprints import fingerprint
from sync.sheets.cell_data import TableFullError
from sync.sheets.cells import to_plain, to_value
from sync.sheets.row_places import Identity, comparable, place_rows
from sync.table_ranges import TableRange, UnknownTableError, read_ranges
from sync.wire.google import Google

Json = dict[str, Any]
PAGE = 5000
ATTEMPTS = 5


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
    ranges = read_ranges(google, file, spreadsheet, addresses)
    return {
        address: [row for _, row in _numbered(found)]
        for address, found in zip(addresses, ranges, strict=True)
    }


def read_numbered_rows(
    google: Google, file: KnownFile, spreadsheet: Spreadsheet, address: str
) -> list[tuple[int, Row]]:
    """The rows of one table, each with the number that people see beside it in the sheet."""
    [found] = read_ranges(google, file, spreadsheet, [address])
    return list(_numbered(found))


def write_tables(
    google: Google, known: KnownFile, spreadsheet: Spreadsheet, content: Content, files: Files
) -> bool:
    """Write the collected columns of these tables; whether anything was written.

    What was written last is not written again. Otherwise the tables are read first, so that each
    row and column is written where it stands. Where rows no longer fit, the newest stay; when not
    even those do, TableFullError says so after the writing.
    """
    data = _fixed(spreadsheet, content)
    collected = fingerprint(known.id, data)
    if not data or collected == known.collected:
        return False
    for address, one in _written(google, known, spreadsheet, content).items():
        if one.left_out:
            raise TableFullError(spreadsheet.key, address, len(content[address]), one.room)
    files.remember(replace(known, collected=collected))
    return True


def _written(
    google: Google, known: KnownFile, spreadsheet: Spreadsheet, content: Content
) -> dict[str, "_Placed"]:
    """Write the tables where they stand; after a lost answer they are read again, then written.

    People may have sorted or moved them in between.
    """
    addresses = sorted(content)
    for attempt in count(1):
        read = read_ranges(google, known, spreadsheet, addresses)
        ranges = dict(zip(addresses, read, strict=True))
        placed = {address: _placed(found, content[address]) for address, found in ranges.items()}
        data = [
            {"range": found.range, "majorDimension": "ROWS", "values": placed[address].values}
            for address, found in ranges.items()
        ]
        try:
            # RAW: what people answered is never taken for a formula, a date or a number.
            google.sheets.values_batch_update(known.id, {"valueInputOption": "RAW", "data": data})
        except UncertainError:
            if attempt == ATTEMPTS:
                raise
            google.transport.back_off(attempt)
        else:
            break
    return placed


def would_write(known: KnownFile, spreadsheet: Spreadsheet, content: Content) -> bool:
    """Whether `write_tables` would write these rows: whether they differ from the last ones."""
    data = _fixed(spreadsheet, content)
    return bool(data) and fingerprint(known.id, data) != known.collected


def forget_collected(files: Files, keys: Iterable[str]) -> None:
    """Let the next collecting write these spreadsheets, whatever was written last."""
    for key in keys:
        for marked in (key, f"{key}{PASSED_ON}"):
            known = files.find(marked)
            if known is not None and known.collected:
                files.remember(replace(known, collected=""))


def _fixed(spreadsheet: Spreadsheet, content: Content) -> list[object]:
    """What would be written in a sheet that people left alone; too many rows are refused."""
    tables = {address: table for address, _, table in spreadsheet.tables()}
    data: list[object] = []
    for address, rows in sorted(content.items()):
        if address not in tables:
            raise UnknownTableError(spreadsheet.key, address)
        table = tables[address]
        if len(rows) > table.capacity:
            raise TableFullError(spreadsheet.key, address, len(rows), table.capacity)
        data.append([address, [_cells(table, row) for row in rows]])
    return data


@dataclass(frozen=True)
class _Placed:
    """The values of a table, headers first; `left_out` when the newest row has no place."""

    values: list[list[object]]
    room: int
    left_out: bool = False


def _placed(found: TableRange, rows: Sequence[Row]) -> _Placed:
    """Each row where it stands, or in the order given where rows have no identity."""
    if found.table.identity:
        return _in_place(found, rows)
    shown, left_out = _newest(found, rows)
    blank: list[Row] = [{}] * (found.room - len(shown))
    return _Placed(_values(found, [*shown, *blank]), found.room, left_out)


def _in_place(found: TableRange, rows: Sequence[Row]) -> _Placed:
    """Each row where it stands; the oldest, which come first, make place for newer ones."""
    table, there = found.table, found.rows_there()
    collected = {column.key for column in table.columns if column.owner == "collect"}
    standing = {comparable(row.identity) for row in there}
    # A row that set-up makes is not begun here: without its other cells it would say nothing.
    ours = [
        row for row in rows if set(table.identity) <= collected or _identity(table, row) in standing
    ]
    places = place_rows([_identity(table, row) for row in ours], there)
    fitting = ours
    while places is None:
        fitting = fitting[1:]
        places = place_rows([_identity(table, row) for row in fitting], there)
    standing_now: list[Row | None] = [None] * found.room
    for number in places.emptied:
        standing_now[number] = {}
    for number, row in zip(places.numbers, fitting, strict=True):
        standing_now[number] = row
    left_out = bool(ours) and not fitting and _identity(table, ours[-1]) not in standing
    return _Placed(_values(found, standing_now), found.room, left_out)


def _newest(found: TableRange, rows: Sequence[Row]) -> tuple[Sequence[Row], bool]:
    """The rows that there is room for, and whether one is missed.

    A table that begins with a date is a history: it keeps its newest rows, at either end.
    """
    if len(rows) <= found.room:
        return rows, False
    first = found.table.columns[0]
    if first.format != "date":
        return rows[: found.room], True
    in_order_of_time = str(rows[0].get(first.key)) < str(rows[-1].get(first.key))
    return (rows[-found.room :] if in_order_of_time else rows[: found.room]), False


def _identity(table: Table, row: Row) -> Identity:
    return comparable(tuple(to_plain(row.get(key)) for key in table.identity))


def _numbered(found: TableRange) -> Iterator[tuple[int, Row]]:
    """The rows of a table that hold something, with their number in the sheet."""
    for number, cells in enumerate(found.cells, start=found.top):
        row: dict[str, Value] = {
            column.key: to_value(cell, column.format)
            for column, cell in zip(found.table.columns, cells, strict=True)
        }
        if any(value not in (None, False) for value in row.values()):
            yield number, row


def _values(found: TableRange, rows: Sequence[Row | None]) -> list[list[object]]:
    """Rows as Google takes them: a cell of None is skipped, an empty text empties it."""
    above = [found.across([None] * len(found.table.columns))] * found.above
    return above + [found.across(_cells(found.table, row)) for row in rows]


def _cells(table: Table, row: Row | None) -> list[object]:
    return [
        to_plain(row.get(column.key)) if row is not None and column.owner == "collect" else None
        for column in table.columns
    ]
