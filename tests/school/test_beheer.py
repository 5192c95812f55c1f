"""A Beheer sheet says what a school's file would say, or is refused cell by cell."""

from datetime import date

import pytest

from jobs.school.beheer.judging import merged
from jobs.school.beheer.reading import read_beheer
from jobs.school.beheer.tables import LEDEN, LESUREN, MENSEN, MOMENTEN, STUDIEDAGEN, TEAMS
from jobs.school.beheer.writing import rows_of
from jobs.school.model import Absence, Visits
from sync.headed_tables import Cell, Merge
from tests.school.beheer_cast import (
    SHEET,
    Tables,
    changed,
    good_sheet,
    places,
    read,
    table_at,
    tables_of,
    wilgen,
    with_headers,
    with_rows,
    without_column,
)


def test_a_new_sheet_says_the_same_as_the_file() -> None:
    judged = read(wilgen(), good_sheet())
    assert places(judged) == []
    assert judged.configuration == wilgen()


def test_what_the_sheet_has_no_column_for_stays_as_the_file_has_it() -> None:
    school = wilgen()
    team = school.teams[0].model_copy(
        update={"visits": Visits(reciprocal=True), "phase": "starten"}
    )
    school = school.model_copy(update={"teams": (team, school.teams[1])})
    sheet = changed(good_sheet(), TEAMS, 4, "Naam", "De kleintjes")
    found = read(school, sheet).configuration
    assert found is not None
    assert found.teams[0] == team.model_copy(update={"name": "De kleintjes"})


def test_a_team_that_left_the_sheet_leaves_the_school() -> None:
    rows = dict(rows_of(wilgen()))
    rows[TEAMS] = rows[TEAMS][:1]
    rows[LEDEN] = [row for row in rows[LEDEN] if row["team"] == "onderbouw"]
    data = read_beheer(SHEET, tables_of(rows)).data
    assert [team["key"] for team in merged(wilgen(), data)["teams"]] == ["onderbouw"]


@pytest.mark.parametrize("called", ["onderbouw", "Onderbouw", "  ONDERBOUW "])
def test_a_team_may_be_called_by_its_name(called: str) -> None:
    sheet = changed(good_sheet(), LEDEN, 4, "Team", called)
    assert read(wilgen(), sheet).configuration == wilgen()


def test_a_second_absence_has_a_row_of_its_own() -> None:
    table = table_at(good_sheet(), LEDEN)
    email = table.rows[0].cells[2]
    more: list[list[Cell]] = [["onderbouw", None, email, None, "2-11-2026", "6-11-2026"]]
    rows = [*(list(row.cells) for row in table.rows), *more, [*more[0][:4], "7-12-2026"]]
    found = read(wilgen(), with_rows(good_sheet(), LEDEN, rows)).configuration
    assert found is not None
    assert [(one.start.month, one.until is None) for one in found.teams[0].absences] == [
        (11, False),
        (12, True),
    ]


def test_absences_and_earlier_blocks_go_to_the_sheet_and_back() -> None:
    school = wilgen()
    email = school.teams[0].members[2].email
    away = Absence.model_validate_json(f'{{"member": "{email}", "from": "2026-11-02"}}')
    team = school.teams[0].model_copy(
        update={
            "absences": (away, away),
            "earlier_blocks": (date(2026, 9, 21), date(2026, 11, 30)),
            "block_start": date(2027, 2, 15),
        }
    )
    school = school.model_copy(update={"teams": (team, school.teams[1])})
    assert read(wilgen(), tables_of(rows_of(school))).configuration == school


def test_columns_may_stand_in_another_order_and_beside_others() -> None:
    table = table_at(good_sheet(), LESUREN)
    turned = {
        **good_sheet(),
        LESUREN: type(table)(
            table.tab,
            table.row,
            ("Van onszelf", *reversed(table.headers)),
            tuple(type(row)(row.number, ("x", *reversed(row.cells))) for row in table.rows),
        ),
    }
    assert read(wilgen(), turned).configuration == wilgen()


