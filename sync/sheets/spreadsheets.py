"""Spreadsheets: what one should become, as a single `batchUpdate`, and what differs from what is.

Only what Ritmiek owns is compared and written: texts, headers, set-up rows, and objects by our
own ids. Tabs, tables and columns are known by ids and marks of ours, so that Ritmiek follows them
wherever people moved them; the texts of a tab on which something moved are left alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_templates.model import Spreadsheet, sheet_id
from sync.changes import Detail, Stay, one
from sync.desired import DesiredSpreadsheet
from sync.sheets.applied import NEVER, Baseline
from sync.sheets.cell_data import (
    BLANK,
    Links,
    OwnedCell,
    Place,
    cells_there,
    initial_cells,
    wanted_cells,
)
from sync.sheets.comparison import Comparison, Part
from sync.sheets.differences import compare_cells, keep_noted
from sync.sheets.grids import grid_range, inside, meet, same_range
from sync.sheets.look_changes import change_looks, note_looks
from sync.sheets.marks import mark_requests, wanted_marks
from sync.sheets.objects import (
    ObjectThere,
    SheetObject,
    objects_there,
    stale_protections,
    wanted_objects,
)
from sync.sheets.placed import standing
from sync.sheets.placing import Placing, place_tables
from sync.sheets.tabs import compare_tabs
from sync.sheets.theirs import stays_in
from sync.wire.google import Google

Json = dict[str, Any]
NEW: Json = {"sheets": [{"properties": {"sheetId": 0}}]}
"""A spreadsheet that was just made: one sheet with id 0, whatever its title."""

_CELL = (
    "userEnteredValue,hyperlink,note,dataValidation(condition(type)),"
    "userEnteredFormat(backgroundColorStyle,textFormat(link,bold,italic))"
)
_READ = (
    "properties(title,locale,timeZone),namedRanges,"
    "sheets(properties(sheetId,title{tab},gridProperties(rowCount,columnCount{grid})),merges,"
    "developerMetadata,conditionalFormats,protectedRanges(protectedRangeId,range),"
    "bandedRanges(bandedRangeId,range),charts(chartId,spec(title,basicChart)),"
    "data(startRow,startColumn,rowMetadata(developerMetadata),"
    "columnMetadata(developerMetadata{width}),rowData(values({cell}))))"
)
_QUICK = _READ.format(tab="", grid="", width="", cell=_CELL)
_LOOKS = _READ.format(
    tab=",tabColorStyle",
    grid=",frozenRowCount,frozenColumnCount,hideGridlines",
    width=",pixelSize",
    cell="userEnteredValue,hyperlink,note,dataValidation,userEnteredFormat",
)


@dataclass(frozen=True)
class SpreadsheetChange:
    """What has to be written to one spreadsheet, and what people changed that stays.

    `applied` is what will have been applied then, by name (see `sync.sheets.applied`).
    """

    requests: tuple[Json, ...]
    parts: tuple[Part, ...]
    drift: tuple[Part, ...] = ()
    stays: tuple[Stay, ...] = ()
    applied: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether the spreadsheet is as it should be."""
        return not self.requests


def read_spreadsheet(google: Google, file_id: str, *, look: bool = False) -> Json:
    """What Ritmiek compares of a spreadsheet, in one call; with `look` all of how it looks."""
    fields = _LOOKS if look else _QUICK
    document: Json = google.sheets.spreadsheets_get(file_id, params={"fields": fields})
    return document


def compare_spreadsheet(
    desired: DesiredSpreadsheet,
    document: Json,
    links: Links,
    *,
    look: bool,
    baseline: Baseline = NEVER,
) -> SpreadsheetChange:
    """What a spreadsheet needs; `look` adds formats, widths and rules that ours changed.

    What people changed since the set-up of `baseline` is told, and left as it is.
    """
    placing = place_tables(desired.spreadsheet, document)
    spreadsheet, document = placing.spreadsheet, placing.document
    there = {sheet["properties"].get("sheetId", 0): sheet for sheet in document["sheets"]}
    into = Comparison(baseline, list(placing.requests), _placing_parts(placing))
    _compare_properties(desired, document.get("properties", {}), into)
    compare_tabs(spreadsheet, there, placing.marks, into)
    marking = mark_requests(wanted_marks(spreadsheet), placing.marks)
    into.bring(Part("marks", "objects"), marking)
    there_cells = cells_there(document)
    cells = wanted_cells(spreadsheet, desired.content, links, there_cells, baseline.cells)
    cells |= initial_cells(spreadsheet, desired.initial, placing.new)
    compare_cells(spreadsheet, cells, there_cells, into, _fresh(placing, cells, there_cells))
    _compare_merges(spreadsheet, there, there_cells, into)
    note_looks(desired.spreadsheet, into)
    keep_noted(desired.spreadsheet, spreadsheet, into)
    looks = change_looks(placing, baseline, look=look)
    if look or placing.new:
        into.bring(Part("look", "look"), looks)
    else:
        into.requests += looks
    _compare_objects(placing, into)
    stays = stays_in(desired.key, desired.spreadsheet, placing, cells)
    drift, applied = tuple(into.drift), into.applied
    return SpreadsheetChange(tuple(into.requests), tuple(into.parts), drift, stays, applied)


