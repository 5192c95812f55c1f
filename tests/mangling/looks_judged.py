"""What is wrong with how sheets look after Ritmiek worked.

Cells, columns, rows and tabs keep the look that they had, whosever they are: what people made of
it stays. Only what is made anew gets a look, and that never where people coloured anything; and a
look that is still exactly ours becomes what ours becomes.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.mangling.owned import Ours
from tests.mangling.playing import Redone
from tests.mangling.state import Place

Json = dict[str, Any]
_LOOKS = ("dataValidation", "userEnteredFormat", "textFormatRuns")
_LINES = (("ROWS", "rowMetadata"), ("COLUMNS", "columnMetadata"))
_SHOWN = ("tabColorStyle", "rightToLeft")


class LooksJudge:
    """One spreadsheet of ours before and after; `moved` is where a row is after it."""

    def __init__(
        self,
        ours: tuple[Ours, Ours],
        cells: tuple[Mapping[Place, Json], Mapping[Place, Json]],
        moved: Callable[[int, int], int],
        redone: Redone,
    ) -> None:
        self._before, self._after = ours
        self._cells = cells
        self._moved = moved
        self._redone = redone

    def lines(self) -> Iterator[str]:
        """What is wrong."""
        yield from self._looks()
        for id_, sheet in self._before.sheets.items():
            if id_ in self._before.tabs and id_ in self._after.sheets:
                yield from self._sizes(id_, sheet, self._after.sheets[id_])
                yield from self._shown(sheet, self._after.sheets[id_])

    def _looks(self) -> Iterator[str]:
        there, now = self._cells
        moved = {(sheet, self._moved(sheet, row), at): (sheet, row, at) for sheet, row, at in there}
        for place in sorted({*moved, *now}):
            was = moved.get(place, place)
            if place[0] not in self._before.tabs or place[0] not in self._before.sheets:
                continue
            if place not in moved and self._is_put_in(place[0], place[1]):
                continue
            old = there.get(was, {}) if place in moved else {}
            made = place in self._after.tables and was not in self._before.tables
            if made and not _is_painted(old):
                continue
            ours = was in self._before.cells
            for name in _LOOKS[:2] if ours else _LOOKS:
                a, b = (
                    _bare(cell.get(name), linked=not ours) for cell in (old, now.get(place, {}))
                )
                if a != b and (a, b) not in self._redone:
                    yield f"{name} of {self._at(place)} was {a} and is {b}"

    def _is_put_in(self, sheet: int, row: int) -> bool:
        rows = self._before.sheets[sheet]["properties"]["gridProperties"]["rowCount"]
        return row not in {self._moved(sheet, at) for at in range(rows)}

    def _sizes(self, id_: int, old: Json, new: Json) -> Iterator[str]:
        for dimension, kind in _LINES:
            now = dict(_lines(new, kind))
            for at, line in _lines(old, kind):
                place = self._moved(id_, at) if dimension == "ROWS" else at
                a, b = line.get("pixelSize"), now.get(place, {}).get("pixelSize")
                fresh = dimension == "COLUMNS" and self._is_fresh(id_, at)
                if a != b and (a, b) not in self._redone and not fresh:
                    title = old["properties"]["title"]
                    yield f"size of {dimension} {at} of tab {title} was {a} and is {b}"

    def _is_fresh(self, sheet: int, column: int) -> bool:
        """Whether a column of ours stands there now and none did before."""
        now = self._after.columns_of(sheet)
        return column in now and column not in self._before.columns_of(sheet)

    def _shown(self, old: Json, new: Json) -> Iterator[str]:
        title = old["properties"]["title"]
        for name in _SHOWN:
            if old["properties"].get(name) != new["properties"].get(name):
                yield f"{name} of tab {title} changed"
        grids = [one["properties"]["gridProperties"] for one in (old, new)]
        for name in ("frozenRowCount", "frozenColumnCount", "hideGridlines"):
            was, is_ = (grid.get(name) for grid in grids)
            if was != is_:
                yield f"{name} of tab {title} was {was} and is {is_}"
        if old.get("columnGroups") != new.get("columnGroups"):
            yield f"the groups of columns on tab {title} changed"

    def _at(self, place: Place) -> str:
        sheet = self._before.sheets[place[0]]["properties"]["title"]
        return f"{sheet}!R{place[1] + 1}C{place[2] + 1}"


def _is_painted(cell: Json) -> bool:
    """Whether people see that a cell has a look, though nothing stands in it."""
    look = cell.get("userEnteredFormat", {})
    text = look.get("textFormat", {})
    seen = look.get("backgroundColorStyle") or text.get("bold") or text.get("italic")
    return bool(seen or cell.get("dataValidation"))


def _bare(look: Any, *, linked: bool) -> Any:
    """A look as it is compared; where a text of ours links to is no look."""
    if not isinstance(look, dict) or "textFormat" not in look or linked:
        return look or None
    text = {name: part for name, part in look["textFormat"].items() if name != "link"}
    rest = {name: part for name, part in look.items() if name != "textFormat"}
    return (rest | ({"textFormat": text} if text else {})) or None


def _lines(sheet: Json, kind: str) -> Iterator[tuple[int, Json]]:
    first = "startRow" if kind == "rowMetadata" else "startColumn"
    for grid in sheet.get("data", []):
        yield from enumerate(grid.get(kind, []), grid.get(first, 0))
