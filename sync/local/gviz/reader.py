"""Walking through the words of a query."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sync.local.gviz.refusals import UnreadableQueryError
from sync.local.gviz.words import END, Word, words_of

Found = TypeVar("Found")


@dataclass
class Reader:
    """The words of a query, and how many of them were read."""

    words: list[Word]
    at: int = 0

    @classmethod
    def of(cls, text: str) -> "Reader":
        """A reader at the start of a query."""
        return cls(words_of(text))

    def peek(self, ahead: int = 0) -> Word:
        """The next word, or one after it."""
        return self.words[min(self.at + ahead, len(self.words) - 1)]

    def next(self) -> Word:
        """The next word, which is then read."""
        word = self.peek()
        self.at += 1
        return word

    def take(self, *words: str) -> str:
        """Read the next word when it is one of these; empty when it is none."""
        return self.next().text.lower() if self.peek().says(*words) else ""

    def take_all(self, *words: str) -> bool:
        """Read these words when they all come next."""
        follow = all(self.peek(ahead).says(word) for ahead, word in enumerate(words))
        if follow:
            self.at += len(words)
        return follow

    def expect(self, word: str) -> None:
        """Read this word, or refuse the query."""
        if not self.take(word):
            raise self.wrong()

    def expect_end(self) -> None:
        """Refuse a query that says more."""
        if self.peek().kind != END:
            raise self.wrong()

    def text(self) -> str:
        """A quoted text."""
        if self.peek().kind != "text":
            raise self.wrong()
        return self.next().text

    def count(self) -> int:
        """A whole number."""
        if self.peek().kind != "number" or not self.peek().text.isdecimal():
            raise self.wrong()
        return int(self.next().text[:18])

    def several(self, read: Callable[["Reader"], Found]) -> tuple[Found, ...]:
        """One or more, with commas between."""
        found = [read(self)]
        while self.take(","):
            found.append(read(self))
        return tuple(found)

    def wrong(self) -> UnreadableQueryError:
        """The refusal of the next word."""
        return UnreadableQueryError(self.peek().text, self.peek().place)
