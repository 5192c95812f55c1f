"""The rows that set-up owns in a team's spreadsheet and in that of a pizza group."""

from collections.abc import Mapping, Sequence

from jobs.programme.block import BlockWeek, team_blocks
from jobs.programme.coach_visits import CoachVisit, coach_visits
from jobs.programme.dutch_dates import day_and_month, enumeration
from jobs.programme.leaders import leader_rota
from jobs.programme.time_plan import coach_hours, planned_time
from jobs.programme.year import block_rows, school_year, team_year, whole_school_year
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration, PizzaGroup, Schoolcoach, Team
from sheets_templates.model import Content, Row

DATES = 20
"""So many dates of pizzasessies there is room for: the newest."""

MODULES = 20
"""How many modules the academy has; their titles are for people to write down."""

TARIFFS: Sequence[Row] = (
    {"soort": "po", "per": "school", "jaar_1": 9900, "jaar_2": 4200},
    {"soort": "vo", "per": "school", "jaar_1": 25000, "jaar_2": 12500},
    {"soort": "mbo", "per": "team", "jaar_1": 13500, "jaar_2": 4500},
)
"""What the foundation asked as a contribution when its brochure was printed, in euros."""

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
    """What set-up writes in the tables of a team's spreadsheet, its visits excepted."""
    blocks = team_blocks(team, calendar)
    weeks = blocks[-1].weeks
    year = school_year(blocks[0].weeks[0].monday, calendar)
    visits = school_visits(configuration, calendar)
    return {
        "start.afspraken": _agreements(team, weeks, configuration.pizza_group, words),
        "jaarplanning.weken": tuple(
            team_year(team, blocks, calendar, configuration.pizza_group, visits)
        ),
        "weekplanning.weken": tuple(block_rows(blocks, leader_rota(team, blocks))),
        "tijd.weken": tuple(
            {"week": week.monday, "gepland": week.hours} for week in planned_time(blocks, year)
        ),
        "academie.modules": tuple({"nummer": number} for number in range(1, MODULES + 1)),
    }


def school_rows(configuration: Configuration, calendar: Calendar) -> Content:
    """What set-up writes in the tables of the school's own spreadsheet."""
    visits = school_visits(configuration, calendar)
    blocks = {team.key: (team, team_blocks(team, calendar)) for team in configuration.teams}
    group, coaches = configuration.pizza_group, configuration.people.schoolcoaches
    return {
        "jaarplanning.weken": tuple(whole_school_year(blocks, calendar, group, visits)),
        "coachbezoeken.bezoeken": tuple(
            {"nummer": visit.number, "week": visit.monday, "fase": visit.phase} for visit in visits
        ),
        "tijd.schoolcoaches": tuple(
            {"coach": _role(number, coaches), "fte": coach.fte, "uren_per_week": coach_hours(coach)}
            for number, coach in enumerate(coaches, start=1)
        ),
        "kosten.tarieven": TARIFFS,
    }


def school_visits(configuration: Configuration, calendar: Calendar) -> tuple[CoachVisit, ...]:
    """The visits of the expertcoach, around the first block of the team that began first."""
    if configuration.people.expertcoach is None:
        return ()
    blocks = [team_blocks(team, calendar)[0] for team in configuration.teams]
    first = min(blocks, key=lambda block: block.weeks[0].monday)
    year = school_year(first.weeks[0].monday, calendar)
    return coach_visits(configuration.school.type, year, first)


def _role(number: int, coaches: Sequence[Schoolcoach]) -> str:
    return "schoolcoach" if len(coaches) == 1 else f"schoolcoach {number}"


def pizzasessie_rows(group: PizzaGroup) -> Content:
    """What set-up writes in a pizza group's spreadsheet; the same from every school."""
    return {
        "agenda.onderdelen": tuple(
            {"onderdeel": part, "minuten": minutes} for part, minutes in _AGENDA
        ),
        "agenda.data": tuple({"datum": day} for day in sorted(group.dates)[-DATES:]),
    }


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
