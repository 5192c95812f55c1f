"""The filter buttons of a sheet (one basic filter each), and filter views (any number)."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.refusals import (
    MissingError,
    NoColumnIndexError,
    SeveralBackingsError,
    UnknownObjectError,
)
from sync.local.sheets.requests.names import find_name
from sync.local.sheets.requests.register import applies, own_or_new_id, target
from sync.local.sheets.requests.sorting import sort
from sync.local.sheets.requests.tables import find_table

LONGEST_INDEX = 9
BACKINGS = ("range", "namedRangeId", "tableId")


@applies("setBasicFilter")
def set_basic_filter(book: Book, body: Json) -> Json:
    """The filter of the range's sheet; it replaces the one that was there."""
    wanted = both_notations(body.get("filter", {}))
    if not wanted:
        raise MissingError("filter")
    sheet, kept = _filter(book, wanted)
    sheet.record["basicFilter"] = kept
    if kept.get("sortSpecs"):
        _, box = target(book, kept["range"])
        sort(book, sheet, box, kept["sortSpecs"], below_header=True)
    return {}


@applies("clearBasicFilter")
def clear_basic_filter(book: Book, body: Json) -> Json:
    """The filter of a sheet goes, when it has one."""
    book.sheet(body.get("sheetId", 0)).record.pop("basicFilter", None)
    return {}


@applies("addFilterView")
def add_filter_view(book: Book, body: Json) -> Json:
    """A filter that whoever looks at the sheet can put on."""
    wanted = both_notations(body.get("filter", {}))
    sheet, view = _filter(book, wanted)
    view["filterViewId"] = own_or_new_id("Filter view", wanted.get("filterViewId"), _taken(book))
    view.setdefault("title", _free_title(sheet))
    sheet.parts("filterViews").append(view)
    return {"filter": view}


@applies("updateFilterView")
def update_filter_view(book: Book, body: Json) -> Json:
    """The masked fields of a filter view."""
    wanted = both_notations(body.get("filter", {}))
    mask = with_both(parse_mask(body.get("fields"), "FilterView"))
    old_sheet, old = _find(book, wanted.get("filterViewId"))
    before = dict(old)
    for twins in (("criteria", "filterSpecs"), BACKINGS):
        if set(twins) & set(mask):
            before = {name: value for name, value in before.items() if name not in twins}
    after = merged(before, wanted, mask)
    if not any(after.get(name) for name in BACKINGS):
        after["range"] = old["range"]
    sheet, view = _filter(book, after)
    view["filterViewId"] = old["filterViewId"]
    place = old_sheet.parts("filterViews").index(old)
    old_sheet.parts("filterViews").pop(place)
    sheet.parts("filterViews").insert(place if sheet is old_sheet else 10**6, view)
    return {}


@applies("deleteFilterView")
def delete_filter_view(book: Book, body: Json) -> Json:
    """A filter view goes."""
    sheet, view = _find(book, body.get("filterId"))
    sheet.parts("filterViews").remove(view)
    return {}


@applies("duplicateFilterView")
def duplicate_filter_view(book: Book, body: Json) -> Json:
    """A second filter view like one that there is."""
    sheet, view = _find(book, body.get("filterId"))
    new_id = own_or_new_id("Filter view", None, _taken(book))
    new = {**view, "filterViewId": new_id, "title": f"Copy of {view['title']}"}
    sheet.parts("filterViews").append(new)
    return {"filter": new}


def _filter(book: Book, wanted: Json) -> tuple[Sheet, Json]:
    """A filter as it is kept: over a range, its criteria in both their notations."""
    kept = dict(wanted)
    if sum(bool(kept.get(name)) for name in BACKINGS) > 1:
        raise SeveralBackingsError
    if kept.get("tableId"):
        kept["range"] = find_table(book, kept["tableId"])[1]["range"]
    if kept.get("namedRangeId"):
        kept["range"] = find_name(book, kept["namedRangeId"])["range"]
    sheet, box = target(book, kept.get("range"))
    kept["range"] = box.grid_range()
    if "filterSpecs" in kept:
        kept["criteria"] = {
            str(spec.get("columnIndex", 0)): spec.get("filterCriteria", {})
            for spec in kept["filterSpecs"]
        }
    elif "criteria" in kept:
        by_column = {_column(key): criteria for key, criteria in kept["criteria"].items()}
        kept["filterSpecs"] = [
            {"columnIndex": at, "filterCriteria": criteria}
            for at, criteria in sorted(by_column.items())
        ]
    return sheet, kept


def _column(key: str) -> int:
    """The column that a key of the criteria names; `isdecimal` lets other digits than ours in."""
    if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_INDEX):
        raise NoColumnIndexError(key)
    return int(key)


def _find(book: Book, wanted: int | None) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for view in sheet.parts("filterViews"):
            if view["filterViewId"] == wanted:
                return sheet, view
    raise UnknownObjectError("filter view", wanted)


def _taken(book: Book) -> list[int]:
    return [view["filterViewId"] for sheet in book.sheets for view in sheet.parts("filterViews")]


def _free_title(sheet: Sheet) -> str:
    titles = {view["title"] for view in sheet.parts("filterViews")}
    number = 1
    while f"Filter {number}" in titles:
        number += 1
    return f"Filter {number}"
