"""What formulas look at: so that little is loaded to compute them, and little makes them anew.

A formula of which the reach cannot be told for sure is taken to look at everything.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.changes import Changes
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Area, of_grid_range, parse_cells
from sync.local.sheets.stored_rows import whole

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_END = r"\$?(?:[A-Za-z]{1,3}\$?[1-9]\d*|[A-Za-z]{1,3}|[1-9]\d*)"
_TOKEN = re.compile(
    rf"(?:(?P<title>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?(?P<range>{_END}:{_END}|\$?[A-Za-z]{{1,3}}\$?[1-9]\d*)"
    r"(?![\w.:(!\[])"
    r"|(?P<function>[A-Za-z_][\w.]*)\s*\(|(?P<name>[^\W\d][\w.]*)"
    r"|\d+(?:[.,]\d*)?(?:[eE][+-]?\d+)?|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)"
    r"|(?P<other>[:!\[\]#@'$])|."
)
_ANYWHERE = {"INDIRECT", "OFFSET"}
_TRUTHS = {"TRUE", "FALSE"}
_ENDLESS = 2**31


@dataclass
class Reach:
    """Cells of several sheets: by sheet and columns, the rows; or simply all there are."""

    everywhere: bool = False
    _rows: dict[int, dict[tuple[int, int], list[tuple[int, int]]]] = field(default_factory=dict)

    def add(self, area: Area) -> None:
        """Look at an area as well."""
        right = _ENDLESS if area.right is None else area.right
        bottom = _ENDLESS if area.bottom is None else area.bottom
        spans = self._rows.setdefault(area.sheet, {}).setdefault((area.left, right), [])
        spans.append((area.top, bottom))

    def settle(self) -> None:
        """Join what overlaps, once all is added: a formula in every row is one span of rows."""
        for spans in self._rows.values():
            for columns, rows in spans.items():
                spans[columns] = _joined(rows)

    def meets(self, sheet: int, changes: Changes) -> bool:
        """Whether something that changed on a sheet is looked at."""
        if self.everywhere:
            return bool(changes.rows)
        return any(
            any(left <= column < right for column in changes.columns)
            and any(_holds(rows, row) for row in changes.rows)
            for (left, right), rows in self._rows.get(sheet, {}).items()
        )

    def holds(self, sheet: int, place: Place) -> bool:
        """Whether a place is looked at."""
        return self.everywhere or any(
            left <= place[1] < right and _holds(rows, place[0])
            for (left, right), rows in self._rows.get(sheet, {}).items()
        )

    def cells(self, sheet: Sheet) -> Iterator[tuple[Place, Json]]:
        """The cells of a sheet that are looked at, some perhaps more than once."""
        if self.everywhere:
            yield from sheet.items()
            return
        for (left, right), rows in self._rows.get(sheet.id, {}).items():
            for top, bottom in rows:
                for at, row in sheet.cells.rows_within(top, min(bottom, sheet.rows)):
                    # Few of many columns, as a rule: then those are asked for.
                    near = row if right - left > len(row) else range(left, right)
                    for column in near:
                        if left <= column < right and column in row:
                            yield (at, column), whole(row[column])


def add_formula(reach: Reach, book: Book, sheet: Sheet, formula: str) -> None:
    """Look at what a formula on a sheet names; at everything when that cannot be told."""
    if not reach.everywhere and not _add_tokens(reach, book, sheet, formula):
        reach.everywhere = True


def reach_of(book: Book, formulas: Iterable[tuple[Sheet, str]]) -> Reach:
    """All that some formulas look at."""
    reach = Reach()
    for sheet, formula in formulas:
        add_formula(reach, book, sheet, formula)
    reach.settle()
    return reach


def _add_tokens(reach: Reach, book: Book, sheet: Sheet, formula: str) -> bool:
    for token in _TOKEN.finditer(_TEXT.sub("", formula)):
        if token["other"]:
            return False
        if token["range"]:
            title = token["title"]
            named = book.titled(title.strip("'").replace("''", "'")) if title else sheet
            area = parse_cells(token["range"].replace("$", ""), named.id) if named else None
            if area is None:
                return False
            reach.add(area)
        elif (token["function"] or "").upper() in _ANYWHERE or not _add_name(
            reach, book, token["name"]
        ):
            return False
    return True


def _add_name(reach: Reach, book: Book, name: str | None) -> bool:
    if name is None:
        return True
    for named in book.document.get("namedRanges", []):
        if named["name"].lower() == name.lower():
            reach.add(of_grid_range(named["range"]))
            return True
    return name.upper() in _TRUTHS


def _joined(rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of rows in order, those that meet as one."""
    found: list[tuple[int, int]] = []
    for top, bottom in sorted(rows):
        if found and top <= found[-1][1]:
            found[-1] = (found[-1][0], max(bottom, found[-1][1]))
        else:
            found.append((top, bottom))
    return found


def _holds(rows: list[tuple[int, int]], row: int) -> bool:
    at = bisect_right(rows, (row, _ENDLESS)) - 1
    return at >= 0 and rows[at][0] <= row < rows[at][1]
