"""Renders the template of a definition: every text becomes a mark, which YAML cannot misread."""

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_NONCE = secrets.token_hex(8)
_MARK = re.compile(f"\ue000{_NONCE}-(\\d+)\ue001")
_UNPRINTABLE = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\N{REPLACEMENT CHARACTER}"}


def capitalised(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


class Texts:
    """Holds the text of every expression until YAML has been parsed.

    A mark that nobody can guess keeps its place, so that a name with quotes, colons or braces
    cannot change the shape of a definition.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []

    def keep(self, value: object) -> object:
        """The mark for a text; a number stays a number."""
        if isinstance(value, int | float):
            return value
        # Google takes no line break in a title, and JSON no half of a surrogate pair.
        letters = (_UNPRINTABLE.get(unicodedata.category(one), one) for one in str(value))
        self._texts.append("".join(letters))
        return f"\ue000{_NONCE}-{len(self._texts) - 1}\ue001"

    def restore(self, data: object) -> object:
        """The same data with every mark replaced by its text."""
        match data:
            case str():
                return _MARK.sub(self._text, data)
            case list():
                return [self.restore(value) for value in data]
            case dict():
                return {self.restore(key): self.restore(value) for key, value in data.items()}
            case _:
                return data

    def _text(self, mark: re.Match[str]) -> str:
        # The output of a macro holds marks too: earlier ones, never its own.
        return str(self.restore(self._texts[int(mark[1])]))


_HELD: ContextVar[Texts] = ContextVar("the texts of the definition that is rendered")


def render(name: str, places: Sequence[Path], values: Mapping[str, object]) -> tuple[str, Texts]:
    """A template of these folders with its texts as marks, and the texts; raises Jinja's errors."""
    texts = Texts()
    there = frozenset(file for place in places for file in place.glob("*.yaml"))
    before = _HELD.set(texts)
    try:
        return _environment(tuple(places), there).get_template(name).render(values), texts
    finally:
        _HELD.reset(before)


@lru_cache(maxsize=16)
def _environment(
    places: tuple[Path, ...],
    _there: frozenset[Path],  # Jinja sees that a file was changed, not that another goes before it
) -> ImmutableSandboxedEnvironment:
    """What renders the templates in these folders; it reads again only what was changed."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(places),
        undefined=StrictUndefined,
        finalize=_keep,
        autoescape=False,  # it makes YAML, and the marks keep texts out of it
    )
    environment.filters["capitalised"] = capitalised
    return environment


@pass_context  # or a text that is always the same would be kept with the first rendering only
def _keep(_context: object, value: object) -> object:
    return _HELD.get().keep(value)
