"""Circulating: what people wrote in one sheet goes to the sheet in which others read it.

The goals and hours of the teams go to the school, and the answers of the schoolleiding to the
boards of the teams. Forms are not read here: this is the work of collecting.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jobs.listening.obstacles import answered_rows
from jobs.listening.written import (
    OBSTACLES,
    READ_OF_SCHOOL,
    READ_OF_TEAM,
    VISITS,
    coach_visits_held,
    goals,
    hours,
)
from jobs.programme.block import team_blocks
from jobs.work.collect import noted
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Content
from sync.collect import read_tables, write_tables
from sync.desired import PASSED_ON, DesiredSpreadsheet

NEWEST = 20


@dataclass(frozen=True)
class Circulated:
    """How many sheets changed, and a sentence for each that could not be read or written."""

    sheets: int
    failures: Mapping[str, str]


def circulate_school(school: SchoolAtWork, *, write: bool = True) -> Circulated:
    """Read what people wrote (one call a sheet) and write where others read it.

    The school's sheet is only written when the sheets of all teams could be read.
    """
    failures: dict[str, str] = {}
    listed: Content | None = None
    overview = school.school_spreadsheet()
    with noted(failures, overview.key):
        listed = _read(school, overview, READ_OF_SCHOOL)
    if listed is None:
        return Circulated(0, failures)
    teams: dict[str, Content] = {}
    changed = 0
    for team in school.configuration.teams:
        with noted(failures, team.key):
            sheet = school.team_spreadsheet(team)
            teams[team.key] = _read(school, sheet, READ_OF_TEAM)
            answered = answered_rows(team, listed[OBSTACLES], school.configuration.school.language)
            rows = tuple(answered)[:NEWEST]
            if write:
                changed += _write(school, sheet, {"bord.belemmeringen": rows})
    if write and not failures:
        with noted(failures, overview.key):
            changed += _write(school, overview, _school(school, teams, listed))
    if write and not failures:
        school.ledger.finished("circulate", school.key, school.now)
    return Circulated(changed, failures)


def _school(school: SchoolAtWork, teams: Mapping[str, Content], listed: Content) -> Content:
    everybody = school.configuration.teams
    today = school.here.date()
    blocks = {team.key: team_blocks(team, school.calendar)[-1].number for team in everybody}
    visits = coach_visits_held(listed[VISITS], today)
    return {
        "doelen.doelen": tuple(goals(everybody, teams, school.configuration.school.language)),
        "tijd.teams": tuple(hours(everybody, blocks, teams, today)),
        "coachbezoeken.stand": (visits,) if visits else (),
    }


def _read(school: SchoolAtWork, sheet: DesiredSpreadsheet, tables: tuple[str, ...]) -> Content:
    return read_tables(school.google, school.known(sheet.key), sheet.spreadsheet, tables)


def _write(school: SchoolAtWork, sheet: DesiredSpreadsheet, content: Content) -> bool:
    """Write these tables unless they were written last; collecting keeps its own mark."""
    known = school.known(sheet.key)
    key = f"{sheet.key}{PASSED_ON}"
    last = school.ledger.find(key)
    mark = replace(known, key=key, collected=last.collected if last else "")
    return write_tables(school.google, mark, sheet.spreadsheet, content, school.ledger)
