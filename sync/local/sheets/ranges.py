"""Ranges: A1 notation as people and clients write it, and Google's GridRange."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sync.local.call import Json

_CELL = re.compile(r"^\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?$")
_ROW_COLUMN = re.compile(r"^[Rr]([1-9][0-9]*)[Cc]([1-9][0-9]*)$")
_PLAIN_TITLE = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
_LIKE_A_CELL = re.compile(r"^([A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*)$")
_QUOTED = re.compile(r"^'((?:[^']|'')*)'(?:!(.*))?$", re.DOTALL)


@dataclass(frozen=True)
class Area:
    """A rectangle on a sheet, counted from 0, ends excluded; an end of none is open."""

    sheet: int
    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None

    def within(self, rows: int, columns: int) -> "Box":
        """The part that lies on a grid of this size."""
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return Box(self.sheet, min(self.top, bottom), min(self.left, right), bottom, right)


@dataclass(frozen=True)
class Box:
    """A rectangle on a sheet with every side known, counted from 0, ends excluded."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: tuple[int, int]) -> bool:
        return self.top <= place[0] < self.bottom and self.left <= place[1] < self.right

    def meets(self, other: "Box") -> bool:
        """Whether the two share a cell."""
        if self.sheet != other.sheet:
            return False
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        rows = self.top <= other.top and other.bottom <= self.bottom
        columns = self.left <= other.left and other.right <= self.right
        return self.sheet == other.sheet and rows and columns

    def places(self) -> Iterator[tuple[int, int]]:
        """Every cell, row by row."""
        for row in range(self.top, self.bottom):
            for column in range(self.left, self.right):
                yield row, column

    def grid_range(self) -> Json:
        """The rectangle as a GridRange."""
        return {
            "sheetId": self.sheet,
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }


def split_title(text: str) -> tuple[str | None, str | None]:
    """The sheet's title and the cells of A1 notation; either may be absent."""
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted[1].replace("''", "'"), quoted[2]
    if "!" in text:
        title, _, cells = text.rpartition("!")
        return title, cells
    return None, text


def parse_cells(text: str, sheet: int) -> Area | None:
    """`B2`, `A1:C3`, `A:C`, `2:5`, `A5:C`, `R1C1:R2C3`; none when it is none of these."""
    first, colon, last = text.partition(":")
    start = _corner(first)
    end = _corner(last) if colon else start
    if start is None or end is None:
        return None
    if not colon and None in start:
        return None
    rows = sorted(row for row in (start[0], end[0]) if row is not None)
    columns = sorted(column for column in (start[1], end[1]) if column is not None)
    both_rows = None not in (start[0], end[0])
    both_columns = None not in (start[1], end[1])
    return Area(
        sheet,
        rows[0] if rows else 0,
        columns[0] if columns else 0,
        rows[-1] + 1 if both_rows else None,
        columns[-1] + 1 if both_columns else None,
    )


def _corner(text: str) -> tuple[int | None, int | None] | None:
    numbered = _ROW_COLUMN.match(text)
    if numbered:
        return int(numbered[1]) - 1, int(numbered[2]) - 1
    found = _CELL.match(text)
    if not found or not (found[1] or found[2]):
        return None
    row = int(found[2]) - 1 if found[2] else None
    return row, column_index(found[1]) if found[1] else None


def column_index(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The cell in A1 notation, without its sheet."""
    return f"{column_letters(column)}{row + 1}"


def quoted(title: str) -> str:
    """A sheet's title as it stands before an exclamation mark."""
    if _PLAIN_TITLE.match(title) and not _LIKE_A_CELL.match(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def written(title: str, box: Box) -> str:
    """A rectangle in A1 notation, with its sheet."""
    first = cell_name(box.top, box.left)
    last = cell_name(max(box.bottom - 1, box.top), max(box.right - 1, box.left))
    return f"{quoted(title)}!{first}" + ("" if first == last else f":{last}")


def written_area(title: str, area: Area) -> str:
    """An area in A1 notation, with its sheet; what is open stays open."""
    first = cell_name(area.top, area.left)
    right = column_letters(max(area.right - 1, area.left)) if area.right is not None else ""
    bottom = str(max(area.bottom, area.top + 1)) if area.bottom is not None else ""
    last = right + bottom
    return f"{quoted(title)}!{first}" + (f":{last}" if last and last != first else "")


def of_grid_range(grid_range: Json) -> Area:
    """The area that a GridRange describes; absent ends are open."""
    return Area(
        grid_range.get("sheetId", 0),
        grid_range.get("startRowIndex", 0),
        grid_range.get("startColumnIndex", 0),
        grid_range.get("endRowIndex"),
        grid_range.get("endColumnIndex"),
    )
