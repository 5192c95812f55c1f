"""The ground of a sheet: what is taken, and where there is room for columns of ours."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sheets_templates.model import Tab

Json = dict[str, Any]
_DOWN = 10_000_000
"""Where a column ends that is taken whole: no sheet has as many rows."""


@dataclass
class Ground:
    """What stands on one sheet; what is placed on it is taken from then on."""

    cells: set[tuple[int, int]] = field(default_factory=set)
    blocks: list[tuple[range, range]] = field(default_factory=list)

    def keep(self, row: int, capacity: int, columns: Iterable[int]) -> None:
        """Keep the columns of a table, from its header down, for it alone."""
        rows = range(row, row + 1 + capacity)
        self.blocks += [(rows, range(at, at + 1)) for at in columns]

    def free(self, rows: range, width: int, start: int) -> int:
        """The first place from `start` on where so many columns are blank in all these rows."""
        at = start
        while any(self._is_taken(rows, column) for column in range(at, at + width)):
            at += 1
        return at

    def _is_taken(self, rows: range, column: int) -> bool:
        return any((row, column) in self.cells for row in rows) or any(
            column in columns and rows.start < block.stop and block.start < rows.stop
            for block, columns in self.blocks
        )


def ground_of(entry: Json, tab: Tab) -> Ground:
    """The ground of a sheet as it was read, with our texts; a coloured cell is taken too."""
    lying = [*entry.get("merges", [])]
    for kind in ("protectedRanges", "bandedRanges"):
        lying += [part.get("range", {}) for part in entry.get(kind, [])]
    blocks = [_block(place) for place in lying if _leaves_room(place)]
    blocks += [
        (range(text.row, text.row + 1), range(text.column, text.column + text.columns))
        for text in tab.texts
    ]
    cells = {
        (down, along)
        for grid in entry.get("data", [])
        for down, row in enumerate(grid.get("rowData", []), grid.get("startRow", 0))
        for along, cell in enumerate(row.get("values", []), grid.get("startColumn", 0))
        if cell
    }
    return Ground(cells, blocks)


def _leaves_room(place: Json) -> bool:
    """Whether there are columns outside it; whole rows and whole tabs have to be shared."""
    return "endColumnIndex" in place


def _block(place: Json) -> tuple[range, range]:
    return (
        range(place.get("startRowIndex", 0), place.get("endRowIndex", _DOWN)),
        range(place.get("startColumnIndex", 0), place["endColumnIndex"]),
    )
