"""What comes after a block, and how it gets into a school's file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from jobs.programme.block import team_blocks
from jobs.programme.kit import desired_school
from jobs.programme.next_block import (
    BlockDoesNotFitError,
    BlocksOverlapError,
    NotBegunError,
    next_block,
    next_year_start,
)
from jobs.school.calendar import UnknownSchoolYearError
from jobs.school.editing import Edit, NoPlaceError, edited
from tests.programme.cast import CALENDAR, ONDERBOUW, SCHOOL, a_team


def test_the_next_block_starts_in_the_first_school_week_after_this_one() -> None:
    block = next_block(ONDERBOUW, CALENDAR)
    assert (block.start, block.number) == (date(2026, 11, 30), 2)


def test_a_block_that_ends_before_a_vacation_is_followed_after_it() -> None:
    team = a_team((), (), start=date(2026, 10, 12))
    assert team_blocks(team, CALENDAR)[0].weeks[-1].monday == date(2026, 12, 14)
    assert next_block(team, CALENDAR).start == date(2027, 1, 4)


def test_a_block_that_would_run_into_the_summer_is_refused_with_what_to_do() -> None:
    team = a_team((), (), start=date(2027, 4, 5))
    with pytest.raises(BlockDoesNotFitError, match=r"needs 9.*ritmiek next year"):
        next_block(team, CALENDAR)


def test_a_block_that_would_begin_before_this_one_is_over_is_refused() -> None:
    with pytest.raises(BlocksOverlapError, match=r"runs until 2026-11-29"):
        next_block(ONDERBOUW, CALENDAR, date(2026, 11, 29))


def test_a_block_asked_for_in_the_middle_of_a_week_begins_on_its_monday() -> None:
    assert next_block(ONDERBOUW, CALENDAR, date(2026, 12, 2)).start == date(2026, 11, 30)


def test_asking_twice_makes_no_second_block() -> None:
    with pytest.raises(NotBegunError, match=r"2026-09-21 has not begun yet"):
        next_block(ONDERBOUW, CALENDAR, today=date(2026, 9, 20))
    school = SCHOOL.model_copy(update={"school_year": 2026})
    with pytest.raises(NotBegunError):
        next_year_start(school, CALENDAR, today=date(2026, 9, 1))


def test_the_next_year_starts_in_its_third_school_week() -> None:
    start = next_year_start(SCHOOL, CALENDAR)
    assert CALENDAR.school_week(start).number == 3  # type: ignore[union-attr]
    assert start.year == 2027


def test_a_year_of_which_no_vacations_are_known_is_refused() -> None:
    last = SCHOOL.teams[0].model_copy(update={"block_start": date(2030, 3, 4)})
    school = SCHOOL.model_copy(update={"teams": (last,)})
    with pytest.raises(UnknownSchoolYearError, match=r"2030-2031.*vacations"):
        next_year_start(school, CALENDAR)


def test_a_named_school_year_has_sheets_of_its_own() -> None:
    school = SCHOOL.model_copy(update={"school_year": 2027})
    sheets = {
        one.key: one.spreadsheet.title for one in desired_school(school, CALENDAR).spreadsheets()
    }
    assert sheets["de-linde/onderbouw/team-2027"] == "Onderbouw 2027-2028 – Ritmiek"
    assert sheets["de-linde/overzicht-2027"] == "De Linde 2027-2028 – Ritmiek"


FILE = """\
# een school
teams:
  - key: onderbouw   # klein
    block_start: 2026-09-21       # een maandag

    members: [a]   # wie
  - {key: boven, block_start: 2026-09-21}
calendar:
  study_days:
    - 2026-10-07
    # nog een
mail: x
"""


def test_only_the_value_changes_and_every_comment_stays() -> None:
    text = edited(FILE, [Edit(("teams", 0, "block_start"), "2027-01-11")])
    assert text == FILE.replace("2026-09-21       # een", "2027-01-11       # een")


def test_a_new_key_comes_on_the_line_after_its_sibling() -> None:
    edit = Edit(("teams", 0, "earlier_blocks"), "[2026-09-21]", after="block_start")
    assert "# een maandag\n    earlier_blocks: [2026-09-21]\n" in edited(FILE, [edit])


def test_between_braces_a_new_key_comes_after_a_comma() -> None:
    edit = Edit(("teams", 1, "earlier_blocks"), "[2026-09-21]", after="block_start")
    assert "block_start: 2026-09-21, earlier_blocks: [2026-09-21]}" in edited(FILE, [edit])


def test_a_new_key_after_a_block_comes_after_its_last_line() -> None:
    text = edited(FILE, [Edit(("school_year",), "2027", after="calendar")])
    assert "    - 2026-10-07\nschool_year: 2027\n" in text


def test_a_place_that_is_not_there_is_named() -> None:
    with pytest.raises(NoPlaceError, match=r"teams\.7\.block_start"):
        edited(FILE, [Edit(("teams", 7, "block_start"), "2027-01-11")])


def with_block(*lines: str) -> str:
    """A team's part of a file, with a comment that has to stay."""
    return "\n".join(["teams:", "- key: a  # klein", *(f"  {line}" for line in lines), ""])


TO_JANUARY = [
    Edit(("teams", 0, "block_start"), "2027-01-11"),
    Edit(("teams", 0, "earlier_blocks"), "[2026-09-21, 2026-11-30]", after="block_start"),
]


@pytest.mark.parametrize(
    "lines",
    [
        ('"block_start": "2026-11-30"   # hé', "earlier_blocks: [2026-09-21]"),
        ("block_start: 2026-11-30", "earlier_blocks:", "- 2026-09-21  # eerste", "name: B"),
        ("block_start: 2026-11-30", "earlier_blocks:", "    - 2026-09-21", "# tot hier"),
        ("block_start:", "  2026-11-30 # dit", "earlier_blocks:", "name: B"),
        ("block_start: >-", "  2026-11-30", "name: B"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whatever_the_layout_every_other_line_and_comment_stays(
    lines: tuple[str, ...], end: str
) -> None:
    text = with_block(*lines).replace("\n", end)
    changed = edited(text, TO_JANUARY)
    [team] = YAML(typ="safe").load(changed)["teams"]
    assert team["block_start"] == date(2027, 1, 11)
    assert team["earlier_blocks"] == [date(2026, 9, 21), date(2026, 11, 30)]
    assert changed.count(end) == changed.count("\n")
    kept = [part for part in text.split() if part.startswith("#")]
    assert kept == [part for part in changed.split() if part.startswith("#")]


@pytest.mark.parametrize(
    "text",
    [
        "base: &b\n  block_start: 2026-09-21\nteams:\n- <<: *b\n  key: a\n",
        "teams:\n- ? block_start\n  : 2026-09-21\n  name: B\n",
        "day: &d 2026-09-21\nteams:\n- block_start: *d\n  name: B\n",
    ],
)
def test_a_value_that_cannot_change_by_itself_is_left_alone_and_named(text: str) -> None:
    with pytest.raises(NoPlaceError, match=r"teams\.0\.\w+.*write .*2026.* there yourself|2027"):
        edited(text, TO_JANUARY)


@given(day=st.dates(), times=st.integers(1, 3))
def test_editing_twice_is_editing_once(day: date, times: int) -> None:
    edits = [Edit(("teams", 0, "earlier_blocks"), f"[{day}]", after="block_start")]
    once = edited(FILE, edits)
    assert edited(once, edits * times) == once
