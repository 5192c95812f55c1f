"""Rows of ours that people copied, began or deleted: what they typed is never written over."""

from datetime import date

from sheets_templates.model import Content
from sync.setup.applying import apply
from sync.setup.plan import Plan, make_plan
from tests.conftest import LocalWorkspace
from tests.sync.board import NINE, SIXTEEN, WEEKS, Board
from tests.sync.cast import Cast
from tests.sync.test_row_places import BLAD

LATER = date(2026, 11, 23)


def plan_of(board: Board, *weeks: tuple[date, str]) -> Plan:
    content: Content = {"bord.plan": [{"week": day, "wie": who} for day, who in weeks]}
    cast = Cast(board.school, teams=("onderbouw",), spreadsheet=BLAD, content=content)
    return make_plan(board.google, cast.desired(), board.files)


def copy_first_week(board: Board) -> None:
    source = {"sheetId": board.rows(0)["sheetId"], "startRowIndex": 9, "endRowIndex": 10}
    place = {**source, "startColumnIndex": 0, "endColumnIndex": 2}
    there = {**place, "startRowIndex": 11, "endRowIndex": 12}
    board.ask(copyPaste={"source": place, "destination": there, "pasteType": "PASTE_VALUES"})


def test_a_copy_that_people_made_of_a_row_is_not_that_row(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "rij-kopie")
    board.type("B10", "Zelf veranderd")
    copy_first_week(board)
    plan = plan_of(board, (NINE, "Anna"), (SIXTEEN, "Carla"))
    assert apply(board.google, plan, board.files).ok
    assert board.seen("B10:B12") == [["Zelf veranderd"], ["Carla"], ["Zelf veranderd"]]


def test_a_new_row_comes_below_one_that_people_began(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "rij-begonnen")
    board.type("B12", "Zelf getypt")
    plan = plan_of(board, (NINE, "Anna"), (SIXTEEN, "Bas"), (LATER, "Carla"))
    assert not any(change.risks for change in plan.changes)
    assert apply(board.google, plan, board.files).ok
    assert board.seen("B10:B13") == [["Anna"], ["Bas"], ["Zelf getypt"], ["Carla"]]


def test_without_another_place_a_row_that_people_began_stays_and_that_is_said(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "rij-vol")
    board.type("B12", "een", "twee", "drie")
    plan = plan_of(board, (NINE, "Anna"), (SIXTEEN, "Bas"), (LATER, "Carla"))
    (failure,) = apply(board.google, plan, board.files).failures
    assert "3 rows, but place for 5" in failure.line
    assert board.seen("B12:B14") == [["een"], ["twee"], ["drie"]]


def test_a_row_that_left_makes_place_for_a_new_one(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "rij-plaats")
    assert apply(board.google, plan_of(board, (NINE, "Anna"), (LATER, "Carla")), board.files).ok
    assert board.seen("B10:B12") == [["Anna"], ["Carla"]]


def test_all_rows_of_a_table_come_back_with_their_looks(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "rij-weg")
    board.ask(deleteDimension={"range": board.rows(9, 5)})
    board.set_up()
    assert board.seen("A10:B11") == [["9 nov 2026", "Anna"], ["16 nov 2026", "Bas"]]


def test_behind_the_last_row_of_a_tab_rows_are_added_and_not_inserted(
    workspace: LocalWorkspace,
) -> None:
    """Google refuses to insert rows before a row that is not there."""
    board = Board(workspace, "rij-einde")
    board.ask(deleteDimension={"range": board.rows(9, 11)})
    cast = Cast(board.school, teams=("onderbouw",), spreadsheet=BLAD, content=WEEKS)
    plan = make_plan(board.google, cast.desired(), board.files, deep=True)
    [work] = plan.units[-1].spreadsheets
    kinds = {kind for request in work.change.requests for kind in request}
    assert ("appendDimension" in kinds, "insertDimension" in kinds) == (True, False)
    assert apply(board.google, plan, board.files).ok
    assert board.seen("A10:B11") == [["9 nov 2026", "Anna"], ["16 nov 2026", "Bas"]]
