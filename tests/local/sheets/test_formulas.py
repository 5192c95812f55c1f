"""Formulas as Google reads them: its errors, its clock, and never a wrong number."""

from typing import Any

import pytest

from sync.local.sheets.formulas.functions import functions_carried, functions_lacking
from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.spreadsheets import Sheets, grid, new_sheets


@pytest.fixture(scope="module")
def notebook(workspace: LocalWorkspace) -> Sheets:
    return new_sheets(workspace)


def _typed(sheets: Sheets, *formulas: str) -> Any:
    sheets.write("A1", [[formula] for formula in formulas], "USER_ENTERED")
    return [row[0] for row in sheets.read("A1:A9", "UNFORMATTED_VALUE")]


@pytest.mark.parametrize(
    ("formula", "kind", "shown"),
    [
        ("=1/0", "DIVIDE_BY_ZERO", "#DIV/0!"),
        ("=IMPORTRANGE(B1,B2)", "NAME", "#NAME?"),
        ("=Weg!A1", "REF", "#REF!"),
        ('=1+"a"', "VALUE", "#VALUE!"),
        ("=VLOOKUP(9,B1:C2,2,FALSE)", "N_A", "#N/A"),
        ("=A1", "REF", "#REF!"),
        ("=1+", "ERROR", "#ERROR!"),
        ("=" + "(" * 5000 + "1" + ")" * 5000, "ERROR", "#ERROR!"),
    ],
)
def test_an_error_has_its_type(notebook: Sheets, formula: str, kind: str, shown: str) -> None:
    notebook.write("A1", [[formula]], "USER_ENTERED")
    cell = notebook.cell("A1")
    assert cell["effectiveValue"]["errorValue"]["type"] == kind
    assert cell["formattedValue"] == shown


def test_a_circle_of_formulas_says_so(notebook: Sheets) -> None:
    assert _typed(notebook, "=A2", "=A1") == ["#REF!", "#REF!"]
    message = notebook.cell("A1")["effectiveValue"]["errorValue"]["message"]
    assert message.startswith("Circular dependency detected")


