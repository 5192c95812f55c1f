"""References in formulas, rewritten when the cells that they name have moved."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.ranges import Area, cell_name, column_letters, parse_cells, quoted

_TITLE = r"(?P<title>'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?"
_CORNER = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]*"
_PLACE = (
    rf"(?P<place>{_CORNER}(?::{_CORNER})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}"
    r"|\$?[1-9][0-9]*:\$?[1-9][0-9]*)"
)
_REFERENCE = re.compile(rf"\"[^\"]*\"|(?<![\w.$!']){_TITLE}{_PLACE}(?![\w(.!])")

Follow = Callable[[Area], Area | None]
"""Where a rectangle ends up; none when it is gone."""


def follow_references(book: Book, moves: Mapping[int, Follow]) -> None:
    """Let every formula name the places where cells of these sheets (by id) went."""
    for sheet in book.sheets:
        for place in sheet.cells.formulas():
            formula = sheet.value(place)["formulaValue"]
            after = rewritten(book, sheet, formula, moves)
            if after != formula:
                sheet.set_value(place, {"formulaValue": after})


def rewritten(book: Book, own: Sheet, formula: str, moves: Mapping[int, Follow]) -> str:
    """The formula, as it stands on its own sheet, after the moves."""

    def moved(found: re.Match[str]) -> str:
        if not found["place"]:
            return found[0]
        title = found["title"] or ""
        sheet = book.titled(_plain(title)) if title else own
        if sheet is None or sheet.id not in moves:
            return found[0]
        area = parse_cells(found["place"].replace("$", ""), sheet.id)
        after = area and moves[sheet.id](area)
        if after == area:
            return found[0]
        if not after:
            return f"{title}#REF!"
        if after.sheet != sheet.id:
            title = quoted(book.sheet(after.sheet).title) + "!"
        return title + _written(found["place"], after)

    return _REFERENCE.sub(moved, formula)


def _plain(title: str) -> str:
    name = title.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _written(before: str, area: Area) -> str:
    """The rectangle in the notation that the reference had, dollars kept."""
    first, _, last = before.partition(":")
    start = _corner(first, area.top, area.left)
    if not last:
        return start
    open_ended = replace(area, bottom=area.bottom or 1, right=area.right or 1)
    end = _corner(last, (open_ended.bottom or 1) - 1, (open_ended.right or 1) - 1)
    return f"{start}:{end}"


def _corner(before: str, row: int, column: int) -> str:
    letters = re.match(r"\$?[A-Za-z]+", before)
    digits = re.search(r"\$?[0-9]+$", before)
    if letters and digits:
        name = cell_name(row, column)
        split = len(column_letters(column))
        parts = (_dollar(letters[0]) + name[:split], _dollar(digits[0]) + name[split:])
        return "".join(parts)
    if letters:
        return _dollar(letters[0]) + column_letters(column)
    return _dollar(before) + str(row + 1)


def _dollar(part: str) -> str:
    return "$" if part.startswith("$") else ""
