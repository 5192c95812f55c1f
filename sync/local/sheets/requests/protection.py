"""Protected ranges: what only some may change, or what warns before a change."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.refusals import MissingError, UnknownObjectError
from sync.local.sheets.requests.register import applies, own_or_new_id, target


@applies("addProtectedRange")
def add_protected_range(book: Book, body: Json) -> Json:
    """A new protection of a range or a whole sheet."""
    wanted = dict(body.get("protectedRange", {}))
    taken = (part["protectedRangeId"] for sheet in book.sheets for part in _of(sheet))
    wanted["protectedRangeId"] = own_or_new_id(
        "Protected range", wanted.get("protectedRangeId"), taken
    )
    wanted["requestingUserCanEdit"] = True
    sheet = _sheet_of(book, wanted)
    sheet.parts("protectedRanges").append(wanted)
    return {"protectedRange": wanted}


@applies("updateProtectedRange")
def update_protected_range(book: Book, body: Json) -> Json:
    """The masked fields of a protection."""
    wanted = body.get("protectedRange", {})
    mask = parse_mask(body.get("fields"), "ProtectedRange")
    sheet, old = _find(book, wanted.get("protectedRangeId"))
    new = merged(old, wanted, mask)
    new.update(protectedRangeId=old["protectedRangeId"], requestingUserCanEdit=True)
    _of(sheet).remove(old)
    _sheet_of(book, new).parts("protectedRanges").append(new)
    return {}


@applies("deleteProtectedRange")
def delete_protected_range(book: Book, body: Json) -> Json:
    """A protection goes."""
    sheet, old = _find(book, body.get("protectedRangeId"))
    _of(sheet).remove(old)
    return {}


def _of(sheet: Sheet) -> list[Json]:
    return sheet.parts("protectedRanges")


def _find(book: Book, wanted: int | None) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for part in _of(sheet):
            if part["protectedRangeId"] == wanted:
                return sheet, part
    raise UnknownObjectError("protected range", wanted)


def _sheet_of(book: Book, protected: Json) -> Sheet:
    """The sheet of the range, which a protection of a named range takes from the name."""
    if "namedRangeId" in protected:
        for name in book.parts("namedRanges"):
            if name["namedRangeId"] == protected["namedRangeId"]:
                protected["range"] = name["range"]
    if "range" not in protected:
        raise MissingError("range")
    for grid_range in protected.get("unprotectedRanges", []):
        target(book, grid_range)
    return target(book, protected["range"])[0]
