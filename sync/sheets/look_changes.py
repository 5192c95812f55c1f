"""Which looks are written: of what is made now all; of what is there those that ours changed.

People may widen a column, colour a cell or set another list: that stays, also when ours changes.
So where something looks otherwise than we last made it, it is left, and it is never told: how a
sheet looks is for those who work in it. What ours did not change is not written a second time.
"""

from collections.abc import Container, Iterator, Mapping
from functools import partial
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, sheet_id
from sync.sheets.applied import BLANK, Baseline
from sync.sheets.comparison import Comparison
from sync.sheets.look_said import nothing, property_said, said, told
from sync.sheets.looks import LOOK, Look, columns_span, fields_of, look_requests, looks_of, wide
from sync.sheets.placing import Placing
from sync.sheets.rules import Rules, rule_names

Json = dict[str, Any]


def note_looks(definition: Spreadsheet, into: Comparison) -> None:
    """Remember how everything is to look."""
    for tab in definition.tabs:
        for look in looks_of(definition, tab):
            if noted := told(look.kind, _wanted(look)):
                into.applied[look.name] = noted
        for name in rule_names(tab):
            into.note(name, 1)


def change_looks(placing: Placing, baseline: Baseline, *, look: bool) -> list[Json]:
    """What makes new parts look as they should and, with `look`, what else ours changed."""
    there = {entry["properties"].get("sheetId", 0): entry for entry in placing.document["sheets"]}
    requests: list[Json] = []
    made = placing.new or placing.fresh or placing.reheaded or placing.refilled
    for tab in placing.spreadsheet.tabs:
        sheet = there.get(sheet_id(placing.spreadsheet.key, tab.key))
        if sheet is not None and not (look or made):
            continue
        writing = _Writing(placing, tab, sheet, baseline, look=look)
        requests += [*look_requests(writing.looks()), *writing.rules()]
    spans = ((columns_span(sheet, at, 1), width) for (sheet, at), width in placing.widths.items())
    return requests + [wide(*each) for each in sorted(spans, key=str)]


class _Writing:
    """One tab: what is made now, and what is there."""

    def __init__(
        self, placing: Placing, tab: Tab, sheet: Json | None, baseline: Baseline, *, look: bool
    ) -> None:
        self._placing, self._tab, self._sheet, self._look = placing, tab, sheet, look
        cells = baseline.cells or {}
        self._applied = cells if any(name.startswith(LOOK) for name in cells) else None
        self._there = _cells(sheet) if look and sheet else {}

    def looks(self) -> Iterator[Look]:
        """The pieces that are written, each where it may be."""
        for look in looks_of(self._placing.spreadsheet, self._tab):
            again = self._placing.reheaded if look.kind == "style" else self._placing.refilled
            if self._is_made(look.table, look.column, again):
                if look.wanted is not None:
                    yield look
            elif self._look:
                yield from self._changed(look)

    def rules(self) -> list[Json]:
        """What the rules of the tab need."""
        there = self._sheet.get("conditionalFormats", []) if self._sheet else []
        rules = Rules(self._placing.spreadsheet, self._tab, there, self._applied)
        again = self._placing.reheaded | self._placing.refilled
        return rules.requests(partial(self._is_made, again=again), look=self._look)

    def _is_made(self, table: str, column: str, again: Container[str]) -> bool:
        """Whether it comes with something that is made now, or with rows that come back."""
        if self._sheet is None or table in self._placing.new or table in again:
            return True
        return (table, column) in self._placing.fresh

    def _changed(self, look: Look) -> Iterator[Look]:
        if look.kind in ("tab", "width"):
            if self._is_ours(look, self._alone(look)):
                yield look
            return
        yield from _runs(
            look,
            [
                self._is_ours(look, said(look.kind, _part(look, self._there.get(place, {}))))
                for place in _places(look.place)
            ],
        )

    def _alone(self, look: Look) -> Any:
        """What a tab or the width of a column says now."""
        sheet = self._sheet or {}
        if look.kind == "tab":
            return property_said(sheet["properties"], fields_of(look.wanted))
        widths = {
            at: column.get("pixelSize", nothing("width"))
            for grid in sheet.get("data", [])
            for at, column in enumerate(grid.get("columnMetadata", []), grid.get("startColumn", 0))
        }
        return widths.get(look.place["startIndex"], nothing("width"))

    def _is_ours(self, look: Look, now: Any) -> bool:
        """Whether what looks like this is ours to change, and has to change."""
        if now == _wanted(look):
            return False
        if self._applied is None or (look.kind != "validation" and look.name not in self._applied):
            certain = look.kind != "validation" and not look.people
            return certain or bool(now == nothing(look.kind))
        return told(look.kind, now) == self._applied.get(look.name, BLANK)


def _wanted(look: Look) -> Any:
    if look.kind == "tab":
        return property_said(look.wanted, fields_of(look.wanted))
    return said(look.kind, look.wanted)


def _part(look: Look, cell: Json) -> Any:
    return cell.get("dataValidation" if look.kind == "validation" else "userEnteredFormat") or {}


def _cells(sheet: Json) -> Mapping[tuple[int, int], Json]:
    return {
        (down, along): cell
        for grid in sheet.get("data", [])
        for down, row in enumerate(grid.get("rowData", []), grid.get("startRow", 0))
        for along, cell in enumerate(row.get("values", []), grid.get("startColumn", 0))
    }


def _places(place: Json) -> list[tuple[int, int]]:
    """The cells of a range, which is one row or one column."""
    rows = range(place["startRowIndex"], place["endRowIndex"])
    columns = range(place["startColumnIndex"], place["endColumnIndex"])
    return [(row, column) for row in rows for column in columns]


def _runs(look: Look, chosen: list[bool]) -> Iterator[Look]:
    """The look on the chosen cells, those side by side together."""
    side = "Row" if look.place["endColumnIndex"] - look.place["startColumnIndex"] == 1 else "Column"
    first = look.place[f"start{side}Index"]
    begin: int | None = None
    for at, one in enumerate([*chosen, False], first):
        if one and begin is None:
            begin = at
        elif not one and begin is not None:
            part = look.place | {f"start{side}Index": begin, f"end{side}Index": at}
            yield Look(look.name, look.kind, part, look.wanted)
            begin = None
