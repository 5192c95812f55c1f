"""The cells that set-up owns: texts with their links, headers, and rows; wanted against current."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sheets_templates.model import Content, Row, Spreadsheet, Tab, Table, Text, sheet_id
from sync.errors import SyncError
from sync.sheets.cells import plain_of, same_cell, to_cell, to_plain
from sync.sheets.placed import places_of, standing
from sync.sheets.row_names import known_rows, new_among, row_names, with_begun
from sync.sheets.row_places import RowThere, place_rows, row_there

Json = dict[str, Any]
Place = tuple[int, int, int]
"""Sheet id, row and column, counted from 0."""
Links = Callable[[str], str]
"""From `form:KEY`, `sheet:KEY`, `tab:TAB` or an address to the address."""

CellKind = Literal["text", "header", "row"]
_FIELDS: Mapping[CellKind, str] = {
    "text": "userEnteredValue,userEnteredFormat.textFormat.link",
    "header": "userEnteredValue,note",
    "row": "userEnteredValue",
}


class TableFullError(SyncError):
    """A table has no place for all its rows."""

    def __init__(self, spreadsheet: str, address: str, rows: int, capacity: int) -> None:
        super().__init__(
            f"spreadsheet '{spreadsheet}', table '{address}': {rows} rows, but place for"
            f" {capacity}; raise the table's capacity in its definition for sheets that are yet to"
            " be made, and insert blank rows inside the table in one that is there."
        )


@dataclass(frozen=True)
class OwnedCell:
    """A cell as it is or should be: its value, where its link leads, its note.

    `name` says which cell it is wherever it stands; a cell that only begins as ours has none.
    """

    kind: CellKind
    value: Json
    link: str = ""
    note: str = ""
    name: str = ""

    def same(self, other: "OwnedCell") -> bool:
        """Whether both show the same of what is ours: of a header its note, of a text its link."""
        if self.kind == "row":
            return same_cell(self.value, other.value)
        besides = self.note == other.note if self.kind == "header" else self.link == other.link
        return same_cell(self.value, other.value) and besides

    def told(self, kind: CellKind) -> tuple[str | int | float | bool, ...]:
        """What a cell of this kind says of it, in one shape; nothing for a blank one."""
        plain = plain_of(self.value)
        if isinstance(plain, float):
            plain = int(plain) if plain.is_integer() else round(plain, 6)
        besides = {"text": self.link, "header": self.note, "row": ""}[kind]
        return () if plain == "" and not besides else (plain, besides)

    def data(self) -> Json:
        """The cell as `updateCells` takes it."""
        data: Json = {"userEnteredValue": self.value} if self.value else {}
        if self.kind == "text" and self.link:
            data["userEnteredFormat"] = {"textFormat": {"link": {"uri": self.link}}}
        if self.kind == "header" and self.note:
            data["note"] = self.note
        return data


BLANK = OwnedCell("row", {})
_PAINTED = OwnedCell("text", {})
"""A cell that holds nothing, however it looks."""


def text_name(tab: Tab, text: Text) -> str:
    """The name of a text's cell."""
    return f"{tab.key}/{text.row}/{text.column}"


def wanted_cells(
    spreadsheet: Spreadsheet,
    content: Content,
    links: Links,
    there: Mapping[Place, OwnedCell],
    applied: Mapping[str, str] | None = None,
) -> dict[Place, OwnedCell]:
    """Every cell that set-up owns, with what it should hold; blank ones included.

    `there` says where the rows that are known by their identity stand now; `applied`, when known,
    the names of the cells that were written before.
    """
    cells: dict[Place, OwnedCell] = {}
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        for text in tab.texts:
            link = links(text.link) if text.link else ""
            value, name = to_cell(text.text), text_name(tab, text)
            cells[sheet, text.row, text.column] = OwnedCell("text", value, link, name=name)
        for table in tab.tables:
            for at, column in standing(table):
                name = f"{tab.key}.{table.key}/{column.key}"
                header = OwnedCell("header", to_cell(column.header), note=column.note, name=name)
                cells[sheet, table.row, at] = header
            standing_now = _rows_there(sheet, table, there)
            address = f"{tab.key}.{table.key}"
            known = known_rows(address, applied)
            rows = _rows(spreadsheet, address, table, content, standing_now, known)
            names = row_names(table, rows, standing_now)
            for number, row in rows.items():
                for at, column in standing(table):
                    if column.owner == "setup":
                        value = to_cell(row.get(column.key))
                        name = f"{address}/{column.key}/{names[number]}"
                        cell = OwnedCell("row", value, name=name)
                        cells[sheet, table.row + 1 + number, at] = cell
    return cells


