"""Data validation: what people may put in a range."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.cells import Reading
from sync.local.sheets.filtering import hidden_rows
from sync.local.sheets.refusals import MissingError
from sync.local.sheets.requests.register import applies, target


@applies("setDataValidation")
def set_data_validation(book: Book, body: Json) -> Json:
    """The rule for every cell of the range; without a rule it is taken away.

    Rows that the filter hides are left out unless they are asked for.
    """
    sheet, box = target(book, body.get("range"))
    rule = body.get("rule")
    if rule is not None and not rule.get("condition", {}).get("type"):
        raise MissingError("condition.type")
    hidden = set() if body.get("filteredRowsIncluded") else hidden_rows(Reading(book), sheet)
    for place in box.places():
        if place[0] not in hidden:
            sheet.put(place, {**sheet.cell(place), "dataValidation": rule})
    return {}
