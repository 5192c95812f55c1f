"""Charts: added, and given another specification."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.looks.colours import both_notations
from sync.local.sheets.refusals import MissingError, UnknownObjectError
from sync.local.sheets.requests.objects import placed, taken_ids
from sync.local.sheets.requests.register import applies, own_or_new_id

SIZE = {"widthPixels": 600, "heightPixels": 371}


@applies("addChart")
def add_chart(book: Book, body: Json) -> Json:
    """A chart over the cells of a sheet, or on a sheet of its own."""
    wanted = both_notations(body.get("chart", {}))
    if not wanted.get("spec"):
        raise MissingError("chart.spec")
    wanted["chartId"] = own_or_new_id("Chart", wanted.get("chartId"), taken_ids(book))
    sheet, wanted["position"] = placed(book, wanted.get("position", {}), SIZE)
    sheet.parts("charts").append(wanted)
    return {"chart": wanted}


@applies("updateChartSpec")
def update_chart_spec(book: Book, body: Json) -> Json:
    """Another specification, in full."""
    if not body.get("spec"):
        raise MissingError("spec")
    for sheet in book.sheets:
        for chart in sheet.parts("charts"):
            if chart["chartId"] == body.get("chartId"):
                chart["spec"] = both_notations(body["spec"])
                return {}
    raise UnknownObjectError("chart", body.get("chartId"))
