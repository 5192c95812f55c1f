"""A team's tables as they stand: their rows, where there is room, and writing rows there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from jobs.adopting.fillable import Fillable
from sheets_templates.model import Spreadsheet, Value
from sync.desired import KnownFile
from sync.sheets.cells import to_plain, to_value
from sync.table_ranges import IncompleteReadError, TableRange, read_ranges
from sync.wire.google import Google

Cells = Mapping[str, Value]


@dataclass(frozen=True)
class Standing:
    """A table with the cells that people own in each row, and the rows that are free to fill.

    A row is free when nothing stands in it, no formula that shows nothing either, and not in a
    column that people put between ours. Below what is filled comes first.
    """

    found: TableRange
    rows: tuple[Cells, ...]
    free: tuple[int, ...]

    @property
    def gone(self) -> frozenset[str]:
        """The columns that people took out."""
        columns = zip(self.found.table.columns, self.found.places, strict=True)
        return frozenset(column.key for column, at in columns if at is None)


def read_standing(
    google: Google, known: KnownFile, spreadsheet: Spreadsheet, tables: Sequence[Fillable]
) -> dict[str, Standing]:
    """These tables by address, in one call more than reading them takes."""
    if not tables:
        return {}
    addresses = [one.address for one in tables]
    ranges = read_ranges(google, known, spreadsheet, addresses)
    answer = google.sheets.values_batch_get(
        known.id, [one.range for one in ranges], params={"valueRenderOption": "FORMULA"}
    )
    typed = answer.get("valueRanges", [])
    if len(typed) != len(ranges):
        raise IncompleteReadError(known.key, len(ranges), len(typed))
    return {
        address: _standing(found, given.get("values", []))
        for address, found, given in zip(addresses, ranges, typed, strict=True)
    }


def _standing(found: TableRange, typed: Sequence[Sequence[object]]) -> Standing:
    columns = found.table.columns
    rows: list[Cells] = []
    for number in range(found.room):
        cells = found.cells[number] if number < len(found.cells) else ()
        cells = [*cells, *[""] * (len(columns) - len(cells))]
        rows.append(
            {
                column.key: to_value(cell, column.format)
                for column, cell in zip(columns, cells, strict=True)
                if column.owner == "people"
            }
        )
    below = [*typed[found.above :], *[()] * found.room][: found.room]
    free = [number for number, row in enumerate(below) if _is_free(found, row)]
    last = max((number for number in range(found.room) if number not in set(free)), default=-1)
    if found.table.identity:
        return Standing(found, tuple(rows), tuple(free))
    after = [number for number in free if number > last]
    return Standing(found, tuple(rows), (*after, *(n for n in free if n < last)))


def _is_free(found: TableRange, row: Sequence[object]) -> bool:
    """Whether nothing stands there; beside a number of ours, whether people wrote nothing."""

    def blank(at: int) -> bool:
        return at >= len(row) or row[at] in ("", False, None)

    if not found.table.identity:
        return all(blank(at) for at in range(len(row)))
    placed = zip(found.table.columns, found.places, strict=True)
    return all(at is None or blank(at) == (column.owner == "people") for column, at in placed)


def write_rows(
    google: Google,
    known: KnownFile,
    rows: Mapping[str, Mapping[int, Cells]],
    standing: Mapping[str, Standing],
) -> None:
    """Write cells into rows of tables by their number, in one call; other cells are skipped."""
    data = [
        {
            "range": standing[address].found.range,
            "majorDimension": "ROWS",
            "values": _values(standing[address].found, numbered),
        }
        for address, numbered in rows.items()
        if numbered
    ]
    if not data:
        return
    # RAW: what people wrote is never taken for a formula. Never twice by the places that were
    # read: people may have sorted rows in between.
    google.sheets.values_batch_update(known.id, {"valueInputOption": "RAW", "data": data})


def _values(found: TableRange, rows: Mapping[int, Cells]) -> list[list[object]]:
    columns = found.table.columns
    lines: list[list[object]] = [found.across([None] * len(columns))] * found.above
    for number in range(max(rows) + 1):
        cells = rows.get(number, {})
        row = [to_plain(cells[one.key]) if one.key in cells else None for one in columns]
        lines.append(found.across(row))
    return lines


def said(value: Value) -> str:
    """A value as it is compared: what does not show says nothing."""
    if value is None or value is False:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, date | time):
        return value.isoformat()
    return " ".join(str(value).split()).casefold()
