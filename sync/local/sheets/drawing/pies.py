"""Round charts: a pie, or a ring when it has a hole."""

from math import cos, pi, sin

from sync.local.sheets.drawing.charting import COLOURS, ChartData
from sync.local.sheets.drawing.shapes import WIDTH, Area, Label, short

RADIUS = 100
LEAST_LABELLED = 0.05


def slices(chart: ChartData) -> tuple[list[Area], list[Label], list[tuple[str, str]]]:
    """The slices, the share on each, and the legend."""
    values = chart.series[0].values if chart.series else ()
    shown = [
        (label, value)
        for label, value in zip(chart.labels, values, strict=False)
        if (value or 0) > 0
    ]
    total = sum(value or 0 for _, value in shown) or 1
    areas: list[Area] = []
    labels: list[Label] = []
    legend: list[tuple[str, str]] = []
    hole = RADIUS * min(max(chart.hole, 0), 0.9)
    begin = 0.0
    for number, (label, value) in enumerate(shown):
        share = (value or 0) / total
        colour = COLOURS[number % len(COLOURS)]
        areas.append(Area(_slice(begin, begin + share, hole), colour))
        legend.append((f"{label}: {short(value)}", colour))
        if share >= LEAST_LABELLED:
            x, y = _point(begin + share / 2, (RADIUS * 0.62 + hole * 0.4))
            text = f"{round(share * 100)}%"
            labels.append(Label(round(x, 1), round(y + 5, 1), text, "middle", colour))
        begin += share
    return areas, labels, legend


def _point(turn: float, far: float) -> tuple[float, float]:
    """A point so far from the middle, after a part of a turn from the top."""
    return WIDTH / 2 + far * sin(2 * pi * turn), RADIUS + 4 - far * cos(2 * pi * turn)


def _slice(begin: float, end: float, hole: float) -> str:
    # An arc of a whole turn would end where it begins and not be drawn.
    end = min(end, begin + 0.99999)
    large = int(end - begin > 0.5)
    (x1, y1), (x2, y2) = _point(begin, RADIUS), _point(end, RADIUS)
    outer = f"{x1:.1f},{y1:.1f} A{RADIUS},{RADIUS} 0 {large} 1 {x2:.2f},{y2:.2f}"
    if not hole:
        return f"M{WIDTH / 2:g},{RADIUS + 4} L{outer} Z"
    (x3, y3), (x4, y4) = _point(end, hole), _point(begin, hole)
    inner = f"L{x3:.1f},{y3:.1f} A{hole:g},{hole:g} 0 {large} 0 {x4:.2f},{y4:.2f}"
    return f"M{outer} {inner} Z"
