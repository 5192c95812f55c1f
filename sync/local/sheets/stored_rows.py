"""The rows of a sheet as the store keeps them: one record for each row that holds something.

A lone text, number or truth, by far the most common cell, is kept as just that, in the store as
in the hand: a million of them are read and written without an object for each. Beside its cells a
row keeps its first and last column with a value, so that much can be told without reading them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic_core import from_json, to_json

from sync.local.call import Json
from sync.local.store import Store, declares

Plain = str | bool | int | float
Kept = Plain | Json
"""A cell as it is kept: a plain value that stands alone, or all that the cell holds.

Rows that look alike may share it: a cell is replaced, never changed.
"""
Row = dict[int, Kept]
"""The cells of a row by their column."""
Span = tuple[int, int, int]
"""A row with values, and its first and last column with one."""
AT_ONCE = 4096
CELL_FIELDS = (
    "userEnteredValue",
    "userEnteredFormat",
    "dataValidation",
    "note",
    "textFormatRuns",
    "chipRuns",
)
_NAMES = {str: "stringValue", bool: "boolValue", int: "numberValue", float: "numberValue"}
PLAIN = frozenset(_NAMES)
"""The types of what is kept as just itself."""
_OF_SHEET = "WHERE file = ? AND sheet = ?"
_HERE = f"FROM spreadsheet_rows {_OF_SHEET}"
_MOVE = "UPDATE spreadsheet_rows SET row = -1 - "
_AWAY = _MOVE + "(row + ?) WHERE file = ? AND sheet = ? AND row >= ?"
_BACK = _MOVE + "row WHERE file = ? AND sheet = ? AND row < 0"
_FORMULA = "instr(cells, '\"formulaValue\":') > 0"
_INDEX = "spreadsheet_formula_rows"
# By itself SQLite takes the primary key, and looks for a formula in the text of every row.
_WITH_FORMULA = f"FROM spreadsheet_rows INDEXED BY {_INDEX} {_OF_SHEET} AND {_FORMULA}"
# A row with one bracket holds plain values only; one in a text costs no more than a look.
_REPLACED = "(first >= ? AND last < ? AND instr(substr(cells, 2), '{') = 0)"

declares(
    """CREATE TABLE IF NOT EXISTS spreadsheet_rows (
        file TEXT NOT NULL REFERENCES spreadsheets (file) ON DELETE CASCADE,
        sheet INTEGER NOT NULL, row INTEGER NOT NULL, first INTEGER, last INTEGER,
        cells TEXT NOT NULL, PRIMARY KEY (file, sheet, row)) WITHOUT ROWID""",
    f"""CREATE INDEX IF NOT EXISTS {_INDEX}
        ON spreadsheet_rows (file, sheet, row) WHERE {_FORMULA}""",
)


@dataclass(frozen=True)
class StoredRows:
    """The stored rows of one sheet."""

    store: Store
    file: str
    sheet: int

    def between(self, top: int, bottom: int) -> Iterator[tuple[int, Row]]:
        """The rows from one up to another."""
        return self._read(f"{_HERE} AND row >= ? AND row < ?", top, bottom)

    def staying(self, top: int, bottom: int, left: int, right: int) -> Iterator[tuple[int, Row]]:
        """The rows of which something may stay when plain values take these columns' place."""
        where = f"{_HERE} AND row >= ? AND row < ? AND NOT coalesce({_REPLACED}, FALSE)"
        return self._read(where, top, bottom, left, right)

    def all(self) -> Iterator[tuple[int, Row]]:
        """Every row."""
        return self._read(_HERE)

    def with_formulas(self) -> Iterator[tuple[int, Row]]:
        """The rows in which a formula stands."""
        return self._read(_WITH_FORMULA)

    def has_formulas(self) -> bool:
        """Whether a formula stands anywhere."""
        return self._any(_WITH_FORMULA)

    def reaches(self, row: int) -> bool:
        """Whether anything stands in this row or below it."""
        return self._any(f"{_HERE} AND row >= ?", row)

    def spans(self, top: int, bottom: int, *, up: bool) -> Iterator[Span]:
        """The rows with values from one up to another, or the other way, read as they are asked."""
        order = "DESC" if up else "ASC"
        sql = (
            f"SELECT row, first, last {_HERE} AND row >= ? AND row < ? AND last IS NOT NULL"
            f" ORDER BY row {order} LIMIT {AT_ONCE}"
        )
        while found := self.store.rows(sql, (self.file, self.sheet, top, bottom)):
            for row, first, last in found:
                yield row, first, last
            top, bottom = (top, row) if up else (row + 1, bottom)

    def extent(self, top: int, bottom: int) -> tuple[int | None, ...]:
        """The last row with a value, and the first and last column with one."""
        sql = f"SELECT max(row), min(first), max(last) {_HERE} AND row >= ? AND row < ?"
        found = self.store.row(f"{sql} AND last IS NOT NULL", (self.file, self.sheet, top, bottom))
        return tuple(found) if found else (None, None, None)

    def write(self, rows: Iterable[tuple[int, Row]]) -> None:
        """Keep these rows; of one without cells nothing stays."""
        held = [(at, _written(row)) for at, row in rows]
        self.store.write_many(
            "INSERT OR REPLACE INTO spreadsheet_rows VALUES (?, ?, ?, ?, ?, ?)",
            [(self.file, self.sheet, at, *row) for at, row in held if row],
        )
        if gone := [(self.file, self.sheet, at) for at, row in held if not row]:
            self.store.write_many(
                "DELETE FROM spreadsheet_rows WHERE file = ? AND sheet = ? AND row = ?", gone
            )

    def shift(self, start: int, count: int) -> None:
        """Let rows from one on go down so far, or (when negative) go and let the rest come up."""
        key = (self.file, self.sheet)
        if count < 0:
            gone = f"DELETE {_HERE} AND row >= ? AND row < ?"
            self.store.write(gone, (*key, start, start - count))
        # By way of numbers that no row has, or a row would meet the one that it comes after.
        self.store.write(_AWAY, (count, *key, start))
        self.store.write(_BACK, key)

    def _any(self, where: str, *values: int) -> bool:
        sql = f"SELECT 1 {where} LIMIT 1"
        return self.store.row(sql, (self.file, self.sheet, *values)) is not None

    def _read(self, where: str, *values: int) -> Iterator[tuple[int, Row]]:
        rows = self.store.rows(f"SELECT row, cells {where}", (self.file, self.sheet, *values))
        # Most rows of a table look alike, and the reading of a look is long: each is read once.
        texts = dict.fromkeys([row[1] for row in rows])
        cells = from_json("[" + ",".join(texts) + "]")
        alike: dict[str, Row] = {
            text: {int(column): kept for column, kept in held.items()}
            for text, held in zip(texts, cells, strict=True)
        }
        for row, text in rows:
            yield row, alike[text].copy()


