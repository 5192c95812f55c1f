"""The properties of the spreadsheet: its title, locale and time zone."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.defaults import properties
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.requests.register import applies


@applies("updateSpreadsheetProperties")
def update_spreadsheet_properties(book: Book, body: Json) -> Json:
    """The masked properties; the title is the file's name."""
    mask = with_both(parse_mask(body.get("fields"), "SpreadsheetProperties"))
    before = {**book.document["properties"], "title": book.title}
    after = merged(before, both_notations(body.get("properties", {})), mask)
    book.title = after.pop("title", "") or book.title
    book.document["properties"] = properties() | after
    return {}
