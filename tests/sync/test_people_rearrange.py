"""Whatever people do to a sheet, nothing of theirs is lost, and a sentence says what to do."""

from datetime import date
from typing import Any

import pytest

from sheets_templates.model import Row, sheet_id
from sync.collect import read_numbered_rows, read_tables, write_tables
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.sheets.cell_data import TableFullError
from sync.sheets.columns import are_rearranged
from sync.table_ranges import TableGoneError
from sync.wire.google import Google
from sync.wire.transport import Pace
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, account
from tests.sync.test_row_places import BLAD, LIJST, PLAN, Sheet

NINE: Row = {"week": date(2026, 11, 9), "wie": "Anna"}


def a_sheet(workspace: LocalWorkspace, school: str) -> Sheet:
    sheet = Sheet(workspace, school)
    sheet.set_up(dict(NINE))
    return sheet


def ask(sheet: Sheet, kind: str, dimension: str, first: int, count: int = 1) -> None:
    place = {
        "sheetId": sheet_id("team", "bord"),
        "dimension": dimension,
        "startIndex": first,
        "endIndex": first + count,
    }
    sheet.google.sheets.batch_update(sheet.known.id, {"requests": [{kind: {"range": place}}]})


def write(sheet: Sheet, *numbers: str) -> bool:
    rows: list[Row] = [{"nummer": number, "wat": f"wat {number}"} for number in numbers]
    return write_tables(sheet.google, sheet.known, BLAD, {"bord.lijst": rows}, sheet.files)


def test_a_column_that_people_put_in_a_table_is_never_written_over(
    workspace: LocalWorkspace,
) -> None:
    sheet = a_sheet(workspace, "tussenkolom")
    ask(sheet, "insertDimension", "COLUMNS", 1)
    sheet.put("Bord!B2", ["van ons"])
    write(sheet, "a")
    values = sheet.google.sheets.values_get(sheet.known.id, "Bord!A1:D2")["values"]
    assert values == [["Nummer", "", "Wat", "Antwoord"], ["a", "van ons", "wat a"]]
    assert sheet.read("bord.plan", "week", "wie") == {NINE["week"]: "Anna"}


@pytest.mark.parametrize("kind", ["503", "cut_after"])
def test_what_people_sorted_before_a_second_writing_stays_beside_its_row(
    workspace: LocalWorkspace, kind: str
) -> None:
    sheet = a_sheet(workspace, f"ondertussen-{kind[:3]}")
    write(sheet, "a", "b")
    sheet.put("Bord!C2:C3", ["bij a"], ["bij b"])
    busy = Pace(limited=False, sleep=lambda _: sheet.sort(1, 3), chance=lambda: 0.0)
    sheet.google = Google.connect(account(workspace), pace=busy)
    fault = {"method": "sheets.spreadsheets.values.batchUpdate", "kind": kind, "at": 1}
    with workspace.session() as owner:
        owner.put("/local/faults", json=[fault])
        assert write(sheet, "a", "b", "c")
        owner.put("/local/faults", json=[])
    answers = sheet.read("bord.lijst", "nummer", "antwoord")
    assert answers == {"a": "bij a", "b": "bij b", "c": None}


def test_a_header_with_another_name_changes_nothing_and_one_that_moved_does() -> None:
    assert not are_rearranged(LIJST, ["Nr", "Wat", ""])
    assert are_rearranged(LIJST, ["Nummer", "Antwoord", "Wat"])


def test_after_deleted_rows_the_newest_that_fit_stay(workspace: LocalWorkspace) -> None:
    sheet = a_sheet(workspace, "weggehaald")
    write(sheet, "a", "b", "c", "d")
    sheet.put("Bord!C2", ["antwoord op a"])
    ask(sheet, "deleteDimension", "ROWS", 3, 2)
    assert write(sheet, "b", "c", "d", "e")
    assert sheet.read("bord.lijst", "nummer", "antwoord") == {
        "a": "antwoord op a",
        "d": None,
        "e": None,
    }


