"""What formulas come to: documented results of Google's functions and operators."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.sheets.documented_arrays import LATER_VALUES, MANY_VALUES
from tests.local.sheets.documented_values import VALUES
from tests.local.spreadsheets import Sheets, new_sheets, with_gspread

CELLS = [
    [1, "a", "", "'5", 2, "", "a", 10],
    [2, "b", "", True, 4, "", "b", 20],
    [3, "c", "", 3, 6, "", "c", 30],
    [4, "d", "", "", 8],
    [5, "e", "", "", 10],
]
ONE_VALUE = [*VALUES, *LATER_VALUES]


@pytest.fixture(scope="module")
def values(workspace: LocalWorkspace) -> list[list[Any]]:
    """The value beside every formula of the first table, as gspread reads them."""
    sheet = with_gspread(workspace, new_sheets(workspace).id).sheet1
    sheet.update(CELLS, "A1", raw=False)
    sheet.update([[formula] for formula, _ in ONE_VALUE], "K11", raw=False)
    place = f"K11:K{10 + len(ONE_VALUE)}"
    return sheet.get(place, value_render_option="UNFORMATTED_VALUE", pad_values=True)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def notebook(workspace: LocalWorkspace) -> Sheets:
    """A spreadsheet with the cells that the formulas of the second table speak of."""
    sheets = new_sheets(workspace)
    sheets.write("A1", CELLS, "USER_ENTERED")
    return sheets


@pytest.mark.parametrize(
    ("at", "formula", "wanted"), [(n, *one) for n, one in enumerate(ONE_VALUE)]
)
def test_a_formula_comes_to_what_google_says(
    values: list[list[Any]], at: int, formula: str, wanted: Any
) -> None:
    [found] = values[at] or [""]
    assert type(found) is type(wanted) or not isinstance(wanted, (str, bool)), formula
    assert found == (wanted if isinstance(wanted, str) else pytest.approx(wanted, rel=1e-6))


def test_formulas_fill_the_cells_that_google_fills(notebook: Sheets) -> None:
    step = 5
    for at, (formula, _) in enumerate(MANY_VALUES):
        notebook.write(f"K{11 + at * step}", [[formula]], "USER_ENTERED")
    rows = notebook.read("K11:N1000", "UNFORMATTED_VALUE")
    found = [[row for row in rows[at : at + step] if row] for at in range(0, len(rows), step)]
    assert dict(zip((formula for formula, _ in MANY_VALUES), found, strict=True)) == dict(
        MANY_VALUES
    )
