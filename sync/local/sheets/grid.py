"""The cells of one sheet, read from the store only as far as they are asked for.

Cells are rows of their own in the store and come in blocks of rows, so that a small read or
write of a large sheet stays small.
"""

import json
from collections.abc import Iterator
from json.encoder import encode_basestring

from sync.local.call import Json
from sync.local.sheets.ranges import Box
from sync.local.store import Store, declares

Place = tuple[int, int]
BLOCK = 256
CELL_FIELDS = (
    "userEnteredValue",
    "userEnteredFormat",
    "dataValidation",
    "note",
    "textFormatRuns",
    "chipRuns",
)
_ONLY_VALUE = {"userEnteredValue"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_HERE = "FROM spreadsheet_cells WHERE file = ? AND sheet = ?"
_FILLED = "instr(cell, '\"userEnteredValue\"') > 0"
_FORMULA = "instr(cell, '\"formulaValue\"') > 0"

declares(
    """CREATE TABLE IF NOT EXISTS spreadsheet_cells (
        file TEXT NOT NULL REFERENCES spreadsheets (file) ON DELETE CASCADE,
        sheet INTEGER NOT NULL, row INTEGER NOT NULL, col INTEGER NOT NULL, cell TEXT NOT NULL,
        PRIMARY KEY (file, sheet, row, col)) WITHOUT ROWID""",
    f"""CREATE INDEX IF NOT EXISTS spreadsheet_formulas
        ON spreadsheet_cells (file, sheet, row, col) WHERE {_FORMULA}""",
)


class Cells:
    """What a sheet's cells hold, with the changes that are not yet written."""

    def __init__(self, store: Store | None = None, file: str = "", sheet: int = 0) -> None:
        self._store = store
        self._key = (file, sheet)
        self._known: dict[Place, Json] = {}
        self._blocks: set[int] = set()
        self._whole = store is None
        self._touched: set[Place] = set()

    def get(self, place: Place) -> Json:
        """What people entered at a place; empty when nothing."""
        found = self._known.get(place)
        if found is not None:
            return found
        if self._whole or place[0] // BLOCK in self._blocks or place in self._touched:
            return {}
        self.read_rows(place[0], place[0] + 1)
        return self._known.get(place, {})

    def put(self, place: Place, cell: Json) -> None:
        """Replace a cell; an empty one is forgotten."""
        kept = {name: cell[name] for name in CELL_FIELDS if cell.get(name) not in (None, {}, [])}
        if kept:
            self._known[place] = kept
        else:
            self._known.pop(place, None)
        self._touched.add(place)

    def put_value(self, place: Place, value: Json) -> None:
        """Replace what was entered and keep the rest of the cell."""
        before = self.get(place)
        if value and before.keys() <= _ONLY_VALUE:
            self._known[place] = {"userEnteredValue": value}
            self._touched.add(place)
        elif value or before:
            self.put(place, {**before, "userEnteredValue": value})

    def replace(self, cells: dict[Place, Json]) -> None:
        """Replace all cells, as inserting and deleting rows do; only what differs is written."""
        before = self.all()
        self._known = {}
        for place in before.keys() - cells.keys():
            self._touched.add(place)
        for place, cell in cells.items():
            if before.get(place) == cell:
                self._known[place] = cell
            else:
                self.put(place, cell)

    def all(self) -> dict[Place, Json]:
        """Every cell that holds something."""
        if not self._whole:
            self._take(f"SELECT row, col, cell {_HERE}", self._key)
            self._whole = True
        return self._known

    def within(self, box: Box) -> Iterator[tuple[Place, Json]]:
        """The cells of a rectangle that hold something, in no order."""
        self.read_rows(box.top, box.bottom)
        if len(self._known) > (box.bottom - box.top) * (box.right - box.left):
            for place in box.places():
                if place in self._known:
                    yield place, self._known[place]
            return
        yield from ((place, cell) for place, cell in list(self._known.items()) if place in box)

    def read_rows(self, top: int, bottom: int) -> None:
        """See to it that these rows are known."""
        if self._whole or top >= bottom:
            return
        wanted = set(range(top // BLOCK, (bottom - 1) // BLOCK + 1)) - self._blocks
        if wanted:
            first, last = min(wanted) * BLOCK, (max(wanted) + 1) * BLOCK
            self._take(
                f"SELECT row, col, cell {_HERE} AND row >= ? AND row < ?",
                (*self._key, first, last),
            )
            self._blocks |= set(range(first // BLOCK, last // BLOCK))

    def formulas(self) -> list[Place]:
        """Where formulas stand."""
        if self._whole or self._store is None:
            return [place for place, cell in self._known.items() if _is_formula(cell)]
        rows = self._store.rows(f"SELECT row, col {_HERE} AND {_FORMULA}", self._key)
        stored = {(row["row"], row["col"]) for row in rows} - self._touched
        return sorted(stored | {p for p in self._touched if _is_formula(self.get(p))})

    def filled(self, box: Box) -> list[Place]:
        """Where something was entered, read without what it is."""
        if self._whole or self._store is None:
            return [p for p, cell in self._known.items() if p in box and _is_filled(cell)]
        rows = self._store.rows(
            f"SELECT row, col {_HERE} AND row >= ? AND row < ? AND col >= ? AND col < ?"
            f" AND {_FILLED}",
            (*self._key, box.top, box.bottom, box.left, box.right),
        )
        stored = {(row["row"], row["col"]) for row in rows} - self._touched
        return list(stored | {p for p in self._touched if p in box and _is_filled(self.get(p))})

    def last_filled(self, box: Box) -> Place | None:
        """The last cell of a rectangle in which something was entered, row by row."""
        if self._whole or self._touched or self._store is None:
            return max(self.filled(box), default=None)
        row = self._store.row(
            f"SELECT row, col {_HERE} AND row >= ? AND row < ? AND col >= ? AND col < ?"
            f" AND {_FILLED} ORDER BY row DESC, col DESC LIMIT 1",
            (*self._key, box.top, box.bottom, box.left, box.right),
        )
        return (row["row"], row["col"]) if row else None

    def filled_rows(self, box: Box) -> list[int]:
        """The rows of a rectangle in which something was entered, in order."""
        return self._lines(box, "row", 0)

    def filled_columns(self, box: Box) -> list[int]:
        """The columns of a rectangle in which something was entered, in order."""
        return self._lines(box, "col", 1)

    def _lines(self, box: Box, name: str, at: int) -> list[int]:
        if self._whole or self._touched or self._store is None:
            return sorted({place[at] for place in self.filled(box)})
        rows = self._store.rows(
            f"SELECT DISTINCT {name} AS line {_HERE} AND row >= ? AND row < ?"
            f" AND col >= ? AND col < ? AND {_FILLED}",
            (*self._key, box.top, box.bottom, box.left, box.right),
        )
        return sorted(row["line"] for row in rows)

    def reaches(self, row: int) -> bool:
        """Whether anything stands in this row or below it."""
        if self._whole or self._touched or self._store is None:
            return any(place[0] >= row for place in self.all())
        return bool(self._store.row(f"SELECT 1 {_HERE} AND row >= ? LIMIT 1", (*self._key, row)))

    def save(self, store: Store, file: str, sheet: int) -> None:
        """Write what changed."""
        self._store, self._key = store, (file, sheet)
        held = [(place, self._known.get(place)) for place in self._touched]
        store.write_many(
            "INSERT OR REPLACE INTO spreadsheet_cells VALUES (?, ?, ?, ?, ?)",
            [(*self._key, *place, _written(cell)) for place, cell in sorted(held, key=_at) if cell],
        )
        store.write_many(
            "DELETE FROM spreadsheet_cells WHERE file = ? AND sheet = ? AND row = ? AND col = ?",
            [(*self._key, *place) for place, cell in held if not cell],
        )
        self._touched = set()

    def _take(self, sql: str, values: tuple[object, ...]) -> None:
        """Add cells of the store to what is known; a change in the hand counts for more."""
        if self._store is None:
            return
        rows = self._store.rows(sql, values)
        cells = json.loads("[" + ",".join([row["cell"] for row in rows]) + "]")
        for row, cell in zip(rows, cells, strict=True):
            place = (row["row"], row["col"])
            if place not in self._touched:
                self._known[place] = cell


def _at(held: tuple[Place, Json | None]) -> Place:
    return held[0]


def _written(cell: Json) -> str:
    """The cell as the store keeps it; a lone text, by far the most common, without detours."""
    if len(cell) == 1 and "stringValue" in cell.get("userEnteredValue", {}):
        text = encode_basestring(cell["userEnteredValue"]["stringValue"])
        return f'{{"userEnteredValue":{{"stringValue":{text}}}}}'
    if len(cell) == 1 and type(cell.get("userEnteredValue", {}).get("numberValue")) is int:
        return f'{{"userEnteredValue":{{"numberValue":{cell["userEnteredValue"]["numberValue"]}}}}}'
    return _encode(cell)


def _is_filled(cell: Json) -> bool:
    return bool(cell.get("userEnteredValue"))


def _is_formula(cell: Json) -> bool:
    return "formulaValue" in cell.get("userEnteredValue", {})
