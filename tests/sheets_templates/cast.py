"""What the tests of spreadsheets ask for: a spreadsheet in the words of a team."""

from collections.abc import Iterator

from forms.definition import Language
from jobs.programme.vocabulary import Vocabulary, load_words
from sheets_templates.catalogue import load_spreadsheet
from sheets_templates.model import Spreadsheet
from sheets_templates.ownership import OwnedRange

CONTEXT: dict[str, object] = {
    "school_name": "De Wilgen",
    "team_name": "Onderbouw",
    "member_count": 8,
    "year_title": "",
    "group_name": "Rivierenland",
    "organiser_name": "Stichting Samen Leren",
}


def spreadsheet(
    key: str, vocabulary: Vocabulary = "teachers", language: Language = "nl", **context: object
) -> Spreadsheet:
    words = load_words(vocabulary, language=language)
    return load_spreadsheet(key, words=words, context={**CONTEXT, **context}, language=language)


def cells(owned: OwnedRange) -> Iterator[tuple[str, int, int]]:
    for row in range(owned.row, owned.row + owned.rows):
        for column in range(owned.column, owned.column + owned.columns):
            yield owned.tab, row, column


def texts(sheet: Spreadsheet) -> str:
    """Everything that people read on a spreadsheet, one text a line."""
    lines = [sheet.title]
    for tab in sheet.tabs:
        lines += [tab.title, *(text.text for text in tab.texts)]
        lines += [chart.title for chart in tab.charts]
        for table in tab.tables:
            lines += [line for column in table.columns for line in (column.header, column.note)]
    return "\n".join(lines)
