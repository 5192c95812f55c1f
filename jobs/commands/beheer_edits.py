"""What `next` would change in a school's file, where the school keeps that in its Beheer sheet."""

from collections.abc import Sequence
from datetime import UTC, datetime

from jobs.commands.errand import Errand
from jobs.console import Voice
from jobs.programme.beheer_sheet import beheer_definition
from jobs.school.editing import Edit
from jobs.school.model import Configuration
from jobs.work.beheer import followed
from jobs.work.school import open_school

COLUMNS = {"block_start": "start", "earlier_blocks": "eerder"}


def as_followed(voice: Voice, configuration: Configuration) -> Configuration:
    """The school as its sheet has it, where it follows that; warnings are said out loud."""
    found = followed(open_school(configuration, datetime.now(UTC)))
    for warning in found.warnings:
        voice.complain(warning)
    return found.school.configuration


def edits_of_file(
    errand: Errand, configuration: Configuration, edits: Sequence[Edit]
) -> list[Edit]:
    """The edits that are for the file; those for the sheet are said, for people to make.

    People's cells are never written, so whatever is said here is left to do.
    """
    if configuration.source != "beheer":
        return list(edits)
    for edit in edits:
        if edit.path[0] == "teams":
            errand.voice.say(f"  {_sentence(configuration, edit)}")
            errand.unfinished = True
    return [edit for edit in edits if edit.path[0] != "teams"]


def _sentence(configuration: Configuration, edit: Edit) -> str:
    _, index, field = edit.path
    team = configuration.teams[int(index)]
    tab = next(tab for tab in beheer_definition(configuration).tabs if tab.key == "teams")
    columns = {column.key: column.header for table in tab.tables for column in table.columns}
    header = columns[COLUMNS[str(field)]]
    value = edit.value.strip("[]")
    advice = f"write {value}" if value else "empty the cell"
    return f"Beheer sheet, tab '{tab.title}', team {team.key}, column '{header}': {advice}"
