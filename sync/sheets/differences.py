"""The cells of ours that differ: which are written, which people changed, and old and new of each.

Neighbours that differ are told together, as a rectangle of their tab.
"""

from collections.abc import Container, Mapping

from sheets_templates.model import Format, Spreadsheet, Tab, sheet_id
from sync.changes import Detail, Risk, Scalar
from sync.sheets.applied import Baseline
from sync.sheets.cell_data import (
    BLANK,
    OwnedCell,
    Place,
    differing,
    rectangles,
    text_name,
    write_requests,
)
from sync.sheets.cells import plain_of, to_value
from sync.sheets.comparison import Comparison, Part
from sync.sheets.grids import column_letters
from sync.sheets.placed import standing

Cells = Mapping[Place, OwnedCell]
_SHOWN: tuple[Format, ...] = ("date", "weekday_date", "time")


def compare_cells(
    spreadsheet: Spreadsheet,
    wanted: Cells,
    there: Cells,
    into: Comparison,
    fresh: Container[Place],
) -> None:
    """Compare every cell that set-up owns; `fresh` are those of tabs and tables made now."""
    for cell in wanted.values():
        if cell.name:
            into.note(cell.name, cell.told(cell.kind))
    cells = differing(wanted, there)
    again = _rows_made_again(spreadsheet, wanted, there, into.baseline)
    drifted = {
        place: cell
        for place, cell in cells.items()
        if place not in fresh
        and place not in again
        and cell.name
        and into.baseline.drifted(cell.name, cell.told(cell.kind))
    }
    shown = _Shown(spreadsheet, there)
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        mine = {place: cell for place, cell in cells.items() if place[0] == sheet}
        theirs = {place: cell for place, cell in mine.items() if place in drifted}
        ours = {place: cell for place, cell in mine.items() if place not in drifted}
        if ours:
            into.bring(_part(tab, ours, there, shown, into.baseline), write_requests(ours))
        if theirs and into.baseline.restore:
            part = _part(tab, theirs, there, shown, into.baseline, restored=True)
            into.bring(part, write_requests(theirs))
        elif theirs:
            into.drift.append(_part(tab, theirs, there, shown, into.baseline))


def keep_noted(definition: Spreadsheet, placed: Spreadsheet, into: Comparison) -> None:
    """Remember on what texts of ours stand while they are left alone, for when they come back."""
    known = into.baseline.cells or {}
    for tab, there in zip(definition.tabs, placed.tabs, strict=True):
        names = {f"merges/{tab.key}", *(text_name(tab, text) for text in tab.texts)}
        if tab.texts and not there.texts:
            into.applied |= {name: known[name] for name in names if name in known}


def _rows_made_again(
    spreadsheet: Spreadsheet, wanted: Cells, there: Cells, baseline: Baseline
) -> set[Place]:
    """The cells of rows that are nowhere in the sheet any more: people took them out.

    Where people typed over what a row is known by, it is not gone, and not made a second time.
    """
    again: set[Place] = set()
    for _, tab, table in spreadsheet.tables():
        sheet = sheet_id(spreadsheet.key, tab.key)
        own = [at for at, column in standing(table) if column.owner == "setup"]
        below = range(table.row + 1, table.row + 1 + table.capacity)
        rows = [[(sheet, row, at) for at in own if (sheet, row, at) in wanted] for row in below]
        if not table.identity or any(
            _is_typed_over(wanted[place], there.get(place, BLANK), baseline)
            for row in rows
            for place in row
        ):
            continue
        blank = (row for row in rows if not any(there.get(at, BLANK).value for at in row))
        again.update(place for row in blank for place in row)
    return again


def _is_typed_over(wanted: OwnedCell, there: OwnedCell, baseline: Baseline) -> bool:
    emptied = not wanted.value and bool(there.value)
    return emptied and baseline.drifted(wanted.name, wanted.told("row"))


def _part(
    tab: Tab,
    cells: Cells,
    there: Cells,
    shown: "_Shown",
    baseline: Baseline,
    *,
    restored: bool = False,
) -> Part:
    line = f"tab {tab.title}: {len(cells)} cell{'s' if len(cells) > 1 else ''}"
    over = any(
        baseline.overwrites(cell.name, there.get(place, BLANK).told(cell.kind))
        for place, cell in cells.items()
    )
    risks: tuple[Risk, ...] = ("overwrites",) if over else ()
    details = tuple(shown.detail(tab, block, cells) for block in rectangles(cells))
    return Part(line, "cells", tab.title, details, risks, restored)


class _Shown:
    """Cells as people read them: dates as dates, and what else is ours about a cell behind it."""

    def __init__(self, spreadsheet: Spreadsheet, there: Cells) -> None:
        self._there = there
        self._columns = [
            (sheet_id(spreadsheet.key, tab.key), table.row, table.row + table.capacity, at, column)
            for _, tab, table in spreadsheet.tables()
            for at, column in standing(table)
            if column.format in _SHOWN
        ]

    def detail(self, tab: Tab, block: list[list[Place]], cells: Cells) -> Detail:
        """A rectangle with its old and new values."""
        old = [[self._there.get(place, BLANK) for place in run] for run in block]
        new = [[cells[place] for place in run] for run in block]
        kind = cells[block[0][0]].kind
        besides = all(
            plain_of(a.value) == plain_of(b.value)
            for olds, news in zip(old, new, strict=True)
            for a, b in zip(olds, news, strict=True)
        )

        def values(rows: list[list[OwnedCell]]) -> tuple[tuple[Scalar, ...], ...]:
            return tuple(
                tuple(
                    self._value(cell, place, kind, besides=besides)
                    for cell, place in zip(row, run, strict=True)
                )
                for row, run in zip(rows, block, strict=True)
            )

        return Detail(a1(tab.title, block[0][0], block[-1][-1]), values(old), values(new))

    def _value(self, cell: OwnedCell, place: Place, kind: str, *, besides: bool) -> Scalar:
        plain = plain_of(cell.value)
        if besides:
            more = cell.note if kind == "header" else cell.link
            return f"{plain} ({more})" if more else plain
        if isinstance(plain, int | float) and not isinstance(plain, bool):
            return self._dated(plain, place)
        return plain

    def _dated(self, number: float, place: Place) -> Scalar:
        for sheet, top, bottom, at, column in self._columns:
            if (sheet, at) == (place[0], place[2]) and top < place[1] <= bottom:
                return str(to_value(number, column.format))
        return int(number) if number == int(number) else number


def a1(title: str, first: Place, last: Place) -> str:
    """A range as people write it, such as `Bord!B3:C8`."""
    tab = title if title.isalnum() else "'" + title.replace("'", "''") + "'"
    begin = f"{column_letters(first[2])}{first[1] + 1}"
    end = f"{column_letters(last[2])}{last[1] + 1}"
    return f"{tab}!{begin}" if begin == end else f"{tab}!{begin}:{end}"
