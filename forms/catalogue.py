"""Every form that Ritmiek asks, by key."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.definition import DefinitionError, UnknownDefinitionError, read_definition
from forms.model import Form

__all__ = ["FORM_KEYS", "DefinitionError", "UnknownDefinitionError", "load_form"]

FORM_KEYS = ("barometer", "lesbezoek", "lesontwerp", "bordsessie")
_OURS = Path(__file__).parent / "definitions"


def load_form(
    key: str,
    *,
    words: Mapping[str, str],
    context: Mapping[str, object],
    folders: Sequence[Path] = (),
) -> Form:
    """The form with this key, in the words of a team; `forms/KEY.yaml` in a folder wins over ours.

    `words` and `context` are what the definition may use: `{{ leerlingen }}`, `{{ team_name }}`.
    """
    places = [*(folder / "forms" for folder in folders), _OURS]
    return read_definition(key, places, Form, {**words, **context})
