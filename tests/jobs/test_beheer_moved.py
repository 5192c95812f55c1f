"""People rename, move, insert and sort in their Beheer sheet; what is read of it stays the same."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.programme.beheer_sheet import beheer_definition
from jobs.school.model import Configuration
from jobs.work.beheer import look_at_beheer
from sheets_templates.model import sheet_id
from sync.whole_sheets import read_whole, tables_there
from tests.jobs.beheer_sheet import Sheet
from tests.jobs.cast import opened
from tests.jobs.command import Command

TABS = {"mensen": 5, "teams": 9, "leden": 7, "studiedagen": 3, "lesuren": 4}
"""Tabs and how many columns they are made with."""
Deed = tuple[Any, ...]
WORDS = st.text("abcé 'X!3", max_size=10)


@st.composite
def deeds(draw: st.DrawFn) -> Deed:
    """One thing that somebody does in the sheet: what, in which tab, where, and how."""
    tab, columns = draw(st.sampled_from(sorted(TABS.items())))
    at, other = draw(st.permutations(range(columns)))[:2]
    kind = draw(st.sampled_from(["header", "move", "insert", "sort", "title", "order"]))
    return kind, tab, at, other, draw(WORDS)


def requests_of(deed: Deed) -> list[dict[str, Any]]:
    """What a browser would send for that."""
    kind, tab, at, other, text = deed
    own = sheet_id("beheer", tab)
    span = {"sheetId": own, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    typed = {
        "start": {"sheetId": own, "rowIndex": 2, "columnIndex": at},
        "rows": [{"values": [{"userEnteredValue": {"stringValue": text}}]}],
        "fields": "userEnteredValue",
    }
    rows = {"sheetId": own, "startRowIndex": 3, "startColumnIndex": 0}
    changes: dict[str, list[dict[str, Any]]] = {
        "header": [{"updateCells": typed}],
        "move": [{"moveDimension": {"source": span, "destinationIndex": other}}],
        "insert": [{"insertDimension": {"range": span}}, {"updateCells": typed}],
        "sort": [{"sortRange": {"range": rows, "sortSpecs": [{"dimensionIndex": at}]}}],
        "title": [changed_tab(tab, title=f"{text} {tab}")],
        "order": [changed_tab(tab, index=other)],
    }
    return changes[kind]


def changed_tab(tab: str, **properties: str | int) -> dict[str, Any]:
    """What gives a tab another place or title."""
    whole = {"sheetId": sheet_id("beheer", tab), **properties}
    return {"updateSheetProperties": {"properties": whole, "fields": ",".join(properties)}}


def read(sheet: Sheet) -> Configuration | None:
    """The school that its sheet says, whatever the order of its rows."""
    found = look_at_beheer(sheet.school).judged.configuration
    if found is None:
        return None
    (team,) = found.teams
    members = tuple(sorted(team.members, key=lambda member: member.email))
    return found.model_copy(update={"teams": (team.model_copy(update={"members": members}),)})


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(deeds(), min_size=1, max_size=15))
def test_however_people_arrange_their_sheet_the_school_stays_the_same(
    sheet: Sheet, done: list[Deed]
) -> None:
    known, spare = sheet.school.known(sheet.key), sheet.copied()
    sheet.change(*(request for deed in done for request in requests_of(deed)))
    found = read(sheet)
    sheet.school.ledger.remember(replace(known, id=spare))
    assert found == sheet.school.configuration


def test_a_mistake_is_told_at_the_cell_where_it_stands_now(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Leden!A5", "esen")
    place = {"sheetId": sheet_id("beheer", "leden"), "dimension": "COLUMNS"}
    last = {"source": {**place, "startIndex": 0, "endIndex": 1}, "destinationIndex": 6}
    above = {**place, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    sheet.change(
        {"moveDimension": last},
        {"insertDimension": {"range": above}},
        changed_tab("leden", title="Wie zit waar"),
    )
    sheet.write("Wie zit waar!F5", "Groep")
    said = ritmiek("check", sheet.file)
    assert "Beheer, tab 'Wie zit waar', cell F7, column 'Groep': team 'esen' is unknown" in said.out
    (melding,) = sheet.meldingen("leden.leden").values()
    assert melding.startswith("⚠ F7: Dit team staat niet in het tabblad Teams. Bedoel je 'essen'?")


def test_a_moved_and_renamed_column_still_gets_the_messages(sheet: Sheet, ritmiek: Command) -> None:
    place = {"sheetId": sheet_id("beheer", "leden"), "dimension": "COLUMNS"}
    first = {"source": {**place, "startIndex": 6, "endIndex": 7}, "destinationIndex": 0}
    sheet.change({"moveDimension": first})
    sheet.write("Leden!A3", "Wat klopt er niet")
    sheet.write("Leden!B5", "esen")
    before = sheet.school.google.calls.total()
    look_at_beheer(sheet.school)
    assert sheet.school.google.calls.total() == before + 2
    ritmiek("check", sheet.file)
    (row,) = [row for row in sheet.table("leden.leden").rows if row.number == 5]
    assert str(row.cells[0]).startswith("⚠ B5: Dit team")


def test_a_deleted_header_row_is_told_in_the_sheet(sheet: Sheet, ritmiek: Command) -> None:
    rows = {"sheetId": sheet_id("beheer", "leden"), "dimension": "ROWS"}
    sheet.change({"deleteDimension": {"range": {**rows, "startIndex": 2, "endIndex": 3}}})
    said = ritmiek("check", sheet.file)
    assert "the row with the headers was deleted; restore it from the version history" in said.out
    assert list(sheet.meldingen("leden.leden")) == [4]


def test_what_is_exported_has_every_column_under_its_own_key(sheet: Sheet) -> None:
    place = {"sheetId": sheet_id("beheer", "leden"), "dimension": "COLUMNS"}
    first = {"source": {**place, "startIndex": 2, "endIndex": 3}, "destinationIndex": 0}
    sheet.change({"moveDimension": first})
    sheet.write("Leden!A3", "Post")
    definition = beheer_definition(sheet.school.configuration)
    tables = tables_there(read_whole(sheet.school.google, sheet.id), definition)
    (leden,) = (table for table in tables if table.address == "leden.leden")
    assert [row["email"] for row in leden.rows()] == [f"essen{n}@es.example" for n in range(1, 7)]
    assert leden.rows()[0]["naam"] == "Lid 1"


def test_a_copy_that_lost_its_marks_is_known_by_its_headers(sheet: Sheet) -> None:
    keys = ("ritmiek_table", "ritmiek_column")
    lookups = [{"developerMetadataLookup": {"metadataKey": key}} for key in keys]
    sheet.change(*({"deleteDeveloperMetadata": {"dataFilter": lookup}} for lookup in lookups))
    assert sheet.table("leden.leden").marks == {}
    assert read(sheet) == sheet.school.configuration


def test_an_english_school_chooses_in_english_and_a_dutch_choice_counts(
    sheet: Sheet, ritmiek: Command
) -> None:
    text = sheet.file.read_text(encoding="utf-8").replace("type: po", "type: po, language: en")
    sheet.file.write_text(text, encoding="utf-8")
    for cell, choice in (("C4", "support staff"), ("D4", "Youngest pupils"), ("E4", "Friday")):
        sheet.write(f"Teams!{cell}", choice)
    found = look_at_beheer(opened(sheet.file)).judged.configuration
    assert found is not None
    (team,) = found.teams
    assert (team.vocabulary, team.pupils, team.bordsessie.day) == (
        "support", "onderbouw", "vrijdag",
    )  # fmt: skip
    sheet.write("Teams!C4", "suport staff")
    said = ritmiek("check", sheet.file)
    assert "cell C4, column 'Woorden': 'suport staff' is unknown; did you mean" in said.out
