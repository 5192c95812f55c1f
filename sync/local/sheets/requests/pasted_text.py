"""Text pasted into cells as from a clipboard: lines are rows, a delimiter parts the columns."""

import csv
import io

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book
from sync.local.sheets.refusals import MissingError, OutsideSheetError
from sync.local.sheets.requests.dimensions import check_size
from sync.local.sheets.requests.register import applies
from sync.local.sheets.values import put

VALUES = {"PASTE_NORMAL", "PASTE_VALUES", "PASTE_FORMULA", "PASTE_NO_BORDERS"}


@applies("pasteData")
def paste_data(book: Book, body: Json) -> Json:
    """Each field as if it was typed; a paste of only looks or rules changes nothing."""
    if body.get("html"):
        raise NotCarriedError("pasteData with html")
    if "coordinate" not in body:
        raise MissingError("coordinate")
    if not body.get("delimiter"):
        raise MissingError("delimiter or html")
    at = body["coordinate"]
    sheet = book.grid(at.get("sheetId", 0))
    top, left = at.get("rowIndex", 0), at.get("columnIndex", 0)
    if top >= sheet.rows:
        raise OutsideSheetError("rowIndex", top, "row", sheet.rows)
    if left >= sheet.columns:
        raise OutsideSheetError("columnIndex", left, "column", sheet.columns)
    if body.get("type", "PASTE_NORMAL") not in VALUES:
        return {}
    rows = _rows(body.get("data", ""), body["delimiter"])
    wide = max((len(row) for row in rows), default=0)
    sheet.resize(max(sheet.rows, top + len(rows)), max(sheet.columns, left + wide))
    check_size(book)
    for down, row in enumerate(rows):
        for right, text in enumerate(row):
            put(book, sheet, (top + down, left + right), text, typed=True)
    return {}


def _rows(data: str, delimiter: str) -> list[list[str]]:
    """The fields; quotes hold a delimiter or the end of a line inside a field."""
    if len(delimiter) == 1:
        return list(csv.reader(io.StringIO(data, newline=""), delimiter=delimiter))
    return [line.split(delimiter) for line in data.splitlines()]
