"""What leaves the school for a pizzasessie: counts, one sentence, and texts that teams chose."""

from collections.abc import Mapping
from datetime import datetime

from forms.answers import Answers
from jobs.listening.barometer import school_sentence
from jobs.listening.cells import latest
from jobs.listening.rhythm import Rhythm, held_by, rhythm
from jobs.listening.school_rows import counts
from jobs.programme.block import block_weeks
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration
from sheets_templates.model import Row


def pizzasessie_row(
    configuration: Configuration,
    calendar: Calendar,
    answers: Mapping[str, Mapping[str, Answers]],
    now: datetime,
) -> Row:
    """What leaves the school, of all its teams together; `answers` must be those of every team."""
    teams = configuration.teams
    total = Rhythm()
    for team in teams:
        total += rhythm(
            team, block_weeks(team, calendar), calendar, held_by(answers[team.key]), now
        )
    barometers = {team.key: (answers[team.key]["barometer"], len(team.members)) for team in teams}
    sessies = [row for team in teams for row in answers[team.key]["bordsessie"].rows]
    return {
        "school": configuration.school.name,
        **counts(total),
        "barometer": school_sentence(barometers, calendar, now) or None,
        "succes": latest(sessies, "delen_succes"),
        "vraag": latest(sessies, "delen_vraag"),
    }
