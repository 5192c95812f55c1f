"""The register of request kinds, and what their ranges mean."""

import secrets
from collections.abc import Callable, Iterable

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.ranges import Box, of_grid_range
from sync.local.sheets.refusals import IdTakenError, MissingError, OutsideSheetError

Applier = Callable[[Book, Json], Json]
APPLIERS: dict[str, Applier] = {}


def applies(kind: str) -> Callable[[Applier], Applier]:
    """Register what applies a kind of request, such as `addSheet`, and answers its reply."""

    def register(applier: Applier) -> Applier:
        APPLIERS[kind] = applier
        return applier

    return register


def target(book: Book, grid_range: Json | None) -> tuple[Sheet, Box]:
    """The sheet and the cells that a GridRange stands for."""
    if grid_range is None:
        raise MissingError("range")
    sheet = book.grid(grid_range.get("sheetId", 0))
    area = of_grid_range(grid_range)
    if area.top >= sheet.rows:
        raise OutsideSheetError("startRowIndex", area.top, "row", sheet.rows)
    if area.left >= sheet.columns:
        raise OutsideSheetError("startColumnIndex", area.left, "column", sheet.columns)
    return sheet, area.within(sheet.rows, sheet.columns)


def own_or_new_id(what: str, given: int | None, taken: Iterable[int]) -> int:
    """The id of the caller's choice when it is free, otherwise a new one."""
    used = set(taken)
    if given is not None:
        if given in used:
            raise IdTakenError(what, given)
        return given
    while (drawn := secrets.randbelow(2**31 - 1) + 1) in used:
        continue
    return drawn
