"""What leaves the school for a pizzasessie: counts, one sentence, and texts that it chose."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from forms.answers import AnswerRow, Answers
from forms.definition import Language
from jobs.listening.barometer import school_sentence
from jobs.listening.cells import cell, latest, newest_first
from jobs.listening.rhythm import Rhythm, answer_day, held_by, rhythm
from jobs.listening.school_rows import counts
from jobs.programme.block import block_weeks
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration
from jobs.words.catalogue import say
from jobs.words.dates import enumeration
from sheets_templates.model import Row, Value

STILL_SHOWN = timedelta(weeks=2)
BROUGHT, ASKED, RHYTHM = "inbreng.scholen", "inbreng.vragen", "overzicht.ritme"
SHARED = (BROUGHT, ASKED, RHYTHM)
"""The tables in which every school of the group has one row."""

_BROUGHT = ("bewijs", "doel", "stand", "leerlingen_zeiden")
_ASKED = ("knelpunt", "halen", "brengen")
_PRESENT = ("aantal_leraren", "aantal_coaches", "aantal_leiding")


def pizzasessie_rows(
    configuration: Configuration,
    calendar: Calendar,
    answers: Mapping[str, Mapping[str, Answers]],
    school: Mapping[str, Answers],
    now: datetime,
) -> Mapping[str, Row]:
    """The school's row in each shared table; `answers` must be those of every team.

    What the school wrote for the pizzasessie itself goes before what its teams chose to share.
    """
    # The sheet speaks the language of its group, whatever the school's own.
    group = configuration.pizza_group
    language = group.language if group else configuration.school.language
    own = _own(school["inbreng"], calendar.local_date(now))
    sessies = [row for team in configuration.teams for row in answers[team.key]["bordsessie"].rows]
    name: Row = {"school": configuration.school.name}
    return {
        BROUGHT: {
            **name,
            "succes": _said(own, "succes") or latest(sessies, "delen_succes"),
            **{key: _said(own, key) for key in _BROUGHT},
        },
        ASKED: {
            **name,
            "vraag": _said(own, "vraag") or latest(sessies, "delen_vraag"),
            **{key: _said(own, key) for key in _ASKED},
            "aanwezigen": _present(own, language),
        },
        RHYTHM: {**name, **_rhythm(configuration, calendar, answers, now, language)},
    }


def _own(answers: Answers, today: date) -> AnswerRow | None:
    """What the school wrote for the pizzasessie that comes, or that was just held."""
    newest = next(iter(newest_first(answers.rows)), None)
    day = answer_day(newest) if newest else None
    return newest if day and day >= today - STILL_SHOWN else None


def _rhythm(
    configuration: Configuration,
    calendar: Calendar,
    answers: Mapping[str, Mapping[str, Answers]],
    now: datetime,
    language: Language,
) -> Row:
    """All teams together."""
    teams = configuration.teams
    total = Rhythm()
    for team in teams:
        weeks = block_weeks(team, calendar)
        total += rhythm(team, weeks, calendar, held_by(answers[team.key]), now)
    barometers = {team.key: (answers[team.key]["barometer"], len(team.members)) for team in teams}
    sentence = school_sentence(barometers, calendar, now, language)
    return {**counts(total), "barometer": sentence or None}


def _said(row: AnswerRow | None, key: str) -> Value:
    return cell(row.values, key) if row else None


def _present(row: AnswerRow | None, language: Language) -> Value:
    """How many come, by their role: 3 leraren en 1 schoolcoach."""
    parts: Sequence[str] = [
        say(f"present.{key}_{'een' if number == 1 else 'meer'}", language, count=number)
        for key in _PRESENT
        if row and isinstance(number := row.values.get(key), int) and number
    ]
    return enumeration(parts, language) or None
