"""The sheets of a spreadsheet as its formulas see them."""

import re
from dataclasses import dataclass

from sync.local.sheets.formulas.words import UnreadableFormulaError
from sync.local.sheets.ranges import column_letters


@dataclass(frozen=True)
class Tab:
    """A sheet for formulas: its title, the engine's title of it, and its size."""

    title: str
    engine_title: str
    rows: int = 1
    columns: int = 1

    @property
    def prefix(self) -> str:
        """What stands before a place on it."""
        return "'" + self.engine_title.replace("'", "''") + "'!"


def closed(place: str, tab: Tab) -> str:
    """An open range, up to the edge of its sheet."""
    first, _, last = place.upper().partition(":")
    if not last:
        return first
    letters, digits = _split(first)
    last_letters, last_digits = _split(last)
    if (digits or last_digits) and (letters or last_letters):
        if not digits or not last_digits:
            digits, last_digits = digits or last_digits, f"${tab.rows}"
        if not letters or not last_letters:
            letters, last_letters = letters or last_letters, f"${column_letters(tab.columns - 1)}"
        return f"{letters}{digits}:{last_letters}{last_digits}"
    if letters:
        return f"{letters}$1:{last_letters}${tab.rows}"
    return f"$A{digits}:${column_letters(tab.columns - 1)}{last_digits}"


def _split(corner: str) -> tuple[str, str]:
    found = re.fullmatch(r"(\$?[A-Z]*)(\$?\d*)", corner)
    if found is None:
        raise UnreadableFormulaError
    letters, digits = found.groups()
    return ("", letters + digits) if letters == "$" else (letters, digits)