def initial_cells(
    spreadsheet: Spreadsheet, initial: Content, new: Container[str]
) -> dict[Place, OwnedCell]:
    """What the columns that people own begin with, in the tables (by address) that are new."""
    cells: dict[Place, OwnedCell] = {}
    for address, tab, table in spreadsheet.tables():
        rows = initial.get(address, ()) if address in new else ()
        if len(rows) > table.capacity:
            raise TableFullError(spreadsheet.key, address, len(rows), table.capacity)
        sheet = sheet_id(spreadsheet.key, tab.key)
        for number, row in enumerate(rows, start=table.row + 1):
            for at, column in standing(table):
                if column.owner == "people" and row.get(column.key) is not None:
                    cells[sheet, number, at] = OwnedCell("row", to_cell(row[column.key]))
    return cells


def _rows(
    spreadsheet: Spreadsheet,
    address: str,
    table: Table,
    content: Content,
    there: Sequence[RowThere],
    known: Container[str] | None,
) -> dict[int, Row]:
    """Set-up's row for each row of a table that it may write; a blank one empties it."""
    rows = content.get(address, ())
    if len(rows) > table.capacity:
        raise TableFullError(spreadsheet.key, address, len(rows), table.capacity)
    if not table.identity:
        blank: dict[int, Row] = {number: {} for number in range(len(rows), table.capacity)}
        return {**dict(enumerate(rows)), **blank}
    wanted = [tuple(to_plain(row.get(key)) for key in table.identity) for row in rows]
    places = place_rows(wanted, with_begun(there, known), new_among(wanted, known))
    if places is None:
        raise TableFullError(spreadsheet.key, address, len(rows), table.capacity)
    emptied: dict[int, Row] = {number: {} for number in places.emptied}
    # What is wanted is named first: a copy that people made of a row is not that row.
    return {**dict(zip(places.numbers, rows, strict=True)), **emptied}


def _rows_there(sheet: int, table: Table, there: Mapping[Place, OwnedCell]) -> list[RowThere]:
    columns = places_of(table)
    blank = row_there(table, [""] * len(columns))
    rows = []
    for number in range(table.row + 1, table.row + 1 + table.capacity):
        held = [there.get((sheet, number, at)) for at in columns]
        # Most rows of most tables are blank, and all in the same way.
        said = [plain_of(cell.value) if cell else "" for cell in held] if any(held) else None
        rows.append(row_there(table, said) if said else blank)
    return rows


def cells_there(document: Json) -> dict[Place, OwnedCell]:
    """Every cell of a `spreadsheets.get` document that holds something."""
    cells: dict[Place, OwnedCell] = {}
    for sheet in document.get("sheets", []):
        identifier = sheet["properties"].get("sheetId", 0)
        for grid in sheet.get("data", []):
            top, left = grid.get("startRow", 0), grid.get("startColumn", 0)
            for down, row in enumerate(grid.get("rowData", [])):
                for along, cell in enumerate(row.get("values", [])):
                    if cell and (there := _there(cell)) != _PAINTED:
                        cells[identifier, top + down, left + along] = there
    return cells


def _there(cell: Json) -> OwnedCell:
    look = cell.get("userEnteredFormat", {}).get("textFormat", {})
    link = look.get("link", {}).get("uri") or cell.get("hyperlink", "")
    return OwnedCell("text", cell.get("userEnteredValue", {}), link, cell.get("note", ""))


def differing(
    wanted: Mapping[Place, OwnedCell], there: Mapping[Place, OwnedCell]
) -> dict[Place, OwnedCell]:
    """The cells that are not as they should be."""
    return {place: cell for place, cell in wanted.items() if not cell.same(there.get(place, BLANK))}


def write_requests(cells: Mapping[Place, OwnedCell]) -> list[Json]:
    """`updateCells` for these cells and no other: neighbours of one kind go together."""
    requests = []
    for block in rectangles(cells):
        sheet, row, column = block[0][0]
        first = cells[block[0][0]]
        start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
        rows = [{"values": [cells[place].data() for place in run]} for run in block]
        update = {"start": start, "rows": rows, "fields": _FIELDS[first.kind]}
        requests.append({"updateCells": update})
    return requests


def rectangles(cells: Mapping[Place, OwnedCell]) -> list[list[list[Place]]]:
    """Cells of one kind as rectangles: runs along a row, joined with the equal run below."""
    blocks: list[list[list[Place]]] = []
    open_: dict[tuple[int, int, int, CellKind], list[list[Place]]] = {}
    for run in _runs(cells):
        (sheet, row, column), kind = run[0], cells[run[0]].kind
        block = open_.get((sheet, column, len(run), kind))
        if block is not None and block[-1][0][1] == row - 1:
            block.append(run)
        else:
            block = [run]
            blocks.append(block)
        open_[sheet, column, len(run), kind] = block
    return blocks


def _runs(cells: Mapping[Place, OwnedCell]) -> Iterable[list[Place]]:
    run: list[Place] = []
    for place in sorted(cells):
        follows = run and place == (run[-1][0], run[-1][1], run[-1][2] + 1)
        if run and not (follows and cells[place].kind == cells[run[-1]].kind):
            yield run
            run = []
        run.append(place)
    if run:
        yield run