def whole(kept: Kept) -> Json:
    """A cell with all it holds, from how it is kept."""
    if isinstance(kept, dict):
        return kept
    return {"userEnteredValue": {_NAMES[type(kept)]: kept}}


def brief(cell: Json) -> Kept:
    """A cell as it is kept."""
    if len(cell) == 1 and "userEnteredValue" in cell:
        for name, value in cell["userEnteredValue"].items():
            plain: Kept = value if _NAMES.get(type(value)) == name else cell
            return plain
    return cell


def to_keep(cell: Json) -> Kept | None:
    """A cell as it is kept, by what it has that holds something; none when nothing does."""
    held = {name: found for name in CELL_FIELDS if (found := cell.get(name))}
    return brief(held) if held else None


def is_filled(kept: Kept) -> bool:
    """Whether something was entered in a cell."""
    return not isinstance(kept, dict) or "userEnteredValue" in kept


def is_formula(kept: Kept | None) -> bool:
    """Whether a cell holds a formula."""
    return isinstance(kept, dict) and "formulaValue" in kept.get("userEnteredValue", ())


def _written(row: Row) -> tuple[int | None, int | None, str] | None:
    """The first and last column with a value, and the cells; none when there are no cells."""
    if not row:
        return None
    all_plain = PLAIN.issuperset(map(type, row.values()))
    filled = row if all_plain else [at for at, kept in row.items() if is_filled(kept)]
    return min(filled, default=None), max(filled, default=None), _text(row)


def _text(row: Row) -> str:
    # Several times as quick as the standard library, which is most of the time of a write.
    return to_json(row, inf_nan_mode="constants").decode()
