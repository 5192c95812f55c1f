"""How people make cells, rows and columns look."""

from tests.mangling.spot import PINK, Json, Spot, act, cells


def _format(spot: Spot, look: Json, fields: str) -> list[Json]:
    cell = {"userEnteredFormat": look}
    asked = f"userEnteredFormat.{fields}"
    return [{"repeatCell": {"range": spot.place, "cell": cell, "fields": asked}}]


@act
def make_bold(spot: Spot) -> list[Json]:
    """Bold, in the middle, and to the right."""
    look = {"textFormat": {"bold": True, "fontSize": 9 + spot.number % 9}}
    return [
        *_format(spot, look, "textFormat(bold,fontSize)"),
        *_format(spot, {"horizontalAlignment": "CENTER"}, "horizontalAlignment"),
    ]


@act
def format_numbers(spot: Spot) -> list[Json]:
    """Numbers as they like to see them."""
    pattern = {"type": "NUMBER", "pattern": f'0.00" mens {spot.number}"'}
    return _format(spot, {"numberFormat": pattern}, "numberFormat")


@act
def clear_formats(spot: Spot) -> list[Json]:
    """No look any more, and no list."""
    fields = "userEnteredFormat,dataValidation"
    return [{"repeatCell": {"range": spot.place, "cell": {}, "fields": fields}}]


@act
def link_a_word(spot: Spot) -> list[Json]:
    """Rich text: one word of a cell leads somewhere, and another is coloured."""
    link = {"link": {"uri": f"https://mens.example/{spot.number}"}}
    runs = [
        {"startIndex": 0, "format": link},
        {"startIndex": 4, "format": {"foregroundColorStyle": PINK, "bold": True}},
    ]
    cell = {"userEnteredValue": {"stringValue": f"mens en {spot.number}"}, "textFormatRuns": runs}
    return [cells(spot, [[cell]], "userEnteredValue,textFormatRuns")]


@act
def paint_the_format(spot: Spot) -> list[Json]:
    """The look of some cells on others."""
    to = spot.block(*spot.to, spot.tall, spot.wide)
    return [{"copyPaste": {"source": spot.place, "destination": to, "pasteType": "PASTE_FORMAT"}}]


@act
def paint_a_whole_column(spot: Spot) -> list[Json]:
    """Pink from top to bottom."""
    rows = spot.sheet["properties"]["gridProperties"]["rowCount"]
    place = spot.block(0, spot.column, rows, 1)
    cell = {"userEnteredFormat": {"backgroundColorStyle": PINK}}
    fields = "userEnteredFormat.backgroundColorStyle"
    return [{"repeatCell": {"range": place, "cell": cell, "fields": fields}}]


@act
def heighten_rows(spot: Spot) -> list[Json]:
    """Rows of another height."""
    told = {"range": spot.span("ROWS"), "properties": {"pixelSize": 22 + spot.number % 60}}
    return [{"updateDimensionProperties": told | {"fields": "pixelSize"}}]


@act
def colour_a_tab(spot: Spot) -> list[Json]:
    """A tab in pink."""
    properties = {"sheetId": spot.id, "tabColorStyle": PINK}
    told = {"properties": properties, "fields": "tabColorStyle"}
    return [{"updateSheetProperties": told}]
