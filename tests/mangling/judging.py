"""What is wrong after Ritmiek worked: where something of people's is not what it was before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sheets_templates.model import Spreadsheet, Tab, sheet_id
from sync.sheets.cells import plain_of
from sync.sheets.row_places import comparable
from tests.mangling.form_judging import changed_in_forms
from tests.mangling.line import Insert
from tests.mangling.looks_judged import LooksJudge
from tests.mangling.owned import Ours
from tests.mangling.playing import Redone
from tests.mangling.state import Place, State, cells_of

Json = dict[str, Any]
_THINGS = {
    "protectedRanges": "protectedRangeId",
    "charts": "chartId",
    "bandedRanges": "bandedRangeId",
    "filterViews": "filterViewId",
}
_SAID = ("userEnteredValue", "note")


def changed(
    before: State,
    after: State,
    ours: Mapping[str, Spreadsheet],
    inserts: Sequence[Insert],
    *,
    restored: bool,
    redone: Redone = (),
) -> list[str]:
    """Everything of people's that Ritmiek changed; with `restored`, names and rights come back."""
    lines = [
        *_files(before, after, ours, restored=restored),
        *changed_in_forms(before, after),
    ]
    for id_, document in before.documents.items():
        own = [one for one in inserts if one.file == id_]
        if id_ not in after.documents:
            continue
        if id_ in ours and not before.files[id_].get("trashed"):
            judge = _Judge(ours[id_], document, after.documents[id_], own, restored=restored)
            lines += [*judge.lines(), *judge.looks(redone)]
        elif document != after.documents[id_]:
            lines.append(f"spreadsheet {before.files[id_]['name']} of people's own changed")
    for id_, answers in before.answers.items():
        if not answers.items() <= after.answers.get(id_, {}).items():
            lines.append("an answer to a form is gone")
    return lines


def _files(
    before: State, after: State, ours: Mapping[str, Spreadsheet], *, restored: bool
) -> Iterator[str]:
    for id_, file in before.files.items():
        now = after.files.get(id_)
        if now is None:
            yield f"{file['name']} is gone"
            continue
        for name in ("trashed",) if restored else ("trashed", "name", "parents"):
            if file.get(name) != now.get(name) and not (id_ in ours and name == "name"):
                yield f"{name} of {file['name']} was {file.get(name)} and is {now.get(name)}"
        there = [_grant(one) for one in now.get("permissions", [])]
        for one in file.get("permissions", []):
            if not restored and _grant(one) not in there:
                yield f"{file['name']} is no longer shared with {one.get('emailAddress')}"


def _grant(permission: Json) -> Json:
    return {key: permission.get(key) for key in ("id", "type", "role", "emailAddress", "view")}


