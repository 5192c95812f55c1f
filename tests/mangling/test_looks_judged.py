"""The judge of looks sees what changed, and only that."""

from typing import Any

import pytest

from sheets_templates.model import sheet_id
from tests.mangling import small
from tests.mangling.looks_judged import LooksJudge
from tests.mangling.owned import Ours
from tests.mangling.playing import Redone
from tests.mangling.spot import PINK
from tests.mangling.state import cells_of

Json = dict[str, Any]
PAINTED: Json = {"userEnteredFormat": {"backgroundColorStyle": PINK}}
BOLD: Json = {"userEnteredFormat": {"textFormat": {"bold": True}}}
RICH: Json = {"textFormatRuns": [{"startIndex": 2}]}
LISTED: Json = {"dataValidation": {"condition": {"type": "BOOLEAN"}}}


def board(cell: Json, width: int = 100, **shown: Any) -> Json:
    grid = {"rowCount": 9, "columnCount": 9, **shown}
    properties = {"sheetId": sheet_id("team", "bord"), "title": "Bord", "gridProperties": grid}
    data = {"rowData": [{"values": [cell]}], "columnMetadata": [{"pixelSize": width}]}
    return {"sheets": [{"properties": properties, "data": [data]}]}


def wrong(before: Json, after: Json, redone: Redone = ()) -> list[str]:
    sheet = small.TEAM_SHEET
    ours, cells = (Ours(sheet, before), Ours(sheet, after)), (cells_of(before), cells_of(after))
    return list(LooksJudge(ours, cells, lambda _, row: row, redone).lines())


@pytest.mark.parametrize("cell", [PAINTED, BOLD, RICH, LISTED])
def test_a_cell_that_looks_otherwise_is_told(cell: Json) -> None:
    assert wrong(board(cell), board(cell)) == []
    assert len(wrong(board(cell), board({}))) == 1
    assert len(wrong(board({}), board(cell))) == 1


def test_another_width_is_told_unless_ours_changed_it() -> None:
    assert len(wrong(board({}), board({}, width=140))) == 1
    assert wrong(board({}), board({}, width=140), [(100, 140)]) == []


def test_other_rows_that_stay_in_sight_are_told() -> None:
    [told] = wrong(board({}), board({}, frozenRowCount=2))
    assert told == "frozenRowCount of tab Bord was None and is 2"
