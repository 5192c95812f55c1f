"""Charts as pictures for the page of a sheet: each kind its own way, all with their figures."""

from dataclasses import replace
from textwrap import wrap

from sync.local.sheets.drawing.charting import ChartData, Series
from sync.local.sheets.drawing.pies import RADIUS, slices
from sync.local.sheets.drawing.shapes import LETTER, WIDTH, Label, Picture, Rect, Table, nice, short
from sync.local.sheets.drawing.uprights import upright

__all__ = ["Picture", "draw"]

BAR = 26
MOST_BUCKETS = 10
UPRIGHT = {"COLUMN", "LINE", "AREA", "STEPPED_AREA", "SCATTER", "COMBO", "WATERFALL", "HISTOGRAM"}


def draw(chart: ChartData) -> Picture:
    """The chart as shapes; a kind that has no drawing here is its table."""
    if chart.kind == "HISTOGRAM":
        chart = _buckets(chart)
    legend = tuple((series.name, series.colour) for series in chart.series)
    told = Picture(chart.title, _summary(chart), 0, legend, axes=chart.axes)
    if not chart.labels or not any(value for s in chart.series for value in s.values):
        return told
    told = replace(told, table=_table(chart))
    if chart.kind == "BAR":
        height, rects, labels = _bars(chart)
        return replace(told, height=height, rects=tuple(rects), labels=tuple(labels))
    if chart.kind == "PIE":
        areas, shares, named = slices(chart)
        return replace(
            told,
            height=2 * RADIUS + 8,
            areas=tuple(areas),
            labels=tuple(shares),
            legend=tuple(named),
        )
    if chart.kind == "SCORECARD":
        figure = Label(0, 44, short(chart.series[0].values[0]), big=True)
        return replace(told, height=60, labels=(figure,))
    if chart.kind not in UPRIGHT:
        return told
    return replace(
        upright(chart),
        title=told.title,
        summary=told.summary,
        legend=told.legend,
        table=told.table,
        axes=told.axes,
    )


def _summary(chart: ChartData) -> str:
    """The figures in words, for who cannot see them."""
    lines = []
    for index, label in enumerate(chart.labels):
        told = [
            f"{s.name} {short(s.values[index])}"
            for s in chart.series
            if index < len(s.values) and s.values[index]
        ]
        if told:
            lines.append(f"{label}: {', '.join(told)}")
    about = ". ".join(filter(None, (chart.title, chart.told)))
    return f"{about}. {'; '.join(lines) or 'Nog geen gegevens'}."


def _table(chart: ChartData) -> Table:
    rows = tuple(
        (label, *(short(s.values[at]) if at < len(s.values) else "" for s in chart.series))
        for at, label in enumerate(chart.labels)
    )
    return Table(tuple(series.name for series in chart.series), rows)


def _buckets(chart: ChartData) -> ChartData:
    """How many figures lie in each of some stretches of the same length."""
    figures = [value for s in chart.series for value in s.values if value is not None]
    if not figures:
        return chart
    low, high = min(figures), max(figures)
    size = nice(max((high - low) / MOST_BUCKETS, 0.01))
    first = low // size
    counts: dict[int, int] = {}
    for figure in figures:
        counts[int(figure // size - first)] = counts.get(int(figure // size - first), 0) + 1
    numbers = range(max(counts) + 1)
    labels = tuple(
        f"{short((first + at) * size)}–{short((first + at + 1) * size)}" for at in numbers
    )
    series = Series(
        "Aantal", chart.series[0].colour, tuple(float(counts.get(n, 0)) for n in numbers)
    )
    return replace(chart, labels=labels, series=(series,))


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
    """The figure in its bar, or nothing in a bar that is too short for it."""
    value = series.values[index]
    text = short(value) if value else ""
    if not text or long < len(text) * LETTER + 6:
        return []
    x, y = at
    return [Label(round(x + long / 2, 1), y + BAR / 2 + 5, text, "middle", series.colour)]
