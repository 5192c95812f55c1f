"""Cells copied to another place; relative references in formulas move along."""

import copy

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.formulas.references import relative
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Box, of_grid_range
from sync.local.sheets.requests.register import applies, target

ALL = ("userEnteredValue", "userEnteredFormat", "dataValidation", "note", "textFormatRuns")
PARTS = {
    "PASTE_NORMAL": ALL,
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat",),
    "PASTE_NO_BORDERS": ALL,
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_CONDITIONAL_FORMATTING": (),
}
MERGING = {"PASTE_NORMAL", "PASTE_FORMAT", "PASTE_NO_BORDERS"}
RULING = MERGING | {"PASTE_CONDITIONAL_FORMATTING"}


@applies("copyPaste")
def copy_paste(book: Book, body: Json) -> Json:
    """The source over the destination, repeated as often as it fits, at least once."""
    source, cells = target(book, body.get("source"))
    destination, place = target(book, body.get("destination"))
    kind = body.get("pasteType", "PASTE_NORMAL")
    flip = body.get("pasteOrientation") == "TRANSPOSE"
    copied = cells_of(Reading(book), source, cells, kind)
    high, wide = cells.bottom - cells.top, cells.right - cells.left
    if high < 1 or wide < 1:
        return {}
    high, wide = (wide, high) if flip else (high, wide)
    box = _filled(place, destination, (high, wide))
    for row, column in box.places():
        down, right = (row - box.top) % high, (column - box.left) % wide
        origin = (cells.top + (right if flip else down), cells.left + (down if flip else right))
        cell = pasted(destination.cell((row, column)), copied[origin], kind)
        destination.put((row, column), _at(cell, copied[origin], (row, column), origin))
    tiles = [
        (top, left)
        for top in range(box.top, box.bottom, high)
        for left in range(box.left, box.right, wide)
    ]
    _copy_parts((source, cells), (destination, box), tiles, kind, flip=flip)
    return {}


def pasted(onto: Json, given: Json, kind: str) -> Json:
    """A cell after another was pasted on it."""
    cell = dict(onto)
    for part in PARTS[kind]:
        cell[part] = given.get(part)
    if kind == "PASTE_NO_BORDERS":
        own = (onto.get("userEnteredFormat") or {}).get("borders")
        looks = {k: v for k, v in (given.get("userEnteredFormat") or {}).items() if k != "borders"}
        cell["userEnteredFormat"] = {**looks, "borders": own} if own else looks
    return cell


def drop_merges(sheet: Sheet, box: Box, keep: list[Json]) -> None:
    """Take apart the merges that a paste lands on."""
    merges = sheet.parts("merges")
    for merge in list(merges):
        held = of_grid_range(merge).within(sheet.rows, sheet.columns)
        if held.meets(box) and merge not in keep:
            merges.remove(merge)


def cells_of(reading: Reading, sheet: Sheet, box: Box, kind: str) -> dict[Place, Json]:
    """The cells of a source; for pasting values with what their formulas come to."""
    copied = {}
    for place in box.places():
        cell = dict(sheet.cell(place))
        if kind == "PASTE_VALUES":
            cell["userEnteredValue"] = reading.value(sheet, place)
        copied[place] = cell
    return copied


def _filled(place: Box, sheet: Sheet, size: tuple[int, int]) -> Box:
    """The destination: whole repetitions of the source that fit, or the source once."""
    high = max((place.bottom - place.top) // size[0], 1) * size[0]
    wide = max((place.right - place.left) // size[1], 1) * size[1]
    bottom, right = min(place.top + high, sheet.rows), min(place.left + wide, sheet.columns)
    return Box(sheet.id, place.top, place.left, bottom, right)


def _at(cell: Json, given: Json, place: Place, origin: Place) -> Json:
    """The pasted cell, with a pasted formula counted from its new place."""
    value: Json = cell.get("userEnteredValue") or {}
    if "formulaValue" in value and value is given.get("userEnteredValue"):
        moved = relative(value["formulaValue"], place[0] - origin[0], place[1] - origin[1])
        return {**cell, "userEnteredValue": {"formulaValue": moved}}
    return cell


def _copy_parts(
    source: tuple[Sheet, Box],
    destination: tuple[Sheet, Box],
    tiles: list[Place],
    kind: str,
    *,
    flip: bool,
) -> None:
    """Merges and conditional formats of the source, once in each repetition."""
    (sheet, cells), (onto, box) = source, destination
    merges = [merge for merge in sheet.parts("merges") if _held(sheet, merge, cells)]
    rules = copy.deepcopy(sheet.parts("conditionalFormats"))
    if kind in MERGING:
        drop_merges(onto, box, keep=merges if sheet is onto else [])
        for tile in tiles:
            new = [_tiled(sheet, merge, cells, (onto, tile), flip=flip) for merge in merges]
            onto.parts("merges").extend(one for one in new if one not in onto.parts("merges"))
    if kind not in RULING:
        return
    for index, rule in enumerate(rules):
        parts = [part for grid in rule["ranges"] if (part := _shared(sheet, grid, cells))]
        new = [
            _tiled(sheet, part, cells, (onto, tile), flip=flip) for tile in tiles for part in parts
        ]
        if new and sheet is onto:
            own = onto.parts("conditionalFormats")[index]["ranges"]
            own.extend(one for one in new if one not in own)
        elif new:
            onto.parts("conditionalFormats").append({**rule, "ranges": new})


def _held(sheet: Sheet, grid_range: Json, box: Box) -> bool:
    return box.holds(of_grid_range(grid_range).within(sheet.rows, sheet.columns))


def _shared(sheet: Sheet, grid_range: Json, box: Box) -> Json | None:
    other = of_grid_range(grid_range).within(sheet.rows, sheet.columns)
    if not box.meets(other):
        return None
    top, left = max(box.top, other.top), max(box.left, other.left)
    bottom, right = min(box.bottom, other.bottom), min(box.right, other.right)
    return Box(box.sheet, top, left, bottom, right).grid_range()


def _tiled(
    sheet: Sheet, grid_range: Json, cells: Box, onto: tuple[Sheet, Place], *, flip: bool
) -> Json:
    """A range of the source as it lies in one repetition."""
    held = of_grid_range(grid_range).within(sheet.rows, sheet.columns)
    down, right = held.top - cells.top, held.left - cells.left
    high, wide = held.bottom - held.top, held.right - held.left
    if flip:
        down, right, high, wide = right, down, wide, high
    top, left = onto[1][0] + down, onto[1][1] + right
    return Box(onto[0].id, top, left, top + high, left + wide).grid_range()
