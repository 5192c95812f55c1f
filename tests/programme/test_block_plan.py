"""What a team does in which week of a block is a definition, ours or the school's own."""

from dataclasses import replace
from pathlib import Path

import pytest

from forms.definition import DefinitionError
from jobs.programme.block import block_weeks, team_blocks
from jobs.programme.block_plan import load_block
from jobs.programme.own_words import own_problems
from jobs.school.calendar import make_calendar
from jobs.school.definitions import Definitions
from tests.forms.cast import DUTCH
from tests.programme.cast import CALENDAR, ONDERBOUW, a_configuration

SIX_WEEKS = "weeks:\n" + "".join(
    f"- {{number: {n}, activities: {{teachers: [Stap {n}], support: [Stap {n}]}}}}\n"
    for n in range(7)
)


def own(folder: Path, text: str) -> Definitions:
    (folder / "block.yaml").write_text(text, encoding="utf-8")
    return Definitions(folders=(folder,))


def test_an_english_block_has_the_same_weeks_visits_and_number_of_activities() -> None:
    dutch, english = load_block(Definitions()).weeks, load_block(Definitions("en")).weeks
    for ours, theirs in zip(dutch, english, strict=True):
        plan = (ours.number, ours.visits, ours.designs)
        assert plan == (theirs.number, theirs.visits, theirs.designs)
        for name in ("teachers", "support"):
            assert len(ours.activities[name]) == len(theirs.activities[name])


def test_an_english_block_holds_no_dutch() -> None:
    calendar = replace(CALENDAR, definitions=Definitions("en"))
    said = [line for week in block_weeks(ONDERBOUW, calendar) for line in week.activities]
    assert "Hold the first bordsessie" in said
    assert not DUTCH.findall("\n".join(said))


def test_a_block_of_the_school_itself_is_followed(tmp_path: Path) -> None:
    calendar = replace(CALENDAR, definitions=own(tmp_path, SIX_WEEKS))
    [block] = team_blocks(ONDERBOUW, calendar)
    assert [week.activities for week in block.weeks] == [(f"Stap {n}",) for n in range(7)]


def test_the_calendar_of_a_school_knows_its_own_definitions(tmp_path: Path) -> None:
    own(tmp_path, SIX_WEEKS)
    configuration = a_configuration(ONDERBOUW).model_copy(update={"definitions": tmp_path})
    assert own_problems(configuration) == ()
    assert len(block_weeks(ONDERBOUW, make_calendar(configuration))) == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("weken: []", "found 'weken'. Did you mean 'weeks'?"),
        (SIX_WEEKS.replace("number: 4", "number: 5"), "found 0, 1, 2, 3, 5, 5, 6"),
        (SIX_WEEKS.replace("teachers: [Stap 2], ", ""), "week 2 has no activities for teachers"),
        (SIX_WEEKS.replace("number: 3", "number: 3, visit: true"), "Did you mean 'visits'?"),
        ("weeks: [", "must be valid YAML"),
    ],
)
def test_a_mistake_in_a_block_says_what_to_write(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        load_block(own(tmp_path, text))
    assert message in str(caught.value)
    assert "block.yaml: line " in str(caught.value)
