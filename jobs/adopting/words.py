"""The words by which columns, options and ticks of hand-made sheets are known."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from forms.definition import Language

ALIKE = 0.84
"""From here on two headers are taken for the same."""

_ASIDE = re.compile(r"\([^)]*\)")
_SIGNS = re.compile(r"[^\w%]+|_")


class _Known(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pair(_Known):
    """Two columns of theirs that become one of ours, and what is put between them."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    between: Mapping[Language, str]


class TableWords(_Known):
    """How people name a table and head its columns; `needs` is the column that a row must have."""

    titles: tuple[str, ...] = ()
    needs: str
    columns: Mapping[str, tuple[str, ...]] = {}
    pairs: Mapping[str, Pair] = {}


class KnownWords(_Known):
    """Every word that is known; options by their column, such as `bord.acties.status`."""

    tables: Mapping[str, TableWords]
    options: Mapping[str, tuple[tuple[str, ...], ...]]
    ticked: frozenset[str]
    unticked: frozenset[str]


@cache
def known_words() -> KnownWords:
    """The words as `words.yaml` has them."""
    text = (Path(__file__).parent / "words.yaml").read_text(encoding="utf-8")
    return KnownWords.model_validate(YAML(typ="safe").load(text))


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A text as it is compared: small letters, no accents, signs or asides in brackets."""
    aside = _ASIDE.sub(" ", text)
    letters = unicodedata.normalize("NFKD", aside if aside.strip() else text)
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(_SIGNS.sub(" ", bare.casefold()).split())


@lru_cache(maxsize=1 << 16)
def likeness(text: str, words: tuple[str, ...]) -> float:
    """How much a header is like the best of these words: 1 is the same, 0 is nothing like it."""
    found = plain(text)
    return max((_likeness(found, plain(word)) for word in words), default=0.0) if found else 0.0


def _likeness(found: str, word: str) -> float:
    if found == word:
        return 1.0
    parts, wanted = found.split(), word.split()
    if set(wanted) <= set(parts) and len(parts) <= len(wanted) + 2:
        return 0.9
    # Short words are like too many others: 'wie' and 'wat' are one letter apart.
    if min(len(found), len(word)) < 5 or abs(len(found) - len(word)) > 4:
        return 0.0
    ratio = SequenceMatcher(None, found, word).ratio()
    return ratio * 0.95 if ratio * 0.95 >= ALIKE else 0.0


def meant_option(column: str, options: Iterable[str], text: str) -> str | None:
    """The option of a drop-down that a text means; none when that is not certain."""
    own = {plain(option): option for option in options}
    found = plain(text)
    if found in own:
        return own[found]
    for group in known_words().options.get(column, ()):
        meanings = [own[word] for word in map(plain, group) if word in own]
        if found in map(plain, group) and meanings:
            return meanings[0]
    return None


def meant_tick(text: str) -> bool | None:
    """Whether a text says that something is ticked; none when that is not certain."""
    found = plain(text)
    if found in known_words().ticked or text.strip() in ("✓", "✔", "☑", "✅"):
        return True
    return False if found in known_words().unticked or text.strip() in ("☐", "-") else None
