"""A spreadsheet as spreadsheets.get answers it, with or without the data of its grids."""

import re
from typing import Any

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.entering import formats
from sync.local.sheets.filtering import hidden_rows
from sync.local.sheets.grid import Place
from sync.local.sheets.looks.colours import both_notations
from sync.local.sheets.looks.looks import Looks
from sync.local.sheets.ranges import Area, Box
from sync.local.sheets.values import on_grid

Part = tuple[Sheet, Area]
ROW_HEIGHT, COLUMN_WIDTH = 21, 100
PARTS = (
    "merges",
    "conditionalFormats",
    "protectedRanges",
    "charts",
    "bandedRanges",
    "basicFilter",
    "filterViews",
    "slicers",
    "tables",
    "rowGroups",
    "columnGroups",
)


def asks_for_data(fields: str | None, *, include: bool) -> bool:
    """Whether grid data is wanted: as the mask says when there is one, else as the flag says."""
    if not fields:
        return include
    names = re.findall(r"[A-Za-z*]+", fields)
    whole = re.search(r"(^|,)\s*(\*|sheets)\s*(,|$)", fields) or "sheets/*" in fields
    return bool(whole) or "data" in names


def spreadsheet(book: Book, base_url: str, ranges: list[str], *, data: bool, **view: Any) -> Json:
    """The Spreadsheet resource; with ranges, only their sheets and cells."""
    wanted = [book.locate(text) for text in ranges]
    return selected(book, base_url, wanted or None, data=data, view=view)


def selected(
    book: Book, base_url: str, wanted: list[Part] | None, *, data: bool, view: Json
) -> Json:
    """The Spreadsheet resource with these parts of its sheets, or with all when none are named."""
    if view.get("commentsViewMode") == "COMMENTS_VIEW_MODE_INCLUDED":
        raise NotCarriedError("commentsViewMode COMMENTS_VIEW_MODE_INCLUDED")
    tables = not view.get("excludeTablesInBandedRanges")
    for sheet, area in wanted or []:
        if not sheet.is_object:
            on_grid(sheet, area)
    sheets = []
    reading = Reading(book)
    for index, sheet in enumerate(book.sheets):
        areas = [area for owner, area in wanted or [] if owner is sheet]
        if wanted is not None and not areas:
            continue
        shown = resource(book, sheet, index, tables=tables)
        if data and not sheet.is_object:
            shown["data"] = [_grid(reading, sheet, area) for area in areas or [Area(sheet.id)]]
        sheets.append(shown)
    answer: Json = {
        "spreadsheetId": book.file.id,
        "properties": {"title": book.title, **book.document["properties"]},
        **({"sheets": sheets} if sheets else {}),
        "spreadsheetUrl": f"{base_url}/spreadsheets/d/{book.file.id}/edit",
    }
    if book.document.get("namedRanges"):
        answer["namedRanges"] = book.document["namedRanges"]
    metadata = _metadata(book, {"locationType": "SPREADSHEET", "spreadsheet": True})
    return answer | ({"developerMetadata": metadata} if metadata else {})


def resource(book: Book, sheet: Sheet, index: int, *, tables: bool = True) -> Json:
    """A Sheet without its data."""
    answer: Json = {"properties": {**sheet.record["properties"], "index": index}}
    if sheet.is_object:
        del answer["properties"]["gridProperties"]
    for name in PARTS:
        if sheet.record.get(name):
            answer[name] = sheet.record[name]
    if "protectedRanges" in answer:
        answer["protectedRanges"] = [_protected(book, one) for one in answer["protectedRanges"]]
    bands = [_bands(table) for table in sheet.record.get("tables", [])] if tables else []
    if bands:
        answer["bandedRanges"] = answer.get("bandedRanges", []) + bands
    metadata = _metadata(book, {"locationType": "SHEET", "sheetId": sheet.id})
    return answer | ({"developerMetadata": metadata} if metadata else {})


def _protected(book: Book, protected: Json) -> Json:
    """A protection as this caller sees it; who its editors are, only editors see."""
    shown = dict(protected)
    shown.pop("requestingUserCanEdit", None)
    if book.editor is None or book.editor.may_edit(protected):
        return {**shown, "requestingUserCanEdit": True}
    shown.pop("editors", None)
    return shown


def _bands(table: Json) -> Json:
    """The colours of a table, as bands that have no number of their own."""
    return {
        "bandedRangeReference": table["tableId"],
        "range": table["range"],
        "rowProperties": both_notations(table["rowsProperties"]),
    }


def _metadata(book: Book, location: Json) -> list[Json]:
    entries = book.document.get("developerMetadata", [])
    return [entry for entry in entries if entry["location"] == location]


def _grid(reading: Reading, sheet: Sheet, area: Area) -> Json:
    box = area.within(sheet.rows, sheet.columns)
    answer: Json = {"startRow": box.top, "startColumn": box.left}
    rows = _rows(reading, sheet, box)
    if rows:
        answer["rowData"] = rows
    lines = _sizes(sheet.record.get("rows", {}), box.top, box.bottom, ROW_HEIGHT)
    for row in hidden_rows(reading, sheet):
        if box.top <= row < box.bottom:
            lines[row - box.top]["hiddenByFilter"] = True
    columns = _sizes(sheet.record.get("columns", {}), box.left, box.right, COLUMN_WIDTH)
    _with_metadata(reading.book, sheet, lines, ("ROWS", box.top))
    _with_metadata(reading.book, sheet, columns, ("COLUMNS", box.left))
    answer |= {"rowMetadata": lines, "columnMetadata": columns}
    return {name: value for name, value in answer.items() if value != 0}


def _rows(reading: Reading, sheet: Sheet, box: Box) -> list[Json]:
    """Rows up to the last cell that holds something, each up to its own last cell."""
    places = {place for place, _ in sheet.cells.within(box)}
    places |= {place for place in reading.results(sheet) if place in box}
    ends: dict[int, int] = {}
    for row, column in places:
        ends[row] = max(ends.get(row, 0), column + 1)
    looks = Looks(reading, sheet)
    rows: list[Json] = []
    for row in range(box.top, max(ends, default=box.top - 1) + 1):
        cells = [_cell(looks, (row, column)) for column in range(box.left, ends.get(row, 0))]
        rows.append({"values": cells} if cells else {})
    return rows


def _cell(looks: Looks, place: Place) -> Json:
    sheet, reading = looks.sheet, looks.reading
    entered = sheet.cell(place)
    answer: Json = dict(entered)
    value = reading.value(sheet, place)
    if value:
        answer["effectiveValue"] = value
        answer["formattedValue"] = formats.shown(
            value, reading.number_format(sheet, place), reading.book.locale
        )
    if entered or value:
        answer["effectiveFormat"] = looks.effective(place)
    link = looks.link(place)
    if link:
        answer["hyperlink"] = link
    return answer


def _sizes(sizes: dict[str, Any], start: int, end: int, usual: int) -> list[Json]:
    return [{"pixelSize": usual, **sizes.get(str(at), {})} for at in range(start, end)]


def _with_metadata(book: Book, sheet: Sheet, lines: list[Json], span: tuple[str, int]) -> None:
    for entry in book.document.get("developerMetadata", []):
        place = entry["location"].get("dimensionRange", {})
        if (place.get("sheetId"), place.get("dimension")) != (sheet.id, span[0]):
            continue
        at = place["startIndex"] - span[1]
        if 0 <= at < len(lines):
            lines[at].setdefault("developerMetadata", []).append(entry)
