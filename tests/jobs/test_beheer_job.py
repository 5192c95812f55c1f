"""A school that keeps its teams in its Beheer sheet, over HTTP against the local Workspace."""

import json
from pathlib import Path

from jobs.programme.beheer_sheet import beheer_definition
from jobs.school.beheer.last_good import place_of
from sheets_templates.model import sheet_id
from tests.conftest import LocalWorkspace
from tests.jobs.beheer_sheet import Sheet
from tests.jobs.cast import opened, school_text
from tests.jobs.command import Command


def test_a_new_sheet_starts_with_what_the_file_says(sheet: Sheet, ritmiek: Command) -> None:
    said = ritmiek("check", sheet.file)
    assert said.code == 0
    assert said.out.splitlines()[-1] == f"{sheet.file}, Beheer: good"
    assert [row.cells[0] for row in sheet.table("leden.leden").rows] == ["essen"] * 6


def test_a_mistake_is_told_by_cell_and_in_the_row_itself(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Leden!A5", "esen")
    said = ritmiek("check", sheet.file)
    assert said.code == 1
    assert "Beheer, tab 'Leden', cell A5, column 'Team': team 'esen' is unknown" in said.out
    assert list(sheet.meldingen("leden.leden")) == [5]
    assert "Bedoel je 'essen'?" in sheet.meldingen("leden.leden")[5]


def test_a_message_goes_away_when_the_row_is_good(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Leden!A5", "esen")
    ritmiek("check", sheet.file)
    sheet.write("Leden!A5", " Essen ")
    assert ritmiek("check", sheet.file).code == 0
    assert sheet.meldingen("leden.leden") == {}


def test_what_people_put_in_the_column_for_messages_stays(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Leden!A5", "esen")
    sheet.write("Leden!A6", "esen")
    sheet.write("Leden!G5", "is op dinsdag vrij")
    sheet.write("Leden!G7", 12)
    ritmiek("check", sheet.file)
    said = sheet.meldingen("leden.leden")
    assert (said[5], said[7]) == ("is op dinsdag vrij", 12)
    assert said[6].startswith("⚠ A6: Dit team staat niet")


def test_a_good_sheet_is_read_in_two_calls_and_not_written(sheet: Sheet, ritmiek: Command) -> None:
    before = sheet.school.google.calls.total()
    sheet.table("leden.leden")
    assert sheet.school.google.calls.total() == before + 2
    told = ritmiek("check", sheet.file, "--json")
    assert json.loads(told.out)["problems"] == []


def test_the_report_in_json_names_tab_cell_and_column(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Teams!G4", "22-9-2026")
    (problem,) = json.loads(ritmiek("check", sheet.file, "--json").out)["problems"]
    assert (problem["tab"], problem["row"], problem["column"]) == ("Teams", 4, "Start blok")
    assert problem["cell"] == "G4"
    assert problem["rule"] == "block-start"


def test_what_people_typed_is_read_as_what_it_means(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Teams!F4", "15.30")
    sheet.write("Teams!G4", "28 sept 2026")
    sheet.write("Studiedagen!A4", "17-11-2026", typed=True)
    assert ritmiek("check", sheet.file).code == 0
    assert ritmiek("run", sheet.file, "--dry-run").code == 0
    kept = json.loads(place_of(sheet.school.configuration.ledger).read_text(encoding="utf-8"))
    assert kept["calendar"]["study_days"] == ["2026-11-17"]
    assert kept["teams"][0]["bordsessie"]["time"] == "15:30"
    assert kept["teams"][0]["block_start"] == "2026-09-28"


def test_set_up_follows_the_sheet(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Teams!B4", "Team Es")
    assert "Team Es" in ritmiek("plan", sheet.file).out


def test_rows_that_people_added_below_and_sorted_are_read(sheet: Sheet, ritmiek: Command) -> None:
    grid = {"sheetId": sheet.tab("Leden")}
    sheet.change({"appendDimension": {**grid, "dimension": "ROWS", "length": 5}})
    for column, value in zip("ABC", ("essen", "Nieuw Lid", "nieuw@es.example"), strict=True):
        sheet.write(f"Leden!{column}507", value)
    place = {**grid, "startRowIndex": 3, "endRowIndex": 9, "startColumnIndex": 0}
    by_name = [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]
    sheet.change({"sortRange": {"range": place, "sortSpecs": by_name}})
    assert ritmiek("run", sheet.file, "--dry-run").code == 0
    kept = json.loads(place_of(sheet.school.configuration.ledger).read_text(encoding="utf-8"))
    names = [member["name"] for member in kept["teams"][0]["members"]]
    assert names == ["Lid 6", "Lid 5", "Lid 4", "Lid 3", "Lid 2", "Lid 1", "Nieuw Lid"]


def test_a_deleted_column_is_named_and_the_last_good_version_counts(
    sheet: Sheet, ritmiek: Command
) -> None:
    ritmiek("run", sheet.file, "--dry-run")
    place = {"dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    sheet.change({"deleteDimension": {"range": {"sheetId": sheet.tab("Leden"), **place}}})
    said = ritmiek("check", sheet.file)
    assert "tab 'Leden', row 3, column 'E-mail': the column 'E-mail' is gone" in said.out
    assert "De kolom 'E-mail' is weg" in sheet.meldingen("leden.leden")[4]
    going_on = ritmiek("run", sheet.file, "--dry-run")
    assert going_on.code == 0
    assert "the Beheer sheet has mistakes; what it said on" in going_on.err


def test_merged_cells_are_named(sheet: Sheet, ritmiek: Command) -> None:
    place = {"startRowIndex": 3, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 1}
    whole = {"sheetId": sheet.tab("Leden"), **place}
    sheet.change({"mergeCells": {"range": whole, "mergeType": "MERGE_ALL"}})
    said = ritmiek("check", sheet.file)
    assert said.code == 1
    assert "tab 'Leden', cell A4, column 'Team': cells are merged in rows 4-5" in said.out


def test_a_tab_that_is_gone_is_named(sheet: Sheet, ritmiek: Command) -> None:
    sheet.change({"deleteSheet": {"sheetId": sheet.tab("Studiedagen")}})
    said = ritmiek("check", sheet.file)
    assert said.code == 1
    assert "the tab 'Studiedagen' or its table is gone; restore it" in said.out


def test_google_out_of_reach_never_stops_the_work(sheet: Sheet, ritmiek: Command) -> None:
    ritmiek("run", sheet.file, "--dry-run")
    text = sheet.file.read_text(encoding="utf-8")
    port = sheet.school.configuration.workspace.address
    sheet.file.write_text(text.replace(port, "http://127.0.0.1:9"), encoding="utf-8")
    said = ritmiek("run", sheet.file, "--dry-run", "--now", "2026-10-05T07:02")
    assert said.code == 0
    assert "the Beheer sheet cannot be read: The local Workspace at" in said.err
    assert "what it said on" in said.err


def test_without_an_earlier_version_a_broken_sheet_stops_the_command(
    sheet: Sheet, ritmiek: Command
) -> None:
    place = {"dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    sheet.change({"deleteDimension": {"range": {"sheetId": sheet.tab("Leden"), **place}}})
    place_of(sheet.school.configuration.ledger).unlink(missing_ok=True)
    said = ritmiek("run", sheet.file, "--dry-run")
    assert said.code == 1
    assert "no earlier version was kept to go on with" in said.err
    assert "the column 'E-mail' is gone; restore it from the version history" in said.err


def test_the_file_is_used_until_there_is_a_sheet(
    tmp_path: Path, jobs_workspace: LocalWorkspace, ritmiek: Command
) -> None:
    file = tmp_path / "school.yaml"
    text = school_text(jobs_workspace, "bhnieuw", "essen")
    file.write_text(f"{text}source: beheer\n", encoding="utf-8")
    said = ritmiek("run", file, "--dry-run")
    assert said.code == 0
    assert "there is no Beheer sheet yet" in said.err
    assert "does not exist yet at Google" in ritmiek("check", file).err


def test_a_lost_ledger_still_finds_the_sheet(sheet: Sheet, ritmiek: Command) -> None:
    sheet.school.ledger.close()
    sheet.school.configuration.ledger.unlink()
    said = ritmiek("run", sheet.file, "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert place_of(sheet.school.configuration.ledger).exists()


def test_a_school_that_follows_its_file_hears_how_the_sheet_differs(
    sheet: Sheet, ritmiek: Command
) -> None:
    text = sheet.file.read_text(encoding="utf-8").replace("source: beheer\n", "")
    sheet.file.write_text(text, encoding="utf-8")
    sheet.write("Teams!B4", "Team Es")
    said = ritmiek("check", "--beheer", sheet.file)
    assert said.code == 0
    assert "good; its teams differ from the file, and count with 'source: beheer'" in said.out
    assert "Beheer" not in ritmiek("check", sheet.file).out


def test_the_next_block_is_for_people_to_write_in_the_sheet(sheet: Sheet, ritmiek: Command) -> None:
    sheet.write("Teams!G4", "28-9-2026")
    before = sheet.file.read_text(encoding="utf-8")
    said = ritmiek("next", "block", sheet.file, "--now", "2026-11-20T10:00")
    assert said.code == 3
    assert "tab 'Teams', team essen, column 'Eerdere blokken': write 2026-09-28" in said.out
    assert "column 'Start blok': write 2026-12-07" in said.out
    assert sheet.file.read_text(encoding="utf-8") == before


def test_an_english_sheet_has_its_messages_in_english(sheet: Sheet, ritmiek: Command) -> None:
    text = sheet.file.read_text(encoding="utf-8").replace("type: po", "type: po, language: en")
    sheet.file.write_text(text, encoding="utf-8")
    english = beheer_definition(opened(sheet.file).configuration)
    dutch = {tab.key: tab.title for tab in beheer_definition(sheet.school.configuration).tabs}
    for _, tab, table in english.tables():
        for at, column in enumerate(table.columns):
            sheet.write(f"{dutch[tab.key]}!{'ABCDEFGHI'[at]}3", column.header)
    assert ritmiek("check", sheet.file).code == 0
    sheet.write("Leden!A5", "esen")
    said = ritmiek("check", sheet.file)
    assert "cell A5, column 'Team': team 'esen' is unknown" in said.out
    (row,) = [row for row in sheet.table("leden.leden").rows if row.number == 5]
    assert row.cells[-1] == "⚠ A5: Team 'esen' is unknown; did you mean 'essen'?"
    last = {"sheetId": sheet_id("beheer", "leden"), "dimension": "COLUMNS", "startIndex": 6}
    sheet.change({"deleteDimension": {"range": last}})
    assert "tab 'Leden' has no column 'Message', so nothing" in ritmiek("check", sheet.file).out


def test_collecting_tells_in_the_sheet_too_and_a_dry_run_does_not(
    sheet: Sheet, ritmiek: Command
) -> None:
    ritmiek("collect", "--dry-run", sheet.file)
    sheet.write("Leden!A5", "esen")
    ritmiek("collect", "--dry-run", sheet.file)
    assert sheet.meldingen("leden.leden") == {}
    ritmiek("collect", sheet.file)
    assert list(sheet.meldingen("leden.leden")) == [5]
