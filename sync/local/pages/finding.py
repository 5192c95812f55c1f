"""Find in a spreadsheet, and which of its ranges are protected."""

from dataclasses import dataclass

from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.drawing.view import shown_tabs
from sync.local.sheets.ranges import Box, cell_name, of_grid_range

MOST_HITS = 200
LONGEST_SHOWN = 120


@dataclass(frozen=True)
class Hit:
    """One cell that was found."""

    tab: str
    gid: int
    row: int
    place: str
    text: str


@dataclass(frozen=True)
class Found:
    """What a search found; not complete when there was too much."""

    wanted: str
    hits: tuple[Hit, ...]
    complete: bool

    def places(self, gid: int) -> frozenset[str]:
        """The cells of one tab that were found."""
        return frozenset(hit.place for hit in self.hits if hit.gid == gid)


@dataclass(frozen=True)
class Protection:
    """One protected range: where, why, and whether it only warns."""

    where: str
    reason: str
    warns: bool


def find(book: Book, wanted: str) -> Found:
    """Every cell people can see whose text holds the wanted one, whatever its capitals."""
    reading, key = Reading(book), wanted.casefold()
    hits: list[Hit] = []
    for sheet in shown_tabs(book):
        for row, column in reading.filled(sheet, _whole(sheet)):
            if _is_hidden(sheet, "rows", row) or _is_hidden(sheet, "columns", column):
                continue
            text = reading.formatted(sheet, (row, column))
            if key not in text.casefold():
                continue
            if len(hits) == MOST_HITS:
                return Found(wanted, tuple(hits), complete=False)
            shown = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
            hits.append(Hit(sheet.title, sheet.id, row, cell_name(row, column), shown))
    return Found(wanted, tuple(hits), complete=True)


def protections(sheet: Sheet) -> list[Protection]:
    """The protected ranges of a tab; a protection without a range is of the whole tab."""
    found = []
    for one in sheet.record.get("protectedRanges", []):
        box = (
            of_grid_range(one["range"]).within(sheet.rows, sheet.columns)
            if "range" in one
            else None
        )
        where = "het hele tabblad"
        if box is not None and box != _whole(sheet):
            last = cell_name(box.bottom - 1, box.right - 1)
            where = f"{cell_name(box.top, box.left)}:{last}"
            where = last if where == f"{last}:{last}" else where
        found.append(Protection(where, one.get("description", ""), bool(one.get("warningOnly"))))
    return found


def _whole(sheet: Sheet) -> Box:
    return Box(sheet.id, 0, 0, sheet.rows, sheet.columns)


def _is_hidden(sheet: Sheet, kind: str, at: int) -> bool:
    return bool(sheet.record.get(kind, {}).get(str(at), {}).get("hiddenByUser"))
