"""Formulas as Google reads them: its errors, its clock, and never a wrong number."""

from typing import Any

import pytest

from sync.local.sheets.engine import functions_carried, functions_lacking
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
        ("=QUERY(B1:B2)", "NAME", "#NAME?"),
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
    assert {"QUERY", "IMPORTRANGE", "GOOGLEFINANCE"} <= set(functions_lacking())
