"""What people write in one sheet reaches the sheet in which others read it."""

from collections.abc import Iterator
from datetime import date

import pytest

from jobs.work.carrying import carried_over
from jobs.work.circulate import circulate_school
from jobs.work.collect import collect_school
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Row, sheet_id
from tests.conftest import LocalWorkspace
from tests.jobs.cast import MONDAY, a_school, at, bordsessie, fill_in, rows, set_up

READ = "sheets.spreadsheets.values.batchGet"
WRITE = "sheets.spreadsheets.values.batchUpdate"


@pytest.fixture(scope="module")
def school(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SchoolAtWork]:
    made = set_up(a_school(tmp_path_factory.mktemp("rond"), jobs_workspace, "rondgang"))
    for text in ("Geen lokaal", "Te laat rooster"):
        fill_in(jobs_workspace, made, "essen/belemmering", {"belemmering": text}, MONDAY)
    fill_in(jobs_workspace, made, "eiken/belemmering", {"belemmering": "Geen krijt"}, MONDAY)
    fill_in(jobs_workspace, made, "essen/bordsessie", bordsessie(at(29, 9), duur="30"), MONDAY)
    collect_school(made)
    yield made
    made.ledger.close()


def put(school: SchoolAtWork, key: str, *cells: tuple[str, list[object]]) -> None:
    """Write in a sheet as people do."""
    data = [{"range": place, "values": [values]} for place, values in cells]
    body = {"valueInputOption": "USER_ENTERED", "data": data}
    school.google.sheets.values_batch_update(school.known(f"{school.key}/{key}").id, body)


def listed(school: SchoolAtWork) -> list[Row]:
    return rows(school, "overzicht", "belemmeringen.lijst")


def board(school: SchoolAtWork, team: str) -> dict[object, tuple[object, object]]:
    found = rows(school, f"{team}/team", "bord.belemmeringen")
    return {row["belemmering"]: (row["stand"], row["antwoord"]) for row in found}


def test_the_schoolleiding_sees_every_obstacle_with_its_team(school: SchoolAtWork) -> None:
    seen = {(row["team"], row["belemmering"]) for row in listed(school)}
    assert seen == {("Essen", "Geen lokaal"), ("Essen", "Te laat rooster"), ("Eiken", "Geen krijt")}


def test_an_answer_reaches_the_board_of_that_team_only_also_when_the_list_was_sorted(
    school: SchoolAtWork,
) -> None:
    number = [row["belemmering"] for row in listed(school)].index("Te laat rooster")
    put(
        school,
        "overzicht",
        (f"Belemmeringen!F{4 + number}:G{4 + number}", ["bezig", "Volgende week"]),
    )
    sort_by_team(school)
    collect_school(school)
    assert not circulate_school(school).failures
    assert board(school, "essen") == {
        "Geen lokaal": ("nieuw", None),
        "Te laat rooster": ("bezig", "Volgende week"),
    }
    assert board(school, "eiken") == {"Geen krijt": ("nieuw", None)}


def sort_by_team(school: SchoolAtWork) -> None:
    place = {
        "sheetId": sheet_id("school", "belemmeringen"),
        "startRowIndex": 3,
        "endRowIndex": 163,
        "startColumnIndex": 0,
        "endColumnIndex": 8,
    }
    specs = [{"dimensionIndex": 1, "sortOrder": "ASCENDING"}]
    request = {"sortRange": {"range": place, "sortSpecs": specs}}
    file = school.known(f"{school.key}/overzicht").id
    school.google.sheets.batch_update(file, {"requests": [request]})


def test_goals_and_hours_of_the_teams_reach_the_school(school: SchoolAtWork) -> None:
    put(
        school,
        "essen/team",
        ("Bord!A6:E6", ["21-9-2026", "Begrijpend lezen", "toets", "", "op weg"]),
    )
    put(school, "essen/team", ("Tijd!D5", ["1,5"]))
    circulate_school(school)
    [goal] = rows(school, "overzicht", "doelen.doelen")
    assert (goal["team"], goal["doel"], goal["stand"]) == ("Essen", "Begrijpend lezen", "op weg")
    hours = {row["team"]: row for row in rows(school, "overzicht", "tijd.teams")}
    assert (hours["Essen"]["gepland"], hours["Essen"]["bestaand"]) == (9, 1.5)
    assert hours["Essen"]["gehouden"] == 0.5


def test_a_second_round_reads_each_sheet_once_and_writes_nothing(school: SchoolAtWork) -> None:
    circulate_school(school)
    school.google.calls.clear()
    assert circulate_school(school).sheets == 0
    assert dict(school.google.calls) == {READ: 1 + 2}


def test_only_looking_writes_nothing(school: SchoolAtWork) -> None:
    put(school, "eiken/team", ("Bord!A6:B6", ["21-9-2026", "Rekenen"]))
    school.google.calls.clear()
    circulate_school(school, write=False)
    assert WRITE not in school.google.calls


def test_a_new_school_year_takes_the_open_goals_and_actions_along(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    put(
        school,
        "essen/team",
        ("Bord!A6:E6", ["21-9-2026", "Begrijpend lezen", "toets", "", "op weg"]),
        ("Bord!A7:E7", ["21-9-2026", "Al bereikt", "", "", "gehaald"]),
        ("Bord!A24:D24", ["1-10-2026", "Boeken bestellen", "Lid 1", "open"]),
        ("Bord!A25:D25", ["1-10-2026", "Gedaan", "Lid 2", "gelukt"]),
    )
    following = next_year_of(school)
    assert [row["doel"] for row in rows(following, "essen/team-2027", "bord.doelen")] == [
        "Begrijpend lezen"
    ]
    assert [row["wat"] for row in rows(following, "essen/team-2027", "bord.acties")] == [
        "Boeken bestellen"
    ]


def next_year_of(school: SchoolAtWork) -> SchoolAtWork:
    teams = tuple(
        team.model_copy(update={"block_start": date(2027, 9, 13)})
        for team in school.configuration.teams
    )
    changes = {"school_year": 2027, "teams": teams}
    configuration = school.configuration.model_copy(update=changes)
    following = SchoolAtWork(configuration, school.ledger, MONDAY)
    following.google.transport.pace = school.google.transport.pace
    following.carried = carried_over(following)
    return set_up(following)
