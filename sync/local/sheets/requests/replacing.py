"""Find and replace."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sync.local.call import Json
from sync.local.patterns import Match, Pattern, WrongPatternError, escaped, pattern
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.entering.entering import enter
from sync.local.sheets.grid import Place
from sync.local.sheets.refusals import MissingError, RefusedRequestError
from sync.local.sheets.requests.register import applies, target

_GROUP = re.compile(r"\\(?P<escaped>.)|\$(?P<group>\d)")


class BadPatternError(RefusedRequestError):
    """A regular expression that cannot be read."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"Invalid regular expression: {pattern}")


@dataclass
class _Tally:
    """What was replaced so far."""

    occurrences: int = 0
    values: int = 0
    formulas: int = 0
    rows: set[Place] = field(default_factory=set)
    sheets: set[int] = field(default_factory=set)


@applies("findReplace")
def find_replace(book: Book, body: Json) -> Json:
    """Replace text in a range, a sheet or everywhere; answers how often and where."""
    pattern = _pattern(body)
    tally = _Tally()
    for sheet, places in _where(book, body):
        for place in places:
            _replace(book, sheet, place, (pattern, body), tally)
    counts = {
        "valuesChanged": tally.values,
        "formulasChanged": tally.formulas,
        "rowsChanged": len(tally.rows),
        "sheetsChanged": len(tally.sheets),
        "occurrencesChanged": tally.occurrences,
    }
    return {name: count for name, count in counts.items() if count}


def _where(book: Book, body: Json) -> list[tuple[Sheet, list[Place]]]:
    if "range" in body:
        sheet, box = target(book, body["range"])
        return [(sheet, [place for place in sheet.places() if place in box])]
    if body.get("allSheets"):
        return [(sheet, sheet.places()) for sheet in book.sheets]
    if "sheetId" not in body:
        raise MissingError("scope")
    sheet = book.sheet(body["sheetId"])
    return [(sheet, sheet.places())]


def _pattern(body: Json) -> Pattern:
    if not body.get("find"):
        raise MissingError("find")
    find = body["find"] if body.get("searchByRegex") else escaped(body["find"])
    if body.get("matchEntireCell"):
        find = f"^(?:{find})$"
    try:
        return pattern(find, any_case=not body.get("matchCase"))
    except WrongPatternError as error:
        raise BadPatternError(body["find"]) from error


def _replace(
    book: Book, sheet: Sheet, place: Place, search: tuple[Pattern, Json], tally: _Tally
) -> None:
    looked_for, body = search
    value = sheet.value(place)
    is_formula = "formulaValue" in value
    before = value.get("formulaValue") if is_formula else value.get("stringValue")
    if "numberValue" in value:
        before = Reading(book).formatted(sheet, place)
    if before is None or (is_formula and not body.get("includeFormulas")):
        return
    after, count = looked_for.subn(_replacing(body, looked_for.groups), before)
    if not count:
        return
    sheet.set_value(place, enter(after, book.locale).value)
    tally.occurrences += count
    tally.formulas += is_formula
    tally.values += not is_formula
    tally.rows.add((sheet.id, place[0]))
    tally.sheets.add(sheet.id)


def _replacing(body: Json, groups: int) -> Callable[[Match], str]:
    """What comes for each that is found; with an expression, `$1` is its first group."""
    replacement = str(body.get("replacement", ""))
    if not body.get("searchByRegex"):
        return lambda _: replacement

    def group(sign: re.Match[str], found: Match) -> str:
        if sign["escaped"] is not None:
            return sign["escaped"]
        at = int(sign["group"])
        return (found.group(at) or "") if at <= groups else sign[0]

    return lambda found: _GROUP.sub(lambda sign: group(sign, found), replacement)
