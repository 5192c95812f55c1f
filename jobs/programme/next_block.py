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


@dataclass(frozen=True)
class NextBlock:
    """The start of a team's next block, and its number within the school year."""

    team: Team
    start: date
    number: int


def next_block(team: Team, calendar: Calendar, start: date | None = None) -> NextBlock:
    """A team's next block: from a given day, or from the first school week after this block.

    Raises BlockDoesNotFitError, and UnknownSchoolYearError beyond the known vacations.
    """
    blocks = team_blocks(team, calendar)
    weeks = blocks[-1].weeks
    year = school_year(weeks[0].monday, calendar)
    after = start or weeks[-1].sunday + DAY
    left = [week for week in year if week.sunday >= after]
    if len(left) < len(weeks):
        raise BlockDoesNotFitError(team.name, after, len(left), len(weeks))
    return NextBlock(team, max(after, left[0].monday), len(blocks) + 1)


def next_year_start(configuration: Configuration, calendar: Calendar) -> date:
    """The Monday on which teams start in the school year after this one.

    Raises UnknownSchoolYearError when the vacations of that year are not known.
    """
    this = calendar.vacations.school_year_of(configuration.teams[0].block_start)
    if not any(year == this + 1 for year, _, _ in calendar.vacations.school_years()):
        missing = calendar.vacations.missing(this + 1)
        raise UnknownSchoolYearError(date(this + 1, 9, 1), this + 1, missing)
    first = next(first for year, first, _ in calendar.vacations.school_years() if year == this + 1)
    return calendar.school_weeks(first, first + timedelta(weeks=8))[FIRST_WEEKS].monday
