"""A plan for people: in their language, counted, with what is risky and what stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.planning.keeping import moved_since, plan_data
from jobs.planning.model import PlanDocument, PlannedFile, PlannedSchool
from jobs.planning.rendering import as_markdown, as_text
from jobs.planning.telling import LONGEST, shortened
from jobs.planning.words import DUTCH, ENGLISH, Words
from sync.changes import Change, Detail, Note, Stay, one

CELLS = Change(
    "update",
    "es/team",
    "update tab Bord: 2 cells",
    unit="Essen",
    kind="spreadsheet",
    name="Essen – Ritmiek",
    part="Bord",
    subject="cells",
    details=(Detail("Bord!A2:B2", (("maandag", ""),), (("dinsdag", 4),)),),
    risks=("overwrites",),
)
OWN = Stay("es/team", "tab", "Van ons", unit="Essen")
SCHOOL = PlannedSchool("es", "De *Es*", "nl", "school.yaml", (CELLS,), (CELLS,), (OWN,))


def test_a_plan_is_told_by_team_with_old_and_new() -> None:
    assert list(as_text(SCHOOL, DUTCH)) == [
        "  Essen (3)",
        "    Veranderen (1)",
        "      - blad Essen – Ritmiek: cellen op tab Bord",
        "          ! overschrijft wat er nu staat",
        "          Bord!A2:B2: maandag | (leeg) → dinsdag | 4",
        f"    {DUTCH.drift} (1)",
        "      - blad Essen – Ritmiek: cellen op tab Bord",
        "          ! overschrijft wat er nu staat",
        "          Bord!A2:B2: dinsdag | 4 → maandag | (leeg)",
        f"    {DUTCH.stays} (1)",
        "      - eigen tab Van ons",
    ]


@pytest.mark.parametrize("words", [DUTCH, ENGLISH])
def test_markdown_says_the_same_and_keeps_marks_of_people_plain(words: Words) -> None:
    told = "\n".join(as_markdown(SCHOOL, words))
    assert told.startswith("# De \\*Es\\*\n")
    for line in as_text(SCHOOL, words):
        assert line.strip(" -!") in told.replace("\\", "").replace("**", "")


def test_both_languages_have_every_word() -> None:
    for name in ("kinds", "verbs", "subjects", "risks", "kept", "notes"):
        assert getattr(DUTCH, name).keys() == getattr(ENGLISH, name).keys()


def test_what_left_is_said_before_its_changes_and_a_renamed_key_after_it() -> None:
    notes = (Note("Eiken", "unit_left"), Note("Eiken", "key_changed", "eiken", "linden"))
    close = Change("close", "es/eiken/stem", "close", unit="Eiken", kind="form", name="Stem")
    school = PlannedSchool("es", "De Es", "nl", "school.yaml", (close,), notes=notes)
    title, left, renamed, *rest = as_text(school, ENGLISH)
    assert (title, rest) == ("  Eiken (1)", ["    Close (1)", "      - form Stem"])
    assert left.startswith("    This team is no longer in school.yaml: its forms close")
    assert "(eiken before, linden now)? A key never changes: put eiken back" in renamed
    assert left.strip() in list(as_markdown(school, ENGLISH))


def test_json_keeps_what_is_shortened_for_people() -> None:
    rows = tuple((f"week {number}" * 20,) for number in range(30))
    long = Change("update", "es/team", "cells", unit="Essen", details=(Detail("A1", (), rows),))
    school = PlannedSchool("es", "De Es", "nl", "school.yaml", (long,))
    assert any("… en nog 27" in line for line in as_text(school, DUTCH))
    data = plan_data(PlanDocument((school,)))
    assert len(data["schools"][0]["changes"][0]["details"][0]["new"]) == 30


@given(st.text())
def test_whatever_people_wrote_stays_on_one_short_line(text: str) -> None:
    said = shortened(text)
    assert len(said) <= LONGEST
    assert len(said.splitlines()) <= 1


def test_what_moved_is_said_without_what_people_wrote() -> None:
    before = PlannedFile("1", "stamp", "wanted")
    saved = PlannedSchool("es", "De Es", "nl", "f", (CELLS,), files={"es/team": before})
    other = Change("update", "es/team", "update tab Start: 1 cell", unit="Essen")
    after = PlannedFile("1", "stamp", "other")
    now = PlannedSchool("es", "De Es", "nl", "f", (other,), files={"es/team": after})
    assert list(moved_since(saved, now)) == [
        "es/team: the configuration asks something else than when the plan was saved",
        "no longer so: update tab Bord: 2 cells",
        "not in the plan: update tab Start: 1 cell",
    ]
    assert list(moved_since(saved, saved)) == []


def test_one_value_is_a_row_of_one() -> None:
    assert (one("x"), one(""), one(None), one(0)) == ((("x",),), (), (), ((0,),))
