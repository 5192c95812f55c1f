"""The functions SORTN, and SORT by more than one column."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from sync.local.call import Json
from sync.local.sheets.engine.blocks import (
    NAME,
    NONE_FOUND,
    VALUE,
    Block,
    Cell,
    Outcome,
    Setting,
    error_in,
)

Rank = tuple[int, float, str]
Rows = list[list[Json]]
EMPTY = 3


@dataclass(frozen=True)
class _By:
    """One column to sort by, and which way."""

    cells: list[Cell]
    upwards: bool


def sort(given: list[Block], _setting: Setting) -> Outcome:
    """All rows in order."""
    if error_in(given[0]):
        return Outcome(error=NAME)
    return _ordered(given[0], given[1:], lambda groups: [row for group in groups for row in group])


def sortn(given: list[Block], _setting: Setting) -> Outcome:
    """The first rows in order; the third argument says what becomes of rows that tie."""
    if not given:
        return Outcome(error=NONE_FOUND)
    if error_in(given[0]):
        return Outcome(error=NAME)
    count = given[1].first.number if len(given) > 1 and given[1].first.value else 1.0
    ties = given[2].first.number if len(given) > 2 and given[2].first.value else 0.0
    if count is None or count < 1 or ties not in {0, 1, 2, 3}:
        return Outcome(error=VALUE)
    return _ordered(given[0], given[3:], lambda groups: _first(groups, int(count), int(ties)))


def _first(groups: list[Rows], count: int, ties: int) -> Rows:
    """The first rows of groups that tie."""
    if ties == 2:
        return [group[0] for group in groups][:count]
    if ties == 3:
        return [row for group in groups[:count] for row in group]
    found: Rows = []
    for group in groups:
        if len(found) >= count:
            break
        found += group
    return found if ties == 1 else found[:count]


def _ordered(data: Block, by: list[Block], taken: Callable[[list[Rows]], Rows]) -> Outcome:
    order = _orders(data, by)
    if order is None:
        return Outcome(error=VALUE)
    if any(not one.upwards and not all(cell.value for cell in one.cells) for one in order):
        return Outcome(error=NAME)  # where empty cells go then is documented nowhere
    places = list(range(len(data.rows)))
    for one in reversed(order):
        ranks = [_rank(cell) for cell in one.cells]
        places.sort(key=ranks.__getitem__, reverse=not one.upwards)
    tied = groupby(places, key=lambda at: [_rank(one.cells[at]) for one in order])
    groups = [[[cell.value for cell in data.rows[at]] for at in group] for _, group in tied]
    rows = taken(groups)
    return Outcome(rows) if rows else Outcome(error=NONE_FOUND)


def _orders(data: Block, by: list[Block]) -> list[_By] | None:
    """The columns to sort by; all of them, upwards, when none is named."""
    if not by:
        columns = len(data.rows[0]) if data.rows else 0
        return [_By([row[at] for row in data.rows], upwards=True) for at in range(columns)]
    if len(by) % 2:
        return None
    found = []
    for column, upwards in zip(by[::2], by[1::2], strict=True):
        cells, way = _column(data, column), upwards.first.number
        if cells is None or way is None:
            return None
        found.append(_By(cells, upwards=bool(way)))
    return found


def _column(data: Block, named: Block) -> list[Cell] | None:
    """A column by its number, or one that was given itself."""
    if len(named.rows) == len(data.rows) and named.left is not None:
        return [row[0] for row in named.rows] if len(named.rows[0]) == 1 else None
    number = named.first.number
    if len(named.cells) != 1 or number is None or not 1 <= number <= len(data.rows[0]):
        return None
    return [row[int(number) - 1] for row in data.rows]


def _rank(cell: Cell) -> Rank:
    """Numbers come before texts, texts before truths, and empty cells last."""
    if "numberValue" in cell.value:
        return (0, float(cell.value["numberValue"]), "")
    if cell.text is not None:
        return (1, 0.0, cell.text.casefold())
    return (2, float(cell.value["boolValue"]), "") if cell.value else (EMPTY, 0.0, "")
