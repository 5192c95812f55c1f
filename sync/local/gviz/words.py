"""The words of a query: names, quoted texts, numbers and signs, each with its place."""

import re
from dataclasses import dataclass

from sync.local.gviz.refusals import UnreadableQueryError

_WORD = re.compile(
    r"\s*(?:(?P<text>\"[^\"]*\"|'[^']*')|`(?P<quoted>[^`]+)`"
    r"|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)"
    r"|(?P<name>[^\W\d]\w*)|(?P<sign><=|>=|!=|<>|[-+*/%<>=(),]))"
)
END = "end"


@dataclass(frozen=True)
class Word:
    """One word: its kind (text, quoted, number, name, sign or end), itself, and its place."""

    kind: str
    text: str
    place: int

    def says(self, *words: str) -> bool:
        """Whether it is one of these keywords or signs; capitals do not count."""
        return self.kind in {"name", "sign"} and self.text.lower() in words


def words_of(query: str) -> list[Word]:
    """The words of a query in order, with one at the end that says so."""
    found, place, stop = [], 0, len(query.rstrip())
    while place < stop:
        word = _WORD.match(query, place)
        if word is None:
            raise UnreadableQueryError(query[place:].lstrip()[:1], place)
        kind = str(word.lastgroup)
        text = word[kind]
        found.append(Word(kind, text[1:-1] if kind == "text" else text, word.start(kind)))
        place = word.end()
    return [*found, Word(END, "", stop)]
