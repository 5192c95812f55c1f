"""Developer metadata: keys and values that programs leave on parts of a spreadsheet."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.refusals import MissingError
from sync.local.sheets.requests.register import applies, own_or_new_id


@applies("createDeveloperMetadata")
def create_developer_metadata(book: Book, body: Json) -> Json:
    """A new key and value, visible to everyone or to this project."""
    wanted = dict(body.get("developerMetadata", {}))
    for name in ("metadataKey", "location", "visibility"):
        if not wanted.get(name):
            raise MissingError(name)
    kept = book.parts("developerMetadata")
    taken = (part["metadataId"] for part in kept)
    wanted["metadataId"] = own_or_new_id("Developer metadata", wanted.get("metadataId"), taken)
    wanted["location"] = _location(book, wanted["location"])
    kept.append(wanted)
    return {"developerMetadata": wanted}


def _location(book: Book, location: Json) -> Json:
    if location.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    span = location.get("dimensionRange")
    if span:
        book.grid(span.get("sheetId", 0))
        kind = "ROW" if span.get("dimension") == "ROWS" else "COLUMN"
        return {"locationType": kind, "dimensionRange": span}
    return {"locationType": "SHEET", "sheetId": book.sheet(location.get("sheetId", 0)).id}
