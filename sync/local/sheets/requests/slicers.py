"""Slicers: filters that float over a sheet."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.looks.colours import both_notations, with_both
from sync.local.sheets.refusals import MissingError, UnknownObjectError
from sync.local.sheets.requests.objects import placed, taken_ids
from sync.local.sheets.requests.register import applies, own_or_new_id, target

SIZE = {"widthPixels": 180, "heightPixels": 30}


@applies("addSlicer")
def add_slicer(book: Book, body: Json) -> Json:
    """A slicer over a table of data, on a sheet that exists."""
    wanted = both_notations(body.get("slicer", {}))
    if not wanted.get("spec"):
        raise MissingError("slicer.spec")
    wanted["spec"] = _spec(book, wanted["spec"])
    wanted["slicerId"] = own_or_new_id("Slicer", wanted.get("slicerId"), taken_ids(book))
    sheet, wanted["position"] = placed(book, wanted.get("position", {}), SIZE)
    sheet.parts("slicers").append(wanted)
    return {"slicer": wanted}


@applies("updateSlicerSpec")
def update_slicer_spec(book: Book, body: Json) -> Json:
    """The masked fields of a slicer's specification."""
    mask = with_both(parse_mask(body.get("fields"), "SlicerSpec"))
    for sheet in book.sheets:
        for slicer in sheet.parts("slicers"):
            if slicer["slicerId"] == body.get("slicerId"):
                new = merged(slicer["spec"], both_notations(body.get("spec", {})), mask)
                slicer["spec"] = _spec(book, new)
                return {}
    raise UnknownObjectError("slicer", body.get("slicerId"))


def _spec(book: Book, spec: Json) -> Json:
    if "dataRange" not in spec:
        raise MissingError("spec.dataRange")
    _, box = target(book, spec["dataRange"])
    return {"horizontalAlignment": "LEFT", **spec, "dataRange": box.grid_range()}
