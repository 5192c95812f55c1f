"""No school is too large for the tables of its sheets, and no day is too late to start."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.listening.school_rows import school_rows as school_answers
from jobs.listening.team_rows import team_content
from jobs.programme.block import team_blocks
from jobs.programme.next_block import BlockDoesNotFitError, BlocksOverlapError, next_block
from jobs.programme.rows import pizzasessie_rows, school_rows, team_rows
from jobs.programme.visits import SHOWN, TeamVisits
from jobs.programme.vocabulary import load_words
from jobs.programme.year import school_year
from jobs.school.model import PizzaGroup, Schoolcoach, Team
from sheets_templates.model import Content, Row, Spreadsheet
from tests.programme.cast import CALENDAR, SCHOOL, a_team, at, nothing, nothing_of_school
from tests.sheets_templates.cast import spreadsheet

MONDAYS = [
    week.monday
    for _, first, last in CALENDAR.vacations.school_years()
    for week in CALENDAR.school_weeks(first, last)[:-9]
    if CALENDAR.vacation_on(week.monday) is None
]
TEAM = spreadsheet("team")
WORDS = load_words("teachers")
teams = st.builds(
    lambda members, start: a_team(*[()] * members, start=start),
    st.integers(2, 12),
    st.sampled_from(MONDAYS),
)


def fits(sheet: Spreadsheet, content: Content) -> bool:
    room = {address: table.capacity for address, _, table in sheet.tables()}
    return all(len(rows) <= room[address] for address, rows in content.items())


def with_every_block(team: Team) -> Team:
    """The same team at the end of its school year."""
    try:
        after = next_block(team, CALENDAR)
    except BlockDoesNotFitError:
        return team
    earlier = (*team.earlier_blocks, team.block_start)
    return with_every_block(
        team.model_copy(update={"earlier_blocks": earlier, "block_start": after.start})
    )


@given(team=teams)
@settings(max_examples=10)
def test_a_team_of_any_size_has_room_for_all_blocks_of_any_year(team: Team) -> None:
    whole = with_every_block(team)
    planned = team_rows(SCHOOL, whole, CALENDAR, WORDS)
    assert fits(TEAM, planned)
    weeks = [row["week"] for row in planned["jaarplanning.weken"]]
    assert len(set(weeks)) == len(weeks)
    now = at(1, 6).replace(year=whole.block_start.year)
    content = team_content(whole, CALENDAR, nothing(), now, school=nothing_of_school())
    assert fits(TEAM, content)


@given(count=st.integers(1, 40), coaches=st.integers(0, 20), team=teams)
@settings(max_examples=8)
def test_a_school_of_one_to_forty_teams_has_room_for_each(
    count: int, coaches: int, team: Team
) -> None:
    own = tuple(team.model_copy(update={"key": f"team-{n}"}) for n in range(count))
    coach = Schoolcoach(name="Coen Coach", email="coen@linde.example")
    people = SCHOOL.people.model_copy(update={"schoolcoaches": (coach,) * coaches})
    school = SCHOOL.model_copy(update={"teams": own, "people": people})
    sheet = spreadsheet("school", team_count=count, coach_count=coaches)
    room = {address: table.capacity for address, _, table in sheet.tables()}
    assert fits(sheet, school_rows(school, CALENDAR))
    answers = {one.key: nothing() for one in own}
    now = at(1, 6).replace(year=team.block_start.year + 1)
    assert fits(sheet, school_answers(school, CALENDAR, answers, nothing_of_school(), now))
    for address, rows in {"doelen.doelen": 15, "tijd.teams": 1, "metingen.deelname": 3}.items():
        assert room[address] >= rows * count


def test_the_visits_of_twelve_colleagues_in_a_whole_year_fit() -> None:
    week: Row = {"week": date(2026, 10, 5), "bezoeker": "Lid 1", "lesuur": "vervallen"}
    sentences = tuple(f"zin {n}" for n in range(90))
    visits = TeamVisits("", (week,) * 400, ({"week": date(2026, 10, 5)},) * 150, sentences)
    content = visits.content()
    assert fits(TEAM, content)
    assert {address: len(rows) for address, rows in content.items()} == SHOWN


def test_more_dates_of_pizzasessies_than_fit_leave_the_last_ones() -> None:
    days = tuple(date(2026, 9, 1) + timedelta(weeks=n) for n in range(30))
    group = PizzaGroup(key="bomen", name="Bomen", dates=days)
    content = pizzasessie_rows(group)
    assert fits(spreadsheet("pizzasessie"), content)
    assert content["agenda.data"][-1]["datum"] == days[-1]


@given(team=teams, later=st.integers(-60, 300))
@settings(max_examples=25)
def test_a_next_block_never_overlaps_the_one_before(team: Team, later: int) -> None:
    try:
        block = next_block(team, CALENDAR, team.block_start + timedelta(days=later))
    except (BlockDoesNotFitError, BlocksOverlapError):
        return
    blocks = (*team.earlier_blocks, team.block_start)
    after = team.model_copy(update={"earlier_blocks": blocks, "block_start": block.start})
    first, second = team_blocks(after, CALENDAR)
    assert first.weeks[-1].sunday < second.weeks[0].monday == block.start
    year = {week.monday for week in school_year(team.block_start, CALENDAR)}
    assert {week.monday for week in second.weeks} <= year
