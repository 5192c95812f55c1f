"""What people wrote in one sheet and others read in another: goals, hours, visits, answers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from forms.definition import Language
from jobs.school.model import Team
from jobs.words.marks import meant, shown
from sheets_templates.model import Content, Row

GOALS, HOURS = "bord.doelen", "tijd.weken"
READ_OF_TEAM = (GOALS, HOURS)
OBSTACLES, VISITS = "belemmeringen.lijst", "coachbezoeken.bezoeken"
READ_OF_SCHOOL = (OBSTACLES, VISITS)
_GOAL = ("doel", "start", "eind", "meetwijze", "stand")


def goals(
    teams: Sequence[Team], written: Mapping[str, Content], language: Language = "nl"
) -> Iterator[Row]:
    """The goals on the boards of the teams (by team key), in the order of the teams."""
    for team in teams:
        for row in written[team.key][GOALS]:
            if row.get("doel"):
                stand = row.get("stand")
                said = shown(meant(stand), language) if isinstance(stand, str) else stand
                yield {"team": team.name, **{key: row.get(key) for key in _GOAL}, "stand": said}


def hours(
    teams: Sequence[Team], blocks: Mapping[str, int], written: Mapping[str, Content], today: date
) -> Iterator[Row]:
    """The hours of each team up to now; `blocks` is the number of each team's block."""
    for team in teams:
        weeks = [row for row in written[team.key][HOURS] if _has_begun(row, today)]
        yield {
            "team": team.name,
            "blok": blocks[team.key],
            **{key: _sum(weeks, key) for key in ("gepland", "gehouden", "bestaand")},
        }


def coach_visits_held(visits: Sequence[Row], today: date) -> Row | None:
    """How many visits of the expertcoach are planned, were planned until now, and were held."""
    if not visits:
        return None
    return {
        "gepland": sum(1 for row in visits if row.get("week")),
        "tot_nu": sum(1 for row in visits if _has_begun(row, today)),
        "gehouden": sum(1 for row in visits if row.get("gehouden") is True),
    }


def _has_begun(row: Row, today: date) -> bool:
    week = row.get("week")
    return isinstance(week, date) and week <= today


def _sum(rows: Sequence[Row], key: str) -> float:
    numbers = [row.get(key) for row in rows]
    return round(sum(one for one in numbers if isinstance(one, int | float)), 1)
