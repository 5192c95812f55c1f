"""What the answers put in the school's overview: rhythm and barometer per team."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from forms.answers import Answers
from jobs.listening.barometer import Wave
from jobs.listening.barometer_rows import team_waves, wave_row
from jobs.listening.obstacles import obstacle_rows
from jobs.listening.rhythm import Rhythm, held_by, rhythm, week_rhythm
from jobs.listening.school_measurement import school_measurement_tables
from jobs.listening.team_rows import school_ambition
from jobs.programme.block import block_weeks, team_blocks
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration, Team
from sheets_templates.model import Content, Row

ByTeam = Mapping[str, Mapping[str, Answers]]
"""Answers by team key and form key."""

WEEKS, OBSTACLES = 300, 160
"""So many rows the tables have room for: the newest."""


def school_rows(
    configuration: Configuration,
    calendar: Calendar,
    answers: ByTeam,
    school: Mapping[str, Answers],
    now: datetime,
) -> Content:
    """The rows of the school's sheet that follow from answers.

    `answers` are those of every team, and `school` those of the school's own forms. Teams
    stand in the order of the configuration, never in that of their figures.
    """
    teams = configuration.teams
    metingen = {team.key: answers[team.key]["meting"] for team in teams}
    return {
        "overzicht.ritme": tuple(_rhythms(teams, calendar, answers, now)),
        "overzicht.barometer": tuple(_barometers(teams, calendar, answers, now)),
        "ambitie.ambitie": school_ambition(school),
        "teams.weken": tuple(_weeks(configuration, calendar, answers, now))[:WEEKS],
        "belemmeringen.lijst": tuple(_obstacles(teams, calendar, answers))[-OBSTACLES:],
        **school_measurement_tables(teams, calendar, metingen, now),
    }


def _rhythms(
    teams: Sequence[Team], calendar: Calendar, answers: ByTeam, now: datetime
) -> Iterator[Row]:
    """How the newest block of each team goes."""
    for team in teams:
        held = held_by(answers[team.key])
        habits = rhythm(team, block_weeks(team, calendar), calendar, held, now)
        yield {"team": team.name, **counts(habits)}


def _barometers(
    teams: Sequence[Team], calendar: Calendar, answers: ByTeam, now: datetime
) -> Iterator[Row]:
    """The newest wave of each team that had one."""
    for team in teams:
        weeks = block_weeks(team, calendar)
        if wave := _latest_closed(team_waves(team, weeks, calendar, answers[team.key], now)):
            yield {"team": team.name, **wave_row(wave, calendar.definitions.language)}


def _obstacles(teams: Sequence[Team], calendar: Calendar, answers: ByTeam) -> list[Row]:
    """Every belemmering, the newest last; within a week the teams in order."""
    found = (
        row
        for team in teams
        for row in obstacle_rows(team, answers[team.key]["belemmering"], calendar)
    )
    return sorted(found, key=lambda row: str(row["week"]))


def _weeks(
    configuration: Configuration, calendar: Calendar, answers: ByTeam, now: datetime
) -> Iterator[Row]:
    """Every block week that has begun, the newest first; within a week the teams in order."""
    today = calendar.local_date(now)
    rows = [
        (week, {"team": team.name, "week": week.monday, "nummer": week.number, **counted})
        for team in configuration.teams
        for block in team_blocks(team, calendar)
        for week in block.weeks
        if week.monday <= today
        for counted in [counts(week_rhythm(team, week, held_by(answers[team.key])))]
    ]
    rows.sort(key=lambda row: row[0].monday, reverse=True)
    return (row for _, row in rows)


def counts(habits: Rhythm) -> Row:
    """A rhythm as the cells of a row."""
    return {
        "bordsessies_gehouden": habits.bordsessies.held,
        "bordsessies_gepland": habits.bordsessies.planned,
        "lesbezoeken_gehouden": habits.lesbezoeken.held,
        "lesbezoeken_gepland": habits.lesbezoeken.planned,
        "lesontwerpen_gehouden": habits.lesontwerpen.held,
        "lesontwerpen_gepland": habits.lesontwerpen.planned,
    }


def _latest_closed(all_waves: Sequence[Wave]) -> Wave | None:
    """The newest closed wave; before there is one, the wave that runs."""
    closed = (wave for wave in all_waves if wave.closed)
    return next(closed, all_waves[0] if all_waves else None)