def test_google_words_come_to_googles_numbers(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("C1:D3", [[1, "a"], [2, "b"], [3, "c"]])
    assert _typed(sheets, "=SUM(C2:C)") == [5]
    assert _typed(sheets, "=ARRAYFORMULA(C1:C3*2)", "", "") == [2, 4, 6]
    assert _typed(sheets, "=FILTER(D1:D3,C1:C3>1,C1:C3<3)", "", "") == ["b"]
    assert _typed(sheets, "=SORT(C1:C3,1,FALSE)") == [3, 2, 1]
    assert _typed(sheets, "=IFERROR(1/0)&CEILING(2.5)", "", "") == ["3"]


def test_a_name_of_a_range_is_a_range_everywhere(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    named = {"name": "scores", "range": grid(2, 1, left=1)}
    sheets.batch({"addNamedRange": {"namedRange": named}})
    sheets.write("scores", [[4], [5]])
    assert sheets.read("B1:B2", "UNFORMATTED_VALUE") == [[4], [5]]
    assert _typed(sheets, "=SUM(scores)") == [9]


def test_now_follows_the_clock_of_the_workspace(fresh_workspace: Any) -> None:
    workspace = fresh_workspace()
    with OwnerSession(workspace.base_url, workspace.token) as owner:
        owner.put("/local/clock", json={"now": "2030-01-02T12:00:00Z"})
    sheets = new_sheets(workspace)
    [today, now] = _typed(sheets, "=TODAY()", "=NOW()")
    assert (today, int(now)) == (47485, 47485)
    assert sheets.read("A1") == [["1/2/2030"]]


def test_every_documented_function_is_carried_or_said_to_lack() -> None:
    assert {"SUM", "VLOOKUP", "ARRAYFORMULA", "FILTER"} <= set(functions_carried())
    assert {"SPARKLINE", "IMPORTRANGE", "GOOGLEFINANCE"} <= set(functions_lacking())


@pytest.fixture(scope="module")
def counted(workspace: LocalWorkspace) -> Sheets:
    """A column of three numbers beside three letters, with room on the right."""
    sheets = new_sheets(workspace)
    sheets.write("B1:C3", [[1, "a"], [2, "b"], [3, "c"]])
    return sheets


@pytest.mark.parametrize(
    ("formula", "filled"),
    [
        ("=B1:B3*2", [[4]]),
        ("=ABS(B1:B3)", [[2]]),
        ('=B1:B3&"x"', [["2x"]]),
        ('=IF(B1:B3>1,"more","less")', [["more"]]),
        ("=SUM(B1:B3*2)", [[4]]),
        ("=B7:B9*2", [["#VALUE!"]]),
        ("=B1:C3*2", [["#VALUE!"]]),
        ("=IFERROR(B7:B9*2,0)", [[0]]),
        ("=VLOOKUP(B1:B3,B1:C3,2,FALSE)", [["b"]]),
        ("=SUMPRODUCT(B1:B3*2)", [[12]]),
        ("=ARRAYFORMULA(B1:B3*2)", [[2], [4], [6]]),
        ("=INDEX(B1:B3*2)", [[2], [4], [6]]),
        ("=ARRAYFORMULA(VLOOKUP(B1:B3,B1:C3,2,FALSE))", [["a"], ["b"], ["c"]]),
        ('={B1:B3,C1:C3;"end",9}', [[1, "a"], [2, "b"], [3, "c"], ["end", 9]]),
        ("={B1:B3,C1:C2}", [["#VALUE!"]]),
        ("=SORT(B1:B3,1,FALSE)*2", [[6]]),
        ("=SEQUENCE(1,3)", [[1, 2, 3]]),
        ("=FILTER(A1:B3,B1:B3>1)", [["", 2], ["", 3]]),
    ],
)
def test_only_an_array_formula_works_on_every_cell(
    counted: Sheets, formula: str, filled: list[list[Any]]
) -> None:
    counted.write("F2", [[formula]], "USER_ENTERED")
    assert counted.read("F2:J9", "UNFORMATTED_VALUE") == filled


def test_a_range_beside_it_takes_its_own_column(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1:C1", [[1, 2, 3]])
    sheets.write("B2", [["=A1:C1*10"]], "USER_ENTERED")
    assert sheets.read("B2", "UNFORMATTED_VALUE") == [[20]]


def test_an_array_does_not_overwrite_what_stands_there(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A2", [["mine"]])
    sheets.write("A1", [["=SEQUENCE(3)"]], "USER_ENTERED")
    assert sheets.read("A1:A3") == [["#REF!"], ["mine"]]
    assert sheets.cell("A1")["effectiveValue"]["errorValue"]["type"] == "REF"


def test_a_formula_looks_like_what_it_speaks_of(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    money = [["1/31/2024", "$5.00", "50%"], ["2/1/2024", "$6.50", "25%"]]
    sheets.write("A1", money, "USER_ENTERED")
    shown = {
        "=A1+1": "2/1/2024",
        "=A2-A1": "1",
        "=MAX(A1:A2)": "2/1/2024",
        "=IF(TRUE,A1,0)": "1/31/2024",
        "=B1*2": "$10.00",
        "=B1*C1": "$2.50",
        "=B2/B1": "1.3",
        "=AVERAGE(B1:B2)": "$5.75",
        "=C1+C2": "75%",
        "=COUNT(A1:A2)": "2",
        "=EDATE(A1,1)": "2/29/2024",
    }
    sheets.write("E1", [[formula] for formula in shown], "USER_ENTERED")
    assert [row[0] for row in sheets.read("E1:E20")] == list(shown.values())


def test_what_an_array_fills_looks_like_its_column(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1", [["1/31/2024", "$5.00"], ["2/1/2024", "$6.50"]], "USER_ENTERED")
    sheets.write("D1", [["=SORT(A1:B2,1,FALSE)"]], "USER_ENTERED")
    assert sheets.read("D1:E2") == [["2/1/2024", "$6.50"], ["1/31/2024", "$5.00"]]


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=SUM(1,5;2)", "3,5"),
        ("=SUM(1.5,2)", "3,5"),
        ("=1,5*2", "3"),
        ("=2-(3&4)", "-32"),
        ('=TEXT(1234,5;"#.##0,00")', "1.234,50"),
        ("=SUM({1\\2;3\\4})", "10"),
        ("=1=1", "WAAR"),
        ("=SOM(1;2)", "#NAME?"),
    ],
)
def test_dutch_formulas_have_dutch_signs_and_english_names(
    workspace: LocalWorkspace, formula: str, shown: str
) -> None:
    sheets = new_sheets(workspace, locale="nl_NL")
    sheets.write("A1", [[formula]], "USER_ENTERED")
    assert sheets.read("A1") == [[shown]]
    assert sheets.read("A1", "FORMULA") == [[formula]]


@pytest.mark.parametrize(
    ("locale", "word"), [("de_DE", "WAHR"), ("fr_FR", "VRAI"), ("en_GB", "TRUE")]
)
def test_truth_is_said_in_the_language(workspace: LocalWorkspace, locale: str, word: str) -> None:
    sheets = new_sheets(workspace, locale=locale)
    sheets.write("A1", [["=1=1"], [word]], "USER_ENTERED")
    assert sheets.read("A1:A2") == [[word], [word]]
    assert sheets.read("A2", "UNFORMATTED_VALUE") == [[True]]


def test_a_formula_keeps_its_brackets_when_rows_come_above_it(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1", [[5], ["=(1+2)% * A1"]], "USER_ENTERED")
    above = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    sheets.batch({"insertDimension": {"range": above}})
    assert sheets.read("A3", "FORMULA") == [["=(1+2)% * A2"]]
    assert sheets.read("A3", "UNFORMATTED_VALUE") == [[pytest.approx(0.15)]]
