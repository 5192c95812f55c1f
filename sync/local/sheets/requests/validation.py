"""Data validation: what people may put in a range."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.refusals import MissingError
from sync.local.sheets.requests.register import applies, target


@applies("setDataValidation")
def set_data_validation(book: Book, body: Json) -> Json:
    """The rule for every cell of the range; without a rule, validation is taken away."""
    sheet, box = target(book, body.get("range"))
    rule = body.get("rule")
    if rule is not None and not rule.get("condition", {}).get("type"):
        raise MissingError("condition.type")
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            cell = {**sheet.cell((row, column)), "dataValidation": rule}
            sheet.put((row, column), cell)
    return {}