def test_when_people_wrote_beside_every_row_the_newest_is_missed_out_loud(
    workspace: LocalWorkspace,
) -> None:
    sheet = a_sheet(workspace, "vol")
    write(sheet, *"abcde")
    sheet.put("Bord!C2:C6", *[["af"]] * 5)
    with pytest.raises(TableFullError, match=r"insert blank rows inside the table"):
        write(sheet, "f")
    assert len(sheet.read("bord.lijst", "nummer", "antwoord")) == 5


def test_a_tab_that_is_gone_is_named_and_comes_back_with_its_answers(
    workspace: LocalWorkspace,
) -> None:
    sheet = a_sheet(workspace, "tabweg")
    write(sheet, "a")
    other = {"addSheet": {"properties": {"title": "Van ons"}}}
    gone = {"deleteSheet": {"sheetId": sheet_id("team", "bord")}}
    sheet.google.sheets.batch_update(sheet.known.id, {"requests": [other, gone]})
    with pytest.raises(TableGoneError, match=r"'bord.lijst'.*ritmiek setup --deep"):
        read_tables(sheet.google, sheet.known, BLAD, ["bord.lijst"])
    desired = Cast(
        sheet.school, teams=("onderbouw",), spreadsheet=BLAD, content={"bord.plan": [NINE]}
    ).desired()
    plan = make_plan(sheet.google, desired, sheet.files, deep=True)
    assert any("look" in line for line in plan.lines)
    assert apply(sheet.google, plan, sheet.files).ok
    assert write(sheet, "a")
    assert sheet.read("bord.lijst", "nummer", "wat") == {"a": "wat a"}


def test_a_row_that_people_took_away_gets_no_figures_of_its_own(workspace: LocalWorkspace) -> None:
    sheet = a_sheet(workspace, "weekweg")
    who = PLAN.columns[1].model_copy(update={"owner": "collect"})
    plan = PLAN.model_copy(update={"columns": (PLAN.columns[0], who, PLAN.columns[2])})
    tab = BLAD.tabs[0].model_copy(update={"tables": (LIJST, plan)})
    blad = BLAD.model_copy(update={"tabs": (tab,)})
    rows: list[Row] = [{"week": date(2026, 11, day), "wie": f"op {day}"} for day in (9, 16)]
    write_tables(sheet.google, sheet.known, blad, {"bord.plan": rows}, sheet.files)
    assert sheet.read("bord.plan", "week", "wie") == {date(2026, 11, 9): "op 9"}


def test_a_row_is_told_by_the_number_that_people_see(workspace: LocalWorkspace) -> None:
    sheet = a_sheet(workspace, "nummers")
    ask(sheet, "insertDimension", "ROWS", 3)
    write(sheet, *"abc")
    sheet.put("Bord!A3:C3", ["", "", ""])
    numbered = read_numbered_rows(sheet.google, sheet.known, BLAD, "bord.lijst")
    assert [(number, row["nummer"]) for number, row in numbered] == [(2, "a"), (4, "c")]


def test_bands_that_people_laid_over_a_table_stay_and_stop_nothing(
    workspace: LocalWorkspace,
) -> None:
    sheet = a_sheet(workspace, "banden")
    [tab] = read_bands(sheet)
    own = {"range": {**tab["bandedRanges"][0]["range"], "endRowIndex": 3}}
    pink = {"rgbColor": {"red": 1.0}}
    own["rowProperties"] = {"firstBandColorStyle": pink, "secondBandColorStyle": pink}
    first = tab["bandedRanges"][0]["bandedRangeId"]
    requests = [{"deleteBanding": {"bandedRangeId": first}}, {"addBanding": {"bandedRange": own}}]
    sheet.google.sheets.batch_update(sheet.known.id, {"requests": requests})
    before = read_bands(sheet)
    desired = Cast(
        sheet.school, teams=("onderbouw",), spreadsheet=BLAD, content={"bord.plan": [NINE]}
    ).desired()
    plan = make_plan(sheet.google, desired, sheet.files, restore=True)
    assert apply(sheet.google, plan, sheet.files).ok
    assert read_bands(sheet) == before


def read_bands(sheet: Sheet) -> list[dict[str, Any]]:
    found = sheet.google.sheets.spreadsheets_get(sheet.known.id, {"fields": "sheets.bandedRanges"})
    return list(found["sheets"])
