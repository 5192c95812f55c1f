"""Cells that move without whole rows or columns coming or going: where each of them ends up."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.grid import Place
from sync.local.sheets.guarding import check_box
from sync.local.sheets.moving.following import follow_parts
from sync.local.sheets.moving.rewriting import follow_references
from sync.local.sheets.moving.shifting import Shift
from sync.local.sheets.ranges import Area, Box, of_grid_range


class _Move(ABC):
    """What every move does with ranges, once it says where areas and cells go."""

    sheet: int

    @abstractmethod
    def area(self, area: Area) -> Area | None:
        """Where a rectangle ends up."""

    @abstractmethod
    def place(self, place: Place) -> Place | None:
        """Where a cell ends up."""

    def ranged(self, value: Json) -> Json | None:
        """Where a GridRange or GridCoordinate ends up."""
        if "rowIndex" in value or "columnIndex" in value:
            at = self.place((value.get("rowIndex", 0), value.get("columnIndex", 0)))
            return {**value, "rowIndex": at[0], "columnIndex": at[1]} if at else value
        before = of_grid_range(value)
        after = self.area(before)
        if after is None or after == before:
            return value if after else None
        return _as_grid_range(after)

    def spanned(self, value: Json) -> Json | None:
        """Whole rows and columns stay where they are."""
        return value

    def column(self, at: int) -> int | None:
        """Filters keep counting on the same columns."""
        return at


@dataclass(frozen=True)
class PartShift(_Move):
    """Cells that come or go in a band of rows or columns, and push or pull what lies beyond."""

    shift: Shift
    first: int
    last: int

    @property
    def sheet(self) -> int:  # type: ignore[override]
        """The sheet on which cells move."""
        return self.shift.sheet

    def area(self, area: Area) -> Area | None:
        """Only what lies wholly within the band moves."""
        rows = self.shift.rows
        start, end = (area.left, area.right) if rows else (area.top, area.bottom)
        if end is None or start < self.first or end > self.last:
            return area
        between = (area.top, area.bottom) if rows else (area.left, area.right)
        after = self.shift.interval(*between)
        if after is None:
            return None
        if rows:
            return replace(area, top=after[0], bottom=after[1])
        return replace(area, left=after[0], right=after[1])

    def reach(self, sheet: Sheet) -> Box:
        """Every cell that moves or goes."""
        if self.shift.rows:
            return Box(sheet.id, self.shift.start, self.first, sheet.rows, self.last)
        return Box(sheet.id, self.first, self.shift.start, self.last, sheet.columns)

    def place(self, place: Place) -> Place | None:
        """A cell of the band moves; others stay."""
        across = place[1] if self.shift.rows else place[0]
        return self.shift.place(self.sheet, place) if self.first <= across < self.last else place


@dataclass(frozen=True)
class Transfer(_Move):
    """Whole rows or columns that move to another place on their sheet."""

    sheet: int
    rows: bool
    start: int
    end: int
    destination: int

    def position(self, at: int) -> int:
        """Where a row or column ends up."""
        count = self.end - self.start
        after = self.destination if self.destination <= self.start else self.destination - count
        if self.start <= at < self.end:
            return at - self.start + after
        rest = at if at < self.start else at - count
        return rest if rest < after else rest + count

    def interval(self, start: int, end: int | None) -> tuple[int, int | None]:
        """Inside what moves it goes along; around it, it gives way and closes up."""
        if end is None:
            return start, end
        if self.start <= start and end <= self.end:
            return self.position(start), self.position(end - 1) + 1
        if start <= self.start and self.end <= end and start <= self.destination <= end:
            return start, end
        count = self.end - self.start
        opened = Shift(self.sheet, self.rows, self.destination, count)
        gone = self.start if self.start < self.destination else self.start + count
        closed = Shift(self.sheet, self.rows, gone, -count)
        after = opened.interval(start, end)
        return (after and closed.interval(*after)) or (start, end)

    def area(self, area: Area) -> Area | None:
        """The rectangle between its new edges."""
        if self.rows:
            top, bottom = self.interval(area.top, area.bottom)
            return replace(area, top=top, bottom=bottom)
        left, right = self.interval(area.left, area.right)
        return replace(area, left=left, right=right)

    def place(self, place: Place) -> Place | None:
        """The cell in its row or column's new place."""
        if self.rows:
            return self.position(place[0]), place[1]
        return place[0], self.position(place[1])

    def reach(self, sheet: Sheet) -> Box:
        """What moves."""
        if self.rows:
            return Box(sheet.id, self.start, 0, self.end, sheet.columns)
        return Box(sheet.id, 0, self.start, sheet.rows, self.end)

    def spanned(self, value: Json) -> Json | None:
        """The rows or columns between their new edges."""
        if (value["dimension"] == "ROWS") != self.rows or "startIndex" not in value:
            return value
        start, end = self.interval(value["startIndex"], value.get("endIndex"))
        return {**value, "startIndex": start} | ({} if end is None else {"endIndex": end})

    def column(self, at: int) -> int | None:
        """The column's new place."""
        return at if self.rows else self.position(at)


@dataclass(frozen=True)
class Cut(_Move):
    """A rectangle taken away and put elsewhere, over what was there."""

    source: Box
    destination: Box

    @property
    def sheet(self) -> int:  # type: ignore[override]
        """The sheet that the cells leave."""
        return self.source.sheet

    def area(self, area: Area) -> Area | None:
        """Only what lies wholly within the source goes along."""
        if area.bottom is None or area.right is None:
            return area
        box = Box(area.sheet, area.top, area.left, area.bottom, area.right)
        if not self.source.holds(box):
            return area
        down, right = self._step
        return Area(
            self.destination.sheet,
            area.top + down,
            area.left + right,
            area.bottom + down,
            area.right + right,
        )

    def place(self, place: Place) -> Place | None:
        """Cells themselves are pasted; anchors of charts stay."""
        return place

    @property
    def _step(self) -> tuple[int, int]:
        down = self.destination.top - self.source.top
        return down, self.destination.left - self.source.left


def rearrange(book: Book, sheet: Sheet, move: PartShift | Transfer) -> None:
    """Move the cells of a sheet, and what lies on them, and let formulas follow."""
    check_box(book, sheet, move.reach(sheet))
    follow_references(book, {sheet.id: move.area})
    moved = {place: cell for old, cell in sheet.items() if (place := move.place(old)) is not None}
    sheet.resize(
        max([sheet.rows, *(row + 1 for row, _ in moved)]),
        max([sheet.columns, *(column + 1 for _, column in moved)]),
    )
    sheet.relocate(moved)
    follow_parts(book, move)


def _as_grid_range(area: Area) -> Json:
    result = {
        "sheetId": area.sheet,
        "startRowIndex": area.top,
        "endRowIndex": area.bottom,
        "startColumnIndex": area.left,
        "endColumnIndex": area.right,
    }
    return {name: value for name, value in result.items() if value is not None}
