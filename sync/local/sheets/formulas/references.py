"""References in formulas: moved along with a copied cell, or pointed at a sheet."""

import re

from sync.local.sheets.ranges import column_index, column_letters

_REFERENCE = re.compile(
    r"\"[^\"]*\"|'[^']*'!|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]*)(?![\w(.!])"
)
_CORNER = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]*"
_BARE = re.compile(
    r"\"[^\"]*\"|(?:'[^']*'|[\w.]+)!\$?\w+(?::\$?[\w$]+)?"
    rf"|(?<![\w.$])({_CORNER}(?::{_CORNER})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}})(?![\w(.!])"
)


def relative(formula: str, down: int, right: int) -> str:
    """A formula as it reads when its cell is copied this far; what leaves the sheet is #REF!."""

    def moved(found: re.Match[str]) -> str:
        if found[2] is None:
            return found[0]
        column = column_index(found[2]) + (0 if found[1] else right)
        row = int(found[4]) + (0 if found[3] else down)
        if column < 0 or row < 1:
            return "#REF!"
        return f"{found[1]}{column_letters(column)}{found[3]}{row}"

    return _REFERENCE.sub(moved, formula)


def pointed_at(formula: str, title: str) -> str:
    """A formula whose bare references point at this (quoted) sheet."""
    return _BARE.sub(lambda found: f"{title}!{found[1]}" if found[1] else found[0], formula)
