"""How many hours a team took, by an estimate from its forms: per member, per week."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from forms.answers import Answers
from jobs.listening.rhythm import answer_day, held_by
from jobs.programme.time_plan import PlannedTime
from jobs.school.calendar import monday_of
from jobs.school.model import Team
from sheets_templates.model import Row

BORDSESSIE = 15
"""Minutes of a bordsessie whose report does not say how long it was."""

VISIT_HOURS = 0.5
"""A quarter of an hour to watch and one to talk, for the visitor and for the host."""

DESIGN_HOURS = 1.0
"""For each of the two who design a lesson."""

TOGETHER = 2
"""Colleagues in a visit, and in designing a lesson."""


def held_hours(
    team: Team, plan: Sequence[PlannedTime], answers: Mapping[str, Answers], today: date
) -> Iterator[Row]:
    """The hours of each planned week that has begun; later weeks stay empty."""
    board = _board_hours(team, answers["bordsessie"])
    held = held_by(answers)
    visits = [monday_of(day) for day in held.lesbezoeken]
    designs = [monday_of(day) for day in held.lesontwerpen]
    for week in plan:
        together = visits.count(week.monday) * VISIT_HOURS
        together += designs.count(week.monday) * DESIGN_HOURS
        hours = board.get(week.monday, 0.0) + TOGETHER * together / len(team.members)
        yield {
            "week": week.monday,
            "gehouden": round(hours, 1) if week.monday <= today else None,
        }


def _board_hours(team: Team, answers: Answers) -> Mapping[date, float]:
    """The hours at the board per member, by the Monday of the week; the last report counts."""
    reports = {answer_day(row): row for row in sorted(answers.rows, key=lambda row: row.submitted)}
    hours: dict[date, float] = {}
    for day, row in reports.items():
        if day is None:
            continue
        minutes, present = row.values.get("duur"), row.values.get("aanwezig")
        length = minutes if isinstance(minutes, int) else BORDSESSIE
        part = min(present, len(team.members)) if isinstance(present, int) else len(team.members)
        monday = monday_of(day)
        hours[monday] = hours.get(monday, 0.0) + length / 60 * part / len(team.members)
    return hours
