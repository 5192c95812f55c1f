"""What lies on a spreadsheet and has an id of its own: names, banding, protection and charts.

Each has the same id in every copy, so what is there is compared by id, and what people add is
never met. Protection only warns, and covers no column that people put between ours: they keep the
last word in their own spreadsheet.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_templates.look import BANDS, series_colours
from sheets_templates.model import Chart, Column, Spreadsheet, Tab, Table, object_id, sheet_id
from sheets_templates.ownership import OwnedRange
from sync.sheets.grids import colour, column_range, grid_range, same_range, table_range
from sync.sheets.names import free_names
from sync.sheets.placed import standing, width_of

Json = dict[str, Any]


@dataclass(frozen=True)
class SheetObject:
    """One object as it should be: how to add it, how to correct it, and what is compared.

    `defined` is what its definition says of one that people may make their own.
    """

    id: str
    name: str
    add: Json
    correct: tuple[Json, ...]
    compared: tuple[Json, ...]
    says: str = ""
    defined: tuple[str, ...] = ()

    def requests(self, there: Mapping[str, "ObjectThere"]) -> tuple[Json, ...]:
        """Nothing when it is there as it should be."""
        found = there.get(self.id)
        if found is None:
            return (self.add,)
        same = len(found.ranges) == len(self.compared) and found.says == self.says
        pairs = zip(found.ranges, self.compared, strict=False)
        return () if same and all(same_range(*pair) for pair in pairs) else self.correct


@dataclass(frozen=True)
class ObjectThere:
    """One object as it is: its ranges and what it says."""

    ranges: tuple[Json, ...]
    says: str = ""


NOTHING: Mapping[str, ObjectThere] = {}
"""What lies on a spreadsheet that was just made."""


def wanted_objects(
    spreadsheet: Spreadsheet, there: Mapping[str, ObjectThere] = NOTHING
) -> list[SheetObject]:
    """Every object that the spreadsheet should have, beside what is there."""
    objects = [*_names(spreadsheet, there), *_protections(spreadsheet)]
    for tab in spreadsheet.tabs:
        objects += [*_bandings(spreadsheet, tab), *_charts(spreadsheet, tab)]
    return objects


def objects_there(document: Json) -> dict[str, ObjectThere]:
    """Every object of a `spreadsheets.get` document, by kind and id."""
    there = {
        f"name/{entry['namedRangeId']}": ObjectThere((entry["range"],), entry["name"])
        for entry in document.get("namedRanges", [])
    }
    for sheet in document.get("sheets", []):
        for entry in sheet.get("protectedRanges", []):
            there[f"protection/{entry['protectedRangeId']}"] = ObjectThere(
                (entry.get("range", {}),)
            )
        for entry in sheet.get("bandedRanges", []):
            there[f"banding/{entry['bandedRangeId']}"] = ObjectThere((entry.get("range", {}),))
        for entry in sheet.get("charts", []):
            there[f"chart/{entry['chartId']}"] = _chart_there(entry.get("spec", {}))
    return there


def name_id(spreadsheet: str, name: str) -> str:
    """The id of a named range."""
    return f"r{object_id(spreadsheet, 'name', name)}"


def _names(spreadsheet: Spreadsheet, there: Mapping[str, ObjectThere]) -> Iterable[SheetObject]:
    wanted = {
        f"name/{name_id(spreadsheet.key, name)}": (name, place)
        for tab in spreadsheet.tabs
        for table in tab.tables
        for name in (f"{tab.key}_{table.key}",)
        for place in (table_range(spreadsheet, tab, table, header=True),)
    }
    said = {id_: found.says for id_, found in there.items() if id_.startswith("name/")}
    for id_, name in free_names({id_: name for id_, (name, _) in wanted.items()}, said).items():
        _, place = wanted[id_]
        entry = {"namedRangeId": id_.removeprefix("name/"), "name": name, "range": place}
        yield SheetObject(
            id_,
            f"name {name}",
            {"addNamedRange": {"namedRange": entry}},
            ({"updateNamedRange": {"namedRange": entry, "fields": "name,range"}},),
            (place,),
            name,
        )


def _protections(spreadsheet: Spreadsheet) -> Iterable[SheetObject]:
    for tab, key, owned in _owned(spreadsheet):
        identifier = object_id(spreadsheet.key, "protection", tab.key, key)
        place = _place(spreadsheet, owned)
        entry = {
            "protectedRangeId": identifier,
            "range": place,
            "description": "Ritmiek vult dit in; wat u hier typt, wordt overschreven.",
            "warningOnly": True,
        }
        yield SheetObject(
            f"protection/{identifier}",
            f"protection on tab {tab.title}",
            {"addProtectedRange": {"protectedRange": entry}},
            ({"updateProtectedRange": {"protectedRange": entry, "fields": "range"}},),
            (place,),
        )


def _owned(spreadsheet: Spreadsheet) -> Iterable[tuple[Tab, str, OwnedRange]]:
    """What Ritmiek writes, each with a key that stays when tables move."""
    for tab in spreadsheet.tabs:
        for number, text in enumerate(tab.texts):
            owned = OwnedRange(tab.key, text.row, text.column, 1, text.columns, "setup")
            yield tab, f"text {number}", owned
        for table in tab.tables:
            for number, run in enumerate(_runs(table, lambda _: True)):
                key = _header_key(table, run[0][1].key if number else "")
                head = (table.row, run[0][0], 1, len(run))
                yield tab, key, OwnedRange(tab.key, *head, "setup")
            for run in _runs(table, lambda column: column.owner):
                at, first = run[0]
                below = (table.row + 1, at, table.capacity, len(run))
                if first.owner != "people":
                    yield tab, f"{table.key} {first.key}", OwnedRange(tab.key, *below, first.owner)


def _header_key(table: Table, column: str = "") -> str:
    """The key of the protection on the headers from this column on, or on the first ones."""
    return f"{table.key} header {column}".rstrip()


def _runs(table: Table, kind: Callable[[Column], object]) -> Iterator[list[tuple[int, Column]]]:
    """Columns of one kind that stand side by side, with their places, from left to right."""
    run: list[tuple[int, Column]] = []
    for at, column in sorted(standing(table), key=lambda entry: entry[0]):
        if run and not (at == run[-1][0] + 1 and kind(column) == kind(run[-1][1])):
            yield run
            run = []
        run.append((at, column))
    if run:
        yield run


def stale_protections(
    spreadsheet: Spreadsheet, left: Iterable[tuple[str, str]], there: Mapping[str, ObjectThere]
) -> list[Json]:
    """What takes away our protections that cover nothing of ours any more.

    A column that people parted from its neighbours, or one that left its definition (`left`, by
    the address of its table), had one; what it covers now may be theirs.
    """
    wanted = {wanted.id for wanted in _protections(spreadsheet)}
    columns = [(*address.split(".", 1), key) for address, key in left]
    columns += [
        (tab.key, table.key, column.key)
        for _, tab, table in spreadsheet.tables()
        for column in table.columns
    ]
    ids = [
        object_id(spreadsheet.key, "protection", tab, key)
        for tab, table, column in columns
        for key in (f"{table} {column}", f"{table} header {column}")
    ]
    return [
        {"deleteProtectedRange": {"protectedRangeId": identifier}}
        for identifier in ids
        if f"protection/{identifier}" in there and f"protection/{identifier}" not in wanted
    ]


def _bandings(spreadsheet: Spreadsheet, tab: Tab) -> Iterable[SheetObject]:
    for table in tab.tables:
        # Bands over people's columns could meet bands of theirs, which Google refuses.
        if not table.banded or width_of(table) > len(table.columns):
            continue
        identifier = object_id(spreadsheet.key, "banding", tab.key, table.key)
        place = table_range(spreadsheet, tab, table, header=False)
        bands = {
            "firstBandColorStyle": colour(BANDS[0]),
            "secondBandColorStyle": colour(BANDS[1]),
        }
        entry = {"bandedRangeId": identifier, "range": place, "rowProperties": bands}
        yield SheetObject(
            f"banding/{identifier}",
            f"banding of {table.key}",
            {"addBanding": {"bandedRange": entry}},
            ({"updateBanding": {"bandedRange": entry, "fields": "range,rowProperties"}},),
            (place,),
        )


def _charts(spreadsheet: Spreadsheet, tab: Tab) -> Iterable[SheetObject]:
    for chart in tab.charts:
        identifier = object_id(spreadsheet.key, "chart", tab.key, chart.key)
        spec, ranges = _chart_spec(spreadsheet, tab, chart)
        anchor = {
            "sheetId": sheet_id(spreadsheet.key, tab.key),
            "rowIndex": chart.row,
            "columnIndex": chart.column,
        }
        overlay = {
            "anchorCell": anchor,
            "widthPixels": chart.width,
            "heightPixels": chart.height,
        }
        entry = {
            "chartId": identifier,
            "spec": spec,
            "position": {"overlayPosition": overlay},
        }
        yield SheetObject(
            f"chart/{identifier}",
            f"chart {chart.key}",
            {"addChart": {"chart": entry}},
            ({"updateChartSpec": {"chartId": identifier, "spec": spec}},),
            ranges,
            chart.title,
            (chart.title, chart.table, chart.labels, *chart.series),
        )


def _chart_spec(spreadsheet: Spreadsheet, tab: Tab, chart: Chart) -> tuple[Json, tuple[Json, ...]]:
    table = next(table for table in tab.tables if table.key == chart.table)
    keys = (chart.labels, *chart.series)
    ranges = tuple(column_range(spreadsheet, tab, table, key, header=True) for key in keys)
    sources = [{"sourceRange": {"sources": [place]}} for place in ranges]
    bars = chart.kind == "stacked_bar"
    axis = "BOTTOM_AXIS" if bars else "LEFT_AXIS"
    series = [
        {"series": source, "targetAxis": axis, "colorStyle": colour(shade)}
        for source, shade in zip(sources[1:], series_colours(chart), strict=True)
    ]
    kinds = {"stacked_bar": "BAR", "column": "COLUMN", "line": "LINE"}
    basic: Json = {
        "chartType": kinds[chart.kind],
        "legendPosition": "BOTTOM_LEGEND",
        "headerCount": 1,
        "domains": [{"domain": sources[0]}],
        "series": series,
    }
    if bars:
        basic["stackedType"] = "STACKED"
    return {"title": chart.title, "altText": chart.title, "basicChart": basic}, ranges


def _chart_there(spec: Json) -> ObjectThere:
    basic = spec.get("basicChart", {})
    drawn = [entry.get("domain", {}) for entry in basic.get("domains", [])]
    drawn += [entry.get("series", {}) for entry in basic.get("series", [])]
    sources = [entry.get("sourceRange", {}).get("sources", [{}])[0] for entry in drawn]
    return ObjectThere(tuple(sources), spec.get("title", ""))


def _place(spreadsheet: Spreadsheet, owned: OwnedRange) -> Json:
    sheet = sheet_id(spreadsheet.key, owned.tab)
    return grid_range(sheet, owned.row, owned.column, owned.rows, owned.columns)
