"""Our tabs and header rows are found again when people rename, move, hide or delete them."""

import pytest

from sync.sheets.columns import HeaderGoneError
from tests.conftest import LocalWorkspace
from tests.sync.board import NINE, SIXTEEN, TAB, Board, tab_titles
from tests.sync.test_row_places import BLAD


def test_a_header_row_that_was_deleted_is_put_back_above_the_rows(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "kop-weg")
    board.ask(deleteDimension={"range": board.rows(0)})
    with pytest.raises(HeaderGoneError, match=r"'bord.lijst'.*header row.*setup --deep"):
        board.collect("a", "b", "c")
    board.goes_right()
    assert board.seen("A1:C2") == [["Nummer", "Wat", "Antwoord"], ["a", "wat a", "antwoord op a"]]


def test_a_table_whose_rows_are_all_deleted_is_made_anew_and_no_cell_is_lost(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "tabel-weg")
    board.ask(deleteDimension={"range": board.rows(0, 7)})
    board.set_up()
    assert board.set_up() == ()
    assert board.read("bord.plan", "week", "notitie") == {NINE: "bij negen", SIXTEEN: None}
    assert board.collect("a")
    assert board.read("bord.lijst", "nummer", "wat") == {"a": "wat a"}


def test_a_name_that_people_took_away_costs_no_row(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "naam-weg")
    names = board.call("GET", "?fields=namedRanges")["namedRanges"]
    for name in names:
        board.ask(deleteNamedRange={"namedRangeId": name["namedRangeId"]})
    board.goes_right()


def test_what_people_renamed_moved_or_hid_stays_so(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "tab-hernoemd")
    board.ask(addSheet={"properties": {"title": "Van ons"}})
    renamed = {"sheetId": TAB, "title": "Prikbord", "index": 2, "hidden": True}
    board.ask(updateSheetProperties={"properties": renamed, "fields": "title,index,hidden"})
    hidden = {"range": board.columns(1), "properties": {"hiddenByUser": True}}
    board.ask(updateDimensionProperties={**hidden, "fields": "hiddenByUser"})
    board.title = "Prikbord"
    board.goes_right()
    wide = BLAD.model_copy(
        update={"tabs": (BLAD.tabs[0].model_copy(update={"widths": (90, 90, 90)}),)}
    )
    board.set_up(wide)
    fields = "?fields=sheets(properties,data(columnMetadata(hiddenByUser)))"
    [_, tab] = board.call("GET", fields)["sheets"]
    assert (tab["properties"]["title"], tab["properties"]["hidden"]) == ("Prikbord", True)
    assert tab["data"][0]["columnMetadata"][1]["hiddenByUser"]


def test_a_tab_follows_its_definition_until_people_rename_it(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "tab-titel")
    for title, is_now in (("Muur", "Muur"), ("Wand", "Van ons")):
        named = BLAD.tabs[0].model_copy(update={"title": title})
        board.set_up(BLAD.model_copy(update={"tabs": (named,)}), deep=False)
        assert tab_titles(board) == [is_now]
        ours = {"sheetId": TAB, "title": "Van ons"}
        board.ask(updateSheetProperties={"properties": ours, "fields": "title"})


def test_a_tab_comes_back_beside_one_of_people_with_its_title(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "tab-dubbel")
    board.ask(addSheet={"properties": {"title": "Van ons"}})
    board.ask(deleteSheet={"sheetId": TAB})
    sheets = board.call("GET", "?fields=sheets.properties")["sheets"]
    own = {"sheetId": sheets[0]["properties"]["sheetId"], "title": "bord"}
    board.ask(updateSheetProperties={"properties": own, "fields": "title"})
    board.set_up()
    assert sorted(tab_titles(board)) == ["Bord (2)", "bord"]
    assert board.set_up() == ()
