"""Reading answers and tables, and writing what was collected."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_templates.model import Content, Row
from sync.collect import read_responses, read_tables, write_tables
from sync.desired import FilesInMemory, KnownFile
from sync.errors import NotThereError
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.sheets.cell_data import TableFullError
from sync.table_ranges import UnknownTableError
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import TEAM, Cast, connect, total

ROW: Row = {"datum": date(2026, 11, 9), "aanwezig": 7, "succes": "Samen gelezen"}
SESSIES = "bord.sessies"


def saying(text: str) -> Row:
    return {**ROW, "succes": text}


class Sheet:
    """One team's spreadsheet, set up."""

    def __init__(self, workspace: LocalWorkspace, school: str) -> None:
        self.cast = Cast(school, teams=("onderbouw",))
        self.files = FilesInMemory()
        self.google: Google = connect(workspace)
        apply(self.google, make_plan(self.google, self.cast.desired(), self.files), self.files)

    def known(self, kind: str = "team") -> KnownFile:
        found = self.files.find(self.cast.key(f"onderbouw/{kind}"))
        assert found is not None
        return found

    def write(self, content: Content) -> bool:
        return write_tables(self.google, self.known(), TEAM, content, self.files)

    def read(self, address: str = SESSIES) -> list[object]:
        return list(read_tables(self.google, self.known(), TEAM, [address])[address])


@pytest.fixture(scope="module")
def sheet(workspace: LocalWorkspace) -> Sheet:
    return Sheet(workspace, "verzamelen")


def test_what_is_written_is_read_back_typed(sheet: Sheet) -> None:
    assert sheet.write({SESSIES: [ROW]})
    assert sheet.read() == [ROW]


def test_the_same_rows_are_not_written_again(sheet: Sheet) -> None:
    sheet.write({SESSIES: [ROW, ROW]})
    before = total(sheet.google)
    assert not sheet.write({SESSIES: [ROW, ROW]})
    assert total(sheet.google) == before


def test_fewer_rows_clear_what_stood_below_with_one_read_and_one_write(sheet: Sheet) -> None:
    sheet.write({SESSIES: [ROW, ROW, ROW]})
    before = total(sheet.google)
    assert sheet.write({SESSIES: [ROW]})
    assert total(sheet.google) == before + 2
    assert sheet.read() == [ROW]


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-3", "@SOM(A1)", "\tA", "'A", "007", "6E1", "3,5", "1-2", "WAAR"]
)
def test_an_answer_stays_the_text_that_it_is(sheet: Sheet, text: str) -> None:
    sheet.write({SESSIES: [saying(text)]})
    assert sheet.read() == [saying(text)]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_answer_comes_back_as_it_went(sheet: Sheet, text: str) -> None:
    sheet.write({SESSIES: [saying(text)]})
    assert sheet.read() == [saying(text)]


def test_too_many_rows_are_refused_before_anything_is_written(sheet: Sheet) -> None:
    before = total(sheet.google)
    with pytest.raises(TableFullError, match=r"5 rows, but place for 4; raise the table's"):
        sheet.write({SESSIES: [ROW] * 5})
    assert total(sheet.google) == before


def test_a_table_that_does_not_exist_is_named(sheet: Sheet) -> None:
    with pytest.raises(UnknownTableError, match=r"bord.niets"):
        sheet.read("bord.niets")


def test_several_tables_are_read_in_one_call(sheet: Sheet) -> None:
    before = total(sheet.google)
    found = read_tables(sheet.google, sheet.known(), TEAM, [SESSIES, "bord.acties"])
    assert total(sheet.google) == before + 1
    assert [row["week"] for row in found["bord.acties"]] == [
        date(2026, 11, 9),
        date(2026, 11, 16),
    ]


def test_a_form_without_answers_reads_as_none(sheet: Sheet) -> None:
    assert read_responses(sheet.google, sheet.known("barometer").id) == []


def test_a_form_that_is_gone_is_an_error_and_not_an_empty_list(sheet: Sheet) -> None:
    with pytest.raises(NotThereError):
        read_responses(sheet.google, "1bestaat-niet")
