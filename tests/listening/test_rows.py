from datetime import date, datetime, timedelta

from forms.answers import Answers
from jobs.listening.measurement import OPTIONS
from jobs.listening.pizzasessie import ASKED, BROUGHT, RHYTHM, SHARED, pizzasessie_rows
from jobs.listening.pupil_voice import QUESTIONS
from jobs.listening.school_rows import school_rows
from jobs.listening.team_rows import team_content
from jobs.programme.kit import desired_school
from sheets_templates.model import Content
from tests.programme.cast import (
    CALENDAR,
    ONDERBOUW,
    SCHOOL,
    answer,
    answers,
    at,
    nothing,
    nothing_of_school,
    opinions,
)

NOW = at(12, 10, 7)
DESIRED = {
    sheet.key: sheet.spreadsheet for sheet in desired_school(SCHOOL, CALENDAR).spreadsheets()
}


def content(given: dict[str, Answers], now: datetime = NOW) -> Content:
    given = nothing() | given
    return team_content(ONDERBOUW, CALENDAR, given, now, school=OF_SCHOOL)


def collected(key: str) -> dict[str, set[str]]:
    """The columns that collecting writes, by table: its own, and those by which it finds a row."""
    tables = {
        address: (table, {column.key for column in table.columns if column.owner == "collect"})
        for address, _, table in DESIRED[key].tables()
    }
    return {
        address: columns | set(table.identity)
        for address, (table, columns) in tables.items()
        if columns and address not in CIRCULATED
    }


CIRCULATED = ("bord.belemmeringen", "doelen.doelen", "tijd.teams", "coachbezoeken.stand")
"""What people wrote in another sheet; it does not follow from answers."""

AMBITION = answers(answer(at(22, 9), datum=date(2026, 9, 22), ambitie="Elk kind leest graag"))
OF_SCHOOL = nothing_of_school() | {"schoolambitie": AMBITION}
LOOKED_BACK = answer(at(9, 10), datum=date(2026, 10, 9), afspraak="We beginnen op tijd")
ARENA = answer(at(8, 10), datum=date(2026, 10, 8), vraag="Wat helpt je?")
PUPIL = answer(at(8, 10), **dict.fromkeys(QUESTIONS, 3), blijven="De proefjes")
COLLEAGUE = answer(at(24, 9), **dict.fromkeys(OPTIONS, 4), straks_anders="Meer tijd")
FULL = {
    "stem": answers(*[PUPIL] * 6),
    "meting": answers(*[COLLEAGUE] * 6),
    "leerlingarena": answers(ARENA),
    "ambitie": AMBITION,
    "retrospective": answers(LOOKED_BACK),
    "belemmering": answers(answer(at(8, 10), belemmering="Het lokaal is te klein")),
    "barometer": opinions(at(6, 10), 5, 4, 4, 3, 1, succes="Het lukte", belemmering="Geen tijd"),
    "bordsessie": answers(
        answer(at(29, 9), datum=date(2026, 9, 29), successen="eerste", delen_succes="Oud"),
        answer(at(6, 10), datum=date(2026, 10, 6), successen="te snel", groen=3),
        answer(at(7, 10), datum=date(2026, 10, 6), successen=" beter ", delen_succes="Nieuw"),
    ),
    "lesbezoek": answers(
        answer(at(7, 10), datum=date(2026, 10, 7), naar_het_bord="Wacht na een vraag", feiten="x"),
        answer(at(8, 10), datum=date(2026, 10, 8), naar_het_bord=None, feiten="y"),
    ),
    "lesontwerp": answers(answer(at(5, 10), datum=date(2026, 10, 5), lesdoel="Breuken")),
}


def test_every_table_of_collecting_gets_rows_with_exactly_its_columns() -> None:
    rows = content(FULL)
    assert set(rows) == set(collected("de-linde/onderbouw/team"))
    for address, columns in collected("de-linde/onderbouw/team").items():
        assert rows[address], address
        assert all(set(row) == columns for row in rows[address]), address


def test_the_last_report_of_a_bordsessie_wins_and_the_newest_stands_first() -> None:
    sessies = content(FULL)["bord.sessies"]
    assert [(row["datum"], row["successen"]) for row in sessies] == [
        (date(2026, 10, 6), "beter"),
        (date(2026, 9, 29), "eerste"),
    ]


