"""Charts that stand on an axis: columns, lines, areas and loose points, or some of each."""

import math
from dataclasses import dataclass, replace
from textwrap import wrap

from sync.local.sheets.drawing.charting import ChartData, Series
from sync.local.sheets.drawing.shapes import (
    LETTER,
    PLOT,
    WIDTH,
    Area,
    Label,
    Line,
    Picture,
    Rect,
    nice,
    short,
)

FILLED = {"AREA", "STEPPED_AREA"}
USUAL = {"COMBO": "COLUMN", "SCATTER": "SCATTER", "WATERFALL": "COLUMN", "HISTOGRAM": "COLUMN"}


@dataclass(frozen=True)
class Axes:
    """Where a value, and a label by its number, stand in the picture."""

    left: float
    step: float
    low: float
    top: float

    @property
    def scale(self) -> float:
        """Units of the picture for one of the chart."""
        return (PLOT - 20) / (self.top - self.low)

    def y(self, value: float) -> float:
        """How far down a value stands."""
        return round(PLOT - (value - self.low) * self.scale, 1)

    def x(self, index: float) -> float:
        """How far to the right the middle of a label stands."""
        return round(self.left + self.step * (index + 0.5), 1)


def upright(chart: ChartData) -> Picture:
    """The chart over a shared axis that nought stands on; without its title and legend."""
    chart = _as_shares(chart) if chart.share else chart
    axes = _axes(chart)
    values = [axes.low + (axes.top - axes.low) * part / 2 for part in range(3)]
    if axes.low < 0:
        values = sorted({*values, 0.0})
    rules = tuple((axes.y(value), _ruled(chart, value)) for value in values)
    labels = [Label(axes.left - 6, y + 4, text, "end") for y, text in rules]
    rects: list[Rect] = []
    lines: list[Line] = []
    areas: list[Area] = []
    columns = [series for series in chart.series if _kind(chart, series) == "COLUMN"]
    if columns:
        rects, figures = _columns(chart, columns, axes)
        labels += figures
    height = [0.0] * len(chart.labels)
    for series in chart.series:
        kind = _kind(chart, series)
        if kind in FILLED:
            areas.append(_area(series, axes, height, kind, stacked=chart.stacked))
        elif kind != "COLUMN":
            lines.append(_line(chart, series, axes, joined=kind == "LINE"))
    below, deep = _below(_ticks(chart), axes)
    return Picture(
        "", "", deep, (), tuple(rects), (*labels, *below), tuple(lines), rules, tuple(areas)
    )


def _ruled(chart: ChartData, value: float) -> str:
    return f"{short(value)}%" if chart.share else short(value)


def _as_shares(chart: ChartData) -> ChartData:
    """Every figure as a percentage of all figures of its label."""
    totals = [sum(s.values[i] or 0 for s in chart.series) or 1 for i in range(len(chart.labels))]
    return replace(
        chart,
        series=tuple(
            replace(
                series,
                values=tuple(
                    100 * (value or 0) / total
                    for value, total in zip(series.values, totals, strict=False)
                ),
            )
            for series in chart.series
        ),
    )


def _kind(chart: ChartData, series: Series) -> str:
    if chart.kind == "COMBO" and series.kind:
        return series.kind
    return USUAL.get(chart.kind, chart.kind)


def _axes(chart: ChartData) -> Axes:
    singles = [value or 0 for series in chart.series for value in series.values]
    sums = [sum(max(s.values[i] or 0, 0) for s in chart.series) for i in range(len(chart.labels))]
    top = nice(max([0.01, *(sums if chart.stacked else singles)]))
    if chart.kind == "HISTOGRAM" or _counts(singles):
        top = 2 * math.ceil(top / 2)  # A count has no halves, halfway the axis neither.
    lowest = min([0, *singles])
    low = -nice(-lowest) if lowest < 0 else 0.0
    if chart.share:
        top = 100.0  # The whole; a round number above it would leave a part of nothing.
    ruled = [_ruled(chart, value) for value in (low, (low + top) / 2, top)]
    left = max(map(len, ruled)) * LETTER + 8
    return Axes(left, (WIDTH - left) / max(len(chart.labels), 1), low, top)


def _counts(values: list[float]) -> bool:
    # No more than one may as well be a share of the whole.
    return max(values, default=0) > 1 and all(value == int(value) for value in values)


