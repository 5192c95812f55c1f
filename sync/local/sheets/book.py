"""A spreadsheet in the hand: its sheets and cells, read from the store and written back to it.

Cells are rows of their own, so that a small change is a small write. A revision is drawn anew at
each save: one that was rolled back never comes again, and what is computed for it can be kept.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sync.local.call import Json
from sync.local.clock import Clock
from sync.local.errors import GoogleError
from sync.local.files.records import File
from sync.local.sheets.changes import Changes
from sync.local.sheets.editor import Editor
from sync.local.sheets.grid import Cells, Place
from sync.local.sheets.ranges import Area, Box, of_grid_range, parse_cells, split_title
from sync.local.sheets.refusals import NoGridError, NoSheetError, UnparsableRangeError
from sync.local.sheets.stored_rows import StoredRows
from sync.local.store import Store, declares, dump

declares(
    """CREATE TABLE IF NOT EXISTS spreadsheets (
        file TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        revision TEXT NOT NULL, document TEXT NOT NULL)"""
)


class Sheet:
    """One sheet: `record` is its JSON without cells, `cells` the cells that hold something."""

    def __init__(self, record: Json, cells: Cells | None = None) -> None:
        self.record = record
        self.id = int(record["properties"]["sheetId"])
        self.cells = cells or Cells()
        self.guard: Callable[[Place], None] | None = None

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
        if rows >= self.rows and columns >= self.columns:
            grid.update(rowCount=rows, columnCount=columns)
            return
        grid.update(rowCount=rows, columnCount=columns)
        for place in [p for p in self.cells.all() if p[0] >= rows or p[1] >= columns]:
            self.put(place, {})

    @property
    def is_object(self) -> bool:
        """Whether the sheet is there for one chart and has no cells."""
        return bool(self.record["properties"].get("sheetType") == "OBJECT")

    @property
    def grid(self) -> Box:
        """The whole grid."""
        return Box(self.id, 0, 0, self.rows, self.columns)

    def cell(self, place: Place) -> Json:
        """What people entered at a place; empty when nothing."""
        return self.cells.get(place)

    def put(self, place: Place, cell: Json) -> None:
        """Replace a cell; an empty one is forgotten, and a protected one refuses."""
        if self.guard:
            self.guard(place)
        self.cells.put(place, cell)

    def value(self, place: Place) -> Json:
        """The entered value (an ExtendedValue); empty when there is none."""
        found: Json = self.cell(place).get("userEnteredValue", {})
        return found

    def set_value(self, place: Place, value: Json) -> None:
        """Replace the value and keep the rest of the cell."""
        if self.guard:
            self.guard(place)
        self.cells.put_value(place, value)

    def places(self) -> list[Place]:
        """Where cells are, row by row."""
        return sorted(self.cells.all())

    def items(self) -> Iterator[tuple[Place, Json]]:
        """Every cell that holds something."""
        return iter(list(self.cells.all().items()))

    def relocate(self, cells: dict[Place, Json]) -> None:
        """Replace all cells, as inserting and deleting rows do."""
        self.cells.replace(cells)

    def parts(self, name: str) -> list[Json]:
        """A list of the record (merges, charts…), made when it is absent."""
        found: list[Json] = self.record.setdefault(name, [])
        return found


class Book:
    """One spreadsheet, in the hand for one call."""

    def __init__(self, store: Store, file: File) -> None:
        row = store.row("SELECT * FROM spreadsheets WHERE file = ?", (file.id,))
        if row is None:
            raise GoogleError(404, "Requested entity was not found.")
        self.store = store
        self.file = file
        self.title = file.name
        self.editor: Editor | None = None
        self.revision: str = row["revision"]
        self._document: str = row["document"]
        self.document: Json = json.loads(self._document)
        self.sheets = [self._sheet(record) for record in self.document.pop("sheets")]
        self.changed = False

    @property
    def locale(self) -> str:
        """Such as nl_NL."""
        return str(self.document["properties"]["locale"])

    @cached_property
    def now(self) -> datetime:
        """The Workspace's time in the spreadsheet's own time zone."""
        moment = Clock(self.store).now()
        try:
            return moment.astimezone(ZoneInfo(str(self.document["properties"].get("timeZone"))))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return moment

    def parts(self, name: str) -> list[Json]:
        """A list of the document (namedRanges, developerMetadata), made when it is absent."""
        found: list[Json] = self.document.setdefault(name, [])
        return found

    def grid(self, sheet_id: int) -> Sheet:
        """The sheet with this id, for a range on it."""
        for sheet in self.sheets:
            if sheet.id == sheet_id and not sheet.is_object:
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
        return self._named(text, cells if sheet and cells else text)

    def _named(self, text: str, name: str) -> tuple[Sheet, Area]:
        """A sheet's name, or the name of a range, which may stand after that of a sheet."""
        sheet = self.titled(text)
        if sheet:
            return sheet, Area(sheet.id)
        for named in self.document.get("namedRanges", []):
            if named["name"].lower() == name.lower():
                area = of_grid_range(named["range"])
                return self.sheet(area.sheet), area
        raise UnparsableRangeError(text)

    def save(self) -> dict[int, Changes] | None:
        """Write what changed to the store, under a new revision.

        When only values changed: on which sheets, and where; none when more did.
        """
        self.revision = secrets.token_hex(8)
        document = dump({**self.document, "sheets": [sheet.record for sheet in self.sheets]})
        self.store.write(
            "UPDATE spreadsheets SET revision = ?, document = ? WHERE file = ?",
            (self.revision, document, self.file.id),
        )
        if self.title != self.file.name:
            self.store.write("UPDATE files SET name = ? WHERE id = ?", (self.title, self.file.id))
        for sheet in self.sheets:
            sheet.cells.save(self._rows(sheet.id))
        self.changed = False
        changes = {sheet.id: sheet.cells.changes for sheet in self.sheets}
        more = document != self._document or any(one.beyond_values for one in changes.values())
        self._document = document
        for sheet in self.sheets:
            sheet.cells.changes = Changes()
        return None if more else changes

    def forget(self, sheet: Sheet) -> None:
        """Drop a sheet and its cells."""
        self.sheets.remove(sheet)
        self.store.write(
            "DELETE FROM spreadsheet_rows WHERE file = ? AND sheet = ?", (self.file.id, sheet.id)
        )

    def _sheet(self, record: Json) -> Sheet:
        return Sheet(record, Cells(self._rows(record["properties"]["sheetId"])))

    def _rows(self, sheet_id: int) -> StoredRows:
        return StoredRows(self.store, self.file.id, sheet_id)
