"""Sheets as a whole: added, removed, duplicated, renamed, moved, coloured, frozen and resized."""

import copy
import re

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.colours import both_notations, with_both
from sync.local.sheets.contents import sheet_properties
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.ranges import quoted
from sync.local.sheets.refusals import (
    LastSheetError,
    TitleEmptyError,
    TitleTakenError,
    TitleTooLongError,
    TooManyCellsError,
)
from sync.local.sheets.requests.register import applies, own_or_new_id

MOST_CELLS = 10_000_000


@applies("addSheet")
def add_sheet(book: Book, body: Json) -> Json:
    """A new sheet, with the id, grid and colour of the caller's choice."""
    wanted = both_notations(body.get("properties", {}))
    sheet_id = own_or_new_id("Sheet", wanted.get("sheetId"), (sheet.id for sheet in book.sheets))
    title = wanted.get("title") or _free_title(book)
    _check_title(book, title, None)
    properties = sheet_properties(sheet_id, title)
    grid = {**properties["gridProperties"], **wanted.pop("gridProperties", {})}
    index = wanted.pop("index", len(book.sheets))
    properties.update(wanted, sheetId=sheet_id, title=title, gridProperties=_grid(grid))
    book.sheets.insert(min(index, len(book.sheets)), Sheet({"properties": properties}))
    _check_size(book)
    return {"properties": {**properties, "index": min(index, len(book.sheets) - 1)}}


@applies("deleteSheet")
def delete_sheet(book: Book, body: Json) -> Json:
    """A sheet goes, with what refers to it."""
    sheet = book.sheet(body.get("sheetId", 0))
    if len(book.sheets) == 1:
        raise LastSheetError
    book.forget(sheet)
    names = book.document.get("namedRanges", [])
    names[:] = [name for name in names if name["range"].get("sheetId", 0) != sheet.id]
    return {}


@applies("updateSheetProperties")
def update_sheet_properties(book: Book, body: Json) -> Json:
    """The masked properties; a new name follows into formulas, a new place moves the tab."""
    wanted = both_notations(body.get("properties", {}))
    mask = with_both(parse_mask(body.get("fields"), "SheetProperties"))
    sheet = book.sheet(wanted.get("sheetId", 0))
    old, before = sheet.title, dict(sheet.record["properties"])
    after = {**merged(before, wanted, mask), "sheetId": sheet.id, "sheetType": "GRID"}
    after["title"] = after.get("title", "")
    _check_title(book, after["title"], sheet)
    after["gridProperties"] = _grid({"rowCount": 1000, "columnCount": 26} | after["gridProperties"])
    index = after.pop("index", None)
    grid = after["gridProperties"]
    sheet.record["properties"] = after
    sheet.resize(grid["rowCount"], grid["columnCount"])
    _check_size(book)
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
    title = body.get("newSheetName") or f"Copy of {source.title}"
    _check_title(book, title, None)
    record = _on_sheet(copy.deepcopy(source.record), source.id, sheet_id)
    for name, key in (
        ("charts", "chartId"),
        ("protectedRanges", "protectedRangeId"),
        ("bandedRanges", "bandedRangeId"),
    ):
        for part in record.get(name, []):
            part[key] = own_or_new_id(name, None, ())
    record["properties"].update(sheetId=sheet_id, title=title)
    sheet = Sheet(record)
    sheet.relocate({place: copy.deepcopy(cell) for place, cell in source.items()})
    index = min(body.get("insertSheetIndex", 0), len(book.sheets))
    book.sheets.insert(index, sheet)
    _check_size(book)
    return {"properties": {**record["properties"], "index": index}}


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


def _on_sheet(value: Json, old: int, new: int) -> Json:
    """The same JSON with every range on the old sheet moved to the new one."""
    for key, item in value.items():
        if key == "sheetId" and item == old:
            value[key] = new
        for part in item if isinstance(item, list) else [item]:
            if isinstance(part, dict):
                _on_sheet(part, old, new)
    return value
