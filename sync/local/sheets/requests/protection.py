"""Protected ranges: what only some may change, or what warns before a change."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.guarding import check_protection, with_editors
from sync.local.sheets.refusals import MissingError, SeveralBackingsError, UnknownObjectError
from sync.local.sheets.requests.names import find_name
from sync.local.sheets.requests.register import applies, own_or_new_id, target
from sync.local.sheets.requests.tables import find_table

BACKINGS = {"range", "namedRangeId", "tableId"}


@applies("addProtectedRange")
def add_protected_range(book: Book, body: Json) -> Json:
    """A new protection of a range or a whole sheet."""
    wanted = with_editors(book.editor, dict(body.get("protectedRange", {})))
    taken = (part["protectedRangeId"] for sheet in book.sheets for part in _of(sheet))
    wanted["protectedRangeId"] = own_or_new_id(
        "Protected range", wanted.get("protectedRangeId"), taken
    )
    wanted.pop("requestingUserCanEdit", None)
    sheet = _sheet_of(book, wanted)
    sheet.parts("protectedRanges").append(wanted)
    return {"protectedRange": {**wanted, "requestingUserCanEdit": True}}


@applies("updateProtectedRange")
def update_protected_range(book: Book, body: Json) -> Json:
    """The masked fields of a protection."""
    wanted = body.get("protectedRange", {})
    mask = parse_mask(body.get("fields"), "ProtectedRange")
    sheet, old = _find(book, wanted.get("protectedRangeId"))
    check_protection(book, old)
    before = dict(old)
    if BACKINGS & set(mask):
        before = {name: value for name, value in before.items() if name not in BACKINGS}
    new = with_editors(book.editor, merged(before, wanted, mask))
    if not BACKINGS & set(new):
        new["range"] = old["range"]
    new["protectedRangeId"] = old["protectedRangeId"]
    new.pop("requestingUserCanEdit", None)
    place = _of(sheet).index(old)
    _of(sheet).remove(old)
    owner = _sheet_of(book, new)
    _of(owner).insert(place if owner is sheet else len(_of(owner)), new)
    return {}


@applies("deleteProtectedRange")
def delete_protected_range(book: Book, body: Json) -> Json:
    """A protection goes."""
    sheet, old = _find(book, body.get("protectedRangeId"))
    check_protection(book, old)
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
    """The sheet of the range, which may come from a named range or a table."""
    if len(BACKINGS & {name for name in protected if protected[name]}) > 1:
        raise SeveralBackingsError
    if protected.get("namedRangeId"):
        protected["range"] = find_name(book, protected["namedRangeId"])["range"]
    if protected.get("tableId"):
        protected["range"] = find_table(book, protected["tableId"])[1]["range"]
    if "range" not in protected:
        raise MissingError("range")
    for grid_range in protected.get("unprotectedRanges", []):
        target(book, grid_range)
    return target(book, protected["range"])[0]
