"""What comes after a block: the next one, or the next school year."""

from dataclasses import dataclass
from datetime import date, timedelta

from jobs.programme.block import team_blocks
from jobs.programme.year import school_year
from jobs.school.calendar import Calendar, UnknownSchoolYearError
from jobs.school.model import Configuration, Team

DAY = timedelta(days=1)
FIRST_WEEKS = 2
"""School weeks of a new school year in which teams find their feet before they start."""


class BlockDoesNotFitError(Exception):
    """A block would run past the end of the school year."""

    def __init__(self, team: str, start: date, weeks: int, needed: int) -> None:
        super().__init__(
            f"{team}: from {start} this school year has {weeks} school weeks left, and a block "
            f"needs {needed}; start the next school year with 'ritmiek next year'"
        )


class BlocksOverlapError(Exception):
    """A block would start before the one before it is over."""

    def __init__(self, team: str, start: date, last: date) -> None:
        super().__init__(
            f"{team}: a block from {start} would overlap the one that runs until {last}; start it "
            f"on a Monday after that, or leave --start out"
        )


class NotBegunError(Exception):
    """What would come next is there already, and has not begun."""

    def __init__(self, name: str, start: date) -> None:
        super().__init__(
            f"{name}: the block of {start} has not begun yet, so there is nothing to follow it; "
            "to move it, change block_start by hand"
        )


@dataclass(frozen=True)
class NextBlock:
    """The start of a team's next block, and its number within the school year."""

    team: Team
    start: date
    number: int


def next_block(
    team: Team, calendar: Calendar, start: date | None = None, *, today: date | None = None
) -> NextBlock:
    """A team's next block: in the school week of a given day, or in the first one after this block.

    Raises BlocksOverlapError and BlockDoesNotFitError, NotBegunError when this block lies after
    `today`, and UnknownSchoolYearError beyond the known vacations.
    """
    if today and today < team.block_start:
        raise NotBegunError(team.name, team.block_start)
    blocks = team_blocks(team, calendar)
    weeks = blocks[-1].weeks
    year = school_year(weeks[0].monday, calendar)
    after = start or weeks[-1].sunday + DAY
    if after <= weeks[-1].sunday:
        raise BlocksOverlapError(team.name, after, weeks[-1].sunday)
    left = [week for week in year if week.sunday >= after and _may_start(calendar, week.monday)]
    whole = [week for week in year if left and week.monday >= left[0].monday]
    if len(whole) < len(weeks):
        raise BlockDoesNotFitError(team.name, after, len(whole), len(weeks))
    return NextBlock(team, whole[0].monday, len(blocks) + 1)


def _may_start(calendar: Calendar, monday: date) -> bool:
    """Whether a block may start on a Monday: one in a vacation is no start, a study day is."""
    return calendar.vacation_on(monday) is None


def next_year_start(
    configuration: Configuration, calendar: Calendar, *, today: date | None = None
) -> date:
    """The Monday on which teams start in the school year after this one.

    Raises UnknownSchoolYearError when the vacations of that year are not known, and NotBegunError
    when the school year that the file is about lies after `today`.
    """
    first = min(team.block_start for team in configuration.teams)
    if today and configuration.school_year and today < first:
        raise NotBegunError(configuration.school.name, first)
    this = calendar.vacations.school_year_of(configuration.teams[0].block_start)
    if not any(year == this + 1 for year, _, _ in calendar.vacations.school_years()):
        missing = calendar.vacations.missing(this + 1)
        raise UnknownSchoolYearError(date(this + 1, 9, 1), this + 1, missing)
    first = next(first for year, first, _ in calendar.vacations.school_years() if year == this + 1)
    return calendar.school_weeks(first, first + timedelta(weeks=8))[FIRST_WEEKS].monday
