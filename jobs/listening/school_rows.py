"""What the answers put in the school's overview: rhythm and barometer per team."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from forms.answers import Answers
from jobs.listening.barometer import Wave
from jobs.listening.rhythm import Rhythm, held_by, rhythm
from jobs.listening.team_rows import team_waves, wave_row
from jobs.programme.block import block_weeks
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration
from sheets_templates.model import Content, Row


def school_rows(
    configuration: Configuration,
    calendar: Calendar,
    answers: Mapping[str, Mapping[str, Answers]],
    now: datetime,
) -> Content:
    """The rows of the school's overview; `answers` are by team key and form key, of every team.

    Teams stand in the order of the configuration, never in that of their figures.
    """
    teams = configuration.teams
    blocks = {team.key: block_weeks(team, calendar) for team in teams}
    waves_of = {
        team.key: team_waves(team, blocks[team.key], calendar, answers[team.key], now)
        for team in teams
    }
    return {
        "overzicht.ritme": tuple(
            {
                "team": team.name,
                **counts(rhythm(team, blocks[team.key], calendar, held_by(answers[team.key]), now)),
            }
            for team in teams
        ),
        "overzicht.barometer": tuple(
            {"team": team.name, **wave_row(wave)}
            for team in teams
            if (wave := _latest_closed(waves_of[team.key]))
        ),
    }


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
