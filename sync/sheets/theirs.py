"""What people added to a spreadsheet: tabs, rows and columns that no plan touches."""

from collections.abc import Container, Iterator, Mapping

from sheets_templates.model import Spreadsheet, Tab, Table, sheet_id
from sync.changes import Stay
from sync.sheets.cell_data import Place, cells_there
from sync.sheets.cells import plain_of
from sync.sheets.grids import column_letters
from sync.sheets.placing import Placing


def stays_in(
    key: str, definition: Spreadsheet, placing: Placing, ours: Container[Place]
) -> tuple[Stay, ...]:
    """What of people's is in a spreadsheet, given its tables as defined and as they are placed."""
    document = placing.document
    sheets = {sheet["properties"].get("sheetId", 0): sheet for sheet in document["sheets"]}
    known = {sheet_id(definition.key, tab.key): tab for tab in definition.tabs}
    if not any(sheet in sheets for sheet in known):
        return ()
    stays = [
        Stay(key, "tab", str(sheet["properties"].get("title", "")))
        for identifier, sheet in sheets.items()
        if identifier not in known
    ]
    cells = {
        place: str(plain_of(cell.value))
        for place, cell in cells_there(document).items()
        if cell.value and place not in ours
    }
    defined = {address: table for address, _, table in definition.tables()}
    for address, tab, table in placing.spreadsheet.tables():
        if sheet_id(definition.key, tab.key) in sheets:
            title = sheets[sheet_id(definition.key, tab.key)]["properties"].get("title", tab.title)
            stays += _rows(key, str(title), defined[address], table)
            stays += _columns(key, str(title), (definition, tab, table), cells)
    return tuple(dict.fromkeys(stays))


def _rows(key: str, title: str, defined: Table, table: Table) -> Iterator[Stay]:
    more = table.capacity - defined.capacity
    if more > 0:
        first, last = table.row + 2, table.row + 1 + table.capacity
        yield Stay(key, "row", f"{title}!{first}:{last}", f"+{more}")


def _columns(
    key: str, title: str, place: tuple[Spreadsheet, Tab, Table], cells: Mapping[Place, str]
) -> Iterator[Stay]:
    definition, tab, table = place
    sheet = sheet_id(definition.key, tab.key)
    for (identifier, row, at), said in cells.items():
        if (identifier, row) == (sheet, table.row):
            yield Stay(key, "column", f"{title}!{column_letters(at)}", said)
