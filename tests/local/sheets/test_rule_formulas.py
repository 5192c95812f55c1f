"""The formula of a conditional format goes along with the cells that it looks at."""

import pytest

from sync.local.call import Json
from sync.local.sheets.moving.rule_formulas import follow_rule
from sync.local.sheets.moving.shifting import Shift


def rule(formula: str, row: int, column: int) -> Json:
    place = {"sheetId": 5, "startRowIndex": row, "endRowIndex": row + 4}
    columns = {"startColumnIndex": column, "endColumnIndex": column + 3}
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    return {"ranges": [place | columns], "booleanRule": {"condition": condition}}


def after(formula: str, change: Shift) -> str:
    before = rule(formula, 11, 1)
    moved = change.ranged(before["ranges"][0])
    found = follow_rule(before, before | {"ranges": [moved]}, change.ranged)
    return str(found["booleanRule"]["condition"]["values"][0]["userEnteredValue"])


COLUMNS, ROWS = Shift(5, False, 0, 2), Shift(5, True, 3, 2)


@pytest.mark.parametrize(
    ("change", "formula", "follows"),
    [
        (COLUMNS, '=$B12<>""', '=$D12<>""'),
        (ROWS, '=$B12<>""', '=$B14<>""'),
        (ROWS, "=B12>$C$2", "=B14>$C$2"),
        (ROWS, '=B12="zie $B12"', '=B14="zie $B12"'),
        (Shift(5, False, 2, -1), "=$C12=1", "=#REF!=1"),
    ],
)
def test_what_has_a_dollar_follows_its_line_and_the_rest_the_rule(
    change: Shift, formula: str, follows: str
) -> None:
    assert after(formula, change) == follows


def test_a_condition_without_a_formula_stays_as_it_is() -> None:
    plain = rule("open", 11, 1)
    plain["booleanRule"]["condition"]["type"] = "TEXT_EQ"
    assert follow_rule(plain, plain, COLUMNS.ranged) == plain
