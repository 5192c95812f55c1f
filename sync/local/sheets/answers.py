"""A spreadsheet as spreadsheets.get answers it, with or without the data of its grids."""

import re
from typing import Any

from sync.local.call import Json
from sync.local.sheets import formats
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.looks import Looks
from sync.local.sheets.ranges import Area, Box

ROW_HEIGHT, COLUMN_WIDTH = 21, 100
PARTS = (
    "merges",
    "conditionalFormats",
    "protectedRanges",
    "charts",
    "bandedRanges",
    "basicFilter",
)


def asks_for_data(fields: str | None, *, include: bool) -> bool:
    """Whether grid data is wanted: as the mask says when there is one, else as the flag says."""
    if not fields:
        return include
    names = re.findall(r"[A-Za-z*]+", fields)
    whole = re.search(r"(^|,)\s*(\*|sheets)\s*(,|$)", fields) or "sheets/*" in fields
    return bool(whole) or "data" in names


def spreadsheet(book: Book, base_url: str, ranges: list[str], *, data: bool) -> Json:
    """The Spreadsheet resource; with ranges, only their sheets and cells."""
    wanted = [book.locate(text) for text in ranges]
    sheets = []
    reading = Reading(book)
    for index, sheet in enumerate(book.sheets):
        areas = [area for owner, area in wanted if owner is sheet]
        if wanted and not areas:
            continue
        shown = resource(sheet, index)
        if data:
            shown["data"] = [_grid(reading, sheet, area) for area in areas or [Area(sheet.id)]]
        sheets.append(shown)
    answer: Json = {
        "spreadsheetId": book.file.id,
        "properties": {"title": book.title, **book.document["properties"]},
        "sheets": sheets,
        "spreadsheetUrl": f"{base_url}/spreadsheets/d/{book.file.id}/edit",
    }
    for name in ("namedRanges", "developerMetadata"):
        if book.document.get(name):
            answer[name] = book.document[name]
    return answer


def resource(sheet: Sheet, index: int) -> Json:
    """A Sheet without its data."""
    answer: Json = {"properties": {**sheet.record["properties"], "index": index}}
    for name in PARTS:
        if sheet.record.get(name):
            answer[name] = sheet.record[name]
    return answer


def _grid(reading: Reading, sheet: Sheet, area: Area) -> Json:
    box = area.within(sheet.rows, sheet.columns)
    answer: Json = {"startRow": box.top, "startColumn": box.left}
    rows = _rows(reading, sheet, box)
    if rows:
        answer["rowData"] = rows
    answer["rowMetadata"] = _sizes(sheet.record.get("rows", {}), box.top, box.bottom, ROW_HEIGHT)
    answer["columnMetadata"] = _sizes(
        sheet.record.get("columns", {}), box.left, box.right, COLUMN_WIDTH
    )
    return {name: value for name, value in answer.items() if value != 0}


def _rows(reading: Reading, sheet: Sheet, box: Box) -> list[Json]:
    """Rows up to the last cell that holds something, each up to its own last cell."""
    places = {place for place in sheet.places() if place in box}
    places |= {
        place for owner, place in reading.computed.values if owner == sheet.id and place in box
    }
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
