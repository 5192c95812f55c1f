"""Numbers that become text, and cells of which the formula came to nothing."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, new_sheets

JOINED = [
    ('=1/3&""', "0.333333333333333"),
    ('=100*1.1&""', "110"),
    ('="a"&2^0.5&"b"', "a1.4142135623731b"),
    ('=-1/3&" "&2/3', "-0.333333333333333 0.666666666666667"),
    ("=LEN(1/3)", 17),
    ('=CONCATENATE("x",B1,B3)', "x0.333333333333333"),
    ("=CONCATENATE(B1:B2)", "0.3333333333333332.5"),
    ('=TEXTJOIN("|",TRUE,B1:B3)', "0.333333333333333|2.5"),
    ('=JOIN("|",B1,B2)', "0.333333333333333|2.5"),
    ('=SUBSTITUTE(B1,".",",")', "0,333333333333333"),
    ("=LEFT(2/3,4)", "0.66"),
    ('=ARRAYFORMULA(TEXTJOIN(" ",TRUE,LEN(B1:B2)))', "17 3"),
    ('=B3&""', ""),
    ('=TRUE&""', "TRUE"),
    ('=1E20&""', "#NAME?"),
    ('=0.00001&""', "#NAME?"),
    ('=1/0&"x"', "#DIV/0!"),
    ('=LAMBDA(n,n&"!")(1/3)', "0.333333333333333!"),
]
LOOKING = [
    ("=IF(FALSE,1,)", {"+1": 1, '&"x"': "x", "=0": True, '=""': True, "*2": 0}),
    ("=IFERROR(1/0)", {"+1": 1, '&"x"': "x", "=0": True}),
    ("=IFNA(NA())", {"+1": 1}),
    ("=Z99", {"+1": 1, "=0": True}),
    ('=IFERROR(VLOOKUP("q",Y1:Z2,2,FALSE))', {"+1": 1, "^2": 0}),
    ('=""', {"+1": "#VALUE!", "=0": False, '&"x"': "x"}),
    ('=IFERROR(1/0,"")', {"+1": "#VALUE!"}),
]


@pytest.fixture(scope="module")
def sheets(workspace: LocalWorkspace) -> Sheets:
    made = new_sheets(workspace)
    made.write("B1", [["=1/3"], [2.5]], "USER_ENTERED")
    return made


def test_a_number_in_a_text_has_the_digits_that_google_gives_it(sheets: Sheets) -> None:
    sheets.write("D1", [[formula] for formula, _ in JOINED], "USER_ENTERED")
    found = sheets.read(f"D1:D{len(JOINED)}", "UNFORMATTED_VALUE")
    assert [row[0] if row else "" for row in found] == [wanted for _, wanted in JOINED]


def test_a_number_in_a_dutch_text_has_a_comma(workspace: LocalWorkspace) -> None:
    dutch = new_sheets(workspace)
    change = {"properties": {"locale": "nl_NL"}, "fields": "locale"}
    dutch.batch({"updateSpreadsheetProperties": change})
    dutch.write("A1", [['=1/4&""', '="x"&0,5', "=LENGTE", "=LEN(1/3)"]], "USER_ENTERED")
    assert dutch.read("A1:D1", "UNFORMATTED_VALUE") == [["0,25", "x0,5", "#NAME?", 17]]


@pytest.mark.parametrize(("formula", "looking"), LOOKING)
def test_a_cell_that_came_out_empty_counts_as_one_without_anything(
    workspace: LocalWorkspace, formula: str, looking: dict[str, Any]
) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1", [[formula, *(f"=A1{rest}" for rest in looking)]], "USER_ENTERED")
    [found] = sheets.read("A1:Z1", "UNFORMATTED_VALUE")
    assert found == ["", *looking.values()]


def test_what_comes_out_empty_passes_on_from_cell_to_cell(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    row = ["=IFERROR(1/0)", "=A1", "=B1", "=C1+1", '=IFERROR(A1+1,"x")', "=COUNTA(A1:C1)"]
    sheets.write("A1", [[*row, "=ISBLANK(C1)"]], "USER_ENTERED")
    assert sheets.read("A1:G1", "UNFORMATTED_VALUE") == [["", "", "", 1, 1, 0, True]]


def test_a_circle_of_cells_stays_a_circle(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1", [["=IFERROR(B1)", "=A1&QUERY(A1:A2)", "=IF(C1,,)"]], "USER_ENTERED")
    found = sheets.read("A1:C1", "UNFORMATTED_VALUE")
    assert all(value in {"", "#NAME?", "#REF!"} for row in found for value in row)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.floats(min_value=0.001, max_value=1e12).map(lambda number: float(f"{number:.17g}")),
        min_size=20,
        max_size=20,
    )
)
def test_every_usual_number_is_written_in_fifteen_digits(
    sheets: Sheets, numbers: list[float]
) -> None:
    sheets.write("F1", [[number, f'=F{at}&""'] for at, number in enumerate(numbers, 1)],
                 "USER_ENTERED")  # fmt: skip
    found = sheets.read("G1:G20", "UNFORMATTED_VALUE")
    assert [float(row[0]) for row in found] == [float(f"{number:.15g}") for number in numbers]
    assert max(len(row[0].replace(".", "").lstrip("0")) for row in found) <= 15