def test_of_a_visit_only_what_the_pair_chose_comes_on_the_board() -> None:
    assert content(FULL)["bord.van_bezoeken"] == (
        {"week": date(2026, 10, 5), "tekst": "Wacht na een vraag"},
    )


def test_four_answers_are_counted_and_nothing_more() -> None:
    few = opinions(at(6, 10), 5, 5, 5, 1, succes="Het lukte", belemmering="Geen tijd")
    rows = content({"barometer": few})
    wave = rows["barometer.golven"][-2]
    assert (wave["ingevuld"], wave["leden"], wave["status"]) == (4, 8, "te weinig antwoorden")
    assert wave["energie"] is None
    assert not any(rows[f"barometer.{table}"] for table in ("uitslag", "acties", "woorden"))


def test_the_result_of_a_published_wave_stays_until_the_next_one() -> None:
    later = opinions(at(13, 10), 1, 1)
    both = answers(*FULL["barometer"].rows, *later.rows)
    rows = content({"barometer": both}, now=at(26, 10))
    assert (rows["barometer.golven"][-2]["week"], rows["barometer.golven"][-2]["ingevuld"]) == (
        date(2026, 10, 12),
        2,
    )
    assert rows["barometer.uitslag"][0]["eens"] == 3


def test_the_questions_stand_as_the_form_asks_them() -> None:
    result = content(FULL)["barometer.uitslag"]
    assert result[0]["vraag"] == "Ik ging deze week met energie naar mijn werk."
    assert len(result) == 7


def test_the_overview_has_every_team_in_the_order_of_the_configuration() -> None:
    given = {"onderbouw": nothing(), "diensten": FULL}
    rows = school_rows(SCHOOL, CALENDAR, given, OF_SCHOOL, NOW)
    assert set(rows) == set(collected("de-linde/overzicht"))
    for address, columns in collected("de-linde/overzicht").items():
        assert rows[address], address
        assert all(set(row) == columns for row in rows[address]), address
    for address in ("overzicht.ritme", "overzicht.barometer"):
        assert [row["team"] for row in rows[address]] == ["Onderbouw", "Diensten"]


def test_only_counts_and_what_was_chosen_leave_the_school() -> None:
    given = {"onderbouw": FULL, "diensten": nothing()}
    rows = pizzasessie_rows(SCHOOL, CALENDAR, given, OF_SCHOOL, NOW)
    tables = collected("pizza/bomen/pizzasessie")
    assert {address: set(row) for address, row in rows.items()} == {
        address: tables[address] for address in SHARED
    }
    assert (rows[RHYTHM]["bordsessies_gehouden"], rows[RHYTHM]["bordsessies_gepland"]) == (2, 4)
    assert (rows[BROUGHT]["succes"], rows[ASKED]["vraag"]) == ("Nieuw", None)
    assert "Geen tijd" not in str(rows)


def test_what_the_school_wrote_for_the_pizzasessie_goes_before_what_its_teams_shared() -> None:
    wrote = answer(
        at(9, 10),
        datum=date(2026, 11, 12),
        succes="Wij lezen elke dag",
        aantal_leraren=3,
        aantal_coaches=1,
    )
    given = {"onderbouw": FULL, "diensten": nothing()}
    rows = pizzasessie_rows(SCHOOL, CALENDAR, given, OF_SCHOOL | {"inbreng": answers(wrote)}, NOW)
    assert rows[BROUGHT]["succes"] == "Wij lezen elke dag"
    assert rows[ASKED]["aanwezigen"] == "3 leraren en 1 schoolcoach"


def test_of_more_obstacles_than_fit_the_newest_of_all_teams_stay() -> None:
    days = [at(1, 10) + timedelta(days=number) for number in range(100)]
    answered = {
        team.key: nothing() | {"belemmering": answers(*(answer(d, belemmering="x") for d in days))}
        for team in SCHOOL.teams
    }
    rows = school_rows(SCHOOL, CALENDAR, answered, nothing_of_school(), at(1, 12))
    weeks = [str(row["week"]) for row in rows["belemmeringen.lijst"]]
    assert len(weeks) == 160
    assert weeks == sorted(weeks)
    assert {row["team"] for row in rows["belemmeringen.lijst"]} == {"Onderbouw", "Diensten"}
    assert weeks[0] > "2026-10-05"
