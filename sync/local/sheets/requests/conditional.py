"""Conditional format rules, in their order of priority."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.looks.colours import both_notations
from sync.local.sheets.refusals import BadIndexError, MissingError
from sync.local.sheets.requests.register import applies, target


@applies("addConditionalFormatRule")
def add_rule(book: Book, body: Json) -> Json:
    """A new rule, at an index or at the end."""
    rule = both_notations(body.get("rule", {}))
    rules = _sheet_of(book, rule).parts("conditionalFormats")
    rules.insert(_within(body.get("index", len(rules)), len(rules) + 1), rule)
    return {}


@applies("updateConditionalFormatRule")
def update_rule(book: Book, body: Json) -> Json:
    """Replace the rule at an index, or give it another place."""
    index = body.get("index", 0)
    if "rule" in body:
        new = both_notations(body["rule"])
        sheet = _sheet_of(book, new)
        rules = sheet.parts("conditionalFormats")
        old = rules[_within(index, len(rules))]
        rules[index] = new
        return {"newRule": new, "newIndex": index, "oldRule": old}
    rules = book.sheet(body.get("sheetId", 0)).parts("conditionalFormats")
    moved = rules.pop(_within(index, len(rules)))
    place = _within(body.get("newIndex", 0), len(rules) + 1)
    rules.insert(place, moved)
    return {"newRule": moved, "newIndex": place, "oldRule": moved, "oldIndex": index}


@applies("deleteConditionalFormatRule")
def delete_rule(book: Book, body: Json) -> Json:
    """The rule at an index goes."""
    rules = book.sheet(body.get("sheetId", 0)).parts("conditionalFormats")
    return {"rule": rules.pop(_within(body.get("index", 0), len(rules)))}


def _sheet_of(book: Book, rule: Json) -> Sheet:
    ranges = rule.get("ranges", [])
    if not ranges:
        raise MissingError("ranges")
    if not ("booleanRule" in rule or "gradientRule" in rule):
        raise MissingError("rule")
    boolean = rule.get("booleanRule")
    if boolean is not None and not boolean.get("condition", {}).get("type"):
        raise MissingError("condition.type")
    sheets = [target(book, grid_range)[0] for grid_range in ranges]
    return sheets[0]


def _within(index: int, size: int) -> int:
    if not 0 <= index < size:
        raise BadIndexError(index, size)
    return index
