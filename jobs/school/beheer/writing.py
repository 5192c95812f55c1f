"""From a school's configuration to the rows with which its Beheer sheet starts."""

from collections.abc import Iterator
from datetime import date

from forms.definition import Language
from jobs.school.beheer.tables import (
    LEDEN,
    LESUREN,
    MENSEN,
    MOMENTEN,
    STUDIEDAGEN,
    TEAMS,
    VAKANTIES,
    WORDS,
)
from jobs.school.model import Absence, Configuration, Member, People, Team
from jobs.words.marks import shown
from sheets_templates.model import Content, Row

_WORDS = {vocabulary: word for word, vocabulary in WORDS.items()}


def rows_of(configuration: Configuration) -> Content:
    """The rows of every table; what has no column there stays in the school's file alone."""
    calendar, language = configuration.calendar, configuration.school.language
    return {
        MENSEN: tuple(_people(configuration.people)),
        TEAMS: tuple(_team(team, language) for team in configuration.teams),
        LEDEN: tuple(row for team in configuration.teams for row in _members(team)),
        VAKANTIES: tuple(
            {"naam": one.name, "van": one.start, "tot": one.end} for one in calendar.vacations
        ),
        STUDIEDAGEN: tuple({"datum": day} for day in calendar.study_days),
        MOMENTEN: tuple(
            {"datum": one.on, "tijd": one.at, "team": one.team} for one in calendar.bord_moments
        ),
        LESUREN: tuple(
            {"nummer": one.number, "van": one.start, "tot": one.end}
            for one in calendar.lesson_hours
        ),
    }


def _people(people: People) -> Iterator[Row]:
    for leader in people.schoolleiding:
        yield {"rol": "schoolleiding", "naam": leader.name, "email": leader.email}
    for coach in people.schoolcoaches:
        yield {"rol": "schoolcoach", "naam": coach.name, "email": coach.email, "fte": coach.fte}
    if people.expertcoach:
        expert = people.expertcoach
        yield {"rol": "expertcoach", "naam": expert.name, "email": expert.email}


def _team(team: Team, language: Language) -> Row:
    """A team, with its choices as the drop-downs of this language have them."""
    return {
        "team": team.key,
        "naam": team.name,
        "woorden": shown(_WORDS[team.vocabulary], language),
        "leerlingen": shown(team.pupils, language) if team.pupils else None,
        "bordsessie_dag": shown(team.bordsessie.day, language),
        "bordsessie_tijd": team.bordsessie.time,
        "start": team.block_start,
        "eerder": ", ".join(_written(day) for day in team.earlier_blocks) or None,
    }


def _members(team: Team) -> Iterator[Row]:
    """A row for each member with the first absence, and one more for each further absence."""
    for member in team.members:
        email = member.email.casefold()
        away = [absence for absence in team.absences if absence.member.casefold() == email]
        yield {**_member(team, member), **(_away(away[0]) if away else {})}
        for absence in away[1:]:
            yield {"team": team.key, "email": member.email, **_away(absence)}


def _member(team: Team, member: Member) -> Row:
    return {
        "team": team.key,
        "naam": member.name,
        "email": member.email,
        "vrije_uren": ", ".join(member.free_hours) or None,
    }


def _away(absence: Absence) -> Row:
    return {"weg_van": absence.start, "weg_tot": absence.until}


def _written(day: date) -> str:
    """A date as people write it; a year of four digits leaves no doubt."""
    return f"{day.day}-{day.month}-{day.year}"
