"""Values by range, as gspread and Google's client read and write them."""

import pytest
from googleapiclient.errors import HttpError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, grid, new_sheets, with_gspread

Block = tuple[int, int, list[int]]
BLOCKS = st.tuples(
    st.integers(0, 3), st.integers(0, 3), st.lists(st.integers(0, 4), min_size=1, max_size=3)
)
"""Where a block of numbers begins, and how wide each of its rows is."""


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


@pytest.fixture(scope="module")
def notebook(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


@pytest.mark.parametrize("render", ["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"])
@pytest.mark.parametrize(
    "answer",
    ["=SUM(1,1)", "'x", "+31", "-1", "@naam", "\tx", '"', "007", "6E1", "TRUE", "3,5", " "],
)
def test_an_answer_written_raw_stays_text(notebook: Sheets, answer: str, render: str) -> None:
    notebook.write("Sheet1!A1", [[answer]])
    assert notebook.read("Sheet1!A1", render) == [[answer]]


@settings(max_examples=60, deadline=None)
@given(answer=st.text(min_size=1, max_size=80))
def test_any_text_written_raw_is_read_back(notebook: Sheets, answer: str) -> None:
    notebook.write("Sheet1!B2", [[answer]])
    assert notebook.read("Sheet1!B2", "UNFORMATTED_VALUE") == [[answer]]


def test_empty_ends_are_left_out_and_gaps_are_empty_texts(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:D3", [["a", "", "c", ""], [], ["", "b"]])
    assert sheets.read("Sheet1!A1:D9") == [["a", "", "c"], [], ["", "b"]]


def test_columns_are_read_as_columns(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B2", [["a", "b"], ["c"]])
    assert sheets.read("Sheet1", majorDimension="COLUMNS") == [["a", "c"], ["b"]]


def test_nothing_leaves_a_cell_alone_and_an_empty_text_clears_it(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:B1", [["a", "b"]])
    sheets.write("Sheet1!A1:B1", [[None, ""]])
    assert sheets.read("Sheet1") == [["a"]]


def _laid(block: Block, cells: dict[tuple[int, int], int], first: int) -> None:
    """The numbers of a block as they come to stand among the cells."""
    top, left, widths = block
    for down, wide in enumerate(widths):
        cells.update({(top + down, left + right): first + right for right in range(wide)})


@settings(max_examples=40, deadline=None)
@given(blocks=st.lists(BLOCKS, min_size=2, max_size=4))
def test_numbers_written_over_each_other_replace_only_what_they_cover(
    notebook: Sheets, blocks: list[Block]
) -> None:
    notebook.api.values().clear(spreadsheetId=notebook.id, range="Sheet1").execute()
    cells: dict[tuple[int, int], int] = {}
    for number, block in enumerate(blocks):
        top, left, widths = block
        values = [[number * 10 + right for right in range(wide)] for wide in widths]
        notebook.write(f"R{top + 1}C{left + 1}", values)
        _laid(block, cells, number * 10)
    found = notebook.read("Sheet1", "UNFORMATTED_VALUE")
    shown = {(r, c): value for r, row in enumerate(found) for c, value in enumerate(row)}
    assert {place: value for place, value in shown.items() if value != ""} == cells


def test_numbers_written_over_cells_leave_their_looks_and_end_their_formulas(
    sheets: Sheets,
) -> None:
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    box = {"sheetId": 0, "endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
    sheets.write("A1:C2", [[1, 2, "=A1+B1"], [3, 4, "=C1*2"]], "USER_ENTERED")
    sheets.batch({"repeatCell": {"range": box, "cell": bold, "fields": "userEnteredFormat"}})
    sheets.write("A1:C1", [[5, 6, 7]])
    assert sheets.read("A1:C2") == [["5", "6", "7"], ["3", "4", "14"]]
    assert sheets.cell("B1")["userEnteredFormat"] == bold["userEnteredFormat"]


def test_numbers_and_truth_keep_their_type(sheets: Sheets) -> None:
    sheets.write("Sheet1!A1:C1", [[5, 2.5, True]])
    assert sheets.read("Sheet1", "UNFORMATTED_VALUE") == [[5, 2.5, True]]


def test_typing_makes_numbers_dates_times_and_formulas(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace, locale="nl_NL")
    typed = ["3,5", "9-11-2026", "9 nov 2026", "15:15", "=SUM(1;2)", "'007", "50%", "tekst"]
    sheets.write("Sheet1!A1", [typed], "USER_ENTERED")
    assert sheets.read("Sheet1", "UNFORMATTED_VALUE") == [
        [3.5, 46335, 46335, 15.25 / 24, 3, "007", 0.5, "tekst"]
    ]
    assert sheets.read("Sheet1!B1:D1") == [["9-11-2026", "9 nov 2026", "15:15"]]


def test_typing_in_a_cell_for_text_makes_text(sheets: Sheets) -> None:
    as_text = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    fields = "userEnteredFormat.numberFormat"
    sheets.batch({"repeatCell": {"range": grid(1, 1), "cell": as_text, "fields": fields}})
    sheets.write("Sheet1!A1", [["06 1E5"]], "USER_ENTERED")
    sheets.write("Sheet1!A1", [["=1+1"]], "USER_ENTERED")
    assert sheets.read("Sheet1", "UNFORMATTED_VALUE") == [["=1+1"]]


def test_ranges_come_back_in_the_order_asked(sheets: Sheets) -> None:
    sheets.batch({"addSheet": {"properties": {"title": "Bord & co"}}})
    sheets.write("'Bord & co'!B2", [["x"]])
    found = sheets.api.values().batchGet(
        spreadsheetId=sheets.id, ranges=["'Bord & co'!B2:C", "Sheet1!A1"]
    )
    [first, second] = found.execute()["valueRanges"]
    assert (first["range"], first["values"]) == ("'Bord & co'!B2:C1000", [["x"]])
    assert (second["range"], "values" in second) == ("Sheet1!A1", False)


def test_several_ranges_are_written_at_once(sheets: Sheets) -> None:
    data = [
        {"range": "Sheet1!A1", "values": [["a"]]},
        {"range": "C1:C2", "majorDimension": "COLUMNS", "values": [["c", "d"]]},
    ]
    body = {"valueInputOption": "RAW", "data": data}
    answer = sheets.api.values().batchUpdate(spreadsheetId=sheets.id, body=body).execute()
    assert answer["totalUpdatedCells"] == 3
    assert sheets.read("Sheet1") == [["a", "", "c"], ["", "", "d"]]


def test_rows_are_added_under_the_table(sheets: Sheets) -> None:
    sheets.write("Sheet1!B2:C3", [["naam", "dag"], ["Noor", "ma"]])
    answer = sheets.api.values().append(
        spreadsheetId=sheets.id,
        range="Sheet1!B2:C2",
        valueInputOption="RAW",
        body={"values": [["Sam", "di"]]},
    )
    found = answer.execute()
    assert found["tableRange"] == "Sheet1!B2:C3"
    assert found["updates"]["updatedRange"] == "Sheet1!B4:C4"


def test_the_grid_grows_for_rows_that_are_added(sheets: Sheets) -> None:
    small = {"sheetId": 0, "gridProperties": {"rowCount": 1, "columnCount": 1}}
    sheets.batch({"updateSheetProperties": {"properties": small, "fields": "gridProperties"}})
    body = {"values": [["a", "b"], ["c", "d"]]}
    sheets.api.values().append(
        spreadsheetId=sheets.id, range="Sheet1", valueInputOption="RAW", body=body
    ).execute()
    assert sheets.read("Sheet1") == [["a", "b"], ["c", "d"]]


def test_clearing_takes_values_and_leaves_looks(sheets: Sheets) -> None:
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    sheets.batch({"repeatCell": {"range": grid(1, 1), "cell": bold, "fields": "*"}})
    sheets.write("Sheet1!A1", [["a"]])
    cleared = sheets.api.values().clear(spreadsheetId=sheets.id, range="Sheet1!A:A", body={})
    assert cleared.execute()["clearedRange"] == "Sheet1!A1:A1000"
    assert sheets.cell("Sheet1!A1")["userEnteredFormat"] == bold["userEnteredFormat"]
    assert sheets.read("Sheet1") == []


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("Nergens!A1", "Unable to parse range: Nergens!A1"),
        ("Sheet1!A1:", "Unable to parse range: Sheet1!A1:"),
        ("Sheet1!A1001", "exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("Sheet1!AA1:AB2", "Range (Sheet1!AA1:AB2) exceeds grid limits"),
    ],
)
def test_a_range_that_is_not_there_is_refused(sheets: Sheets, place: str, message: str) -> None:
    with pytest.raises(HttpError, match="400") as refusal:
        sheets.read(place)
    assert message in refusal.value.reason


def test_more_values_than_the_range_holds_are_refused(sheets: Sheets) -> None:
    with pytest.raises(HttpError) as refusal:
        sheets.write("Sheet1!A1:B1", [["a", "b", "c"]])
    assert "within range [Sheet1!A1:B1], but tried writing to column [C]" in refusal.value.reason


def test_a_value_that_is_a_list_is_refused_and_nothing_is_written(sheets: Sheets) -> None:
    with pytest.raises(HttpError, match="400"):
        sheets.write("Sheet1!A1:B1", [["a", ["b"]]])
    assert sheets.read("Sheet1") == []


def test_gspread_reads_and_writes(workspace: LocalWorkspace, sheets: Sheets) -> None:
    opened = with_gspread(workspace, sheets.id)
    tab = opened.add_worksheet("Bezoeken", rows=10, cols=3)
    tab.update([["Noor", "=1"], ["Sam", 3]], "A1", raw=True)
    tab.append_row(["Jip", 4])
    assert tab.get_all_values() == [["Noor", "=1"], ["Sam", "3"], ["Jip", "4"]]
    assert [found.address for found in tab.findall("Sam")] == ["A2"]
