"""Bands of alternating colours; two may not overlap."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.refusals import MissingError, OverlapError, UnknownObjectError
from sync.local.sheets.requests.register import applies, own_or_new_id, target


@applies("addBanding")
def add_banding(book: Book, body: Json) -> Json:
    """New bands on a range."""
    wanted = both_notations(body.get("bandedRange", {}))
    taken = (part["bandedRangeId"] for sheet in book.sheets for part in _of(sheet))
    wanted["bandedRangeId"] = own_or_new_id("Banded range", wanted.get("bandedRangeId"), taken)
    _sheet_of(book, wanted).parts("bandedRanges").append(wanted)
    return {"bandedRange": wanted}


@applies("updateBanding")
def update_banding(book: Book, body: Json) -> Json:
    """The masked fields of bands."""
    wanted = both_notations(body.get("bandedRange", {}))
    mask = with_both(parse_mask(body.get("fields"), "BandedRange"))
    sheet, old = _find(book, wanted.get("bandedRangeId"))
    new = {**merged(old, wanted, mask), "bandedRangeId": old["bandedRangeId"]}
    _of(sheet).remove(old)
    _sheet_of(book, new).parts("bandedRanges").append(new)
    return {}


@applies("deleteBanding")
def delete_banding(book: Book, body: Json) -> Json:
    """Bands go."""
    sheet, old = _find(book, body.get("bandedRangeId"))
    _of(sheet).remove(old)
    return {}


def _of(sheet: Sheet) -> list[Json]:
    return sheet.parts("bandedRanges")


def _find(book: Book, wanted: int | None) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for part in _of(sheet):
            if part["bandedRangeId"] == wanted:
                return sheet, part
    raise UnknownObjectError("banded range", wanted)


def _sheet_of(book: Book, banded: Json) -> Sheet:
    if not ("rowProperties" in banded or "columnProperties" in banded):
        raise MissingError("rowProperties or columnProperties")
    sheet, box = target(book, banded.get("range"))
    for other in _of(sheet):
        if target(book, other["range"])[1].meets(box):
            raise OverlapError(
                "You cannot add alternating background colors to a range that already has "
                "alternating background colors."
            )
    return sheet
