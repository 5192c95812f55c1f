"""The number format that a formula takes over from the cell that it speaks of first."""

import re

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.ranges import column_index

# Only where the outcome is the same kind of amount: a difference of two dates is no date.
_FIRST_CELL = re.compile(
    r"=\s*(?:(?:SUM|MAX|MIN|AVERAGE|MEDIAN)\s*\(\s*)?"
    r"(?:(?P<sheet>'(?:[^']|'')+'|[A-Z_]\w*)!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})"
    r"(?::\$?[A-Z]{0,3}\$?\d*)?\s*\)?\s*",
    re.IGNORECASE,
)


def inherited_format(book: Book, sheet: Sheet, formula: str) -> Json:
    """The number format of the cell that a formula repeats or sums; empty when there is none."""
    found = _FIRST_CELL.fullmatch(formula)
    source = _source(book, sheet, found["sheet"]) if found else None
    if found is None or source is None:
        return {}
    place = (int(found["row"]) - 1, column_index(found["column"].upper()))
    number_format: Json = source.cell(place).get("userEnteredFormat", {}).get("numberFormat", {})
    return number_format if number_format.get("type") != "TEXT" else {}


def _source(book: Book, sheet: Sheet, title: str | None) -> Sheet | None:
    if title is None:
        return sheet
    bare = title[1:-1].replace("''", "'") if title.startswith("'") else title
    return book.titled(bare)
