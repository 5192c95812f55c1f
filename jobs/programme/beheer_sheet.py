"""The Beheer sheet that a school should have, filled once with what its file says."""

from jobs.programme.vocabulary import load_words
from jobs.school.beheer.writing import rows_of
from jobs.school.definitions import definitions_of
from jobs.school.model import Configuration
from sheets_templates.catalogue import load_spreadsheet
from sheets_templates.model import Spreadsheet
from sync.desired import DesiredSpreadsheet


def beheer_sheet_key(configuration: Configuration) -> str:
    """The key of the sheet in which a schoolcoach keeps teams, members and free days."""
    return f"{configuration.school.key}/beheer"


def beheer_definition(configuration: Configuration) -> Spreadsheet:
    """The sheet as its definition describes it, in the words of the school."""
    definitions = definitions_of(configuration)
    folders, language = definitions.folders, definitions.language
    words = load_words("teachers", folders, language)
    context = {"school_name": configuration.school.name}
    return load_spreadsheet(
        "beheer", words=words, context=context, folders=folders, language=language
    )


def desired_beheer(configuration: Configuration, folder: str) -> DesiredSpreadsheet:
    """The sheet in a folder; from its first day on its rows are its people's."""
    return DesiredSpreadsheet(
        key=beheer_sheet_key(configuration),
        spreadsheet=beheer_definition(configuration),
        content={},
        folder=folder,
        locale=configuration.school.locale,
        time_zone=configuration.school.time_zone,
        initial=rows_of(configuration),
    )
