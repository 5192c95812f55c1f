"""What the answers put in a team's spreadsheet: rows for every table that collecting owns.

Tables that grow have their newest rows first (the waves of the barometer excepted) and keep the
newest forty.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from forms.answers import Answers
from jobs.listening.barometer_rows import barometer_tables, team_waves
from jobs.listening.cells import cell, dated_rows, newest_first
from jobs.listening.measurement import team_metingen
from jobs.listening.measurement_rows import measurement_tables
from jobs.listening.pupil_voice import pupil_voice_tables, rounds
from jobs.listening.rhythm import answer_day, held_by, visits_by_week
from jobs.listening.time_spent import held_hours
from jobs.programme.block import team_blocks
from jobs.programme.time_plan import planned_time
from jobs.programme.year import school_year
from jobs.school.calendar import Calendar, monday_of
from jobs.school.model import Team
from sheets_templates.model import Content, Row

NEWEST = 40
SESSIE_COLUMNS = (
    "aanwezig",
    "duur",
    "groen",
    "oranje",
    "rood",
    "successen",
    "planning",
    "tip",
    "top",
    "volgende_leider",
)
DESIGN_COLUMNS = ("borddoel", "lesdoel", "gehaald")
ARENA = ("groep", "vraag", "uitspraken", "afspraak", "terugkoppeling")
AMBITION = ("ambitie", "merkbaar", "zien_aan", "klaar_op")
LOOK_BACK = ("goed", "beter", "afspraak", "wanneer")
AMBITIONS, SCHOOL_AMBITIONS, LATEST = 8, 4, 30


def team_content(
    team: Team,
    calendar: Calendar,
    answers: Mapping[str, Answers],
    now: datetime,
    *,
    school: Mapping[str, Answers],
) -> Content:
    """The rows of a team's spreadsheet that follow from answers.

    `answers` are those of the team's forms and `school` those of the school's, by the form's key.
    """
    blocks = team_blocks(team, calendar)
    weeks = [week for block in blocks for week in block.weeks]
    year = school_year(weeks[0].monday, calendar)
    definitions = calendar.definitions
    plan, today = planned_time(blocks, year), calendar.local_date(now)
    return {
        "bord.sessies": tuple(_sessies(answers["bordsessie"]))[:NEWEST],
        "bord.ontwerpen": tuple(dated_rows(answers["lesontwerp"].rows, DESIGN_COLUMNS))[:NEWEST],
        "bord.van_bezoeken": tuple(_from_visits(answers["lesbezoek"]))[:NEWEST],
        "kijken.gehouden": tuple(
            {"week": week.monday, "gepland": week.count.planned, "gehouden": week.count.held}
            for week in visits_by_week(team, weeks, calendar, held_by(answers), now)
        ),
        "arena.verslagen": tuple(dated_rows(answers["leerlingarena"].rows, ARENA))[:NEWEST],
        "ambitie.ambitie": tuple(dated_rows(answers["ambitie"].rows, AMBITION))[:AMBITIONS],
        "ambitie.school": school_ambition(school),
        "ambitie.terugblik": tuple(dated_rows(answers["retrospective"].rows, LOOK_BACK))[:LATEST],
        "tijd.weken": tuple(held_hours(team, plan, answers, today)),
        **barometer_tables(team, team_waves(team, weeks, calendar, answers, now), definitions),
        **pupil_voice_tables(team, rounds(team, answers["stem"], calendar, now), definitions),
        **measurement_tables(
            team, team_metingen(team, blocks, calendar, answers["meting"], now), definitions
        ),
    }


def school_ambition(answers: Mapping[str, Answers]) -> tuple[Row, ...]:
    """The newest ambitions of the school, as its own sheet and those of the teams show them."""
    return tuple(dated_rows(answers["schoolambitie"].rows, AMBITION))[:SCHOOL_AMBITIONS]


def _sessies(answers: Answers) -> Iterator[Row]:
    """One row per date: the report that came last, when a bordsessie was reported twice."""
    last = {answer_day(row): row for row in sorted(answers.rows, key=lambda row: row.submitted)}
    for row in newest_first(last.values()):
        yield {"datum": answer_day(row)} | {key: cell(row.values, key) for key in SESSIE_COLUMNS}


def _from_visits(answers: Answers) -> Iterator[Row]:
    """What a pair chose to bring to the board; nothing else of a visit leaves the pair."""
    for row in newest_first(answers.rows):
        day, text = answer_day(row), cell(row.values, "naar_het_bord")
        if day and text:
            yield {"week": monday_of(day), "tekst": text}
