"""Places on a sheet as Google writes them: grid ranges, A1 notation, colours."""

from typing import Any

from sheets_templates.model import Spreadsheet, Tab, Table, sheet_id
from sync.sheets.placed import place_of, width_of

Json = dict[str, Any]


def grid_range(sheet: int, row: int, column: int, rows: int, columns: int) -> Json:
    """A rectangle of a sheet; row and column count from 0."""
    return {
        "sheetId": sheet,
        "startRowIndex": row,
        "endRowIndex": row + rows,
        "startColumnIndex": column,
        "endColumnIndex": column + columns,
    }


def table_range(spreadsheet: Spreadsheet, tab: Tab, table: Table, *, header: bool) -> Json:
    """The cells from a table's first column to its last, with or without its header.

    Where people put columns of their own between ours, those are among them.
    """
    top = table.row if header else table.row + 1
    rows = table.capacity + (1 if header else 0)
    sheet = sheet_id(spreadsheet.key, tab.key)
    return grid_range(sheet, top, table.column, rows, width_of(table))


def column_range(
    spreadsheet: Spreadsheet, tab: Tab, table: Table, key: str, *, header: bool = False
) -> Json:
    """The cells of one column of a table."""
    found = table_range(spreadsheet, tab, table, header=header)
    at = place_of(table, key)
    return found | {"startColumnIndex": at, "endColumnIndex": at + 1}


def same_range(one: Json, other: Json) -> bool:
    """Whether two ranges are the same; Google leaves out what is 0."""
    names = ("sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return all(one.get(name, 0) == other.get(name, 0) for name in names)


def meet(one: Json, other: Json) -> bool:
    """Whether two ranges have a cell in common; one without an end goes on to the sheet's own."""
    return one.get("sheetId", 0) == other.get("sheetId", 0) and all(
        a.get(f"start{side}", 0) < b.get(f"end{side}", float("inf"))
        for side in ("RowIndex", "ColumnIndex")
        for a, b in ((one, other), (other, one))
    )


def inside(one: Json, other: Json) -> bool:
    """Whether a range lies within another."""
    return all(
        other.get(f"start{side}", 0) <= one.get(f"start{side}", 0)
        and one.get(f"end{side}", float("inf")) <= other.get(f"end{side}", float("inf"))
        for side in ("RowIndex", "ColumnIndex")
    )


def column_letters(column: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def colour(hexadecimal: str) -> Json:
    """A colour style of '#RRGGBB'."""
    red, green, blue = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return {"rgbColor": {"red": red, "green": green, "blue": blue}}
