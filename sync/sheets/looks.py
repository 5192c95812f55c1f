"""The look of a spreadsheet, piece by piece: widths, formats, validation, and how tabs show.

Each piece has a name that does not say where it stands, and what it is wanted to be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from sheets_templates.look import (
    FONT,
    FORMATS,
    HEADER,
    PEOPLE_HEADER,
    STYLES,
    TAB_COLOURS,
    CellLook,
    NumberLook,
)
from sheets_templates.model import Column, Spreadsheet, Tab, Table, sheet_id
from sync.sheets.conditions import validation
from sync.sheets.grids import colour, column_range, grid_range
from sync.sheets.placed import standing

Json = dict[str, Any]
LookKind = Literal["tab", "width", "style", "format", "validation"]
LOOK = "look:"
"""How the names of looks begin."""

_FIELDS = {
    "style": (
        "userEnteredFormat(backgroundColorStyle,horizontalAlignment,verticalAlignment,"
        "wrapStrategy,textFormat(foregroundColorStyle,bold,italic,underline,fontSize,fontFamily))"
    ),
    "format": "userEnteredFormat(numberFormat,horizontalAlignment,verticalAlignment,wrapStrategy)",
}


@dataclass(frozen=True)
class Look:
    """One piece: a property of a tab, a column's width, or what cells in a row or column have.

    `wanted` is as Google takes it. `table` is an address; what `people` fill in is more theirs.
    """

    name: str
    kind: LookKind
    place: Json
    wanted: Any
    table: str = ""
    column: str = ""
    people: bool = False


def looks_of(spreadsheet: Spreadsheet, tab: Tab) -> Iterator[Look]:
    """Every piece of a tab, with its tables where they stand."""
    sheet = sheet_id(spreadsheet.key, tab.key)
    yield from _tab_looks(tab, sheet)
    ours = {at for table in tab.tables for at, _ in standing(table)}
    for at, width in enumerate(tab.widths):
        name = f"{LOOK}width/{tab.key}/{at}"
        yield Look(name, "width", columns_span(sheet, at, 1), width, people=at not in ours)
    for text in tab.texts:
        place = grid_range(sheet, text.row, text.column, 1, text.columns)
        name = f"{LOOK}text/{tab.key}/{text.row}/{text.column}"
        yield Look(name, "style", place, _style(STYLES[text.style]))
    for table in tab.tables:
        yield from _table_looks(spreadsheet, tab, table)


def _tab_looks(tab: Tab, sheet: int) -> Iterator[Look]:
    properties: tuple[Json, ...] = (
        {"tabColorStyle": colour(TAB_COLOURS[tab.tone])},
        {"gridProperties": {"frozenRowCount": tab.frozen_rows}},
        {"gridProperties": {"frozenColumnCount": tab.frozen_columns}},
        {"gridProperties": {"hideGridlines": True}},
    )
    for wanted in properties:
        name = f"{LOOK}tab/{tab.key}/{fields_of(wanted)}"
        yield Look(name, "tab", {"sheetId": sheet}, wanted)


def fields_of(properties: Json) -> str:
    """The one field that these properties of a tab set."""
    [(name, value)] = properties.items()
    return name if "rgbColor" in value else f"{name}.{next(iter(value))}"


def _table_looks(spreadsheet: Spreadsheet, tab: Tab, table: Table) -> Iterator[Look]:
    address, sheet = f"{tab.key}.{table.key}", sheet_id(spreadsheet.key, tab.key)
    for at, column in standing(table):
        head = grid_range(sheet, table.row, at, 1, 1)
        name = f"{LOOK}head/{address}/{column.key}"
        yield Look(name, "style", head, _head_style(column), address, column.key)
        body = column_range(spreadsheet, tab, table, column.key)
        below: tuple[tuple[LookKind, Any], ...] = (
            ("format", _number(FORMATS[column.format])),
            ("validation", validation(column)),
        )
        for kind, wanted in below:
            name, people = f"{LOOK}{kind}/{address}/{column.key}", column.owner == "people"
            yield Look(name, kind, body, wanted, address, column.key, people=people)


def _head_style(column: Column) -> Json:
    look = PEOPLE_HEADER if column.owner == "people" else HEADER
    return _style(replace(look, align=FORMATS[column.format].align))


@cache
def _style(look: CellLook) -> Json:
    cell: Json = {
        "horizontalAlignment": (look.align or "left").upper(),
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": "WRAP" if look.wrap else "OVERFLOW_CELL",
        "textFormat": {
            "foregroundColorStyle": colour(look.ink),
            "bold": look.bold,
            "italic": look.italic,
            "underline": look.underline,
            "fontSize": look.size,
            "fontFamily": FONT,
        },
    }
    return cell | ({"backgroundColorStyle": colour(look.background)} if look.background else {})


@cache
def _number(look: NumberLook) -> Json:
    cell: Json = {
        "horizontalAlignment": look.align.upper(),
        "verticalAlignment": "TOP",
        "wrapStrategy": "WRAP" if look.wrap else "OVERFLOW_CELL",
    }
    if look.kind != "boolean" and look.pattern:
        cell["numberFormat"] = {"type": look.kind.upper(), "pattern": look.pattern}
    return cell


def look_requests(looks: Iterable[Look]) -> list[Json]:
    """What writes these pieces: those of one tab together, and widths that are the same."""
    requests: list[Json] = []
    last: Look | None = None
    for look in looks:
        if last is not None and _follows(last, look):
            _join(requests[-1], look)
        else:
            requests.append(_request(look))
        last = look
    return requests


def _follows(last: Look, look: Look) -> bool:
    if (last.kind, look.kind) == ("tab", "tab"):
        return bool(last.place == look.place)
    widths = (last.kind, look.kind) == ("width", "width") and last.wanted == look.wanted
    beside = widths and last.place["sheetId"] == look.place["sheetId"]
    return bool(beside and last.place["endIndex"] == look.place["startIndex"])


def _join(request: Json, look: Look) -> None:
    if look.kind == "width":
        request["updateDimensionProperties"]["range"]["endIndex"] = look.place["endIndex"]
        return
    told = request["updateSheetProperties"]
    [(name, value)] = look.wanted.items()
    before = told["properties"].get(name, {})
    told["properties"][name] = before | value
    told["fields"] += f",{fields_of(look.wanted)}"


def _request(look: Look) -> Json:
    if look.kind == "tab":
        told = {"properties": look.place | look.wanted, "fields": fields_of(look.wanted)}
        return {"updateSheetProperties": told}
    if look.kind == "width":
        return wide(look.place, look.wanted)
    if look.kind == "validation":
        rule = {} if look.wanted is None else {"rule": look.wanted}
        return {"setDataValidation": {"range": look.place, **rule}}
    cell = {"userEnteredFormat": look.wanted}
    return {"repeatCell": {"range": look.place, "cell": cell, "fields": _FIELDS[look.kind]}}


def columns_span(sheet: int, at: int, count: int) -> Json:
    """So many columns of a sheet."""
    return {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + count}


def wide(span: Json, width: int) -> Json:
    """The request that gives columns a width."""
    update = {"range": dict(span), "properties": {"pixelSize": width}, "fields": "pixelSize"}
    return {"updateDimensionProperties": update}
