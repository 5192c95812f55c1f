"""Every spreadsheet that Ritmiek makes, by key."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.definition import (
    DefinitionError,
    Language,
    UnknownDefinitionError,
    in_language,
    read_definition,
)
from sheets_templates.columns import check_columns
from sheets_templates.model import Spreadsheet

__all__ = ["SPREADSHEET_KEYS", "DefinitionError", "UnknownDefinitionError", "load_spreadsheet"]

ORGANISER_SPREADSHEETS = ("aanmeldingen",)
SPREADSHEET_KEYS = ("team", "school", "pizzasessie", "beheer", *ORGANISER_SPREADSHEETS)
_OURS = Path(__file__).parent / "definitions"


def load_spreadsheet(
    key: str,
    *,
    words: Mapping[str, str],
    context: Mapping[str, object],
    folders: Sequence[Path] = (),
    language: Language = "nl",
) -> Spreadsheet:
    """The spreadsheet with this key; `spreadsheets/KEY.yaml` in a folder wins over ours.

    `words` and `context` are what the definition may use: `{{ lesbezoek }}`, `{{ team_name }}`.
    Raises DefinitionError, also when a column that Ritmiek writes is gone or changed hands.
    """
    ours = in_language(_OURS, language)
    theirs = [folder / "spreadsheets" for folder in folders]
    values = {**words, **context}
    spreadsheet = read_definition(key, [*theirs, ours], Spreadsheet, values)
    file = next((file for place in theirs if (file := place / f"{key}.yaml").is_file()), None)
    if file is not None and (ours / f"{key}.yaml").is_file():
        check_columns(file, spreadsheet, read_definition(key, [ours], Spreadsheet, values))
    return spreadsheet