def _columns(chart: ChartData, columns: list[Series], axes: Axes) -> tuple[list[Rect], list[Label]]:
    rects, labels = [], []
    beside = 1 if chart.stacked else len(columns)
    wide = min(axes.step * 0.72 / beside, 44)
    # On a stack, or with a line through it, the figure would be read as another's.
    alone = not chart.stacked and len(columns) == len(chart.series)
    for index in range(len(chart.labels)):
        x, foot = axes.left + axes.step * index + (axes.step - wide * beside) / 2, 0.0
        for series in columns:
            value = series.values[index] or 0
            upper, lower = max(foot, foot + value), min(foot, foot + value)
            high = round(axes.y(lower) - axes.y(upper), 1)
            rects.append(Rect(round(x, 1), axes.y(upper), round(wide - 1, 1), high, series.colour))
            if value and alone and wide >= len(short(value)) * LETTER:
                y = axes.y(upper) - 4 if value > 0 else axes.y(lower) + 13
                labels.append(Label(round(x + wide / 2, 1), round(y, 1), short(value), "middle"))
            foot = foot + value if chart.stacked else 0.0
            x = x if chart.stacked else x + wide
    return rects, labels


def _line(chart: ChartData, series: Series, axes: Axes, *, joined: bool) -> Line:
    across = _across(chart)
    points = [
        (axes.x(across[index]), axes.y(value))
        for index, value in enumerate(series.values)
        if value is not None and across[index] is not None
    ]
    return Line(tuple(points), series.colour, joined)


def _across(chart: ChartData) -> list[float]:
    """Where points stand: by their number, or in a scatter chart by their own figure."""
    figures = [value for value in chart.across if value is not None]
    count = len(chart.labels)
    if chart.kind != "SCATTER" or len(figures) < count or len(set(figures)) < 2:
        return [float(at) for at in range(count)]
    low, high = min(figures), max(figures)
    return [(value - low) / (high - low) * (count - 1) for value in figures]


def _ticks(chart: ChartData) -> tuple[str, ...]:
    """The labels under the axis; those of a scatter chart are only its ends."""
    figures = [value for value in chart.across if value is not None]
    if chart.kind != "SCATTER" or len(figures) < len(chart.labels) or len(set(figures)) < 2:
        return chart.labels
    between = [""] * (len(figures) - 2)
    return (short(min(figures)), *between, short(max(figures)))


def _area(series: Series, axes: Axes, height: list[float], kind: str, *, stacked: bool) -> Area:
    before = list(height)
    if stacked:
        for index, value in enumerate(series.values):
            height[index] += value or 0
    tops = height if stacked else [value or 0 for value in series.values]
    ground = before if stacked else [0.0] * len(tops)
    upper = _edge(tops, axes, stepped=kind == "STEPPED_AREA")
    lower = _edge(ground, axes, stepped=kind == "STEPPED_AREA")
    outline = " ".join(f"{x:g},{y:g}" for x, y in [*upper, *reversed(lower)])
    return Area(f"M{outline} Z", series.colour, seen_through=not stacked)


def _edge(values: list[float], axes: Axes, *, stepped: bool) -> list[tuple[float, float]]:
    if not stepped:
        return [(axes.x(index), axes.y(value)) for index, value in enumerate(values)]
    return [
        (axes.x(index + side), axes.y(value))
        for index, value in enumerate(values)
        for side in (-0.5, 0.5)
    ]


def _below(labels: tuple[str, ...], axes: Axes) -> tuple[list[Label], float]:
    """The labels under the axis, in up to three lines; some are left out where they would touch."""
    room = max(int(axes.step / LETTER), 1)
    widest = max((len(word) for label in labels for word in label.split()), default=1)
    every = 1 if "" in labels else max(-(-(widest + 1) // room), 1)
    found, deepest = [], 1
    for index in range(0, len(labels), every):
        lines = wrap(labels[index], max(room * every, 4))[:3]
        deepest = max(deepest, len(lines))
        for down, line in enumerate(lines):
            x = min(max(axes.x(index), len(line) * LETTER / 2), WIDTH)
            x = min(x, WIDTH - len(line) * LETTER / 2)
            found.append(Label(round(x, 1), PLOT + 18 + down * 16, line, "middle"))
    return found, PLOT + 8 + deepest * 16
