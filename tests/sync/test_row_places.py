"""Rows that are known by an identity are found again, whatever people did to their order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sheets_templates.model import Column, Content, Spreadsheet, Tab, Table, sheet_id
from sync.collect import read_tables, write_tables
from sync.desired import DesiredSpreadsheet, FilesInMemory, KnownFile
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.sheets.row_places import RowThere, place_rows
from sync.sheets.spreadsheets import compare_spreadsheet
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect

BLANK = RowThere(("",), blank=True, blank_for_people=True)


def row(name: str, *, answered: bool = False) -> RowThere:
    return RowThere((name,), blank=False, blank_for_people=not answered)


def test_a_sorted_row_is_found_where_it_stands_now() -> None:
    places = place_rows([("a",), ("b",)], [row("b"), BLANK, row("a")])
    assert places is not None
    assert places.numbers == (2, 0)


def test_a_new_row_comes_below_everything_that_stays() -> None:
    places = place_rows([("nieuw",), ("a",)], [BLANK, row("a"), BLANK])
    assert places is not None
    assert places.numbers == (2, 1)


def test_a_row_that_left_is_emptied_unless_people_wrote_beside_it() -> None:
    places = place_rows([("a",)], [row("weg"), row("weg-2", answered=True), row("a")])
    assert places is not None
    assert places.emptied == (0,)


def test_without_room_there_are_no_places() -> None:
    assert place_rows([("a",), ("b",)], [row("van mensen", answered=True), row("a")]) is None


names = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


@given(wanted=names, there=st.lists(st.sampled_from([*"abcdefgh", ""]), max_size=8), data=st.data())
def test_no_row_of_people_is_ever_given_to_another(
    wanted: list[str], there: list[str], data: st.DataObject
) -> None:
    rows = [row(n, answered=data.draw(st.booleans())) if n else BLANK for n in there]
    places = place_rows([(name,) for name in wanted], [*rows, *[BLANK] * len(wanted)])
    assert places is not None
    assert len(set(places.numbers)) == len(wanted)
    for name, number in zip(wanted, places.numbers, strict=True):
        if number < len(rows) and not rows[number].blank_for_people:
            assert rows[number].identity == (name,)
    assert not any(not rows[number].blank_for_people for number in places.emptied)


LIJST = Table(
    key="lijst",
    row=0,
    capacity=5,
    identity=("nummer",),
    columns=(
        Column(key="nummer", header="Nummer", owner="collect"),
        Column(key="wat", header="Wat", owner="collect"),
        Column(key="antwoord", header="Antwoord", owner="people"),
    ),
)
PLAN = Table(
    key="plan",
    row=8,
    capacity=5,
    identity=("week",),
    columns=(
        Column(key="week", header="Week", owner="setup", format="date"),
        Column(key="wie", header="Wie", owner="setup"),
        Column(key="notitie", header="Notitie", owner="people"),
    ),
)
BLAD = Spreadsheet(
    key="team",
    title="Blad",
    tabs=(
        Tab(
            key="bord",
            title="Bord",
            tone="board",
            rows=20,
            widths=(80, 200, 200),
            tables=(LIJST, PLAN),
        ),
    ),
)


def week(day: int, who: str) -> dict[str, object]:
    return {"week": date(2026, 11, day), "wie": who}


class Sheet:
    def __init__(self, workspace: LocalWorkspace, school: str) -> None:
        self.google, self.files, self.school = connect(workspace), FilesInMemory(), school

    def set_up(self, *weeks: dict[str, object]) -> None:
        content: Content = {"bord.plan": weeks}  # type: ignore[dict-item]
        cast = Cast(self.school, teams=("onderbouw",), spreadsheet=BLAD, content=content)
        outcome = apply(self.google, make_plan(self.google, cast.desired(), self.files), self.files)
        assert outcome.failures == ()

    @property
    def known(self) -> KnownFile:
        found = self.files.find(f"{self.school}/onderbouw/team")
        assert found is not None
        return found

    def put(self, cells: str, *values: list[str]) -> None:
        data = [{"range": cells, "values": list(values)}]
        body = {"valueInputOption": "RAW", "data": data}
        self.google.sheets.values_batch_update(self.known.id, body)

    def sort(self, first: int, last: int) -> None:
        """As somebody who sorts the rows by their first column, the last first."""
        place = {
            "sheetId": sheet_id("team", "bord"),
            "startRowIndex": first,
            "endRowIndex": last,
            "startColumnIndex": 0,
            "endColumnIndex": 3,
        }
        specs = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
        request = {"sortRange": {"range": place, "sortSpecs": specs}}
        self.google.sheets.batch_update(self.known.id, {"requests": [request]})

    def read(self, address: str, first: str, second: str) -> dict[object, object]:
        rows = read_tables(self.google, self.known, BLAD, [address])[address]
        return {one[first]: one[second] for one in rows}


def test_an_answer_stays_beside_its_row_after_people_sorted(workspace: LocalWorkspace) -> None:
    sheet = Sheet(workspace, "gesorteerd")
    sheet.set_up()
    rows = [{"nummer": "a", "wat": "een"}, {"nummer": "b", "wat": "twee"}]
    write_tables(sheet.google, sheet.known, BLAD, {"bord.lijst": rows}, sheet.files)
    sheet.put("Bord!C2:C3", ["bij a"], ["bij b"])
    sheet.sort(1, 3)
    rows = [{"nummer": "a", "wat": "EEN"}, *rows[1:], {"nummer": "c", "wat": "drie"}]
    write_tables(sheet.google, sheet.known, BLAD, {"bord.lijst": rows}, sheet.files)
    assert sheet.read("bord.lijst", "nummer", "antwoord") == {"a": "bij a", "b": "bij b", "c": None}
    assert sheet.read("bord.lijst", "nummer", "wat") == {"a": "EEN", "b": "twee", "c": "drie"}


def test_a_note_stays_beside_its_week_when_a_week_comes_before_it(
    workspace: LocalWorkspace,
) -> None:
    sheet = Sheet(workspace, "ertussen")
    sheet.set_up(week(9, "Anna"), week(16, "Bas"))
    sheet.put("Bord!C10:C11", ["van negen"], ["van zestien"])
    sheet.sort(9, 11)
    sheet.set_up(week(2, "Carla"), week(9, "Dana"), week(16, "Bas"))
    nine, sixteen, two = (date(2026, 11, day) for day in (9, 16, 2))
    assert sheet.read("bord.plan", "week", "wie") == {nine: "Dana", sixteen: "Bas", two: "Carla"}
    notes = sheet.read("bord.plan", "week", "notitie")
    assert notes == {nine: "van negen", sixteen: "van zestien", two: None}


def test_what_people_own_begins_with_rows_only_when_the_table_is_new() -> None:
    desired = DesiredSpreadsheet(
        "s/team",
        BLAD,
        {},
        "s",
        "nl_NL",
        "Europe/Amsterdam",
        initial={"bord.plan": [{"notitie": "meegenomen"}]},
    )
    new = {"sheets": [{"properties": {"sheetId": 0}}]}
    change = compare_spreadsheet(desired, new, str, look=False)
    assert "meegenomen" in str(change.requests)
    names = [
        request["addNamedRange"]["namedRange"]
        for request in change.requests
        if "addNamedRange" in request
    ]
    again = compare_spreadsheet(desired, {**new, "namedRanges": names}, str, look=False)
    assert "meegenomen" not in str(again.requests)
