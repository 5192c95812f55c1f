"""Our columns, tables and tabs are found again wherever people put them, and theirs stay as is."""

import pytest

from sheets_templates.model import Column, Row, Spreadsheet
from sync.collect import read_tables, write_tables
from sync.desired import FilesInMemory
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.sheets.columns import ColumnGoneError
from sync.sheets.marks import KEYS, column_mark
from tests.conftest import LocalWorkspace
from tests.sync.board import TAB, Board, Json
from tests.sync.cast import TEAM, Cast, connect, total
from tests.sync.test_row_places import BLAD


def test_columns_that_people_put_between_ours_stay_as_they_are(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "kol-tussen")
    board.ask(insertDimension={"range": board.columns(1, 2)})
    board.type("B1", "van ons", "=1", "twee")
    board.type("C14", "los")
    board.goes_right()
    assert board.seen("B1:C14")[0] == ["van ons"]
    assert [row for row in board.seen("B1:C14") if row] == [
        ["van ons"],
        ["=1"],
        ["twee"],
        ["", "los"],
    ]


@pytest.mark.parametrize(("first", "to"), [(1, 0), (0, 2), (0, 3), (2, 0), (1, 3)])
def test_moved_columns_are_followed(workspace: LocalWorkspace, first: int, to: int) -> None:
    board = Board(workspace, f"kol-verplaatst-{first}-{to}")
    board.ask(moveDimension={"source": board.columns(first), "destinationIndex": to})
    assert board.collect("a", "b", "c")
    board.goes_right()


def test_a_column_moved_far_away_is_followed_before_the_next_set_up(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "kol-ver")
    board.ask(appendDimension={"sheetId": TAB, "dimension": "COLUMNS", "length": 4})
    board.type("E2", "van ons")
    board.ask(moveDimension={"source": board.columns(0), "destinationIndex": 6})
    assert board.collect("a", "b", "c")
    assert board.seen("F2:F4") == [["a"], ["b"], ["c"]]
    assert board.read("bord.lijst", "nummer", "antwoord")["a"] == "antwoord op a"
    board.goes_right()
    assert board.seen("D2") == [["van ons"]]


def test_headers_with_other_names_change_nothing_for_collecting(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "kol-hernoemd")
    board.type("A1", "Wat")
    board.type("B1", "Nummer")
    assert board.collect("b", "a", "c")
    assert board.seen("A2:B4") == [["a", "wat a"], ["b", "wat b"], ["c", "wat c"]]


def test_a_table_as_it_was_made_costs_one_read_and_a_rearranged_one_two(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "kol-kosten")
    board.ask(insertDimension={"range": board.columns(1)})
    before = total(board.google)
    board.collect("a")
    assert total(board.google) == before + 3
    board.ask(deleteDimension={"range": board.columns(1)})
    board.collect("a", "b")
    assert total(board.google) == before + 3 + 2


def test_a_deleted_column_of_ours_is_named_and_made_again_beside_what_is_there(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "kol-weg")
    board.type("A7", "hier")
    board.ask(deleteDimension={"range": board.columns(1)})
    board.ask(appendDimension={"sheetId": TAB, "dimension": "COLUMNS", "length": 1})
    board.type("C3", "van ons")
    with pytest.raises(ColumnGoneError, match=r"'bord.lijst'.*'Wat'.*ritmiek setup --deep"):
        board.collect("a", "b", "c")
    assert board.seen("A2:C4") == [["a", "antwoord op a"], ["b", "", "van ons"]]
    lines = board.set_up()
    assert any("column Wat on tab Bord" in line for line in lines)
    board.goes_right()
    assert board.seen("A1:D1") == [["Nummer", "Antwoord", "", "Wat"]]
    assert (board.seen("C3"), board.seen("A7")) == ([["van ons"]], [["hier"]])


def test_a_column_that_people_protect_whole_stays_theirs(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "kol-beschermd")
    board.ask(appendDimension={"sheetId": TAB, "dimension": "COLUMNS", "length": 1})
    place = {"sheetId": TAB, "startColumnIndex": 3, "endColumnIndex": 4}
    board.ask(addProtectedRange={"protectedRange": {"range": place, "description": "van ons"}})
    board.ask(deleteDimension={"range": board.columns(1)})
    board.set_up()
    assert board.seen("A1:D1") == [["Nummer", "Antwoord", "", "Wat"]]