class _Judge:
    """One spreadsheet of ours before and after."""

    def __init__(
        self,
        spreadsheet: Spreadsheet,
        before: Json,
        after: Json,
        inserts: Sequence[Insert],
        *,
        restored: bool,
    ) -> None:
        self._spreadsheet = spreadsheet
        self._documents = before, after
        self._before, self._after = Ours(spreadsheet, before), Ours(spreadsheet, after)
        self._cells = cells_of(before), cells_of(after)
        self._inserts = inserts
        self._restored = restored

    def lines(self) -> list[str]:
        """What is wrong."""
        return [*self._typed(), *self._rows(), *self._tabs(), *self._things(), *self._names()]

    def looks(self, redone: Redone) -> Iterator[str]:
        """What is wrong with how it looks."""
        ours = self._before, self._after
        return LooksJudge(ours, self._cells, self._moved, redone).lines()

    def _moved(self, sheet: int, row: int) -> int:
        for one in self._inserts:
            row = one.moved(row) if one.sheet == sheet else row
        return row

    def _typed(self) -> Iterator[str]:
        there, now = self._cells
        moved = {
            (sheet, self._moved(sheet, row), column): (sheet, row, column)
            for sheet, row, column in there
        }
        for place in sorted({*moved, *now}):
            if place[0] not in self._before.sheets:
                continue
            old, new = there.get(moved.get(place, place), {}), now.get(place, {})
            if place not in moved:
                old = {}
            if _said(old) == _said(new) or moved.get(place) in self._before.cells:
                continue
            if _said(old) == [None, None] and place in self._after.cells:
                continue
            yield f"cell {self._at(place)} was {_said(old)} and is {_said(new)}"

    def _rows(self) -> Iterator[str]:
        """Every row beside which people wrote is still the same row."""
        for address, tab, table in self._spreadsheet.tables():
            sheet = sheet_id(self._spreadsheet.key, tab.key)
            if not table.identity or sheet not in self._before.sheets:
                continue
            keys = [column.key for column in table.columns]
            before, after = (
                _rows_of(ours, cells, tab, table, sheet)
                for ours, cells in zip((self._before, self._after), self._cells, strict=True)
            )
            theirs = [column.key for column in table.columns if column.owner == "people"]
            for row, said in before.items():
                now = after.get(self._moved(sheet, row), {})
                if not any(said.get(key) not in (None, "", False) for key in theirs):
                    continue
                if any(key not in said or key not in now for key in keys):
                    continue
                was, is_ = (
                    comparable(tuple(one[key] for key in table.identity)) for one in (said, now)
                )
                if was != is_:
                    yield f"row {self._at((sheet, row, 0))} of {address} was {was} and is {is_}"

    def _tabs(self) -> Iterator[str]:
        before, after = self._before.sheets, self._after.sheets
        for id_, sheet in before.items():
            title = sheet["properties"]["title"]
            if id_ not in after:
                yield f"tab {title} is gone"
            elif id_ not in self._before.tabs:
                if _without_index(sheet) != _without_index(after[id_]):
                    yield f"tab {title} of people's own changed"
            else:
                yield from self._tab(id_, sheet, after[id_])

    def _tab(self, id_: int, old: Json, new: Json) -> Iterator[str]:
        title = old["properties"]["title"]
        for name in ("title", "hidden"):
            same = old["properties"].get(name) == new["properties"].get(name)
            if not same and not (self._restored and name == "title"):
                yield f"{name} of tab {title} changed"
        for kind in ("ROWS", "COLUMNS"):
            was = {self._moved(id_, at) if kind == "ROWS" else at for at in _hidden(old, kind)}
            if was != _hidden(new, kind):
                yield f"hidden {kind} of tab {title} changed"
        rules = [_theirs(one, self._shifted) for one in _of_people(old)]
        if rules != [_theirs(one, lambda place: place) for one in _of_people(new)]:
            yield f"a rule of people's on tab {title} changed"
        now = [_bare(place) for place in new.get("merges", [])]
        for merge in old.get("merges", []):
            ours = any(place in self._before.cells for place in _within(merge))
            if not ours and _bare(self._shifted(merge)) not in now:
                yield f"merged cells on tab {title} came apart"
        if bool(old.get("basicFilter")) != bool(new.get("basicFilter")):
            yield f"the filter on tab {title} changed"

    def _things(self) -> Iterator[str]:
        ours = self._before.things()
        for kind, key in _THINGS.items():
            now = {
                entry[key]: entry
                for sheet in self._documents[1]["sheets"]
                for entry in sheet.get(kind, [])
            }
            for sheet in self._documents[0]["sheets"]:
                for entry in sheet.get(kind, []):
                    wanted = _theirs(entry, self._shifted)
                    if entry[key] not in ours and wanted != now.get(entry[key]):
                        yield f"one of people's {kind} changed"

    def _names(self) -> Iterator[str]:
        ours = self._before.things()
        now = {one["namedRangeId"]: one for one in self._documents[1].get("namedRanges", [])}
        for one in self._documents[0].get("namedRanges", []):
            wanted = _theirs(one, self._shifted)
            if one["namedRangeId"] not in ours and wanted != now.get(one["namedRangeId"]):
                yield f"the name {one['name']} of people's changed"

    def _shifted(self, place: Json) -> Json:
        sheet = place.get("sheetId", 0)
        if "endRowIndex" not in place:
            return place
        start = self._moved(sheet, place.get("startRowIndex", 0))
        end = self._moved(sheet, place["endRowIndex"] - 1) + 1
        return place | {"startRowIndex": start, "endRowIndex": end}

    def _at(self, place: Place) -> str:
        sheet = self._before.sheets[place[0]]["properties"]["title"]
        return f"{sheet}!R{place[1] + 1}C{place[2] + 1}"


def _said(cell: Json) -> list[Any]:
    return [cell.get(name) or None for name in _SAID]


def _rows_of(
    ours: Ours, cells: Mapping[Place, Json], tab: Tab, table: Any, sheet: int
) -> dict[int, dict[str, Any]]:
    """What the rows of a table say, by their row and column key."""
    if sheet not in ours.sheets:
        return {}
    rows: dict[int, dict[str, Any]] = {}
    for key, row, column in ours.columns(tab, table):
        cell = cells.get((sheet, row, column), {})
        rows.setdefault(row, {})[key] = plain_of(cell.get("userEnteredValue", {}))
    return rows


def _without_index(sheet: Json) -> Json:
    properties = {key: value for key, value in sheet["properties"].items() if key != "index"}
    return sheet | {"properties": properties}


def _hidden(sheet: Json, kind: str) -> set[int]:
    name = "rowMetadata" if kind == "ROWS" else "columnMetadata"
    return {
        at
        for grid in sheet.get("data", [])
        for at, line in enumerate(grid.get(name, []))
        if line.get("hiddenByUser")
    }


def _of_people(sheet: Json) -> list[Json]:
    rules = sheet.get("conditionalFormats", [])
    return [rule for rule in rules if "mens" in str(rule.get("booleanRule", {}).get("condition"))]


def _within(place: Json) -> Iterator[Place]:
    """Every cell of a range."""
    for row in range(place.get("startRowIndex", 0), place["endRowIndex"]):
        for column in range(place.get("startColumnIndex", 0), place["endColumnIndex"]):
            yield place.get("sheetId", 0), row, column


def _bare(place: Json) -> tuple[int, ...]:
    names = ("sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return tuple(place.get(name, 0) for name in names)


def _theirs(value: Any, shifted: Callable[[Json], Json]) -> Any:
    """A thing as it should be after rows were put in above it."""
    if isinstance(value, list):
        return [_theirs(item, shifted) for item in value]
    if not isinstance(value, dict):
        return value
    if "endRowIndex" in value:
        return shifted(value)
    return {key: _theirs(item, shifted) for key, item in value.items()}
