"""How a cell looks: its own format over bands and defaults, and conditional formats over that."""

import re
from collections.abc import Callable
from functools import cached_property

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.grid import Place
from sync.local.sheets.looks.conditions import Condition
from sync.local.sheets.looks.gradients import Gradient
from sync.local.sheets.ranges import Box, of_grid_range

_HYPERLINK = re.compile(r"^=\s*HYPERLINK\s*\(\s*\"((?:[^\"]|\"\")*)\"", re.IGNORECASE)

Applied = Callable[[Place], Json | None]
"""What a conditional format makes of a cell; none where it does not hold."""

ALIGNED = {
    "numberValue": "RIGHT",
    "stringValue": "LEFT",
    "boolValue": "CENTER",
    "errorValue": "CENTER",
}
"""Where a value stands in its cell when nobody said where."""


class Looks:
    """The formats of one sheet, worked out cell by cell."""

    def __init__(self, reading: Reading, sheet: Sheet) -> None:
        self.reading = reading
        self.sheet = sheet

    @property
    def book(self) -> Book:
        """The spreadsheet."""
        return self.reading.book

    def effective(self, place: Place) -> Json:
        """The format that counts, complete with the spreadsheet's defaults."""
        result: Json = self.book.document["properties"]["defaultFormat"]
        for layer in self.layers(place):
            result = over(result, layer)
        aligned = ALIGNED.get(next(iter(self.reading.value(self.sheet, place)), ""))
        if aligned and "horizontalAlignment" not in result:
            result = {**result, "horizontalAlignment": aligned}
        shown = "LINKED" if self.link(place) else "PLAIN_TEXT"
        return {"hyperlinkDisplayType": shown, **result}

    def layers(self, place: Place) -> list[Json]:
        """The band, the cell's own format and the first conditional format that applies."""
        found = [self._band(place), self.sheet.cell(place).get("userEnteredFormat", {})]
        number_format = self.reading.number_format(self.sheet, place)
        if number_format:
            found.append({"numberFormat": number_format})
        found.append(self._conditional(place))
        return [layer for layer in found if layer]

    def link(self, place: Place) -> str | None:
        """Where the cell leads: its own link, or that of a HYPERLINK formula."""
        cell = self.sheet.cell(place)
        own = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri")
        if own:
            return str(own)
        for run in cell.get("textFormatRuns", []):
            uri = run.get("format", {}).get("link", {}).get("uri")
            if uri:
                return str(uri)
        formula = _HYPERLINK.match(cell.get("userEnteredValue", {}).get("formulaValue", ""))
        return formula[1].replace('""', '"') if formula else None

    @cached_property
    def _bands(self) -> list[tuple[Box, Json]]:
        return [
            (self._box(banded["range"]), banded)
            for banded in self.sheet.record.get("bandedRanges", [])
        ]

    @cached_property
    def _rules(self) -> list[tuple[list[Box], Applied]]:
        """Where each rule looks, and what it makes of a cell there."""
        rules: list[tuple[list[Box], Applied]] = []
        for rule in self.sheet.record.get("conditionalFormats", []):
            boxes = [self._box(grid_range) for grid_range in rule["ranges"]]
            if "gradientRule" in rule:
                scale = Gradient(self.reading, self.sheet, rule["gradientRule"], boxes)
                rules.append((boxes, scale.looks))
            elif "booleanRule" in rule:
                rules.append((boxes, self._when(rule["booleanRule"], boxes)))
        return rules

    def _when(self, rule: Json, boxes: list[Box]) -> Applied:
        condition = Condition(self.reading, self.sheet, rule["condition"], boxes)
        cell_format: Json = rule.get("format", {})
        return lambda place: cell_format if condition.holds(place) else None

    def _box(self, grid_range: Json) -> Box:
        return of_grid_range(grid_range).within(self.sheet.rows, self.sheet.columns)

    def _conditional(self, place: Place) -> Json:
        for boxes, applied in self._rules:
            if not any(place in box for box in boxes):
                continue
            found = applied(place)
            if found is not None:
                return found
        return {}

    def _band(self, place: Place) -> Json:
        for box, banded in self._bands:
            if place not in box:
                continue
            for name, at, first, last in (
                ("columnProperties", place[1], box.left, box.right),
                ("rowProperties", place[0], box.top, box.bottom),
            ):
                colour = _band_colour(banded.get(name, {}), at, first, last)
                if colour:
                    return {"backgroundColor": colour, "backgroundColorStyle": {"rgbColor": colour}}
        return {}


def over(base: Json, layer: Json) -> Json:
    """One format laid over another; what the layer leaves out shines through."""
    result = dict(base)
    for name, value in layer.items():
        is_deep = isinstance(value, dict) and name in {"textFormat", "padding", "borders"}
        result[name] = {**result.get(name, {}), **value} if is_deep else value
    return result


def _band_colour(bands: Json, at: int, first: int, last: int) -> Json | None:
    if "headerColor" in bands:
        if at == first:
            return dict(bands["headerColor"])
        first += 1
    if "footerColor" in bands and at == last - 1:
        return dict(bands["footerColor"])
    name = "firstBandColor" if (at - first) % 2 == 0 else "secondBandColor"
    return dict(bands[name]) if name in bands else None
