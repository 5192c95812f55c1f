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
from jobs.school.model import Configuration
from sheets_templates.model import Content, Row

WEEKS, OBSTACLES = 300, 160
"""So many rows the tables have room for: the newest."""


def school_rows(
    configuration: Configuration,
    calendar: Calendar,
    answers: Mapping[str, Mapping[str, Answers]],
    school: Mapping[str, Answers],
    now: datetime,
) -> Content:
    """The rows of the school's sheet that follow from answers.

    `answers` are by team key and form key, of every team, and `school` those of the school's own
    forms. Teams stand in the order of the configuration, never in that of their figures.
    """
    teams = configuration.teams
    blocks = {team.key: block_weeks(team, calendar) for team in teams}
    waves_of = {
        team.key: team_waves(team, blocks[team.key], calendar, answers[team.key], now)
        for team in teams
    }
    metingen = {team.key: answers[team.key]["meting"] for team in teams}
    return {
        "overzicht.ritme": tuple(
            {
                "team": team.name,
                **counts(rhythm(team, blocks[team.key], calendar, held_by(answers[team.key]), now)),
            }
            for team in teams
        ),
        "overzicht.barometer": tuple(
            {"team": team.name, **wave_row(wave, calendar.definitions.language)}
            for team in teams
            if (wave := _latest_closed(waves_of[team.key]))
        ),
        "ambitie.ambitie": school_ambition(school),
        "teams.weken": tuple(_weeks(configuration, calendar, answers, now))[:WEEKS],
        "belemmeringen.lijst": tuple(
            sorted(
                (
                    row
                    for team in teams
                    for row in obstacle_rows(team, answers[team.key]["belemmering"], calendar)
                ),
                key=lambda row: str(row["week"]),
            )
        )[-OBSTACLES:],
        **school_measurement_tables(teams, calendar, metingen, now),
    }


def _weeks(
    configuration: Configuration,
    calendar: Calendar,
    answers: Mapping[str, Mapping[str, Answers]],
    now: datetime,
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
