"""The rows that set-up owns in a team's spreadsheet and in that of a pizza group."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from jobs.programme.block import BlockWeek, block_weeks
from jobs.programme.dutch_dates import day_and_month, enumeration, short_date, short_moment
from jobs.programme.rota import Rota, Unplaced, Visit, make_rota
from jobs.school.calendar import Calendar, SchoolWeek
from jobs.school.model import Configuration, PizzaGroup, Team
from sheets_templates.model import Content, Row, Value

TO_ARRANGE = "nog af te spreken"
WEEK = timedelta(days=7)
SUNDAY = timedelta(days=6)
_AGENDA = (
    ("Eten en check-in", 15),
    ("Successen: elke school vertelt er een", 10),
    ("Vraagtafels, ronde 1", 20),
    ("Vraagtafels, ronde 2", 20),
    ("Thema", 15),
    ("Afspraken", 10),
)


def team_rows(
    configuration: Configuration, team: Team, calendar: Calendar, words: Mapping[str, str]
) -> Content:
    """What set-up writes in the tables of a team's spreadsheet."""
    weeks = block_weeks(team, calendar)
    rota = make_rota(team, weeks, calendar, configuration.calendar.lesson_hours)
    return {
        "start.afspraken": _agreements(team, weeks, configuration.pizza_group, words),
        "jaarplanning.weken": tuple(_year(team, weeks, calendar)),
        "weekplanning.weken": tuple(_block_row(week) for week in weeks),
        "bezoeken.rooster": tuple(rota_rows(rota)),
    }


def pizzasessie_rows(group: PizzaGroup) -> Content:
    """What set-up writes in a pizza group's spreadsheet; the same from every school."""
    return {
        "agenda.onderdelen": tuple(
            {"onderdeel": part, "minuten": minutes} for part, minutes in _AGENDA
        ),
        "agenda.data": tuple({"datum": day} for day in sorted(group.dates)),
    }


def rota_rows(rota: Rota) -> Iterator[Row]:
    """The visits week by week; a pair without an hour closes its week."""
    everything: list[Visit | Unplaced] = [*rota.visits, *rota.unplaced]
    for visit in sorted(everything, key=lambda visit: visit.monday):
        row: dict[str, Value] = {"week": visit.monday, "datum": None, "lesuur": TO_ARRANGE}
        if isinstance(visit, Visit):
            row["datum"] = visit.on
            row["lesuur"] = f"{visit.hour.number}e uur, {visit.hour.start:%H:%M}"
        yield {**row, "bezoeker": visit.visitor.name, "gastheer": visit.host.name}


def _agreements(
    team: Team, weeks: Sequence[BlockWeek], group: PizzaGroup | None, words: Mapping[str, str]
) -> tuple[Row, ...]:
    visits = enumeration([str(week.number) for week in weeks if week.visits])
    designs = enumeration([str(week.number) for week in weeks if week.designs])
    when = {
        "Bordsessie": f"elke {team.bordsessie.day} om {team.bordsessie.time:%H:%M}, een kwartier",
        "Barometer": "elke week na de bordsessie, twee minuten",
        words["lesbezoek"].capitalize(): f"in week {visits}, een kwartier met nagesprek",
        words["lesontwerp"].capitalize(): f"in week {designs}, in tweetallen",
    }
    if group and group.dates:
        when["Pizzasessie"] = enumeration([day_and_month(day) for day in sorted(group.dates)])
    return tuple({"wat": what, "wanneer": moment} for what, moment in when.items())


def _year(team: Team, weeks: Sequence[BlockWeek], calendar: Calendar) -> Iterator[Row]:
    """Every week of the block's school year; bordsessies from when the team has a board."""
    block = {week.monday: week for week in weeks}
    first_board = next(week.monday for week in weeks if week.number)
    school_weeks = _school_year(weeks[0].monday, calendar)
    monday = school_weeks[0].monday
    while monday <= school_weeks[-1].monday:
        moments = calendar.bordsessies(team, max(monday, first_board), monday + SUNDAY)
        yield _year_row(monday, moments, block.get(monday), calendar)
        monday += WEEK


def _school_year(day: date, calendar: Calendar) -> Sequence[SchoolWeek]:
    """The school weeks of the school year around a day."""
    year = calendar.vacations.school_year_of(day)
    first, last = next(
        (first, last) for start, first, last in calendar.vacations.school_years() if start == year
    )
    return calendar.school_weeks(first, last)


def _year_row(
    monday: date, moments: Sequence[datetime], block: BlockWeek | None, calendar: Calendar
) -> Row:
    school_week = calendar.school_week(monday)
    return {
        "week": monday,
        "school_week": school_week.number if school_week else None,
        "bijzonder": _special(monday, calendar) or None,
        "bordsessie": enumeration([short_moment(moment) for moment in moments]) or None,
        "programma": f"Week {block.number}: {'; '.join(block.activities)}" if block else None,
    }


def _special(monday: date, calendar: Calendar) -> str:
    """Why there is no school on days of a week: Herfstvakantie, or Studiedag di 3 nov."""
    days = [monday + timedelta(days=step) for step in range(5)]
    parts = []
    for reason, together in groupby(days, key=calendar.closed_by):
        closed = list(together)
        if reason:
            name = reason[0].upper() + reason[1:]
            parts.append(name if len(closed) == len(days) else f"{name} {_span(closed)}")
    return ", ".join(parts)


def _span(days: Sequence[date]) -> str:
    first, last = short_date(days[0]), short_date(days[-1])
    return first if len(days) == 1 else f"{first} t/m {last}"


def _block_row(week: BlockWeek) -> Row:
    return {
        "nummer": week.number,
        "week": week.monday,
        "wat": "; ".join(week.activities),
        "bordsessie": enumeration([short_moment(moment) for moment in week.bordsessies]) or None,
    }