@pytest.mark.parametrize(
    ("address", "row", "header", "cell", "expected"),
    [
        (LEDEN, 5, "Team", "groep 9", ("Leden", 5, "Team", "unknown-team")),
        (LEDEN, 5, "Team", None, ("Leden", 5, "Team", "empty-cell")),
        (LEDEN, 5, "E-mail", "bilal", ("Leden", 5, "E-mail", "wrong-form")),
        (LEDEN, 5, "E-mail", "b@elders.example", ("Leden", 5, "E-mail", "outside-mail-domains")),
        (LEDEN, 5, "Vrije lesuren", "ma1, ma9", ("Leden", 5, "Vrije lesuren", "unknown-hour")),
        (LEDEN, 5, "Vrije lesuren", "ma1-3", ("Leden", 5, "Vrije lesuren", "wrong-form")),
        (LEDEN, 5, "Tot en met", "3-11-2026", ("Leden", 5, "Weg van", "wrong-type")),
        (TEAMS, 4, "Start blok", "22-9-2026", ("Teams", 4, "Start blok", "block-start")),
        (TEAMS, 4, "Start blok", "9-2026", ("Teams", 4, "Start blok", "no-date")),
        (TEAMS, 4, "Om", "kwart over drie", ("Teams", 4, "Om", "no-time")),
        (TEAMS, 4, "Korte naam", "onder bouw", ("Teams", 4, "Korte naam", "wrong-form")),
        (TEAMS, 4, "Woorden", "juffen", ("Teams", 4, "Woorden", "unknown-value")),
        (TEAMS, 4, "Bordsessie op", "zondag", ("Teams", 4, "Bordsessie op", "unknown-value")),
        (TEAMS, 4, "Eerdere blokken", "ooit", ("Teams", 4, "Eerdere blokken", "no-date")),
        (MENSEN, 4, "Rol", "baas", ("Mensen", 4, "Rol", "unknown-value")),
        (MENSEN, 4, "Rol", None, ("Mensen", 4, "Rol", "empty-cell")),
        (MENSEN, 4, "Fte", 0.2, ("Mensen", 4, "Fte", "fte-of-other")),
        (MENSEN, 5, "Fte", "0,9", ("Mensen", 5, "Fte", "out-of-range")),
        (MENSEN, 5, "Rol", "expertcoach", ("Mensen", 6, "Rol", "expertcoach-twice")),
        (LESUREN, 4, "Lesuur", 13, ("Lesuren", 4, "Lesuur", "out-of-range")),
        (LESUREN, 4, "Lesuur", 2, ("Lesuren", 5, "Lesuur", "hour-twice")),
        (LESUREN, 4, "Tot", "8.20", ("Lesuren", 4, "Tot", "hour-backwards")),
        (MOMENTEN, 4, "Team", "groep 9", ("Bordmomenten", 4, "Team", "wrong-form")),
        (MOMENTEN, 4, "Datum", "21-11-2026", ("Bordmomenten", 4, "Datum", "no-school")),
        (STUDIEDAGEN, 4, "Datum", True, ("Studiedagen", 4, "Datum", "no-date")),
    ],
)
def test_a_mistake_is_told_at_its_cell(
    address: str, row: int, header: str, cell: Cell, expected: tuple[str, int, str, str]
) -> None:
    judged = read(wilgen(), changed(good_sheet(), address, row, header, cell))
    assert judged.configuration is None
    assert expected in places(judged)


