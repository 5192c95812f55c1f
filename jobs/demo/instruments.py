"""Invented answers to what is asked now and then: pupils, metingen, looking back, obstacles."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from forms.model import ChoiceQuestion, Form
from jobs.demo.answers import Filling, option_text, sentences, sentences_of_school
from jobs.programme.block import BlockWeek, block_weeks
from jobs.school.calendar import Calendar
from jobs.school.model import Team
from jobs.work.school import SchoolAtWork

PUPILS = 14
AT_SCHOOL, AFTER_SCHOOL = time(11, 10), time(15, 50)
AMBITION, FIRST_OBSTACLE, VOICE, LOOK_BACK, ARENA = 0, 2, 3, 4, 5
METINGEN = (0, 4)
"""Block weeks in which the demonstration asks for what."""


def occasional(school: SchoolAtWork, team: Team, weeks: int) -> Iterator[Filling]:
    """What a team and its pupils fill in besides the weekly forms."""
    draw = Random(f"{school.key}/{team.key}/now and then")  # noqa: S311 - no secret
    block = block_weeks(team, school.calendar)[:weeks]
    said = sentences(team)
    for week in block:
        at = _moment(school.calendar, week, AFTER_SCHOOL)
        dated = {"datum": f"{at:%Y-%m-%d}"}
        if week.number == AMBITION:
            yield _one(school, team, "ambitie", at, dict(said["ambitie"]) | dated)
        if week.number == LOOK_BACK:
            yield _one(school, team, "retrospective", at, dict(said["retrospective"]) | dated)
        if week.number == ARENA:
            yield _one(school, team, "leerlingarena", at, dict(said["arena"]) | dated)
        if week.number == VOICE:
            yield from _voices(school, team, week, draw)
        if week.number in METINGEN:
            yield from _metingen(school, team, week, draw)
        nearest = week.number - FIRST_OBSTACLE
        if 0 <= nearest < len(said["belemmeringen"]):
            yield _one(school, team, "belemmering", at, said["belemmeringen"][nearest])


def of_the_school(school: SchoolAtWork, until: date) -> Iterator[Filling]:
    """What the schoolleiding and the schoolcoach fill in, up to a day."""
    said = sentences_of_school()
    first = min(team.block_start for team in school.configuration.teams)
    at = school.calendar.at(first, AFTER_SCHOOL)
    values = dict(said["schoolambitie"]) | {"datum": f"{at:%Y-%m-%d}"}
    yield _of_school(school, "schoolambitie", at, values)
    group = school.configuration.pizza_group
    for day in group.dates if group else ():
        asked = school.calendar.previous_school_day(day - timedelta(days=4))
        if asked <= until:
            numbers = {"aantal_leraren": "4", "aantal_coaches": "1", "aantal_leiding": "1"}
            values = dict(said["inbreng"]) | numbers | {"datum": f"{day:%Y-%m-%d}"}
            yield _of_school(school, "inbreng", school.calendar.at(asked, AFTER_SCHOOL), values)


def _voices(school: SchoolAtWork, team: Team, week: BlockWeek, draw: Random) -> Iterator[Filling]:
    form, said = school.forms_of(team)["stem"].form, sentences(team)["stem"]
    asked = {question.key for question in form.questions()}
    for number in range(PUPILS):
        values = _chosen(form, draw, 2.9) | {"groep": said["groep"], "les": said["les"]}
        for key in ("blijven", "veranderen"):
            if draw.random() < 0.4:
                values[key] = draw.choice(said[key])
        at = _moment(school.calendar, week, AT_SCHOOL) + timedelta(minutes=number)
        own = {key: value for key, value in values.items() if key in asked}
        yield _one(school, team, "stem", at, own, number)


def _metingen(school: SchoolAtWork, team: Team, week: BlockWeek, draw: Random) -> Iterator[Filling]:
    form, said = school.forms_of(team)["meting"].form, sentences(team)["meting"]
    for number in range(len(team.members) - 1):
        values = _chosen(form, draw, 3.2 + 0.1 * week.number)
        if draw.random() < 0.4:
            key = "veranderd" if week.number else "straks_anders"
            values[key] = said[key]
        at = _moment(school.calendar, week, AFTER_SCHOOL) + timedelta(minutes=7 * number)
        yield _one(school, team, "meting", at, values, number)


def _chosen(form: Form, draw: Random, middle: float) -> dict[str, str]:
    """An option of every question that counts, around a middle."""
    chosen: dict[str, str] = {}
    for item in form.items():
        numbers = [
            option.value for option in getattr(item, "options", ()) if option.value is not None
        ]
        if isinstance(item, ChoiceQuestion) and numbers:
            number = round(draw.gauss(middle, 0.8))
            chosen[item.key] = option_text(
                form, item.key, max(min(numbers), min(max(numbers), number))
            )
    return chosen


def _moment(calendar: Calendar, week: BlockWeek, at: time) -> datetime:
    """A moment on the second school day of a week, or on its only one."""
    school_week = calendar.school_week(week.monday)
    days = school_week.days if school_week else (week.monday,)
    return calendar.at(days[min(1, len(days) - 1)], at)


def _one(
    school: SchoolAtWork,
    team: Team,
    key: str,
    at: datetime,
    values: dict[str, str],
    number: int = 0,
) -> Filling:
    desired = school.forms_of(team)[key]
    name = f"{desired.key}/{at:%Y-%m-%d}/{number}"
    return Filling(name, desired.key, desired.form, at, values)


def _of_school(school: SchoolAtWork, key: str, at: datetime, values: Mapping[str, str]) -> Filling:
    desired = school.school_forms()[key]
    return Filling(f"{desired.key}/{at:%Y-%m-%d}", desired.key, desired.form, at, values)
