"""Invented answers: what the example teams would have filled in, week by week.

Drawn with a fixed seed, so that every demonstration shows the same weeks. Every open answer
begins with "Voorbeeld".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from forms.model import Choice, ChoiceQuestion, Form
from jobs.programme.block import BlockWeek, block_weeks
from jobs.programme.rota import make_rota
from jobs.school.model import Team
from jobs.work.school import SchoolAtWork

Values = Mapping[str, str]
SCALES = ("energie", "over_leerlingen", "teamdoel", "geleerd", "veilig", "tijd", "merkbaar")
# One quiet week in which too few answer, so that the demonstration shows what happens then.
QUIET_WEEK = 3
AFTER_SCHOOL = time(15, 45)


@dataclass(frozen=True)
class Filling:
    """One invented answer: which form, when, and what was typed by question key."""

    name: str
    form_key: str
    form: Form
    at: datetime
    values: Values


def fillings(school: SchoolAtWork, team: Team, weeks: int) -> list[Filling]:
    """Everything that a team fills in during the first weeks of its block, in order of time."""
    draw = Random(f"{school.key}/{team.key}")  # noqa: S311 - no secret
    made: list[Filling] = []
    for week in block_weeks(team, school.calendar)[:weeks]:
        made += _bordsessie(school, team, week, draw)
        made += _barometer(school, team, week, draw)
        made += _lesontwerpen(school, team, week, draw)
    made += _lesbezoeken(school, team, weeks, draw)
    return sorted(made, key=lambda filling: filling.at)


def _filling(
    school: SchoolAtWork, team: Team, form: str, name: str, at: datetime, values: Values
) -> Filling:
    desired = school.forms_of(team)[form]
    return Filling(f"{desired.key}/{name}", desired.key, desired.form, at, values)


def _bordsessie(
    school: SchoolAtWork, team: Team, week: BlockWeek, draw: Random
) -> Iterator[Filling]:
    said = sentences(team)
    for moment in week.bordsessies:
        present = len(team.members) - draw.choice((0, 0, 1))
        red, orange = draw.choice((0, 0, 1)), draw.choice((1, 2, 2, 3))
        numbers = {
            "aanwezig": present,
            "duur": draw.choice((15, 15, 20)),
            "groen": present - red - orange,
            "oranje": orange,
            "rood": red,
        }
        form = school.forms_of(team)["bordsessie"].form
        values = {key: option_text(form, key, number) for key, number in numbers.items()}
        values |= {"datum": f"{moment:%Y-%m-%d}", "successen": draw.choice(said["successen"])}
        values |= {key: said[key] for key in ("planning", "tip", "top")}
        if week.number % 2 == 0:
            values |= {key: draw.choice(said[key]) for key in ("delen_succes", "delen_vraag")}
        at = moment + timedelta(minutes=20)
        yield _filling(school, team, "bordsessie", f"{moment:%Y-%m-%d}", at, values)


def _barometer(
    school: SchoolAtWork, team: Team, week: BlockWeek, draw: Random
) -> Iterator[Filling]:
    said = sentences(team)
    count = 4 if week.number == QUIET_WEEK else len(team.members) - draw.choice((0, 1, 1, 2))
    for moment in week.bordsessies:
        for number in range(count):
            form = school.forms_of(team)["barometer"].form
            lift = min(week.number, 4) * 0.15
            values = {
                key: option_text(form, key, max(1, min(5, round(draw.gauss(3.4 + lift, 0.9)))))
                for key in SCALES
            }
            values["actie_gelukt"] = option_at(
                form, "actie_gelukt", draw.choice((0, 0, 1, 1, 2, 3))
            )
            if draw.random() < 0.4:
                values["succes"] = draw.choice(said["succes"])
            if draw.random() < 0.25:
                values["belemmering"] = draw.choice(said["belemmering"])
            at = moment + timedelta(minutes=22 + 9 * number)
            name = f"{moment:%Y-%m-%d}/{number}"
            yield _filling(school, team, "barometer", name, at, values)


def _lesontwerpen(
    school: SchoolAtWork, team: Team, week: BlockWeek, draw: Random
) -> Iterator[Filling]:
    """A design of nearly every pair, each on a day of its own."""
    school_week = school.calendar.school_week(week.monday)
    if not week.designs or school_week is None:
        return
    form = school.forms_of(team)["lesontwerp"].form
    said = sentences(team)
    pairs = len(team.members) // 2 - draw.choice((0, 0, 1))
    goals = cycle(draw.sample(said["lesdoelen"], len(said["lesdoelen"])))
    for number, (day, goal) in enumerate(zip(cycle(school_week.days), goals, strict=False)):
        if number == pairs:
            return
        values = dict(said["lesontwerp"]) | {"lesdoel": goal, "datum": f"{day:%Y-%m-%d}"}
        values["gehaald"] = option_at(form, "gehaald", draw.choice((1, 2, 2, 3)))
        at = school.calendar.at(day, AFTER_SCHOOL) + timedelta(minutes=20 + number)
        yield _filling(school, team, "lesontwerp", f"{day:%Y-%m-%d}/{number}", at, values)


def _lesbezoeken(school: SchoolAtWork, team: Team, weeks: int, draw: Random) -> Iterator[Filling]:
    block = block_weeks(team, school.calendar)
    last = block[weeks - 1].sunday
    form = school.forms_of(team)["lesbezoek"].form
    hours = school.configuration.calendar.lesson_hours
    for number, visit in enumerate(make_rota(team, block, school.calendar, hours).visits):
        if visit.on > last or draw.random() < 0.2:
            continue
        values = dict(sentences(team)["lesbezoek"])
        if number % 3:
            del values["naar_het_bord"]
        values |= {"datum": f"{visit.on:%Y-%m-%d}"}
        values["nagesprek_zelfde_dag"] = option_at(form, "nagesprek_zelfde_dag", 0)
        at = school.calendar.at(visit.on, AFTER_SCHOOL) + timedelta(minutes=number)
        yield _filling(school, team, "lesbezoek", str(number), at, values)


def option_text(form: Form, key: str, value: int) -> str:
    """The text of the option that counts as this number."""
    return next(option.text for option in _options(form, key) if option.value == value)


def option_at(form: Form, key: str, index: int) -> str:
    """The text of an option by its place."""
    return _options(form, key)[index].text


def _options(form: Form, key: str) -> tuple[Choice, ...]:
    question = next(item for item in form.items() if item.key == key)
    return question.options if isinstance(question, ChoiceQuestion) else ()


@cache
def _all_sentences() -> dict[str, Any]:
    text = (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
    sentences: dict[str, Any] = YAML(typ="safe").load(text)
    return sentences


def sentences(team: Team) -> dict[str, Any]:
    """What this team could have said; support staff speak of their own work."""
    found: dict[str, Any] = _all_sentences()[team.vocabulary]
    return found


def sentences_of_school() -> dict[str, Any]:
    """What those who lead the school could have said."""
    found: dict[str, Any] = _all_sentences()["school"]
    return found
