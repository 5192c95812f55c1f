"""The filter buttons of a sheet (one basic filter each)."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.colours import both_notations
from sync.local.sheets.refusals import MissingError
from sync.local.sheets.requests.register import applies, target


@applies("setBasicFilter")
def set_basic_filter(book: Book, body: Json) -> Json:
    """The filter of the range's sheet; it replaces the one that was there."""
    wanted = both_notations(body.get("filter", {}))
    if not wanted:
        raise MissingError("filter")
    sheet, box = target(book, wanted.get("range"))
    sheet.record["basicFilter"] = {**wanted, "range": box.grid_range()}
    return {}


@applies("clearBasicFilter")
def clear_basic_filter(book: Book, body: Json) -> Json:
    """The filter of a sheet goes, when it has one."""
    book.sheet(body.get("sheetId", 0)).record.pop("basicFilter", None)
    return {}
