"""Regular expressions that people give: read by RE2, as at Google, so that none can hang.

What RE2 does not know (looking around, back references) is refused as a wrong expression.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

import re2


class WrongPatternError(ValueError):
    """A text that is no regular expression."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"Invalid regular expression: {pattern}")


class Match(Protocol):
    """What was found once."""

    def group(self, at: int | str) -> str | None:
        """The whole of it, or a group of the expression."""


class Pattern(Protocol):
    """An expression, ready to look with."""

    groups: int

    def fullmatch(self, text: str) -> Match | None:
        """Whether the whole text is such."""

    def search(self, text: str) -> Match | None:
        """The first such part of the text."""

    def subn(self, written: Callable[[Match], str], text: str) -> tuple[str, int]:
        """The text with every such part written anew, and how many there were."""


@lru_cache(maxsize=200)
def pattern(text: str, *, any_case: bool = False, lines: bool = False) -> Pattern:
    """The expression that a text is; with `lines` a full stop stands for the end of a line too.

    Raises WrongPatternError.
    """
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not any_case
    options.dot_nl = lines
    try:
        found: Pattern = re2.compile(text, options)
    except (re2.error, UnicodeError) as wrong:
        raise WrongPatternError(text) from wrong
    return found


def escaped(text: str) -> str:
    """The expression for this very text."""
    return "".join(sign if sign.isalnum() or sign.isspace() else _plain(sign) for sign in text)


def _plain(sign: str) -> str:
    return f"\\{sign}" if sign.isascii() else sign
