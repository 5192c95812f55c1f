"""Regular expressions that people give: none may keep the server busy."""

from time import monotonic

import pytest
from googleapiclient.errors import HttpError

from sync.local.patterns import WrongPatternError, escaped, pattern
from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, new_sheets

HOSTILE = "(a+)+$"
LONG = "a" * 4000 + "!"
SOON = 5


@pytest.fixture
def sheets(workspace: LocalWorkspace) -> Sheets:
    made = new_sheets(workspace)
    made.write("A1", [[LONG], ["jan-piet"]], "RAW")
    return made


def replaced(sheets: Sheets, **more: object) -> dict[str, int]:
    wanted = {"allSheets": True, "searchByRegex": True, **more}
    [reply] = sheets.batch({"findReplace": wanted})["replies"]
    found: dict[str, int] = reply.get("findReplace", {})
    return found


def test_a_hostile_expression_does_not_hold_up_find_and_replace(sheets: Sheets) -> None:
    start = monotonic()
    assert replaced(sheets, find=HOSTILE, replacement="x") == {}
    assert monotonic() - start < SOON


def test_a_hostile_expression_does_not_hold_up_a_formula_or_a_query(sheets: Sheets) -> None:
    start = monotonic()
    formulas = [f'=REGEXMATCH(A1,"{HOSTILE}")', f"=QUERY(A1:A2,\"where A matches '{HOSTILE}'\",0)"]
    likes = "%a" * 12 + "b"
    sheets.write("C1", [[*formulas, f"=QUERY(A1:A2,\"where A like '{likes}'\",0)"]], "USER_ENTERED")
    assert sheets.read("C1:E1", "UNFORMATTED_VALUE") == [[False, "#N/A", "#N/A"]]
    assert monotonic() - start < SOON


def test_groups_come_back_in_the_replacement(sheets: Sheets) -> None:
    assert replaced(sheets, find=r"(\w+)-(\w+)", replacement=r"$2\$$1") == {
        "valuesChanged": 1,
        "rowsChanged": 1,
        "sheetsChanged": 1,
        "occurrencesChanged": 1,
    }
    assert sheets.read("A2") == [["piet$jan"]]


@pytest.mark.parametrize("find", ["(", "(?=a)b", r"(a)\1", "((a{1,100}){1,100}){1,100}"])
def test_what_cannot_be_looked_for_in_time_is_refused(sheets: Sheets, find: str) -> None:
    with pytest.raises(HttpError, match="Invalid regular expression") as refusal:
        replaced(sheets, find=find)
    assert refusal.value.resp.status == 400


@pytest.mark.parametrize("text", ["a.b*[c]", "é ^$\\", "regel\neinde", "\x00-_#"])
def test_a_text_is_found_by_its_own_expression(text: str) -> None:
    assert pattern(escaped(text)).fullmatch(text)


def test_half_a_character_is_no_expression() -> None:
    with pytest.raises(WrongPatternError):
        pattern("\ud800")
