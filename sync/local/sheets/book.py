"""A spreadsheet in the hand: its sheets and cells, read from the store and written back to it.

Cells are rows of their own, so that a small change is a small write. A revision is drawn anew at
each save: one that was rolled back never comes again, and what is computed for it can be kept.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from functools import cached_property

from sync.local.call import Json
from sync.local.files import File
from sync.local.sheets.ranges import Area, Box, of_grid_range, parse_cells, split_title
from sync.local.sheets.refusals import NoGridError, NoSheetError, UnparsableRangeError
from sync.local.store import Store, declares, dump

Place = tuple[int, int]
CELL_FIELDS = (
    "userEnteredValue",
    "userEnteredFormat",
    "dataValidation",
    "note",
    "textFormatRuns",
)

declares(
    """CREATE TABLE IF NOT EXISTS spreadsheets (
        file TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        revision TEXT NOT NULL, document TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS spreadsheet_cells (
        file TEXT NOT NULL REFERENCES spreadsheets (file) ON DELETE CASCADE,
        sheet INTEGER NOT NULL, row INTEGER NOT NULL, col INTEGER NOT NULL, cell TEXT NOT NULL,
        PRIMARY KEY (file, sheet, row, col)) WITHOUT ROWID""",
)


class Sheet:
    """One sheet: `record` is its JSON without cells, `cells` the cells that hold something."""

    def __init__(self, record: Json, load: Callable[[], dict[Place, Json]] = dict) -> None:
        self.record = record
        self._load = load
        self.touched: set[Place] = set()
        self.moved = False

    @cached_property
    def _cells(self) -> dict[Place, Json]:
        """The cells, read when they are first asked for."""
        return self._load()

    @property
    def read(self) -> bool:
        """Whether the cells were asked for already."""
        return "_cells" in self.__dict__

    @property
    def id(self) -> int:
        """The sheetId."""
        return int(self.record["properties"]["sheetId"])

    @property
    def title(self) -> str:
        """The name on the tab."""
        return str(self.record["properties"]["title"])

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return int(self.record["properties"]["gridProperties"]["rowCount"])

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return int(self.record["properties"]["gridProperties"]["columnCount"])

    def resize(self, rows: int, columns: int) -> None:
        """Give the grid this size; cells beyond it are lost."""
        grid = self.record["properties"]["gridProperties"]
        grid.update(rowCount=rows, columnCount=columns)
        for place in [p for p in self._cells if p[0] >= rows or p[1] >= columns]:
            self.put(place, {})

    @property
    def grid(self) -> Box:
        """The whole grid."""
        return Box(self.id, 0, 0, self.rows, self.columns)

    def cell(self, place: Place) -> Json:
        """What people entered at a place; empty when nothing."""
        return self._cells.get(place, {})

    def put(self, place: Place, cell: Json) -> None:
        """Replace a cell; an empty one is forgotten."""
        kept = {name: cell[name] for name in CELL_FIELDS if cell.get(name) not in (None, {}, [])}
        if kept:
            self._cells[place] = kept
        else:
            self._cells.pop(place, None)
        self.touched.add(place)

    def value(self, place: Place) -> Json:
        """The entered value (an ExtendedValue); empty when there is none."""
        found: Json = self.cell(place).get("userEnteredValue", {})
        return found

    def set_value(self, place: Place, value: Json) -> None:
        """Replace the value and keep the rest of the cell."""
        self.put(place, {**self.cell(place), "userEnteredValue": value})

    def places(self) -> list[Place]:
        """Where cells are, row by row."""
        return sorted(self._cells)

    def items(self) -> Iterator[tuple[Place, Json]]:
        """Every cell that holds something."""
        return iter(list(self._cells.items()))

    def relocate(self, cells: dict[Place, Json]) -> None:
        """Replace all cells, as inserting and deleting rows do."""
        self._cells = cells
        self.moved = True

    def parts(self, name: str) -> list[Json]:
        """A list of the record (merges, charts…), made when it is absent."""
        found: list[Json] = self.record.setdefault(name, [])
        return found


class Book:
    """One spreadsheet, in the hand for one call."""

    def __init__(self, store: Store, file: File) -> None:
        row = store.row("SELECT * FROM spreadsheets WHERE file = ?", (file.id,))
        if row is None:
            raise LookupError(file.id)
        self.store = store
        self.file = file
        self.title = file.name
        self.revision: str = row["revision"]
        self.document: Json = json.loads(row["document"])
        self.sheets = [self._sheet(record) for record in self.document.pop("sheets")]
        self.changed = False

    @property
    def locale(self) -> str:
        """Such as nl_NL."""
        return str(self.document["properties"]["locale"])

    def parts(self, name: str) -> list[Json]:
        """A list of the document (namedRanges, developerMetadata), made when it is absent."""
        found: list[Json] = self.document.setdefault(name, [])
        return found

    def grid(self, sheet_id: int) -> Sheet:
        """The sheet with this id, for a range on it."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise NoGridError(sheet_id)

    def sheet(self, sheet_id: int) -> Sheet:
        """The sheet with this id."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise NoSheetError(sheet_id)

    def titled(self, title: str) -> Sheet | None:
        """The sheet with this name; case does not count."""
        for sheet in self.sheets:
            if sheet.title.lower() == title.lower():
                return sheet
        return None

    def locate(self, text: str) -> tuple[Sheet, Area]:
        """The sheet and area that A1 notation, a sheet's name or a named range stands for."""
        title, cells = split_title(text)
        sheet = self.titled(title) if title is not None else self.sheets[0]
        if sheet and cells is None:
            return sheet, Area(sheet.id)
        area = parse_cells(cells or "", sheet.id) if sheet else None
        if sheet and area:
            return sheet, area
        return self._named(text)

    def _named(self, text: str) -> tuple[Sheet, Area]:
        sheet = self.titled(text)
        if sheet:
            return sheet, Area(sheet.id)
        for named in self.document.get("namedRanges", []):
            if named["name"].lower() == text.lower():
                area = of_grid_range(named["range"])
                return self.sheet(area.sheet), area
        raise UnparsableRangeError(text)

    def save(self) -> None:
        """Write what changed to the store, under a new revision."""
        self.revision = secrets.token_hex(8)
        document = {**self.document, "sheets": [sheet.record for sheet in self.sheets]}
        self.store.write(
            "UPDATE spreadsheets SET revision = ?, document = ? WHERE file = ?",
            (self.revision, dump(document), self.file.id),
        )
        if self.title != self.file.name:
            self.store.write("UPDATE files SET name = ? WHERE id = ?", (self.title, self.file.id))
        for sheet in self.sheets:
            self._save_cells(sheet)
        self.changed = False

    def forget(self, sheet: Sheet) -> None:
        """Drop a sheet and its cells."""
        self.sheets.remove(sheet)
        self._delete_cells(sheet.id)

    def _save_cells(self, sheet: Sheet) -> None:
        if sheet.moved:
            self._delete_cells(sheet.id)
            sheet.touched = {place for place, _ in sheet.items()}
        held = [(place, sheet.cell(place)) for place in sheet.touched]
        self.store.write_many(
            "INSERT OR REPLACE INTO spreadsheet_cells VALUES (?, ?, ?, ?, ?)",
            [(self.file.id, sheet.id, *place, dump(cell)) for place, cell in held if cell],
        )
        self.store.write_many(
            "DELETE FROM spreadsheet_cells WHERE file = ? AND sheet = ? AND row = ? AND col = ?",
            [(self.file.id, sheet.id, *place) for place, cell in held if not cell],
        )
        sheet.touched, sheet.moved = set(), False

    def _delete_cells(self, sheet_id: int) -> None:
        self.store.write(
            "DELETE FROM spreadsheet_cells WHERE file = ? AND sheet = ?", (self.file.id, sheet_id)
        )

    def may_hold_formulas(self, sheet: Sheet) -> bool:
        """Whether it is worth looking for formulas; asks the store when the cells are not read."""
        return sheet.read or bool(
            self.store.row(
                "SELECT 1 FROM spreadsheet_cells WHERE file = ? AND sheet = ?"
                " AND cell LIKE '%\"formulaValue\"%' LIMIT 1",
                (self.file.id, sheet.id),
            )
        )

    def _sheet(self, record: Json) -> Sheet:
        return Sheet(record, lambda: self._read_cells(record["properties"]["sheetId"]))

    def _read_cells(self, sheet_id: int) -> dict[Place, Json]:
        rows = self.store.rows(
            "SELECT row, col, cell FROM spreadsheet_cells WHERE file = ? AND sheet = ?",
            (self.file.id, sheet_id),
        )
        return {(row["row"], row["col"]): json.loads(row["cell"]) for row in rows}
