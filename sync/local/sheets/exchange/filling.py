"""A spreadsheet made with what it should hold: the body of spreadsheets.create, as requests."""

import secrets
from collections.abc import Iterator

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book
from sync.local.sheets.defaults import properties
from sync.local.sheets.requests import apply

PARTS = {
    "conditionalFormats": ("addConditionalFormatRule", "rule"),
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "bandedRanges": ("addBanding", "bandedRange"),
    "charts": ("addChart", "chart"),
    "slicers": ("addSlicer", "slicer"),
    "filterViews": ("addFilterView", "filter"),
    "tables": ("addTable", "table"),
}
ALSO = {
    "properties",
    "data",
    "merges",
    "basicFilter",
    "developerMetadata",
    "rowGroups",
    "columnGroups",
}
CELL = "userEnteredValue,userEnteredFormat,dataValidation,note,textFormatRuns"


def fill(book: Book, body: Json) -> None:
    """Give a new spreadsheet the properties, sheets and names of the body."""
    wanted = {key: value for key, value in body.get("properties", {}).items() if key != "title"}
    book.document["properties"] = properties() | wanted
    sheets = body.get("sheets", [])
    if sheets:
        book.sheets.clear()
    requests = [request for index, sheet in enumerate(sheets) for request in _sheet(sheet, index)]
    requests += [{"addNamedRange": {"namedRange": named}} for named in body.get("namedRanges", [])]
    requests += _metadata(body)
    if requests:
        apply(book, requests)


def _sheet(sheet: Json, index: int) -> Iterator[Json]:
    unknown = set(sheet) - set(PARTS) - ALSO
    if unknown:
        raise NotCarriedError(f"sheets create with {', '.join(sorted(unknown))}")
    # Parts refer to their sheet by id, so a sheet that was given none gets one here.
    wanted = {"sheetId": index and secrets.randbelow(2**31), **sheet.get("properties", {})}
    yield {"addSheet": {"properties": wanted}}
    for grid in sheet.get("data", []):
        start = {"sheetId": wanted["sheetId"], "rowIndex": grid.get("startRow", 0)}
        start["columnIndex"] = grid.get("startColumn", 0)
        yield {"updateCells": {"start": start, "rows": grid.get("rowData", []), "fields": CELL}}
        yield from _sizes(grid, wanted["sheetId"])
    for merge in sheet.get("merges", []):
        yield {"mergeCells": {"range": merge, "mergeType": "MERGE_ALL"}}
    for name in ("rowGroups", "columnGroups"):
        for group in sheet.get(name, []):
            yield {"addDimensionGroup": {"range": group.get("range")}}
            if group.get("collapsed"):
                yield {"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}}
    for name, (kind, key) in PARTS.items():
        for part in sheet.get(name, []):
            yield {kind: {key: part}}
    if "basicFilter" in sheet:
        yield {"setBasicFilter": {"filter": sheet["basicFilter"]}}
    yield from _metadata(sheet)


def _sizes(grid: Json, sheet_id: int) -> Iterator[Json]:
    """The heights, widths and hiding of rows and columns that a body gives with its cells."""
    for dimension, name, first in (
        ("ROWS", "rowMetadata", "startRow"),
        ("COLUMNS", "columnMetadata", "startColumn"),
    ):
        for at, given in enumerate(grid.get(name, []), grid.get(first, 0)):
            size = {key: given[key] for key in ("pixelSize", "hiddenByUser") if given.get(key)}
            span = {"sheetId": sheet_id, "dimension": dimension}
            if size:
                yield {
                    "updateDimensionProperties": {
                        "range": {**span, "startIndex": at, "endIndex": at + 1},
                        "properties": size,
                        "fields": ",".join(size),
                    }
                }


def _metadata(owner: Json) -> list[Json]:
    return [
        {"createDeveloperMetadata": {"developerMetadata": part}}
        for part in owner.get("developerMetadata", [])
    ]
