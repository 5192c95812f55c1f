"""Tables: a range with a name, typed columns and colours of its own."""

import secrets

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.moving.moves import PartShift, rearrange
from sync.local.sheets.moving.shifting import Shift
from sync.local.sheets.ranges import Box
from sync.local.sheets.refusals import (
    IdTakenError,
    MissingError,
    NameTakenError,
    OverlapError,
    RefusedRequestError,
    UnknownObjectError,
)
from sync.local.sheets.requests.register import applies, target

COLOURS = {
    "headerColorStyle": {"red": 0.20784314, "green": 0.40784314, "blue": 0.32941177},
    "firstBandColorStyle": {"red": 1, "green": 1, "blue": 1},
    "secondBandColorStyle": {"red": 0.9647059, "green": 0.972549, "blue": 0.9764706},
}


class BadColumnError(RefusedRequestError):
    """A column of a table that its range does not have, or a rule that its type cannot have."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


@applies("addTable")
def add_table(book: Book, body: Json) -> Json:
    """A table over a range; its first row names the columns."""
    wanted = both_notations(body.get("table", {}))
    taken = {table["tableId"] for _, table in _all(book)}
    if wanted.get("tableId") in taken:
        raise IdTakenError("Table", wanted["tableId"])
    wanted["tableId"] = wanted.get("tableId") or str(secrets.randbelow(2**31 - 1) + 1)
    wanted["name"] = wanted.get("name") or _free_name(book)
    sheet, table = _checked(book, wanted)
    sheet.parts("tables").append(table)
    return {"table": table}


@applies("updateTable")
def update_table(book: Book, body: Json) -> Json:
    """The masked fields of a table."""
    wanted = both_notations(body.get("table", {}))
    mask = with_both(parse_mask(body.get("fields"), "Table"))
    old_sheet, old = find_table(book, wanted.get("tableId"))
    after = {**merged(old, wanted, mask), "tableId": old["tableId"]}
    if "range" in mask and "columnProperties" not in mask:
        after.pop("columnProperties", None)
        after["columnProperties"] = old["columnProperties"]
    sheet, table = _checked(book, after, instead_of=old)
    old_sheet.parts("tables").remove(old)
    sheet.parts("tables").append(table)
    return {}


@applies("deleteTable")
def delete_table(book: Book, body: Json) -> Json:
    """A table goes, with its cells."""
    sheet, table = find_table(book, body.get("tableId"))
    sheet.parts("tables").remove(table)
    _, box = target(book, table["range"])
    for place in sheet.places():
        if place in box:
            sheet.put(place, {})
    return {}


def find_table(book: Book, wanted: str | None) -> tuple[Sheet, Json]:
    """The table with this id, and its sheet."""
    for sheet, table in _all(book):
        if table["tableId"] == wanted:
            return sheet, table
    raise UnknownObjectError("table", wanted)


def room_under(book: Book, table_id: str, count: int) -> tuple[Sheet, tuple[int, int]]:
    """Where so many rows go under a table's data; the table grows, and what is below makes way."""
    sheet, table = find_table(book, table_id)
    _, box = target(book, table["range"])
    body = Box(box.sheet, box.top + 1, box.left, box.bottom, box.right)
    last = sheet.cells.last_filled(body)
    top = last[0] + 1 if last else body.top
    lacking = top + count - box.bottom
    if lacking > 0:
        under = Shift(sheet.id, rows=True, start=box.bottom, count=lacking)
        rearrange(book, sheet, PartShift(under, box.left, box.right))
        _, table = find_table(book, table_id)
        table["range"]["endRowIndex"] = box.bottom + lacking
    return sheet, (top, box.left)


def _all(book: Book) -> list[tuple[Sheet, Json]]:
    return [(sheet, table) for sheet in book.sheets for table in sheet.record.get("tables", [])]


def _checked(book: Book, wanted: Json, instead_of: Json | None = None) -> tuple[Sheet, Json]:
    """The table as it is kept: bounded, with a name for each of its columns."""
    others = [(sheet, table) for sheet, table in _all(book) if table is not instead_of]
    if any(table["name"].lower() == wanted["name"].lower() for _, table in others):
        raise NameTakenError(wanted["name"])
    sheet, box = target(book, wanted.get("range"))
    for other, table in others:
        if other is sheet and target(book, table["range"])[1].meets(box):
            raise OverlapError("Tables cannot overlap with other tables.")
    rows = {name: {"rgbColor": colour} for name, colour in COLOURS.items()}
    return sheet, {
        **wanted,
        "range": box.grid_range(),
        "rowsProperties": {**rows, **wanted.get("rowsProperties", {})},
        "columnProperties": _columns(book, sheet, box, wanted.get("columnProperties", [])),
    }


def _columns(book: Book, sheet: Sheet, box: Box, wanted: list[Json]) -> list[Json]:
    given = {column.get("columnIndex", 0): column for column in wanted}
    wide = box.right - box.left
    if any(not 0 <= index < wide for index in given):
        raise BadColumnError(f"columnIndex must be less than the number of columns: {wide}")
    reading = Reading(book)
    columns = []
    for index in range(wide):
        column = given.get(index, {})
        _check_rule(column)
        place = (box.top, box.left + index)
        name = column.get("columnName") or reading.formatted(sheet, place) or f"Column {index + 1}"
        if reading.formatted(sheet, place) != name:
            sheet.set_value(place, {"stringValue": name})
        columns.append({"columnIndex": index, **column, "columnName": name})
    names = [column["columnName"].lower() for column in columns]
    if len(set(names)) < len(names):
        raise BadColumnError("Table column names must be unique.")
    for column in columns:
        if not column["columnIndex"]:
            del column["columnIndex"]
    return columns


def _check_rule(column: Json) -> None:
    rule = column.get("dataValidationRule")
    if rule is None:
        return
    if column.get("columnType") != "DROPDOWN":
        raise BadColumnError("A data validation rule can only be set for a DROPDOWN column.")
    kind = rule.get("condition", {}).get("type")
    if not kind:
        raise MissingError("dataValidationRule.condition.type")
    if kind != "ONE_OF_LIST":
        raise BadColumnError("The condition of a DROPDOWN column must be ONE_OF_LIST.")


def _free_name(book: Book) -> str:
    names = {table["name"].lower() for _, table in _all(book)}
    number = 1
    while f"table{number}" in names:
        number += 1
    return f"Table{number}"
