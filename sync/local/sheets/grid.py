"""The cells of one sheet, read from the store only as far as they are asked for.

Cells come in blocks of rows, so that a small read or write of a large sheet stays small.
"""

from collections.abc import Iterator, Sequence

from sync.local.call import Json
from sync.local.sheets.changes import Changes
from sync.local.sheets.ranges import Box
from sync.local.sheets.stored_rows import (
    Plain,
    Row,
    Span,
    StoredRows,
    brief,
    is_filled,
    is_formula,
    to_keep,
    whole,
)

Place = tuple[int, int]
BLOCK = 256


class Cells:
    """What a sheet's cells hold, with the changes that are not yet written."""

    def __init__(self, stored: StoredRows | None = None) -> None:
        self._stored = stored
        self._rows: dict[int, Row] = {}
        self._blocks: set[int] = set()
        self._whole = stored is None
        self._touched: set[int] = set()
        self.changes = Changes()

    def get(self, place: Place) -> Json:
        """What people entered at a place; empty when nothing."""
        row = self._rows.get(place[0])
        if row is None:
            row = self._row(place[0])
        kept = row.get(place[1])
        return {} if kept is None else whole(kept)

    def put(self, place: Place, cell: Json) -> None:
        """Replace a cell; an empty one is forgotten."""
        kept = to_keep(cell)
        row = self.opened(place[0])
        self.changes.note(place[1], row.get(place[1]), kept)
        if kept is None:
            row.pop(place[1], None)
        else:
            row[place[1]] = kept

    def put_value(self, place: Place, value: Json) -> None:
        """Replace what was entered and keep the rest of the cell; a blank one may stay blank."""
        held = self._row(place[0]).get(place[1])
        if not value and (held is None or not is_filled(held)):
            return
        row = self.opened(place[0])
        before = row.get(place[1])
        if isinstance(before, dict):
            self.put(place, {**before, "userEnteredValue": value})
            return
        after = {"userEnteredValue": value}
        self.changes.note(place[1], before, after)
        if value:
            row[place[1]] = brief(after)
        else:
            row.pop(place[1], None)

    def put_rows(self, top: int, left: int, rows: Sequence[Sequence[Plain]]) -> None:
        """Replace what was entered in rows below each other, all of it plain."""
        lengths = [len(values) for values in rows]
        replaced = self._replaced(top, top + len(rows), left, min(lengths, default=0))
        for at, values in enumerate(rows, top):
            if at in replaced:
                self._rows[at] = dict(enumerate(values, left))
            else:
                self.put_plain(at, left, values)
        self.changes.rows |= replaced
        self.changes.columns.update(range(left, left + max(lengths, default=0)))

    def put_plain(self, at: int, left: int, values: Sequence[Plain]) -> None:
        """Replace what was entered in cells beside each other, all of it plain."""
        row = self.opened(at)
        more = dict in set(map(type, row.values()))
        held = (
            {column: row.get(column) for column in range(left, left + len(values))} if more else {}
        )
        row.update(zip(range(left, left + len(values)), values, strict=True))
        self.changes.columns.update(range(left, left + len(values)))
        for column, before in held.items():
            if isinstance(before, dict):
                self.changes.note(column, before, {})
                entered = whole(row[column])["userEnteredValue"]
                self.put((at, column), {**before, "userEnteredValue": entered})

    def replace(self, cells: dict[Place, Json]) -> None:
        """Replace all cells, as moving columns does; only the rows that differ are written."""
        self._read_all()
        self.changes.beyond_values = True
        before, self._rows = self._rows, {}
        already, self._touched = self._touched, set()
        for place, cell in cells.items():
            self.put(place, cell)
        everywhere = before.keys() | self._rows.keys()
        differ = {at for at in everywhere if before.get(at, {}) != self._rows.get(at, {})}
        self._touched = already | differ

    def shift_rows(self, start: int, count: int) -> None:
        """Let rows from one on go down so far, or (when negative) go and let the rest come up."""
        self.changes.beyond_values = True
        if self._stored is None:
            first = start - min(count, 0)
            kept = {at: row for at, row in self._rows.items() if at < start}
            moved = {at + count: row for at, row in self._rows.items() if at >= first}
            self._rows = kept | moved
            self._touched = set(self._rows)
            return
        self.save(self._stored)
        self._stored.shift(start, count)
        self._rows, self._blocks, self._whole = {}, set(), False

    def all(self) -> dict[Place, Json]:
        """Every cell that holds something."""
        self._read_all()
        return {
            (at, column): whole(kept)
            for at, row in self._rows.items()
            for column, kept in row.items()
        }

    def within(self, box: Box) -> Iterator[tuple[Place, Json]]:
        """The cells of a rectangle that hold something, row by row."""
        for at, row in self.rows_within(box.top, box.bottom):
            for column in sorted(row):
                if box.left <= column < box.right:
                    yield (at, column), whole(row[column])

    def rows_within(self, top: int, bottom: int) -> list[tuple[int, Row]]:
        """The rows from one up to another that hold something, in order."""
        self.read_rows(top, bottom)
        few = len(self._rows) < bottom - top
        known = sorted(self._rows) if few else range(top, bottom)
        return [(at, self._rows[at]) for at in known if top <= at < bottom and self._rows.get(at)]

    def read_rows(self, top: int, bottom: int) -> None:
        """See to it that these rows are known."""
        if self._whole or self._stored is None or top >= bottom:
            return
        wanted = set(range(top // BLOCK, (bottom - 1) // BLOCK + 1)) - self._blocks
        if wanted:
            first, last = min(wanted), max(wanted) + 1
            self._take(self._stored.between(first * BLOCK, last * BLOCK))
            self._blocks |= set(range(first, last))

    def formulas(self) -> list[Place]:
        """Where formulas stand."""
        stored = self._settled()
        rows = stored.with_formulas() if stored else self._rows.items()
        return sorted(
            (at, column) for at, row in rows for column, kept in row.items() if is_formula(kept)
        )

    def has_formulas(self) -> bool:
        """Whether a formula stands anywhere."""
        stored = self._settled()
        return stored.has_formulas() if stored else bool(self.formulas())

    def filled(self, box: Box) -> list[Place]:
        """Where something was entered, row by row."""
        return [place for place, cell in self.within(box) if is_filled(cell)]

    def last_filled(self, box: Box) -> Place | None:
        """The last cell of a rectangle in which something was entered, row by row."""
        for at, first, last in self.spans(box.top, box.bottom, up=True):
            if first < box.right and last >= box.left:
                columns = self.filled_columns(at, box.left, box.right)
                if columns:
                    return at, columns[-1]
        return None

    def filled_columns(self, at: int, left: int, right: int) -> list[int]:
        """The columns, from one up to another, in which a row has something entered."""
        found = self._row(at).items()
        return sorted(
            column for column, kept in found if left <= column < right and is_filled(kept)
        )

    def spans(self, top: int, bottom: int, *, up: bool = False) -> Iterator[Span]:
        """The rows with something entered, in order or upwards, read as they are asked for."""
        stored = self._settled()
        if stored:
            yield from stored.spans(top, bottom, up=up)
            return
        for at in sorted((at for at in self._rows if top <= at < bottom), reverse=up):
            filled = [column for column, kept in self._rows[at].items() if is_filled(kept)]
            if filled:
                yield at, min(filled), max(filled)

    def extent(self, top: int, bottom: int) -> Box | None:
        """A rectangle that holds all that was entered in these rows; none when nothing was."""
        stored = self._settled()
        if stored:
            last, left, right = stored.extent(top, bottom)
        else:
            spans = list(self.spans(top, bottom))
            last = max((span[0] for span in spans), default=None)
            left = min((span[1] for span in spans), default=None)
            right = max((span[2] for span in spans), default=None)
        if last is None or left is None or right is None:
            return None
        return Box(0, top, left, last + 1, right + 1)

    def reaches(self, row: int) -> bool:
        """Whether anything stands in this row or below it."""
        stored = self._settled()
        if stored:
            return stored.reaches(row)
        return any(at >= row and held for at, held in self._rows.items())

    def save(self, stored: StoredRows) -> None:
        """Write what changed."""
        self._stored = stored
        if self._touched:
            stored.write((at, self._rows.get(at, {})) for at in sorted(self._touched))
        self._touched = set()

    def _row(self, at: int) -> Row:
        """The cells of a row by their column, to be read only."""
        if not self._whole and at // BLOCK not in self._blocks:
            self.read_rows(at, at + 1)
        return self._rows.get(at, {})

    def opened(self, at: int) -> Row:
        """A row, to be changed."""
        self.changes.rows.add(at)
        if at in self._touched and at in self._rows:
            return self._rows[at]
        if not self._whole and at // BLOCK not in self._blocks:
            self.read_rows(at, at + 1)
        self._touched.add(at)
        return self._rows.setdefault(at, {})

    def _replaced(self, top: int, bottom: int, left: int, wide: int) -> set[int]:
        """The rows that are replaced as a whole and need no reading; the others are read."""
        unknown = {at for at in range(top, bottom) if at not in self._rows}
        if self._stored and not self._whole:
            staying = self._stored.staying(top, bottom, left, left + wide)
            self._rows.update((at, row) for at, row in staying if at in unknown)
            unknown -= self._rows.keys()
        self._touched |= unknown
        return unknown

    def _settled(self) -> StoredRows | None:
        """The stored rows, when more stands there than is known here; first all is written."""
        if self._whole or self._stored is None:
            return None
        self.save(self._stored)
        return self._stored

    def _read_all(self) -> None:
        if not self._whole and self._stored is not None:
            self._take(self._stored.all())
            self._whole = True

    def _take(self, rows: Iterator[tuple[int, Row]]) -> None:
        """Add stored rows to what is known; a row that is known already may have changed."""
        for at, row in rows:
            if at // BLOCK not in self._blocks and at not in self._touched:
                self._rows[at] = row
