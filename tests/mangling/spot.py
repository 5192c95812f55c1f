"""Where somebody is in a sheet, and the register of what people do there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
PINK: Json = {"rgbColor": {"red": 1.0, "green": 0.4, "blue": 0.7}}
WORDS = ("mens {}", " mens  {} ", "=mens {}", "'mens {}", "mens {} – „é”\nregel", "00{}")


@dataclass(frozen=True)
class Spot:
    """Where somebody is in a sheet: a rectangle in a tab, another place, and a number of its own.

    `sheet` and `document` are what Google says of the tab and of the whole.
    """

    document: Json
    sheet: Json
    row: int
    column: int
    tall: int
    wide: int
    to: tuple[int, int]
    number: int

    @property
    def id(self) -> int:
        """The tab's id."""
        return int(self.sheet["properties"].get("sheetId", 0))

    @property
    def place(self) -> Json:
        """The rectangle."""
        return self.block(self.row, self.column, self.tall, self.wide)

    def block(self, row: int, column: int, tall: int, wide: int) -> Json:
        """A rectangle of the tab."""
        return {
            "sheetId": self.id,
            "startRowIndex": row,
            "endRowIndex": row + tall,
            "startColumnIndex": column,
            "endColumnIndex": column + wide,
        }

    def span(self, dimension: str) -> Json:
        """The rows or columns that the rectangle lies on."""
        rows = dimension == "ROWS"
        first, count = (self.row, self.tall) if rows else (self.column, self.wide)
        span = {"sheetId": self.id, "dimension": dimension}
        return span | {"startIndex": first, "endIndex": first + count}

    def word(self, offset: int = 0) -> str:
        """Something that nobody else ever typed."""
        number = self.number * 10 + offset
        return WORDS[number // 10 % len(WORDS)].format(number)

    def own(self, kind: str, key: str) -> Json | None:
        """One of the things of a kind that lie on this tab."""
        found = self.sheet.get(kind, [])
        entry: Json | None = found[self.row % len(found)] if found else None
        return {key: entry[key]} if entry and key in entry else None


Build = Callable[[Spot], list[Json]]
SHEET_ACTS: dict[str, Build] = {}


def act(build: Build) -> Build:
    """Something that people do, by the name of its function."""
    SHEET_ACTS[build.__name__] = build
    return build


def cells(
    spot: Spot, rows: list[list[Json]], fields: str, at: tuple[int, int] | None = None
) -> Json:
    """Cells from a corner on."""
    row, column = at or (spot.row, spot.column)
    start = {"sheetId": spot.id, "rowIndex": row, "columnIndex": column}
    told = [{"values": line} for line in rows]
    return {"updateCells": {"start": start, "rows": told, "fields": fields}}


def said(value: Any) -> Json:
    kind = {str: "stringValue", bool: "boolValue", float: "numberValue"}[type(value)]
    return {"userEnteredValue": {kind: value}}
