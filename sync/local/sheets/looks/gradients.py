"""Colour scales: cells coloured by where their figure lies between the ends of a scale."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from sync.local.call import Json
from sync.local.sheets.book import Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Box

POINTS = ("minpoint", "midpoint", "maxpoint")
CHANNELS = ("red", "green", "blue")


class Gradient:
    """One gradient rule over its ranges."""

    def __init__(self, reading: Reading, sheet: Sheet, rule: Json, boxes: list[Box]) -> None:
        self._reading = reading
        self._sheet = sheet
        self._points = [rule[name] for name in POINTS if name in rule]
        self._boxes = boxes

    def looks(self, place: Place) -> Json | None:
        """The colour behind a figure; nothing behind what is no figure."""
        figure = self._reading.value(self._sheet, place).get("numberValue")
        if figure is None or not self._stops:
            return None
        colour = _between(self._stops, float(figure))
        return {"backgroundColor": colour, "backgroundColorStyle": {"rgbColor": colour}}

    @cached_property
    def _stops(self) -> list[tuple[float, Json]]:
        """The points of the scale: a figure with its colour each, from low to high."""
        figures = sorted(
            float(value["numberValue"])
            for box in self._boxes
            for _, _, value in self._reading.entries(self._sheet, box)
            if "numberValue" in value
        )
        if not figures:
            return []
        return [(_figure(point, figures), point.get("color", {})) for point in self._points]


def _figure(point: Json, figures: Sequence[float]) -> float:
    low, high = figures[0], figures[-1]
    kind = point.get("type", "")
    if kind in {"MIN", "MAX"}:
        return low if kind == "MIN" else high
    try:
        given = float(str(point.get("value", "0")).replace(",", "."))
    except ValueError:
        return low
    if kind == "PERCENT":
        return low + (high - low) * given / 100
    if kind == "PERCENTILE":
        at = min(max(given / 100, 0), 1) * (len(figures) - 1)
        before = figures[int(at)]
        return before + (figures[min(int(at) + 1, len(figures) - 1)] - before) * (at - int(at))
    return given


def _between(stops: Sequence[tuple[float, Json]], figure: float) -> Json:
    """The colour at a figure; beyond an end of the scale, the colour of that end."""
    if figure <= stops[0][0]:
        return dict(stops[0][1])
    for (low, first), (high, second) in pairwise(stops):
        if figure < high:
            part = (figure - low) / (high - low)
            return {
                name: first.get(name, 0) + (second.get(name, 0) - first.get(name, 0)) * part
                for name in CHANNELS
            }
    return dict(stops[-1][1])
