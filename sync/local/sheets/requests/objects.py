"""Charts and slicers alike: where they stand, their borders, and how they go."""

from collections.abc import Iterator

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.defaults import sheet_properties
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.refusals import (
    MissingError,
    OutsideSheetError,
    RefusedRequestError,
    UnknownObjectError,
)
from sync.local.sheets.requests.register import applies, own_or_new_id

KINDS = {"charts": "chartId", "slicers": "slicerId"}


class NotAChartError(RefusedRequestError):
    """Something that only a chart has, asked of a slicer."""

    def __init__(self, object_id: int) -> None:
        super().__init__(f"The embedded object with id: {object_id} is not a chart.")


@applies("updateEmbeddedObjectPosition")
def update_position(book: Book, body: Json) -> Json:
    """Another place; the mask counts from the overlay position, as at Google."""
    old_sheet, kind, thing = _find(book, body.get("objectId"))
    if "newPosition" not in body:
        raise MissingError("newPosition")
    new = body["newPosition"]
    if "overlayPosition" in new:
        mask = parse_mask(body.get("fields"), "OverlayPosition")
        overlay = merged(thing["position"].get("overlayPosition", {}), new["overlayPosition"], mask)
        new = {"overlayPosition": overlay}
    elif kind != "charts":
        raise NotAChartError(thing[KINDS[kind]])
    sheet, thing["position"] = placed(book, new, {})
    old_sheet.parts(kind).remove(thing)
    sheet.parts(kind).append(thing)
    if old_sheet.is_object and old_sheet is not sheet:
        book.forget(old_sheet)
    return {"position": thing["position"]}


@applies("updateEmbeddedObjectBorder")
def update_border(book: Book, body: Json) -> Json:
    """The masked fields of a chart's border."""
    _, kind, thing = _find(book, body.get("objectId"))
    if kind != "charts":
        raise NotAChartError(thing[KINDS[kind]])
    mask = with_both(parse_mask(body.get("fields"), "EmbeddedObjectBorder"))
    thing["border"] = merged(thing.get("border", {}), both_notations(body.get("border", {})), mask)
    if not thing["border"]:
        del thing["border"]
    return {}


@applies("deleteEmbeddedObject")
def delete_embedded_object(book: Book, body: Json) -> Json:
    """A chart or slicer goes; its data stays, but not the sheet that was only for it."""
    sheet, kind, thing = _find(book, body.get("objectId"))
    sheet.parts(kind).remove(thing)
    if sheet.is_object:
        book.forget(sheet)
    return {}


def objects(book: Book) -> Iterator[tuple[Sheet, str, Json]]:
    """Every chart and slicer, with its sheet and kind."""
    for sheet in book.sheets:
        for kind in KINDS:
            for thing in sheet.record.get(kind, []):
                yield sheet, kind, thing


def taken_ids(book: Book) -> list[int]:
    """The ids that are in use; charts and slicers share theirs."""
    return [thing[KINDS[kind]] for _, kind, thing in objects(book)]


def placed(book: Book, wanted: Json, size: Json) -> tuple[Sheet, Json]:
    """The sheet on which an object stands, and its position as it is kept."""
    overlaid = "overlayPosition" in wanted
    if not overlaid and (wanted.get("newSheet") or "sheetId" in wanted):
        sheet = _own_sheet(book, wanted.get("sheetId"))
        return sheet, {"sheetId": sheet.id}
    overlay = {**size, **wanted.get("overlayPosition", {})}
    anchor = overlay.get("anchorCell", {})
    sheet = book.grid(anchor.get("sheetId", 0)) if anchor else book.sheets[0]
    if anchor.get("rowIndex", 0) >= sheet.rows:
        raise OutsideSheetError("rowIndex", anchor["rowIndex"], "row", sheet.rows)
    if anchor.get("columnIndex", 0) >= sheet.columns:
        raise OutsideSheetError("columnIndex", anchor["columnIndex"], "column", sheet.columns)
    overlay["anchorCell"] = {"sheetId": sheet.id, **anchor}
    return sheet, {"overlayPosition": overlay}


def _own_sheet(book: Book, wanted: int | None) -> Sheet:
    """A new sheet that holds nothing but this object."""
    sheet_id = own_or_new_id("Sheet", wanted, (sheet.id for sheet in book.sheets))
    number = 1
    while book.titled(f"Chart{number}"):
        number += 1
    properties = {**sheet_properties(sheet_id, f"Chart{number}"), "sheetType": "OBJECT"}
    book.sheets.append(Sheet({"properties": properties}))
    return book.sheets[-1]


def _find(book: Book, wanted: int | None) -> tuple[Sheet, str, Json]:
    for sheet, kind, thing in objects(book):
        if thing[KINDS[kind]] == wanted:
            return sheet, kind, thing
    raise UnknownObjectError("embedded object", wanted)
