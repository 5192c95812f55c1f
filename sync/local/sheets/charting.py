"""What a chart shows: its labels and series, read from the cells it points at."""

from dataclasses import dataclass

from sync.local.call import Json
from sync.local.sheets.book import Place, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.colours import css
from sync.local.sheets.ranges import of_grid_range

COLOURS = ("#0F5C5C", "#B45309", "#1B6E3C", "#7A4E9F", "#2F6DB5", "#8A8F98")
KINDS = {"BAR", "COLUMN", "LINE"}


@dataclass(frozen=True)
class Series:
    """One series: its name, colour, and a value (or none) for each label."""

    name: str
    colour: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class ChartData:
    """A chart's figures; `share` when every bar is as long as the whole."""

    title: str
    kind: str
    stacked: bool
    share: bool
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def chart_data(reading: Reading, chart: Json) -> ChartData | None:
    """The figures of a chart; none for a kind that the page does not draw."""
    spec = chart["spec"]
    basic = spec.get("basicChart", {})
    if basic.get("chartType") not in KINDS:
        return None
    # Google counts one header row when a chart does not say.
    headers = basic.get("headerCount", 1)
    labels = [
        reading.formatted(sheet, place)
        for sheet, place in _places(reading, _first(basic.get("domains"), "domain"))[headers:]
    ]
    kept = [index for index, label in enumerate(labels) if label]
    series = [
        _series(reading, one, number, headers, kept)
        for number, one in enumerate(basic.get("series", []))
    ]
    stacked = basic.get("stackedType", "NOT_STACKED")
    return ChartData(
        spec.get("title", ""),
        basic["chartType"],
        stacked in {"STACKED", "PERCENT_STACKED"},
        stacked == "PERCENT_STACKED",
        tuple(labels[index] for index in kept),
        tuple(series),
    )


def _series(reading: Reading, one: Json, number: int, headers: int, kept: list[int]) -> Series:
    places = _places(reading, one.get("series", {}))
    name = reading.formatted(*places[headers - 1]) if headers and places else ""
    values = [reading.value(*place).get("numberValue") for place in places[headers:]]
    colour = one.get("colorStyle", {}).get("rgbColor") or one.get("color")
    return Series(
        name or f"Reeks {number + 1}",
        css(colour).upper() if colour is not None else COLOURS[number % len(COLOURS)],
        tuple(values[index] if index < len(values) else None for index in kept),
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