@pytest.mark.parametrize(
    ("sheet", "rule", "melding"),
    [
        (without_column(good_sheet(), LEDEN, "Naam"), "header-gone", "De kolom 'Naam' is weg."),
        (
            with_headers(good_sheet(), LEDEN, {"E-mail": "Mailadres"}),
            "header-gone",
            "De kop 'E-mail' heet nu 'Mailadres'.",
        ),
        (
            with_headers(good_sheet(), LEDEN, {"Naam": "E-mail", "E-mail": "e-mail "}),
            "header-twice",
            "Er zijn twee kolommen met de kop 'E-mail'.",
        ),
        (
            with_headers(good_sheet(), LESUREN, {"Lesuur": "1", "Van": "8:30", "Tot": "9:20"}),
            "headers-gone",
            "De koppen staan niet meer in rij 3.",
        ),
        ({**good_sheet(), TEAMS: None}, "tab-gone", "Het tabblad Teams is weg."),
    ],
)
def test_nothing_is_read_of_a_sheet_that_lost_a_part(
    sheet: Tables, rule: str, melding: str
) -> None:
    judged = read(wilgen(), sheet)
    assert (judged.configuration, judged.data) == (None, {})
    assert rule in [problem.rule for problem in judged.problems]
    assert any(problem.melding.startswith(melding) for problem in judged.problems)


@pytest.mark.parametrize(
    ("merge", "refused"),
    [
        (Merge(3, 3, 0, 1), True),
        (Merge(5, 6, 0, 0), True),
        (Merge(1, 1, 0, 6), False),
        (Merge(5, 6, 6, 6), False),
    ],
)
def test_only_merged_cells_that_are_read_are_refused(merge: Merge, *, refused: bool) -> None:
    table = table_at(good_sheet(), LEDEN)
    with_merge = type(table)(table.tab, table.row, table.headers, table.rows, (merge,))
    rules = {
        problem.rule for problem in read(wilgen(), {**good_sheet(), LEDEN: with_merge}).problems
    }
    assert rules == ({"merged-cells"} if refused else set())


def test_a_member_who_is_there_twice_is_told_where_else() -> None:
    table = table_at(good_sheet(), LEDEN)
    rows = [list(row.cells) for row in table.rows]
    judged = read(wilgen(), with_rows(good_sheet(), LEDEN, [*rows, rows[0]]))
    (problem,) = judged.problems
    assert str(problem).startswith("tab 'Leden', cell C19, column 'E-mail': this person is in team")
    assert "in row 4 too" in problem.message
    assert "in rij 4" in problem.melding


def test_somebody_may_be_in_two_teams() -> None:
    table = table_at(good_sheet(), LEDEN)
    rows = [list(row.cells) for row in table.rows]
    judged = read(wilgen(), with_rows(good_sheet(), LEDEN, [*rows, ["bovenbouw", *rows[0][1:]]]))
    assert judged.configuration is not None
    assert len(judged.configuration.teams[1].members) == 8


@pytest.mark.parametrize(
    ("address", "rule"),
    [(LEDEN, "too-few"), (TEAMS, "unknown-team"), (MENSEN, "too-few"), (LESUREN, "too-few")],
)
def test_an_empty_table_is_told_where_its_rows_should_be(address: str, rule: str) -> None:
    judged = read(wilgen(), with_rows(good_sheet(), address, []))
    assert judged.configuration is None
    assert rule in [problem.rule for problem in judged.problems]


def test_a_colleague_of_the_file_who_left_every_team_is_told() -> None:
    school = wilgen()
    school = school.model_copy(update={"staff": school.teams[0].members[:1]})
    rows = [list(row.cells) for row in table_at(good_sheet(), LEDEN).rows]
    judged = read(school, with_rows(good_sheet(), LEDEN, rows[1:]))
    assert [problem.rule for problem in judged.elsewhere] == ["no-team"]


def test_what_may_be_a_name_is_never_repeated_on_the_command_line() -> None:
    sheet = changed(good_sheet(), LEDEN, 5, "Weg van", "vraag Truus")
    sheet = changed(sheet, LEDEN, 6, "Vrije lesuren", "truus@de-wilgen.example")
    sheet = changed(sheet, LEDEN, 7, "Team", "Truus")
    sheet = changed(sheet, TEAMS, 4, "Om", "Truus")
    problems = read(wilgen(), sheet).problems
    assert len(problems) == 4
    assert not [problem for problem in problems if "truus" in str(problem).casefold()]
