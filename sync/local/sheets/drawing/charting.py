"""What a chart shows: its labels and series, read from the cells it points at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

from sync.local.call import Json
from sync.local.sheets.book import Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.grid import Place
from sync.local.sheets.looks.colours import css
from sync.local.sheets.ranges import of_grid_range

COLOURS = ("#0F5C5C", "#B45309", "#1B6E3C", "#7A4E9F", "#2F6DB5", "#8A8F98")
BASIC = {"BAR", "COLUMN", "LINE", "AREA", "STEPPED_AREA", "SCATTER", "COMBO"}
OTHERS = {
    "pieChart": "PIE",
    "histogramChart": "HISTOGRAM",
    "scorecardChart": "SCORECARD",
    "bubbleChart": "BUBBLE",
    "waterfallChart": "WATERFALL",
    "candlestickChart": "CANDLESTICK",
    "orgChart": "ORG",
    "treemapChart": "TREEMAP",
}
AGGREGATES: dict[str, Callable[[Sequence[float]], float]] = {
    "AVERAGE": fmean,
    "MEDIAN": median,
    "SUM": sum,
    "MAX": max,
    "MIN": min,
    "COUNT": len,
}


@dataclass(frozen=True)
class Series:
    """One series: its name, colour, and a value (or none) for each label; how it is drawn."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    kind: str = ""


@dataclass(frozen=True)
class ChartData:
    """A chart's figures; `share` when every bar is as long as the whole.

    `axes` are the titles of the upright and of the lying axis, `told` is its maker's description.
    """

    title: str
    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    share: bool = False
    across: tuple[float | None, ...] = ()
    hole: float = 0
    axes: tuple[str, str] = ("", "")
    told: str = ""


def chart_data(reading: Reading, chart: Json) -> ChartData | None:
    """The figures of a chart; none when it names no kind."""
    spec = chart["spec"]
    basic = spec.get("basicChart")
    if basic is not None:
        if basic.get("chartType") not in BASIC:
            return None
        return replace(_basic(reading, spec, basic), told=spec.get("altText", ""))
    for name, kind in OTHERS.items():
        if name in spec:
            found = _other(reading, spec.get("title", ""), kind, spec[name])
            return replace(found, told=spec.get("altText", ""))
    return None


def _basic(reading: Reading, spec: Json, basic: Json) -> ChartData:
    # Google counts one header row when a chart does not say.
    headers = basic.get("headerCount", 1)
    places = _places(reading, _first(basic.get("domains"), "domain"))[headers:]
    labels = [reading.formatted(sheet, place) for sheet, place in places]
    kept = [index for index, label in enumerate(labels) if label]
    series = [
        _series(reading, one, number, headers, kept)
        for number, one in enumerate(basic.get("series", []))
    ]
    stacked = basic.get("stackedType", "NOT_STACKED")
    return ChartData(
        spec.get("title", ""),
        basic["chartType"],
        tuple(labels[index] for index in kept),
        tuple(series),
        stacked in {"STACKED", "PERCENT_STACKED"},
        stacked == "PERCENT_STACKED",
        tuple(reading.value(*places[index]).get("numberValue") for index in kept),
        axes=(_titled(basic, "LEFT_AXIS"), _titled(basic, "BOTTOM_AXIS")),
    )


def _titled(basic: Json, position: str) -> str:
    titles = [one.get("title", "") for one in basic.get("axis", []) if one["position"] == position]
    return str(titles[0]) if titles else ""


def _other(reading: Reading, title: str, kind: str, spec: Json) -> ChartData:
    """Kinds that have one list of labels and one of figures, or figures alone."""
    if kind == "SCORECARD":
        return _scorecard(reading, title, spec)
    named = list(_sources(reading, spec))
    labelled = named[0][1] if named and not _is_numeric(reading, named[0][1]) else []
    numeric = [(key, places) for key, places in named if _is_numeric(reading, places)]
    labels = [reading.formatted(*place) for place in labelled]
    # These kinds count no header rows: a text above figures is one.
    skipped = 1 if any(_is_headed(reading, places) for _, places in numeric) else 0
    length = max((len(places) for _, places in numeric), default=len(labels)) - skipped
    labels = labels[skipped:] if labels else [str(at + 1) for at in range(length)]
    series = tuple(
        Series(
            (reading.formatted(*places[0]) if skipped else "") or f"Reeks {number + 1}",
            COLOURS[number % len(COLOURS)],
            tuple(reading.value(*place).get("numberValue") for place in places[skipped:]),
        )
        for number, (_, places) in enumerate(numeric)
    )
    hole = spec.get("pieHole", 0) if kind == "PIE" else 0
    kept = series if kind != "PIE" else series[:1]
    return ChartData(title, kind, tuple(labels), kept, hole=hole)


def _scorecard(reading: Reading, title: str, spec: Json) -> ChartData:
    values = [
        number
        for place in _places(reading, spec.get("keyValueData", {}))
        if (number := reading.value(*place).get("numberValue")) is not None
    ]
    aggregate = AGGREGATES.get(spec.get("aggregateType", ""), _first_of)
    series = (Series(title, COLOURS[0], (aggregate(values),)),) if values else ()
    return ChartData(title, "SCORECARD", (title,) if values else (), series)


def _first_of(values: Sequence[float]) -> float:
    return values[0]


def _sources(reading: Reading, spec: object) -> Iterator[tuple[str, list[tuple[Sheet, Place]]]]:
    """Every list of cells that a chart points at, in the order of its description."""
    if isinstance(spec, list):
        for part in spec:
            yield from _sources(reading, part)
    elif isinstance(spec, dict):
        for key in sorted(spec, key=lambda name: name not in ("domain", "labels", "bubbleLabels")):
            part = spec[key]
            if isinstance(part, dict) and "sourceRange" in part:
                yield key, _places(reading, part)
            else:
                yield from _sources(reading, part)


def _is_numeric(reading: Reading, places: list[tuple[Sheet, Place]]) -> bool:
    found = ["numberValue" in reading.value(*place) for place in places]
    return sum(found) * 2 >= len(found) and any(found)


def _is_headed(reading: Reading, places: list[tuple[Sheet, Place]]) -> bool:
    return bool(places) and "stringValue" in reading.value(*places[0])


def _series(reading: Reading, one: Json, number: int, headers: int, kept: list[int]) -> Series:
    places = _places(reading, one.get("series", {}))
    name = reading.formatted(*places[headers - 1]) if headers and places else ""
    values = [reading.value(*place).get("numberValue") for place in places[headers:]]
    colour = one.get("colorStyle", {}).get("rgbColor") or one.get("color")
    return Series(
        name or f"Reeks {number + 1}",
        css(colour).upper() if colour is not None else COLOURS[number % len(COLOURS)],
        tuple(values[index] if index < len(values) else None for index in kept),
        one.get("type", ""),
    )


def _first(domains: list[Json] | None, key: str) -> Json:
    found: Json = domains[0].get(key, {}) if domains else {}
    return found


def _places(reading: Reading, data: Json) -> list[tuple[Sheet, Place]]:
    """The cells of a chart's data in order, along its longest side."""
    found: list[tuple[Sheet, Place]] = []
    for source in data.get("sourceRange", {}).get("sources", []):
        area = of_grid_range(source)
        sheet = next((s for s in reading.book.sheets if s.id == area.sheet), None)
        if sheet is not None:
            box = area.within(sheet.rows, sheet.columns)
            found += [(sheet, place) for place in box.places()]
    return found
