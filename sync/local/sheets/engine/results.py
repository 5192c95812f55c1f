"""What the engine came to, as Google says it: effective values, errors and implied formats."""

import re

import ironcalc

from sync.local.call import Json
from sync.local.sheets.entering import dates

ERRORS = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#N/IMPL!": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#CALC!": "N_A",
    "#NULL!": "NULL_VALUE",
    "#CIRC!": "REF",
    "#SPILL!": "REF",
}
MESSAGES = {
    "#DIV/0!": "Function DIVIDE parameter 2 cannot be zero.",
    "#VALUE!": "A parameter of a function or operator has a value of the wrong type.",
    "#REF!": "Reference does not exist.",
    "#NUM!": "A number that goes into the formula or comes out of it is not valid.",
    "#N/A": "Did not find the value that the formula looks for.",
    "#CALC!": "No matches are found in FILTER evaluation.",
    "#CIRC!": "Circular dependency detected. "
    "To resolve with iterative calculation, see File > Settings.",
    "#SPILL!": "Array result was not expanded because it would overwrite data.",
}
PARSE_ERROR = "Formula parse error."
_NAMES = re.compile(r"\"[^\"]*\"|'[^']*'|([A-Za-z_][A-Za-z0-9_.]*)\s*(\()?")


def result(model: ironcalc.Model, at: tuple[int, int, int], formula: str) -> Json:
    """The value of a cell of the engine; its formula tells which name was not known."""
    value = model.get_cell_value(*at)
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, float):
        return {"numberValue": int(value) if value.is_integer() and abs(value) < 1e15 else value}
    if model.get_cell_type(*at) == ironcalc.CellType.ErrorValue:
        kind = ERRORS.get(value, "ERROR")
        message = _unknown(formula) if kind == "NAME" else MESSAGES.get(value, PARSE_ERROR)
        return {"errorValue": {"type": kind, "message": message}}
    return {"stringValue": value}


def implied_format(pattern: str, formula: str) -> Json:
    """The number format that a formula gives its cell."""
    if dates.is_date_pattern(pattern):
        kind = dates.kind_of(pattern)
        return {"type": "DATE_TIME" if kind == "DATE" and "NOW(" in formula.upper() else kind}
    return {"type": "PERCENT" if "%" in pattern else "NUMBER", "pattern": pattern}


def _unknown(formula: str) -> str:
    """Which function or name a formula uses in vain, as far as its text tells."""
    for found in _NAMES.finditer(formula):
        if found[1] and found[2]:
            return f"Unknown function: '{found[1]}'."
        if found[1]:
            return f"Unknown range name: '{found[1].upper()}'."
    return PARSE_ERROR
