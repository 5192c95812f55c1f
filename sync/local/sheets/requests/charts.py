"""Charts: added, given another specification, moved and removed."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.colours import both_notations
from sync.local.sheets.contents import sheet_properties
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.refusals import MissingError, UnknownObjectError
from sync.local.sheets.requests.register import applies, own_or_new_id

SIZE = {"widthPixels": 600, "heightPixels": 371}


@applies("addChart")
def add_chart(book: Book, body: Json) -> Json:
    """A chart over the cells of a sheet, or on a sheet of its own."""
    wanted = both_notations(body.get("chart", {}))
    if not wanted.get("spec"):
        raise MissingError("chart.spec")
    taken = (chart["chartId"] for sheet in book.sheets for chart in sheet.parts("charts"))
    wanted["chartId"] = own_or_new_id("Chart", wanted.get("chartId"), taken)
    sheet, wanted["position"] = _position(book, wanted.get("position", {}))
    sheet.parts("charts").append(wanted)
    return {"chart": wanted}


@applies("updateChartSpec")
def update_chart_spec(book: Book, body: Json) -> Json:
    """Another specification, in full."""
    if not body.get("spec"):
        raise MissingError("spec")
    _, chart = _find(book, body.get("chartId"))
    chart["spec"] = both_notations(body["spec"])
    return {}


@applies("updateEmbeddedObjectPosition")
def update_position(book: Book, body: Json) -> Json:
    """Another place; the mask counts from the overlay position, as at Google."""
    old_sheet, chart = _find(book, body.get("objectId"))
    new = body.get("newPosition", {})
    if "overlayPosition" in new:
        mask = parse_mask(body.get("fields"), "OverlayPosition")
        overlay = merged(chart["position"].get("overlayPosition", {}), new["overlayPosition"], mask)
        new = {"overlayPosition": overlay}
    sheet, chart["position"] = _position(book, new)
    old_sheet.parts("charts").remove(chart)
    sheet.parts("charts").append(chart)
    return {"position": chart["position"]}


@applies("deleteEmbeddedObject")
def delete_embedded_object(book: Book, body: Json) -> Json:
    """A chart goes; its data stays."""
    sheet, chart = _find(book, body.get("objectId"))
    sheet.parts("charts").remove(chart)
    return {}


def _find(book: Book, wanted: int | None) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for chart in sheet.parts("charts"):
            if chart["chartId"] == wanted:
                return sheet, chart
    raise UnknownObjectError("chart", wanted)


def _position(book: Book, wanted: Json) -> tuple[Sheet, Json]:
    if wanted.get("newSheet") or ("sheetId" in wanted and "overlayPosition" not in wanted):
        sheet_id = own_or_new_id("Sheet", wanted.get("sheetId"), (s.id for s in book.sheets))
        record = {"properties": sheet_properties(sheet_id, f"Chart{len(book.sheets)}")}
        book.sheets.append(Sheet(record))
        return book.sheets[-1], {"sheetId": sheet_id}
    overlay = {**SIZE, **wanted.get("overlayPosition", {})}
    anchor = overlay.get("anchorCell", {})
    sheet = book.grid(anchor.get("sheetId", 0)) if anchor else book.sheets[0]
    overlay["anchorCell"] = {"sheetId": sheet.id, **anchor}
    return sheet, {"overlayPosition": overlay}