def _placing_parts(placing: Placing) -> list[Part]:
    """What of people's changes is made good again: columns, and the header rows of tables."""
    parts = []
    for address, tab, table in placing.spreadsheet.tables():
        if address in placing.reheaded | placing.refilled:
            parts.append(Part(f"rows of table {table.key} on tab {tab.title}", "rows", tab.title))
        parts += [
            Part(f"column {column.header} on tab {tab.title}", "column", column.header)
            for column in table.columns
            if (address, column.key) in placing.fresh
        ]
    return parts


def _fresh(
    placing: Placing, cells: Mapping[Place, OwnedCell], there: Mapping[Place, OwnedCell]
) -> set[Place]:
    """The cells that are made now, so that nobody can have changed them."""
    spreadsheet = placing.spreadsheet
    sheets = {sheet["properties"].get("sheetId", 0) for sheet in placing.document["sheets"]}
    again = placing.reheaded | placing.refilled
    fresh = {place for place in cells if place[0] not in sheets}
    for address, tab, table in spreadsheet.tables():
        sheet = sheet_id(spreadsheet.key, tab.key)
        rows = range(table.row, table.row + table.capacity + 1)
        for at, column in standing(table):
            made = address in placing.new or (address, column.key) in placing.fresh
            fresh |= {
                (sheet, row, at)
                for row in rows
                if made or (address in again and (sheet, row, at) not in there)
            }
    return fresh


def write_spreadsheet(google: Google, file_id: str, change: SpreadsheetChange) -> None:
    """Write a change in one call: all of it or nothing."""
    google.sheets.batch_update(file_id, {"requests": list(change.requests)})


def _compare_properties(desired: DesiredSpreadsheet, properties: Json, into: Comparison) -> None:
    wanted = {
        "title": desired.spreadsheet.title,
        "locale": desired.locale,
        "timeZone": desired.time_zone,
    }
    for name, value in wanted.items():
        into.note(name, value)
        found = properties.get(name)
        if found != value:
            update = {"properties": {name: value}, "fields": name}
            part = Part(name, "property", name, details=(Detail(name, one(found), one(value)),))
            into.differs(name, value, part, [{"updateSpreadsheetProperties": update}])


def _compare_merges(
    spreadsheet: Spreadsheet,
    there: Mapping[int, Json],
    cells: Mapping[Place, OwnedCell],
    into: Comparison,
) -> None:
    """Join the cells of a text, unless joining would empty one that people wrote in."""
    for tab in spreadsheet.tabs:
        sheet = sheet_id(spreadsheet.key, tab.key)
        merges = there.get(sheet, {}).get("merges", [])
        missing = []
        name = f"merges/{tab.key}"
        wide = [(text.row, text.column, text.columns) for text in tab.texts if text.columns > 1]
        into.note(name, wide)
        for text in tab.texts:
            place = grid_range(sheet, text.row, text.column, 1, text.columns)
            covered = range(text.column + 1, text.column + text.columns)
            kept = any(_is_written(cells.get((sheet, text.row, at), BLANK)) for at in covered)
            # Google refuses to join a part of cells that are joined otherwise.
            blocked = any(meet(one, place) and not inside(one, place) for one in merges)
            joined = any(same_range(one, place) for one in merges)
            if text.columns > 1 and not (kept or blocked or joined):
                missing.append({"mergeCells": {"range": place, "mergeType": "MERGE_ALL"}})
        part = Part(f"merged cells of tab {tab.title}", "merges", tab.title)
        if sheet in there and missing:
            into.differs(name, wide, part, missing)
        else:
            into.bring(part, missing)


def _is_written(cell: OwnedCell) -> bool:
    return bool(cell.value or cell.note)


def _compare_objects(placing: Placing, into: Comparison) -> None:
    objects = objects_there(placing.document)
    stale = stale_protections(placing.spreadsheet, placing.left, objects)
    for wanted in _fitting(wanted_objects(placing.spreadsheet, objects), objects):
        needed = wanted.requests(objects)
        into.note(wanted.id, wanted.defined)
        if needed and wanted.id in objects and wanted.defined:
            into.differs(wanted.id, wanted.defined, Part(wanted.name, "objects"), needed)
        else:
            # Names and protections follow what is ours, wherever people move it.
            into.bring(Part(wanted.name, "objects"), needed)
    into.bring(Part("protections", "objects"), stale)


def _fitting(
    wanted: Sequence[SheetObject], there: Mapping[str, ObjectThere]
) -> Iterator[SheetObject]:
    """What can be laid down: Google refuses bands over people's, and with them the whole set-up."""
    known = {each.id for each in wanted}
    bands = [
        place
        for key, found in there.items()
        if key.startswith("banding/") and key not in known
        for place in found.ranges
    ]
    for each in wanted:
        met = any(meet(band, each.compared[0]) for band in bands)
        if not (met and each.id.startswith("banding/")):
            yield each
