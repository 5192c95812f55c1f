"""Cells inserted, deleted, cut and moved, without whole rows or columns coming or going."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.formulas.references import pointed_at
from sync.local.sheets.grid import Place
from sync.local.sheets.moving.following import follow_parts
from sync.local.sheets.moving.moves import Cut, PartShift, Transfer, rearrange
from sync.local.sheets.moving.rewriting import follow_references
from sync.local.sheets.moving.shifting import Shift
from sync.local.sheets.ranges import Box, quoted
from sync.local.sheets.refusals import MissingError, OutsideSheetError, RefusedRequestError
from sync.local.sheets.requests.dimensions import check_size, is_rows, span_of
from sync.local.sheets.requests.pasting import cells_of, drop_merges, pasted
from sync.local.sheets.requests.register import applies, target


class IntoItselfError(RefusedRequestError):
    """Rows or columns moved to a place among themselves."""

    def __init__(self) -> None:
        super().__init__("Cannot move a set of dimensions to a destination within itself.")


@applies("insertRange")
def insert_range(book: Book, body: Json) -> Json:
    """Empty cells at a range; what was there and beyond makes way."""
    sheet, box, rows = _part(book, body)
    count = box.bottom - box.top if rows else box.right - box.left
    rearrange(book, sheet, _part_shift(box, count, rows=rows))
    check_size(book)
    return {}


@applies("deleteRange")
def delete_range(book: Book, body: Json) -> Json:
    """A range goes; what lies beyond closes up."""
    sheet, box, rows = _part(book, body)
    count = box.bottom - box.top if rows else box.right - box.left
    rearrange(book, sheet, _part_shift(box, -count, rows=rows))
    return {}


@applies("moveDimension")
def move_dimension(book: Book, body: Json) -> Json:
    """Whole rows or columns to another place; the destination counts as before the move."""
    sheet, rows, start, end = span_of(book, body.get("source"))
    destination = body.get("destinationIndex", 0)
    size = sheet.rows if rows else sheet.columns
    if destination > size:
        raise OutsideSheetError("destinationIndex", destination, "row" if rows else "column", size)
    if start < destination < end:
        raise IntoItselfError
    move = Transfer(sheet.id, rows, start, end, destination)
    name = "rows" if rows else "columns"
    sizes = sheet.record.get(name, {})
    sheet.record[name] = {str(move.position(int(at))): size for at, size in sizes.items()}
    rearrange(book, sheet, move)
    return {}


@applies("cutPaste")
def cut_paste(book: Book, body: Json) -> Json:
    """Cells to another place; formulas and names that pointed at them follow."""
    source, box = target(book, body.get("source"))
    if "destination" not in body:
        raise MissingError("destination")
    coordinate = body["destination"]
    destination = book.grid(coordinate.get("sheetId", 0))
    place = (coordinate.get("rowIndex", 0), coordinate.get("columnIndex", 0))
    landed = _landed(destination, box, place)
    kind = body.get("pasteType", "PASTE_NORMAL")
    cut = Cut(box, landed)
    if kind in {"PASTE_NORMAL", "PASTE_NO_BORDERS", "PASTE_FORMULA"}:
        follow_references(book, {source.id: cut.area})
    cells = _taken(Reading(book), source, box, kind)
    if source is not destination:
        _qualify(cells, quoted(source.title))
    _lay(destination, landed, (cells, box), kind)
    if kind in {"PASTE_NORMAL", "PASTE_NO_BORDERS"}:
        _follow(book, source, destination, cut)
    return {}


def _part(book: Book, body: Json) -> tuple[Sheet, Box, bool]:
    sheet, box = target(book, body.get("range"))
    return sheet, box, is_rows(body, "shiftDimension")


def _part_shift(box: Box, count: int, *, rows: bool) -> PartShift:
    shift = Shift(box.sheet, rows, box.top if rows else box.left, count)
    return PartShift(shift, *((box.left, box.right) if rows else (box.top, box.bottom)))


def _landed(sheet: Sheet, box: Box, place: Place) -> Box:
    bottom, right = place[0] + box.bottom - box.top, place[1] + box.right - box.left
    if place[0] >= sheet.rows:
        raise OutsideSheetError("rowIndex", place[0], "row", sheet.rows)
    if place[1] >= sheet.columns:
        raise OutsideSheetError("columnIndex", place[1], "column", sheet.columns)
    sheet.resize(max(sheet.rows, bottom), max(sheet.columns, right))
    return Box(sheet.id, *place, bottom, right)


def _taken(reading: Reading, sheet: Sheet, box: Box, kind: str) -> dict[Place, Json]:
    """The cells of the source, which is left empty whatever part of them is pasted."""
    cells = cells_of(reading, sheet, box, kind)
    for place in cells:
        sheet.put(place, {})
    return cells


def _qualify(cells: dict[Place, Json], title: str) -> None:
    for cell in cells.values():
        formula = (cell.get("userEnteredValue") or {}).get("formulaValue")
        if formula:
            cell["userEnteredValue"] = {"formulaValue": pointed_at(formula, title)}


def _lay(sheet: Sheet, landed: Box, taken: tuple[dict[Place, Json], Box], kind: str) -> None:
    cells, box = taken
    for place, cell in cells.items():
        at = (landed.top + place[0] - box.top, landed.left + place[1] - box.left)
        sheet.put(at, pasted(sheet.cell(at), cell, kind))


def _follow(book: Book, source: Sheet, destination: Sheet, cut: Cut) -> None:
    moving = [merge for merge in source.parts("merges") if cut.ranged(merge) != merge]
    drop_merges(destination, cut.destination, keep=moving)
    if source is not destination:
        for merge in moving:
            source.parts("merges").remove(merge)
            after = cut.ranged(merge)
            destination.parts("merges").extend([after] if after else [])
    follow_parts(book, cut)
