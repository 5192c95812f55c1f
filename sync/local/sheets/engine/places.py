"""Places in the engine's workbook, and values that are put there."""

import ironcalc

from sync.local.call import Json
from sync.local.sheets.engine.blocks import NAME
from sync.local.sheets.entering.formats import SHOWN_ERRORS

At = tuple[int, int, int]
"""A cell of the engine: the number of its sheet, its row and its column."""


def put(model: ironcalc.Model, at: At, value: Json) -> None:
    """A value as a cell of the engine holds it; nothing when it is empty."""
    if "stringValue" in value:
        model.update_cell_with_text(*at, value["stringValue"])
    elif "boolValue" in value:
        model.update_cell_with_bool(*at, value["boolValue"])
    elif "numberValue" in value:
        model.update_cell_with_number(*at, float(value["numberValue"]))
    elif "errorValue" in value:
        model.set_user_input(*at, f"={error_of(value)}")


def error_of(value: Json) -> str:
    """An error as a formula says it."""
    kind = str(value["errorValue"].get("type"))
    return NAME if kind == "NAME" else SHOWN_ERRORS.get(kind, "#VALUE!")
