"""The jaarplanning of a team and of its school: the school year, week by week."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from forms.definition import Language, capitalised
from jobs.programme.block import Block, BlockWeek
from jobs.programme.coach_visits import CoachVisit
from jobs.school.calendar import Calendar, SchoolWeek
from jobs.school.model import PizzaGroup, Team
from jobs.words.catalogue import say
from jobs.words.dates import enumeration, short_date, short_moment
from jobs.words.marks import shown
from sheets_templates.model import Row

WEEK = timedelta(days=7)
SUNDAY = timedelta(days=6)
METINGEN: Mapping[int, str] = {0: "nulmeting", 4: "tussenmeting", 8: "eindmeting"}
"""The week of a block in which each meting is asked."""


def school_year(day: date, calendar: Calendar) -> Sequence[SchoolWeek]:
    """The school weeks of the school year around a day.

    Raises UnknownSchoolYearError when its vacations are not known.
    """
    calendar.require_known(day)
    year = calendar.vacations.school_year_of(day)
    first, last = next(
        (first, last) for start, first, last in calendar.vacations.school_years() if start == year
    )
    return calendar.school_weeks(first, last)


def team_year(
    team: Team,
    blocks: Sequence[Block],
    calendar: Calendar,
    pizza_group: PizzaGroup | None,
    visits: Sequence[CoachVisit],
) -> Iterator[Row]:
    """Every week of the school year; bordsessies from when the team has a board."""
    language = calendar.definitions.language
    weeks = {week.monday: week for block in blocks for week in block.weeks}
    first_board = next(week.monday for week in blocks[0].weeks if week.number)
    for monday in _mondays(school_year(blocks[0].weeks[0].monday, calendar)):
        moments = calendar.bordsessies(team, max(monday, first_board), monday + SUNDAY)
        week = weeks.get(monday)
        yield {
            **_base(monday, calendar),
            "bordsessie": _moments(moments, language),
            "programma": _programme(week, language) if week else None,
            "barometer": say("cells.fill_in", language) if moments else None,
            "meting": _meting(week, language) if week else None,
            "pizzasessie": _pizzasessie(pizza_group, monday, language),
            "coach": _coach(visits, monday, language),
        }


def whole_school_year(
    teams: Mapping[str, tuple[Team, Sequence[Block]]],
    calendar: Calendar,
    pizza_group: PizzaGroup | None,
    visits: Sequence[CoachVisit],
) -> Iterator[Row]:
    """Every week of the school year for all teams (by key) together."""
    language = calendar.definitions.language
    first = min(blocks[0].weeks[0].monday for _, blocks in teams.values())
    for monday in _mondays(school_year(first, calendar)):
        asking = sum(
            bool(calendar.bordsessies(team, max(monday, _board(blocks)), monday + SUNDAY))
            for team, blocks in teams.values()
        )
        metingen = {
            shown(METINGEN[week.number], language)
            for _, blocks in teams.values()
            for block in blocks
            for week in block.weeks
            if week.monday == monday and week.number in METINGEN
        }
        yield {
            **_base(monday, calendar),
            "pizzasessie": _pizzasessie(pizza_group, monday, language),
            "coach": _coach(visits, monday, language),
            "barometer": _teams(asking, language) if asking else None,
            "meting": enumeration(sorted(metingen), language) or None,
        }


def _mondays(weeks: Sequence[SchoolWeek]) -> Iterator[date]:
    """Every Monday from the first school week to the last, those of vacations too."""
    monday = weeks[0].monday
    while monday <= weeks[-1].monday:
        yield monday
        monday += WEEK


def _base(monday: date, calendar: Calendar) -> Row:
    school_week = calendar.school_week(monday)
    return {
        "week": monday,
        "school_week": school_week.number if school_week else None,
        "bijzonder": special_days(monday, calendar) or None,
    }


def _programme(week: BlockWeek, language: Language) -> str:
    what = "; ".join(week.activities)
    return say("cells.programme", language, number=week.number, what=what)


def _moments(moments: Sequence[datetime], language: Language) -> str | None:
    return enumeration([short_moment(moment, language) for moment in moments], language) or None


def _meting(week: BlockWeek, language: Language) -> str | None:
    name = METINGEN.get(week.number)
    return shown(name, language) if name else None


def _board(blocks: Sequence[Block]) -> date:
    return next(week.monday for week in blocks[0].weeks if week.number)


def _teams(count: int, language: Language) -> str:
    return say("cells.one_team" if count == 1 else "cells.teams", language, count=count)


def _pizzasessie(group: PizzaGroup | None, monday: date, language: Language) -> str | None:
    days = [day for day in (group.dates if group else ()) if monday <= day <= monday + SUNDAY]
    return enumeration([short_date(day, language) for day in sorted(days)], language) or None


def _coach(visits: Sequence[CoachVisit], monday: date, language: Language) -> str | None:
    numbers = [
        say("cells.visit", language, number=visit.number)
        for visit in visits
        if visit.monday == monday
    ]
    return enumeration(numbers, language) or None


def special_days(monday: date, calendar: Calendar) -> str:
    """Why there is no school on days of a week: Herfstvakantie, or Studiedag di 3 nov."""
    language = calendar.definitions.language
    days = [monday + timedelta(days=step) for step in range(5)]
    parts = []
    for reason, together in groupby(days, key=calendar.closed_by):
        closed = list(together)
        if reason:
            name = capitalised(shown(reason, language))
            whole = len(closed) == len(days)
            parts.append(name if whole else f"{name} {_span(closed, language)}")
    return ", ".join(parts)


def _span(days: Sequence[date], language: Language) -> str:
    first, last = short_date(days[0], language), short_date(days[-1], language)
    return first if len(days) == 1 else say("cells.span", language, first=first, last=last)


def block_rows(
    blocks: Sequence[Block], leaders: Mapping[date, str], language: Language = "nl"
) -> Iterator[Row]:
    """The weekplanning: every week of every block of this school year."""
    for block in blocks:
        for week in block.weeks:
            yield {
                "blok": block.number,
                "nummer": week.number,
                "week": week.monday,
                "wat": "; ".join(week.activities),
                "bordsessie": _moments(week.bordsessies, language),
                "leider": leaders.get(week.monday),
            }
