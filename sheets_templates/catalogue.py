"""Every spreadsheet that Ritmiek makes, by key."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.definition import (
    DefinitionError,
    UnknownDefinitionError,
    read_definition,
)
from sheets_templates.model import Spreadsheet

__all__ = ["SPREADSHEET_KEYS", "DefinitionError", "UnknownDefinitionError", "load_spreadsheet"]

SPREADSHEET_KEYS = ("team", "school", "pizzasessie")
_OURS = Path(__file__).parent / "definitions"


def load_spreadsheet(
    key: str,
    *,
    words: Mapping[str, str],
    context: Mapping[str, object],
    folders: Sequence[Path] = (),
) -> Spreadsheet:
    """The spreadsheet with this key; `spreadsheets/KEY.yaml` in a folder wins over ours.

    `words` and `context` are what the definition may use: `{{ lesbezoek }}`, `{{ team_name }}`.
    """
    places = [*(folder / "spreadsheets" for folder in folders), _OURS]
    return read_definition(key, places, Spreadsheet, {**words, **context})
