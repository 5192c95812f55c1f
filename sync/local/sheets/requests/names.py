"""Named ranges."""

import re
import secrets

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.ranges import parse_cells
from sync.local.sheets.refusals import (
    BadNameError,
    IdTakenError,
    NameTakenError,
    UnknownObjectError,
)
from sync.local.sheets.requests.register import applies, target

_NAME = re.compile(r"^[^\W\d][\w.]{0,249}$")


@applies("addNamedRange")
def add_named_range(book: Book, body: Json) -> Json:
    """A name for a range; names are unique in the spreadsheet, whatever their case."""
    wanted = dict(body.get("namedRange", {}))
    names = book.parts("namedRanges")
    given = wanted.get("namedRangeId")
    if given and any(name["namedRangeId"] == given for name in names):
        raise IdTakenError("Named range", given)
    wanted["namedRangeId"] = given or secrets.token_hex(6)
    _check(book, wanted)
    names.append(wanted)
    return {"namedRange": wanted}


@applies("updateNamedRange")
def update_named_range(book: Book, body: Json) -> Json:
    """The masked fields of a named range."""
    wanted = body.get("namedRange", {})
    mask = parse_mask(body.get("fields"), "NamedRange")
    names = book.parts("namedRanges")
    place = _place(names, wanted.get("namedRangeId"))
    new = {**merged(names[place], wanted, mask), "namedRangeId": names[place]["namedRangeId"]}
    _check(book, new)
    names[place] = new
    for sheet in book.sheets:
        for part in [
            *sheet.record.get("protectedRanges", []),
            *sheet.record.get("filterViews", []),
        ]:
            if part.get("namedRangeId") == new["namedRangeId"]:
                part["range"] = new["range"]
    return {}


@applies("deleteNamedRange")
def delete_named_range(book: Book, body: Json) -> Json:
    """A name goes; its cells stay."""
    names = book.parts("namedRanges")
    gone = names.pop(_place(names, body.get("namedRangeId")))
    for sheet in book.sheets:
        for part in [
            *sheet.record.get("protectedRanges", []),
            *sheet.record.get("filterViews", []),
        ]:
            if part.get("namedRangeId") == gone["namedRangeId"]:
                del part["namedRangeId"]
    return {}


def find_name(book: Book, wanted: str) -> Json:
    """The named range with this id."""
    names = book.parts("namedRanges")
    return names[_place(names, wanted)]


def _backed(book: Book, wanted: str) -> list[Json]:
    """The protections and filter views that lie over a named range."""
    kinds = ("protectedRanges", "filterViews")
    parts = [part for s in book.sheets for kind in kinds for part in s.record.get(kind, [])]
    return [part for part in parts if part.get("namedRangeId") == wanted]


def _place(names: list[Json], wanted: str | None) -> int:
    for place, name in enumerate(names):
        if name["namedRangeId"] == wanted:
            return place
    raise UnknownObjectError("named range", wanted)


def _check(book: Book, named: Json) -> None:
    name = str(named.get("name", ""))
    if not _NAME.match(name) or parse_cells(name, 0) or name.upper() in {"TRUE", "FALSE"}:
        raise BadNameError(name)
    for other in book.parts("namedRanges"):
        same = other["name"].lower() == name.lower()
        if same and other["namedRangeId"] != named["namedRangeId"]:
            raise NameTakenError(name)
    target(book, named.get("range"))
