"""The rota as rows of a sheet, and people's own columns as wishes."""

from datetime import date

import pytest
from hypothesis import given, settings

from jobs.programme.rota import Wish, rota_from_rows, rota_to_rows, wishes_from_rows
from jobs.school.model import Team
from sheets_templates.model import Row, Value
from tests.programme.cast import LESSON_HOURS, a_team
from tests.programme.rota_cast import EIGHT, SECOND, absent, rota_of, teams

ROTA = rota_of(EIGHT)
ROWS = list(rota_to_rows(ROTA))


def wishes_of(**cells: Value) -> tuple[tuple[Wish, ...], tuple[str, ...]]:
    """What the first row says with these cells of people's own."""
    numbers = range(6, 6 + len(ROWS))
    return wishes_from_rows([{**ROWS[0], **cells}, *ROWS[1:]], EIGHT, numbers=numbers)


def test_there_is_one_row_for_each_visitor_in_each_visit_week() -> None:
    mondays = sorted({visit.monday for visit in ROTA.visits})
    order = [(week, member.name) for week in mondays for member in EIGHT.members]
    assert [(row["week"], row["bezoeker"]) for row in ROWS] == order


def test_a_row_says_who_when_and_at_whose() -> None:
    visit = next(one for one in ROTA.visits if one.visitor.name == "Lid 1")
    assert ROWS[0] == {
        "week": visit.monday,
        "bezoeker": "Lid 1",
        "gastheer": visit.host.name,
        "datum": visit.on,
        "lesuur": f"{visit.hour.number}e uur, {visit.hour.start:%H:%M}",
    }


def test_a_repair_moves_no_row() -> None:
    repaired = rota_of(absent(EIGHT, 3, SECOND), previous=ROTA)
    rows = list(rota_to_rows(repaired))
    keys = [(row["week"], row["bezoeker"]) for row in rows]
    assert keys == [(row["week"], row["bezoeker"]) for row in ROWS]
    ill = next(r for r in rows if (r["week"], r["bezoeker"]) == (SECOND.monday, "Lid 3"))
    assert (ill["gastheer"], ill["datum"], ill["lesuur"]) == (None, None, "afwezig")


@given(teams)
@settings(max_examples=6, deadline=None)
def test_rows_are_read_back_as_the_same_rota(team: Team) -> None:
    rota = rota_of(team)
    again = rota_from_rows(list(rota_to_rows(rota)), team, LESSON_HOURS)
    assert (again.visits, set(again.unplaced)) == (rota.visits, set(rota.unplaced))
    assert again.skipped == rota.skipped


def test_who_left_stays_in_the_rows_of_the_past() -> None:
    team = EIGHT.model_copy(update={"members": EIGHT.members[:-1]})
    before = rota_from_rows(ROWS, team, LESSON_HOURS)
    repaired = rota_of(team, previous=before, today=SECOND.monday)
    kept = [row for row in rota_to_rows(repaired) if row["bezoeker"] == "Lid 8"]
    assert kept == [row for row in ROWS if row["bezoeker"] == "Lid 8"][:1]


def test_namesakes_show_the_first_part_of_their_address() -> None:
    team = a_team(["ma1"], ["di2"], ["wo3"])
    twins = tuple(member.model_copy(update={"name": "Jo Bos"}) for member in team.members)
    team = team.model_copy(update={"members": twins})
    rota = rota_of(team)
    rows = list(rota_to_rows(rota))
    assert {row["bezoeker"] for row in rows} == {f"Jo Bos (lid{n})" for n in (1, 2, 3)}
    assert rota_from_rows(rows, team, LESSON_HOURS).visits == rota.visits


@pytest.mark.parametrize(
    ("cells", "wish"),
    [
        ({"vast": True}, {"keep": True}),
        ({"vervalt": True}, {"cancelled": True}),
        ({"andere_dag": date(2026, 10, 8)}, {"on": date(2026, 10, 8)}),
        ({"andere_dag": "8-10-2026"}, {"on": date(2026, 10, 8)}),
        ({"ander_uur": 3}, {"hour": 3}),
        ({"ander_uur": "3e uur"}, {"hour": 3}),
        ({"ander_uur": 3.0}, {"hour": 3}),
        ({"andere_gastheer": " lid  5 "}, {"host": "lid5@linde.example"}),
    ],
)
def test_peoples_columns_are_wishes(cells: Row, wish: dict[str, object]) -> None:
    wishes, mistakes = wishes_of(**cells)
    monday = ROTA.visits[0].monday
    assert wishes == (Wish(monday, "lid1@linde.example", **wish),)  # type: ignore[arg-type]
    assert mistakes == ()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"vast": "ja"}, "kolom Vast: hier staat ‘ja’; vink het vakje aan of laat het leeg."),
        ({"andere_dag": "volgende week"}, "‘volgende week’; kies een datum, zoals 3-11-2026."),
        ({"ander_uur": 14}, "‘14’; schrijf het nummer van een lesuur, 1 tot 12."),
        ({"ander_uur": 2.5}, "‘2.5’; schrijf het nummer van een lesuur, 1 tot 12."),
        ({"andere_gastheer": "Lid5"}, "‘Lid5’; schrijf Lid 5 als je die bedoelt."),
        ({"andere_gastheer": "Lid 1"}, "‘Lid 1’; kies iemand anders dan de bezoeker."),
        ({"bezoeker": "Wie", "vast": True}, "kolom Bezoeker: hier staat ‘Wie’; laat de naam"),
        ({"week": None, "vast": True}, "kolom Week van: hier staat niets; laat de maandag"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_what_to_write(cells: Row, told: str) -> None:
    wishes, (mistake,) = wishes_of(**cells)
    assert wishes == ()
    assert mistake.startswith("Rij 6")
    assert told in mistake


def test_columns_that_nobody_touched_are_no_wishes() -> None:
    assert wishes_of(vast=False, ander_uur=None, andere_gastheer="", vervalt=False) == ((), ())


def test_rows_that_people_damaged_are_made_anew() -> None:
    damaged: list[Row] = [{**ROWS[0], "lesuur": "morgen"}, {**ROWS[1], "week": None}, *ROWS[2:]]
    repaired = rota_of(EIGHT, previous=rota_from_rows(damaged, EIGHT, LESSON_HOURS))
    assert len(repaired.visits) == 32
    assert {change.visitor.name for change in repaired.changes} == {"Lid 1", "Lid 2"}
