"""A table in which people write is found by its marks, and else by its name."""

from typing import Any

import pytest

from sheets_templates.model import Column, Spreadsheet, Tab, Table
from sync.headed_places import headed_places
from sync.sheets.marks import KEYS, Kind, column_mark, table_mark
from sync.sheets.objects import name_id

ADDRESS = "leden.leden"
COLUMNS = (
    Column(key="naam", header="Naam", owner="people"),
    Column(key="adres", header="Adres", owner="people"),
)
SHEET = Spreadsheet(
    key="beheer",
    title="Beheer",
    tabs=(
        Tab(
            key="leden",
            title="Leden",
            tone="plan",
            rows=9,
            widths=(90, 90),
            tables=(Table(key="leden", row=2, capacity=5, columns=COLUMNS),),
        ),
    ),
)
Json = dict[str, Any]


def marked(kind: Kind, identifier: int) -> Json:
    return {"developerMetadata": [{"metadataId": identifier, "metadataKey": KEYS[kind]}]}


def document(
    *names: Json, rows: list[Json] | None = None, columns: list[Json] | None = None
) -> Json:
    grid = {"rowMetadata": rows or [], "columnMetadata": columns or []}
    leden = {"properties": {"sheetId": 7, "title": "Wie"}, "data": [grid]}
    return {"namedRanges": list(names), "sheets": [leden]}


def name(identifier: str, *, row: int, sheet: int = 7) -> Json:
    place = {"sheetId": sheet, "startRowIndex": row, "endRowIndex": row + 6}
    return {"namedRangeId": identifier, "name": "leden_leden", "range": place}


HEAD = [{}, {}, {}, {}, marked("table", table_mark("beheer", ADDRESS))]
ADRES = [marked("column", column_mark("beheer", ADDRESS, "adres")), {}]


def test_marks_go_before_a_name_that_lies_elsewhere() -> None:
    there = document(name(name_id("beheer", "leden_leden"), row=2), rows=HEAD, columns=ADRES)
    found = headed_places(SHEET, there)[ADDRESS]
    assert (found.row, found.columns, found.headed) == (5, {"adres": 0}, True)


def test_a_table_without_its_name_is_found_by_its_marks() -> None:
    found = headed_places(SHEET, document(rows=HEAD, columns=ADRES))[ADDRESS]
    assert (found.row, found.sheet["properties"]["title"]) == (5, "Wie")


@pytest.mark.parametrize("identifier", [name_id("beheer", "leden_leden"), "van-een-ander"])
def test_a_table_without_marks_is_found_by_its_name_whatever_its_id(identifier: str) -> None:
    found = headed_places(SHEET, document(name(identifier, row=2)))[ADDRESS]
    assert (found.row, found.columns, found.headed) == (3, {}, False)


def test_a_table_whose_tab_is_gone_is_nowhere() -> None:
    assert headed_places(SHEET, document()) == {}
    assert headed_places(SHEET, document(name("r1", row=2, sheet=8))) == {}
