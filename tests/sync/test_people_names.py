"""People may give a name of ours to cells of their own: theirs stays theirs, ours stays found."""

from typing import Any

import pytest

from sync.sheets.names import free_names
from sync.table_ranges import TableGoneError
from tests.conftest import LocalWorkspace
from tests.sync.board import TAB, Board

Json = dict[str, Any]
ELSEWHERE: Json = {
    "sheetId": TAB,
    "startRowIndex": 16,
    "endRowIndex": 20,
    "startColumnIndex": 0,
    "endColumnIndex": 3,
}


def names_of(board: Board) -> dict[str, Json]:
    found = board.call("GET", "?fields=namedRanges").get("namedRanges", [])
    return {one["namedRangeId"]: one for one in found}


def ours(board: Board) -> str:
    found = board.call("GET", "?fields=namedRanges")["namedRanges"]
    return next(str(one["namedRangeId"]) for one in found if one["name"].startswith("bord_lijst"))


def take(board: Board, name: str, place: Json) -> None:
    """They delete our name and give it to cells of their own."""
    board.ask(deleteNamedRange={"namedRangeId": ours(board)})
    board.ask(addNamedRange={"namedRange": {"name": name, "range": place, "namedRangeId": "hun"}})


@pytest.mark.parametrize("name", ["bord_lijst", "Bord_Lijst"])
def test_a_name_that_people_took_stays_theirs_and_ours_gets_another(
    workspace: LocalWorkspace, name: str
) -> None:
    board = Board(workspace, f"naam-{name[0]}")
    before = ours(board)
    take(board, name, ELSEWHERE)
    board.goes_right()
    names = names_of(board)
    assert names["hun"] == {"namedRangeId": "hun", "name": name, "range": ELSEWHERE}
    assert names[before]["name"] == "bord_lijst_2"


def test_nothing_is_written_in_what_people_named_as_we_do(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "naam-eigen")
    board.ask(addSheet={"properties": {"sheetId": 7, "title": "Kopie"}})
    heads = {"sheetId": TAB, "startRowIndex": 0, "endRowIndex": 20, "endColumnIndex": 3}
    board.ask(copyPaste={"source": heads, "destination": heads | {"sheetId": 7}})
    before = board.call("GET", "/values/Kopie!A1:C20")
    there = names_of(board)[ours(board)]["range"]
    take(board, "bord_lijst", there | {"sheetId": 7})
    board.goes_right()
    assert board.call("GET", "/values/Kopie!A1:C20") == before


def test_ours_gets_its_own_name_back_when_people_let_it_go(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "naam-terug")
    take(board, "bord_lijst", ELSEWHERE)
    board.goes_right()
    board.ask(deleteNamedRange={"namedRangeId": "hun"})
    assert board.collect("c")
    board.goes_right()
    assert names_of(board)[ours(board)]["name"] == "bord_lijst"


def stretch(board: Board, **place: int) -> None:
    """They drag the name of our list over other cells, or over whole rows or columns."""
    named = {"namedRangeId": ours(board), "range": {"sheetId": TAB, **place}}
    board.ask(updateNamedRange={"namedRange": named, "fields": "range"})


ALL_ROWS = {"startRowIndex": 0, "endRowIndex": 14}
ALL_COLUMNS = {"startColumnIndex": 0, "endColumnIndex": 3}


def test_a_name_that_people_stretched_over_the_next_table_ends_before_it(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "naam-lang")
    before = board.seen("A9:C14")
    stretch(board, **ALL_ROWS, **ALL_COLUMNS)
    assert board.collect("a", "b", "c")
    assert board.seen("A9:C14") == before
    board.goes_right()
    assert names_of(board)[ours(board)]["range"]["endRowIndex"] == 8


@pytest.mark.parametrize("place", [ALL_COLUMNS, {"startRowIndex": 9, "endRowIndex": 14}])
def test_a_name_of_whole_columns_or_of_other_rows_is_put_right_before_anything_is_written(
    workspace: LocalWorkspace, place: dict[str, int]
) -> None:
    board = Board(workspace, f"naam-heel-{place.get('startRowIndex', 0)}")
    before = board.seen("A1:C14")
    stretch(board, **place)
    with pytest.raises(TableGoneError):
        board.collect("a", "b", "c")
    board.set_up()
    assert board.seen("A1:C14") == before
    board.goes_right()


def test_a_name_that_people_moved_onto_another_table_takes_nothing_there(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "naam-elders")
    before = board.seen("A1:C14")
    stretch(board, startRowIndex=8, endRowIndex=14, **ALL_COLUMNS)
    with pytest.raises(TableGoneError):
        board.collect("a", "b", "c")
    board.set_up()
    assert board.seen("A1:C14") == before


def test_no_two_names_of_ours_become_the_same() -> None:
    wanted = {"a": "weken", "b": "weken_2"}
    assert free_names(wanted, {"hun": "Weken"}) == {"a": "weken_3", "b": "weken_2"}
