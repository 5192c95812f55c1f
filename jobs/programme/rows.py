"""The rows that set-up owns in a team's spreadsheet and in that of a pizza group."""

from collections.abc import Mapping, Sequence

from forms.definition import capitalised
from jobs.programme.block import BlockWeek, team_blocks
from jobs.programme.coach_visits import CoachVisit, coach_visits
from jobs.programme.leaders import leader_rota
from jobs.programme.time_plan import coach_hours, planned_time
from jobs.programme.year import block_rows, school_year, team_year, whole_school_year
from jobs.school.calendar import Calendar
from jobs.school.model import DAYS as SCHOOL_DAYS
from jobs.school.model import Configuration, PizzaGroup, Schoolcoach, Team
from jobs.words.catalogue import names_of, say
from jobs.words.dates import DAYS, day_and_month, enumeration
from jobs.words.marks import shown
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

_AGENDA: Mapping[str, int] = {
    "eten": 15,
    "successen": 10,
    "ronde_1": 20,
    "ronde_2": 20,
    "thema": 15,
    "afspraken": 10,
}
"""The parts of a pizzasessie, and how many minutes each takes."""


def team_rows(
    configuration: Configuration, team: Team, calendar: Calendar, words: Mapping[str, str]
) -> Content:
    """What set-up writes in the tables of a team's spreadsheet, its visits excepted."""
    blocks = team_blocks(team, calendar)
    weeks = blocks[-1].weeks
    year = school_year(blocks[0].weeks[0].monday, calendar)
    visits, language = school_visits(configuration, calendar), configuration.school.language
    return {
        "start.afspraken": _agreements(team, weeks, configuration, words),
        "jaarplanning.weken": tuple(
            team_year(team, blocks, calendar, configuration.pizza_group, visits)
        ),
        "weekplanning.weken": tuple(block_rows(blocks, leader_rota(team, blocks), language)),
        "tijd.weken": tuple(
            {"week": week.monday, "gepland": week.hours} for week in planned_time(blocks, year)
        ),
        "academie.modules": tuple({"nummer": number} for number in range(1, MODULES + 1)),
    }


def school_rows(configuration: Configuration, calendar: Calendar) -> Content:
    """What set-up writes in the tables of the school's own spreadsheet."""
    visits, language = school_visits(configuration, calendar), configuration.school.language
    blocks = {team.key: (team, team_blocks(team, calendar)) for team in configuration.teams}
    group, coaches = configuration.pizza_group, configuration.people.schoolcoaches
    return {
        "jaarplanning.weken": tuple(whole_school_year(blocks, calendar, group, visits)),
        "coachbezoeken.bezoeken": tuple(
            {"nummer": visit.number, "week": visit.monday, "fase": shown(visit.phase, language)}
            for visit in visits
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
    parts = names_of("agenda", group.language)
    return {
        "agenda.onderdelen": tuple(
            {"onderdeel": parts[part], "minuten": minutes} for part, minutes in _AGENDA.items()
        ),
        "agenda.data": tuple({"datum": day} for day in sorted(group.dates)[-DATES:]),
    }


def _agreements(
    team: Team,
    weeks: Sequence[BlockWeek],
    configuration: Configuration,
    words: Mapping[str, str],
) -> tuple[Row, ...]:
    language, group = configuration.school.language, configuration.pizza_group
    visits = enumeration([str(week.number) for week in weeks if week.visits], language)
    designs = enumeration([str(week.number) for week in weeks if week.designs], language)
    day = DAYS[language][SCHOOL_DAYS.index(team.bordsessie.day)]
    at = f"{team.bordsessie.time:%H:%M}"
    when = {
        say("forms.bordsessie", language): say("cells.bordsessie", language, day=day, time=at),
        say("forms.barometer", language): say("cells.barometer", language),
        capitalised(words["lesbezoek"]): say("cells.lesbezoek", language, weeks=visits),
        capitalised(words["lesontwerp"]): say("cells.lesontwerp", language, weeks=designs),
    }
    if group and group.dates:
        dates = [day_and_month(one, language) for one in sorted(group.dates)]
        when[say("forms.pizzasessie", language)] = enumeration(dates, language)
    return tuple({"wat": what, "wanneer": moment} for what, moment in when.items())