def test_a_deleted_column_of_people_stops_nobody_and_comes_back_with_its_rule(
    workspace: LocalWorkspace,
) -> None:
    cast, files = Cast("kol-status", teams=("onderbouw",)), FilesInMemory()
    google = connect(workspace)
    apply(google, make_plan(google, cast.desired(), files), files)
    known = files.find(cast.key("onderbouw/team"))
    assert known is not None
    place = {"sheetId": TAB, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    google.sheets.batch_update(known.id, {"requests": [{"deleteDimension": {"range": place}}]})
    rows = read_tables(google, known, TEAM, ["bord.acties"])["bord.acties"]
    assert [row["status"] for row in rows] == [None, None]
    assert apply(google, make_plan(google, cast.desired(), files, deep=True), files).ok
    assert make_plan(google, cast.desired(), files, deep=True).empty
    fields = "sheets(conditionalFormats,data(rowData(values(dataValidation,userEnteredValue))))"
    found = google.sheets.spreadsheets_get(known.id, {"ranges": ["Bord"], "fields": fields})
    [tab] = found["sheets"]
    cells = tab["data"][0]["rowData"][11]["values"]
    assert cells[2]["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
    assert len(tab["conditionalFormats"]) == 2


def test_a_sheet_without_marks_gets_them_at_the_next_set_up(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "kol-oud")
    for kind in KEYS.values():
        lookup = {"developerMetadataLookup": {"metadataKey": kind}}
        board.ask(deleteDeveloperMetadata={"dataFilter": lookup})
    board.type("B1", "Wat dan")
    assert board.collect("a", "b", "c")
    assert any("marks" in line for line in board.set_up())
    mark = column_mark("team", "bord.lijst", "wat")
    found = board.call("GET", f"/developerMetadata/{mark}")
    assert found["location"]["dimensionRange"]["startIndex"] == 1
    board.ask(moveDimension={"source": board.columns(1), "destinationIndex": 0})
    assert board.collect("a", "b")


def test_a_column_that_comes_into_a_definition_stands_beside_what_people_wrote(
    workspace: LocalWorkspace,
) -> None:
    board = Board(workspace, "kol-nieuw")
    board.ask(appendDimension={"sheetId": TAB, "dimension": "COLUMNS", "length": 1})
    board.type("D3", "van ons")
    board.set_up(with_columns("nummer", "wat", "extra", "antwoord"), deep=False)
    assert board.seen("A1:E1") == [["Nummer", "Wat", "Antwoord", "", "Extra"]]
    assert board.seen("D3") == [["van ons"]]
    rows: list[Row] = [{"nummer": "a", "wat": "WAT", "extra": "meer"}]
    blad = with_columns("nummer", "wat", "extra", "antwoord")
    write_tables(board.google, board.known, blad, {"bord.lijst": rows}, board.files)
    assert board.seen("A2:E2") == [["a", "WAT", "antwoord op a", "", "meer"]]


def test_a_column_that_left_a_definition_stays_and_is_nobodys(workspace: LocalWorkspace) -> None:
    board = Board(workspace, "kol-vertrokken")
    less = with_columns("nummer", "antwoord")
    board.set_up(less, deep=False)
    assert board.set_up(less) == ()
    board.type("B3", "nu van ons")
    board.collect("b", "a", "c", blad=less)
    assert board.seen("A1:C4") == [
        ["Nummer", "Wat", "Antwoord"],
        ["a", "wat a", "antwoord op a"],
        ["b", "nu van ons"],
        ["c"],
    ]
    guarded = board.call("GET", "?fields=sheets(protectedRanges(range))")["sheets"][0]
    on_it = [one["range"] for one in guarded["protectedRanges"] if covers(one["range"], 2, 1)]
    assert on_it == []


def with_columns(*keys: str) -> Spreadsheet:
    """The sheet with these columns in its first table."""
    tab = BLAD.tabs[0]
    known = {column.key: column for column in tab.tables[0].columns}
    known["extra"] = Column(key="extra", header="Extra", owner="collect")
    columns = tuple(known[key] for key in keys)
    lijst = tab.tables[0].model_copy(update={"columns": columns})
    changed = tab.model_copy(
        update={"tables": (lijst, tab.tables[1]), "widths": (80, 200, 200, 100)}
    )
    return BLAD.model_copy(update={"tabs": (changed,)})


def covers(place: Json, row: int, column: int) -> bool:
    rows = range(place.get("startRowIndex", 0), place["endRowIndex"])
    columns = range(place.get("startColumnIndex", 0), place["endColumnIndex"])
    return row in rows and column in columns
