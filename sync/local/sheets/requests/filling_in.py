"""Cells filled in by what stands beside them: series go on, the rest is repeated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.entering import dates
from sync.local.sheets.entering.formats import is_date
from sync.local.sheets.formulas.references import relative
from sync.local.sheets.grid import Place
from sync.local.sheets.refusals import MissingError, OutsideSheetError
from sync.local.sheets.requests.dimensions import is_rows
from sync.local.sheets.requests.register import applies, target

_NUMBERED = re.compile(r"^(.*?)(\d+)$", re.DOTALL)


@dataclass(frozen=True)
class _Line:
    """A row or column of the source, nearest to what is filled last, and the cells beyond it."""

    sheet: Sheet
    source: list[Place]
    beyond: list[Place]
    onwards: int = 1


@applies("autoFill")
def auto_fill(book: Book, body: Json) -> Json:
    """Carry the source on over the destination, each row or column by itself."""
    if body.get("useAlternateSeries"):
        raise NotCarriedError("autoFill with useAlternateSeries")
    lines = _explicit(book, body) if "sourceAndDestination" in body else _detected(book, body)
    for line in lines:
        _fill(line, book.locale)
    return {}


def _explicit(book: Book, body: Json) -> Iterator[_Line]:
    given = body["sourceAndDestination"]
    sheet, box = target(book, given.get("source"))
    rows = is_rows(given)
    length = given.get("fillLength", 0)
    if not length:
        raise MissingError("fillLength")
    start, end = (box.top, box.bottom) if rows else (box.left, box.right)
    size, kind = (sheet.rows, "row") if rows else (sheet.columns, "column")
    if start + length < 0 or end + length > size:
        raise OutsideSheetError("fillLength", length, kind, size)
    forwards = length > 0
    source = range(start, end) if forwards else range(end - 1, start - 1, -1)
    beyond = range(end, end + length) if forwards else range(start - 1, start + length - 1, -1)
    for across in range(box.left, box.right) if rows else range(box.top, box.bottom):
        places = [_places(span, across, rows=rows) for span in (source, beyond)]
        yield _Line(sheet, places[0], places[1], 1 if forwards else -1)


def _detected(book: Book, body: Json) -> Iterator[_Line]:
    """The filled rows at the start of the range are the source; or else its filled columns."""
    sheet, box = target(book, body.get("range"))
    filled = sheet.cells.filled(box)
    if not filled:
        return
    bottom, right = max(row for row, _ in filled) + 1, max(column for _, column in filled) + 1
    rows = bottom < box.bottom
    start, middle, end = (box.top, bottom, box.bottom) if rows else (box.left, right, box.right)
    for across in range(box.left, box.right) if rows else range(box.top, box.bottom):
        source = _places(range(start, middle), across, rows=rows)
        yield _Line(sheet, source, _places(range(middle, end), across, rows=rows))


def _places(span: range, across: int, *, rows: bool) -> list[Place]:
    return [(at, across) if rows else (across, at) for at in span]


def _fill(line: _Line, locale: str) -> None:
    cells = [line.sheet.cell(place) for place in line.source]
    values: list[Json] = [cell.get("userEnteredValue", {}) for cell in cells]
    dated = is_date(cells[-1].get("userEnteredFormat", {}).get("numberFormat", {}))
    step = _step([value.get("numberValue") for value in values], line.onwards if dated else None)
    for at, place in enumerate(line.beyond):
        origin, cell = line.source[at % len(cells)], cells[at % len(cells)]
        value = dict(cell.get("userEnteredValue", {}))
        if step is not None:
            value = {"numberValue": values[-1]["numberValue"] + step * (at + 1)}
        elif "formulaValue" in value:
            moved = (place[0] - origin[0], place[1] - origin[1])
            value = {"formulaValue": relative(value["formulaValue"], *moved)}
        elif "stringValue" in value:
            onwards = line.onwards * (at // len(cells) + 1) * len(cells)
            value = {"stringValue": _next(value["stringValue"], onwards, locale)}
        line.sheet.put(place, {**cell, "userEnteredValue": value, "note": None})


def _step(numbers: list[float | None], alone: int | None) -> float | None:
    """How much a series of numbers grows; one number is repeated, one date goes on."""
    found = [number for number in numbers if number is not None]
    if len(found) < len(numbers):
        return None
    if len(found) == 1:
        return alone
    step = found[1] - found[0]
    steady = all(abs(after - before - step) < 1e-9 for before, after in pairwise(found))
    return step if steady else None


def _next(text: str, onwards: int, locale: str) -> str:
    """A text that ends in a number, or names a day or a month, so many further."""
    numbered = _NUMBERED.match(text)
    if numbered:
        number = abs(int(numbered[2]) + onwards)
        return numbered[1] + str(number).zfill(len(numbered[2]))
    language = dates.language_of(locale)
    for names in (dates.DAYS, dates.MONTHS, dates.SHORT_MONTHS):
        words = names[language].split()
        places = [place for place, word in enumerate(words) if word.lower() == text.lower()]
        if places:
            found = words[(places[0] + onwards) % len(words)]
            return found.capitalize() if text[:1].isupper() else found
    return text
