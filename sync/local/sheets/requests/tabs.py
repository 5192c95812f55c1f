"""Sheets as a whole: added, removed, duplicated, renamed, moved, coloured, frozen and resized."""

import re

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.copying import duplicate, free_title
from sync.local.sheets.defaults import sheet_properties
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.guarding import check_sheet
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.ranges import quoted
from sync.local.sheets.refusals import (
    LastSheetError,
    RefusedRequestError,
    TitleEmptyError,
    TitleTakenError,
    TitleTooLongError,
    TooManyCellsError,
)
from sync.local.sheets.requests.register import applies, own_or_new_id

MOST_CELLS = 10_000_000


class AllFrozenError(RefusedRequestError):
    """Every row or column of a sheet frozen."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"You can't freeze all visible {kind}s on the sheet.")


class AllHiddenError(RefusedRequestError):
    """A spreadsheet of which no sheet is to be seen."""

    def __init__(self) -> None:
        super().__init__("You can't hide all the sheets in a document.")


class NoGridPropertiesError(RefusedRequestError):
    """Rows and columns for a sheet that has none."""

    def __init__(self) -> None:
        super().__init__("Grid properties can only be set on a sheet of type GRID.")


class BadSheetIdError(RefusedRequestError):
    """A sheet id below zero."""

    def __init__(self, sheet_id: int) -> None:
        super().__init__(f"Invalid sheetId: {sheet_id}. Must be non-negative.")


@applies("addSheet")
def add_sheet(book: Book, body: Json) -> Json:
    """A new sheet, with the id, grid and colour of the caller's choice."""
    wanted = both_notations(body.get("properties", {}))
    if wanted.get("sheetType", "GRID") not in {"GRID", "SHEET_TYPE_UNSPECIFIED"}:
        raise NotCarriedError(f"addSheet with sheetType {wanted['sheetType']}")
    if wanted.get("sheetId", 0) < 0:
        raise BadSheetIdError(wanted["sheetId"])
    sheet_id = own_or_new_id("Sheet", wanted.get("sheetId"), (sheet.id for sheet in book.sheets))
    title = wanted.get("title") or _free_title(book)
    _check_title(book, title, None)
    properties = sheet_properties(sheet_id, title)
    grid = {**properties["gridProperties"], **wanted.pop("gridProperties", {})}
    index = wanted.pop("index", len(book.sheets))
    properties.update(wanted, sheetId=sheet_id, sheetType="GRID", title=title)
    properties["gridProperties"] = _grid(grid)
    book.sheets.insert(min(index, len(book.sheets)), Sheet({"properties": properties}))
    _check_size(book)
    return {"properties": {**properties, "index": min(index, len(book.sheets) - 1)}}


@applies("deleteSheet")
def delete_sheet(book: Book, body: Json) -> Json:
    """A sheet goes, with what refers to it."""
    sheet = book.sheet(body.get("sheetId", 0))
    if len(book.sheets) == 1:
        raise LastSheetError
    check_sheet(book, sheet)
    book.forget(sheet)
    metadata = book.parts("developerMetadata")
    metadata[:] = [entry for entry in metadata if _sheet_of(entry["location"]) != sheet.id]
    names = book.document.get("namedRanges", [])
    names[:] = [name for name in names if name["range"].get("sheetId", 0) != sheet.id]
    return {}


@applies("updateSheetProperties")
def update_sheet_properties(book: Book, body: Json) -> Json:
    """The masked properties; a new name follows into formulas, a new place moves the tab."""
    wanted = both_notations(body.get("properties", {}))
    mask = with_both(parse_mask(body.get("fields"), "SheetProperties"))
    sheet = book.sheet(wanted.get("sheetId", 0))
    check_sheet(book, sheet)
    old, before = sheet.title, dict(sheet.record["properties"])
    kept = {"sheetId": sheet.id, "sheetType": before["sheetType"]}
    changed = merged(before, wanted, mask)
    after = {name: value for name, value in changed.items() if value is not False} | kept
    after["title"] = after.get("title", "")
    _check_title(book, after["title"], sheet)
    index = after.pop("index", None)
    if sheet.is_object:
        if "gridProperties" in mask:
            raise NoGridPropertiesError
        sheet.record["properties"] = after
    else:
        _regrid(book, sheet, after)
    _check_visible(book)
    if old != sheet.title:
        _follow_title(book, old, sheet.title)
    if index is not None and ("index" in mask or "*" in mask):
        _move(book, sheet, index)
    return {}


@applies("duplicateSheet")
def duplicate_sheet(book: Book, body: Json) -> Json:
    """A copy of a sheet with its cells; ids of what stands on it are drawn anew."""
    source = book.sheet(body.get("sourceSheetId", 0))
    sheet_id = own_or_new_id("Sheet", body.get("newSheetId"), (s.id for s in book.sheets))
    title = body.get("newSheetName") or free_title(book, f"Copy of {source.title}")
    _check_title(book, title, None)
    sheet = duplicate(source, book, sheet_id, title)
    index = min(body.get("insertSheetIndex", 0), len(book.sheets))
    book.sheets.insert(index, sheet)
    _check_size(book)
    return {"properties": {**sheet.record["properties"], "index": index}}


def _sheet_of(location: Json) -> int | None:
    """The sheet that metadata lies on; none for that of the whole spreadsheet."""
    found: int | None = location.get("dimensionRange", location).get("sheetId")
    return found


def _regrid(book: Book, sheet: Sheet, after: Json) -> None:
    """Give a sheet its new properties; a smaller grid loses its cells."""
    grid = _grid({"rowCount": 1000, "columnCount": 26} | after.get("gridProperties", {}))
    for kind, count in (("Row", "rowCount"), ("Column", "columnCount")):
        if grid.get(f"frozen{kind}Count", 0) >= grid[count]:
            raise AllFrozenError(kind.lower())
    size = {"rowCount": sheet.rows, "columnCount": sheet.columns}
    sheet.record["properties"] = {**after, "gridProperties": {**grid, **size}}
    sheet.resize(grid["rowCount"], grid["columnCount"])
    _check_size(book)


def _grid(grid: Json) -> Json:
    """Grid properties without what is zero or false, as Google keeps them."""
    kept = {name: value for name, value in grid.items() if value}
    return {"rowCount": 1, "columnCount": 1} | kept


def _check_title(book: Book, title: str, own: Sheet | None) -> None:
    if not title:
        raise TitleEmptyError
    if len(title) > 100:
        raise TitleTooLongError
    other = book.titled(title)
    if other is not None and other is not own:
        raise TitleTakenError(title)


def _check_size(book: Book) -> None:
    if sum(sheet.rows * sheet.columns for sheet in book.sheets) > MOST_CELLS:
        raise TooManyCellsError


def _check_visible(book: Book) -> None:
    if all(sheet.record["properties"].get("hidden") for sheet in book.sheets):
        raise AllHiddenError


def _free_title(book: Book) -> str:
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _move(book: Book, sheet: Sheet, index: int) -> None:
    """Google counts the new place among the sheets as they stood before the move."""
    place = book.sheets.index(sheet)
    book.sheets.remove(sheet)
    book.sheets.insert(index - 1 if index > place else index, sheet)


def _follow_title(book: Book, old: str, new: str) -> None:
    before = re.compile(re.escape(quoted(old) + "!") + "|" + re.escape(f"'{old}'!"), re.IGNORECASE)
    for sheet in book.sheets:
        for place in sheet.places():
            formula = sheet.value(place).get("formulaValue", "")
            after = before.sub(lambda _: quoted(new) + "!", formula)
            if after != formula:
                sheet.set_value(place, {"formulaValue": after})
