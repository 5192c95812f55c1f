"""Tables in a spreadsheet that is read whole, also where people took away or moved their names."""

from sheets_templates.model import Row
from sync.sheets.objects import name_id
from sync.whole_sheets import read_whole, tables_there
from tests.conftest import LocalWorkspace
from tests.sync.board import TAB, Board
from tests.sync.test_row_places import BLAD

OURS = name_id("team", "bord_lijst")
WHAT = [("a", "wat a"), ("b", "wat b")]


def tables(board: Board) -> dict[str, list[Row]]:
    sheet = read_whole(board.google, board.known.id)
    return {one.address: one.rows() for one in tables_there(sheet, BLAD)}


def said(board: Board) -> list[tuple[object, object]]:
    return [(row["nummer"], row["wat"]) for row in tables(board)["bord.lijst"]]


def test_a_table_is_found_by_its_marks_when_its_name_is_gone(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "heel-naamloos")
    board.ask(deleteNamedRange={"namedRangeId": OURS})
    assert said(board) == WHAT


def test_a_table_is_found_when_people_gave_its_name_to_a_tab_of_theirs(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "heel-elders")
    board.ask(addSheet={"properties": {"sheetId": 7, "title": "Van ons"}})
    place = {"sheetId": 7, "startRowIndex": 0, "endRowIndex": 3}
    there = place | {"startColumnIndex": 0, "endColumnIndex": 3}
    board.ask(
        updateNamedRange={"namedRange": {"namedRangeId": OURS, "range": there}, "fields": "range"}
    )
    assert said(board) == WHAT


def test_a_table_ends_before_the_next_one_however_far_people_stretched_its_name(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "heel-lang")
    place = {"sheetId": TAB, "startRowIndex": 0, "endRowIndex": 14}
    there = place | {"startColumnIndex": 0, "endColumnIndex": 3}
    board.ask(
        updateNamedRange={"namedRange": {"namedRangeId": OURS, "range": there}, "fields": "range"}
    )
    assert said(board) == WHAT
