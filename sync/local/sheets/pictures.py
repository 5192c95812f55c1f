"""Charts drawn as shapes: stacked bars, columns and lines, made for a narrow page.

A picture is 320 units wide, so that on a phone its letters are as large as they say.
"""

from dataclasses import dataclass
from textwrap import wrap

from sync.local.sheets.charting import ChartData, Series

WIDTH = 320
LETTER = 6.6
BAR = 26
PLOT = 190
INK, PAPER = "#1F2933", "#FFFFFF"


@dataclass(frozen=True)
class Rect:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Label:
    """A text at a place."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    colour: str = INK


@dataclass(frozen=True)
class Line:
    """A line through points, each marked."""

    points: tuple[tuple[float, float], ...]
    colour: str

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True)
class Picture:
    """A chart as shapes, with its title, legend and the same said in words."""

    title: str
    summary: str
    height: float
    legend: tuple[tuple[str, str], ...]
    rects: tuple[Rect, ...] = ()
    labels: tuple[Label, ...] = ()
    lines: tuple[Line, ...] = ()
    rules: tuple[tuple[float, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see yet."""
        return not (self.rects or self.lines)


def draw(chart: ChartData) -> Picture:
    """The chart as shapes."""
    legend = tuple((series.name, series.colour) for series in chart.series)
    summary = _summary(chart)
    if not chart.labels or not any(value for s in chart.series for value in s.values):
        return Picture(chart.title, summary, 0, legend)
    if chart.kind == "BAR":
        height, rects, labels = _bars(chart)
        return Picture(chart.title, summary, height, legend, tuple(rects), tuple(labels))
    return _upright(chart, summary, legend)


def _summary(chart: ChartData) -> str:
    """The figures in words, for who cannot see them."""
    lines = []
    for index, label in enumerate(chart.labels):
        told = [f"{s.name} {_short(s.values[index])}" for s in chart.series if s.values[index]]
        if told:
            lines.append(f"{label}: {', '.join(told)}")
    return f"{chart.title}. {'; '.join(lines) or 'Nog geen gegevens'}."


def _bars(chart: ChartData) -> tuple[float, list[Rect], list[Label]]:
    """A bar for each label, under the label; stacked, or one below the other."""
    rects: list[Rect] = []
    labels: list[Label] = []
    totals = [sum(s.values[i] or 0 for s in chart.series) for i in range(len(chart.labels))]
    singles = [value or 0 for s in chart.series for value in s.values]
    longest = max(totals if chart.stacked else singles) or 1
    y = 0.0
    for index, label in enumerate(chart.labels):
        for line in wrap(label, int(WIDTH / LETTER))[:3]:
            y += 18
            labels.append(Label(0, y - 5, line))
        scale = WIDTH / (totals[index] or 1 if chart.share else longest)
        x = 0.0
        for series in chart.series:
            long = (series.values[index] or 0) * scale
            rects.append(Rect(round(x, 1), y, round(long, 1), BAR, series.colour))
            labels += _inside(series, index, (x, y), long)
            x = x + long if chart.stacked else 0.0
            y += 0 if chart.stacked else BAR + 2
        y += (BAR if chart.stacked else 0) + 10
    return y, rects, labels


def _inside(series: Series, index: int, at: tuple[float, float], long: float) -> list[Label]:
    """The figure in its bar, or right of a bar that is too short."""
    value = series.values[index]
    text = _short(value) if value else ""
    if not text or long < len(text) * LETTER + 6:
        return []
    x, y = at
    return [Label(round(x + long / 2, 1), y + BAR / 2 + 5, text, "middle", _on(series.colour))]


def _upright(chart: ChartData, summary: str, legend: tuple[tuple[str, str], ...]) -> Picture:
    """Columns or lines over a shared axis that begins at nought."""
    sums = [sum(s.values[i] or 0 for s in chart.series) for i in range(len(chart.labels))]
    singles = [value or 0 for s in chart.series for value in s.values]
    top = _nice(max(sums if chart.stacked else singles))
    left = len(_short(top)) * LETTER + 8
    step = (WIDTH - left) / len(chart.labels)
    scale = (PLOT - 20) / top
    rules = tuple((PLOT - at * top / 2 * scale, _short(at * top / 2)) for at in range(3))
    rects: list[Rect] = []
    labels = [Label(left - 6, y + 4, text, "end") for y, text in rules]
    lines: list[Line] = []
    if chart.kind == "LINE":
        for series in chart.series:
            points = [
                (round(left + step * (i + 0.5), 1), round(PLOT - value * scale, 1))
                for i, value in enumerate(series.values)
                if value is not None
            ]
            lines.append(Line(tuple(points), series.colour))
    else:
        rects, figures = _columns(chart, left, step, scale)
        labels += figures
    below, height = _below(chart.labels, left, step)
    return Picture(
        chart.title, summary, height, legend, tuple(rects), (*labels, *below), tuple(lines), rules
    )


def _columns(
    chart: ChartData, left: float, step: float, scale: float
) -> tuple[list[Rect], list[Label]]:
    rects, labels = [], []
    beside = 1 if chart.stacked else len(chart.series)
    wide = min(step * 0.72 / beside, 44)
    for index in range(len(chart.labels)):
        x, y = left + step * index + (step - wide * beside) / 2, float(PLOT)
        for series in chart.series:
            value = series.values[index] or 0
            high = value * scale
            y = y - high if chart.stacked else PLOT - high
            rects.append(Rect(round(x, 1), round(y, 1), round(wide - 1, 1), round(high, 1),
                              series.colour))  # fmt: skip
            if value and not chart.stacked and wide >= len(_short(value)) * LETTER:
                labels.append(
                    Label(round(x + wide / 2, 1), round(y - 4, 1), _short(value), "middle")
                )
            x = x if chart.stacked else x + wide
    return rects, labels


def _below(labels: tuple[str, ...], left: float, step: float) -> tuple[list[Label], float]:
    """The labels under the axis, in up to three lines; some are left out where they would touch."""
    room = max(int(step / LETTER), 1)
    widest = max((len(word) for label in labels for word in label.split()), default=1)
    every = max(-(-widest // room), 1)
    found, deepest = [], 1
    for index in range(0, len(labels), every):
        lines = wrap(labels[index], max(room * every, 4))[:3]
        deepest = max(deepest, len(lines))
        for down, line in enumerate(lines):
            x = min(max(left + step * (index + 0.5), len(line) * LETTER / 2), WIDTH)
            x = min(x, WIDTH - len(line) * LETTER / 2)
            found.append(Label(round(x, 1), PLOT + 18 + down * 16, line, "middle"))
    return found, PLOT + 8 + deepest * 16


def _nice(highest: float) -> float:
    """A round number at or above the highest value."""
    if highest <= 2:
        return 2
    size: float = 10 ** (len(str(int(highest))) - 1)
    for part in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10):
        if part * size >= highest:
            return part * size
    return highest


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _on(colour: str) -> str:
    """Black or white letters, whichever is easier to read on a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return PAPER if light < 0.19 else INK
