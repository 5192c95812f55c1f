"""What lies on cells (names, merges, rules, anchors, metadata) goes where its cells go."""

from typing import Protocol

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.moving.rule_formulas import follow_rule

NEEDED = {"range", "ranges", "sources", "sourceRange", "dimensionRange", "dataRange", "location"}
RULES = "conditionalFormats"
APART = {"properties", "rows", "columns"}
CORNERS = {
    "startRowIndex",
    "endRowIndex",
    "startColumnIndex",
    "endColumnIndex",
    "rowIndex",
    "columnIndex",
}


class Change(Protocol):
    """A change of one sheet that takes cells elsewhere."""

    @property
    def sheet(self) -> int:
        """The sheet on which cells move."""

    def ranged(self, value: Json) -> Json | None:
        """Where a GridRange or GridCoordinate ends up; none when it is gone."""

    def spanned(self, value: Json) -> Json | None:
        """Where a DimensionRange ends up; none when it is gone."""

    def column(self, at: int) -> int | None:
        """Where a column that a filter counts on ends up; none when it is gone."""


def follow_parts(book: Book, change: Change) -> None:
    """Take everything that names a place on the sheet along; what stood on lost cells goes."""
    for record in [book.document, *(sheet.record for sheet in book.sheets)]:
        for key in [key for key in record if key not in APART]:
            kept = record[key]
            record[key] = _rules(kept, change) if key == RULES else _followed(kept, change)
            if record[key] is None:
                del record[key]


def _rules(rules: list[Json], change: Change) -> list[Json] | None:
    """Conditional formats, whose formulas follow too."""
    kept = [
        follow_rule(rule, after, change.ranged)
        for rule in rules
        for after in [_followed(rule, change)]
        if isinstance(after, dict)
    ]
    return kept or None


def _followed(value: object, change: Change) -> object:
    if isinstance(value, list):
        kept = [_followed(item, change) for item in value]
        found = [item for item in kept if item is not None]
        return found if found or not value else None
    if not isinstance(value, dict):
        return value
    if value.get("sheetId", 0) == change.sheet:
        if "dimension" in value:
            return change.spanned(value)
        if CORNERS & set(value) and set(value) <= CORNERS | {"sheetId"}:
            return change.ranged(value)
    result = {key: _followed(item, change) for key, item in value.items()}
    if any(result[key] is None for key in NEEDED & set(result)):
        return None
    grid_range = value.get("range") or value.get("dataRange")
    if isinstance(grid_range, dict) and grid_range.get("sheetId", 0) == change.sheet:
        result |= _columns(result, change)
    return {key: item for key, item in result.items() if item is not None}


def _columns(value: Json, change: Change) -> Json:
    """The columns of a filter or a slicer; of a column that goes, the criteria go."""
    after: Json = {}
    if "criteria" in value:
        after["criteria"] = {
            str(at): criteria
            for old, criteria in value["criteria"].items()
            if (at := change.column(int(old))) is not None
        }
    for name, key in (("filterSpecs", "columnIndex"), ("sortSpecs", "dimensionIndex")):
        if name in value:
            after[name] = [
                {**spec, key: at}
                for spec in value[name]
                if (at := change.column(spec.get(key, 0))) is not None
            ]
    if "dataRange" in value and "columnIndex" in value:
        after["columnIndex"] = change.column(value["columnIndex"])
    return after
