"""What a team takes along into a new school year: goals and actions that are still open."""

from collections.abc import Mapping

from forms.definition import Language
from jobs.programme.kit_sheets import team_definition, team_sheet_key
from jobs.school.model import Team
from jobs.words.marks import meant, shown
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Content, Row
from sync.collect import read_tables
from sync.desired import KnownFile
from sync.files.drive import FoundFile, find_files

GOALS, ACTIONS = "bord.doelen", "bord.acties"
REACHED = "gehaald"
CLOSED = ("gelukt", "vervallen")


def carried_over(school: SchoolAtWork) -> dict[str, Content]:
    """By team key the rows for its new sheet; nothing when every team has its sheet already.

    One search in Drive, and one read for each team whose sheet is still to be made.
    """
    configuration = school.configuration
    teams = [
        team
        for team in configuration.teams
        if school.ledger.find(team_sheet_key(configuration, team)) is None
    ]
    if configuration.school_year is None or not teams:
        return {}
    found = find_files(school.google, school.key, [])
    before = {team.key: _earlier(school, team, found) for team in teams}
    return {
        team.key: _still_open(school, team, file) for team in teams if (file := before[team.key])
    }


def _earlier(school: SchoolAtWork, team: Team, found: Mapping[str, FoundFile]) -> FoundFile | None:
    """The newest sheet of an earlier year; none when this year's is there already."""
    own = f"{school.key}/{team.key}/team"
    wanted = team_sheet_key(school.configuration, team)
    keys = sorted(key for key in found if key == own or key.startswith(f"{own}-"))
    earlier = [key for key in keys if key < wanted]
    return found[earlier[-1]] if earlier and wanted not in keys else None


def _still_open(school: SchoolAtWork, team: Team, file: FoundFile) -> Content:
    definition = team_definition(school.configuration, team)
    known = KnownFile(file.key, file.kind, file.id, file.address)
    rows = read_tables(school.google, known, definition, [GOALS, ACTIONS])
    language = school.configuration.school.language
    goals = [row for row in rows[GOALS] if row.get("doel") and _said(row, "stand") != REACHED]
    actions = [
        row for row in rows[ACTIONS] if row.get("wat") and _said(row, "status") not in CLOSED
    ]
    return {
        GOALS: [_in_words(row, "stand", language) for row in goals],
        ACTIONS: [_in_words(row, "status", language) for row in actions],
    }


def _said(row: Row, key: str) -> str:
    return meant(str(row.get(key) or ""))


def _in_words(row: Row, key: str, language: Language) -> Row:
    """The row with its choice as the new sheet offers it, should the school's language be new."""
    return {**row, key: shown(_said(row, key), language)} if row.get(key) else row
