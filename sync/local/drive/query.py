"""The language of `files.list?q=`: from text to a tree of conditions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sync.local.drive.errors import InvalidValueError

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "contains")
TOKEN = re.compile(
    r"""\s*(?:
        '(?P<text>(?:[^'\\]|\\.)*)'
        | (?P<operator><=|>=|!=|=|<|>)
        | (?P<mark>[(){}])
        | (?P<word>[A-Za-z]+)
    )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Both:
    """`left and right`."""

    left: "Condition"
    right: "Condition"


@dataclass(frozen=True)
class Either:
    """`left or right`."""

    left: "Condition"
    right: "Condition"


@dataclass(frozen=True)
class Negation:
    """`not inner`."""

    inner: "Condition"


@dataclass(frozen=True)
class Comparison:
    """`name contains 'x'`, `trashed = false`."""

    field: str
    operator: str
    value: str | bool


@dataclass(frozen=True)
class Membership:
    """`'x' in parents`."""

    value: str
    collection: str


@dataclass(frozen=True)
class Property:
    """`appProperties has { key='k' and value='v' }`."""

    collection: str
    key: str
    value: str


Condition = Both | Either | Negation | Comparison | Membership | Property


@dataclass(frozen=True)
class Token:
    """One word, text, operator or bracket of a query."""

    kind: str
    value: str


def parse(query: str) -> Condition:
    """The condition that a query says."""
    reader = _Reader(list(_tokens(query)))
    condition = reader.either()
    reader.end()
    return condition


def _tokens(query: str) -> Iterator[Token]:
    at = 0
    while query[at:].strip():
        found = TOKEN.match(query, at)
        if found is None or found.lastgroup is None:
            raise InvalidValueError
        value = found[found.lastgroup]
        if found.lastgroup == "text":
            value = re.sub(r"\\(['\\])", r"\1", value)
        yield Token(found.lastgroup, value)
        at = found.end()


class _Reader:
    """Reads conditions from tokens; `and` binds more tightly than `or`."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def either(self) -> Condition:
        found = self._both()
        while self._next_is("word", "or"):
            found = Either(found, self._both())
        return found

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise InvalidValueError

    def _both(self) -> Condition:
        found = self._single()
        while self._next_is("word", "and"):
            found = Both(found, self._single())
        return found

    def _single(self) -> Condition:
        if self._next_is("word", "not"):
            return Negation(self._single())
        if self._next_is("mark", "("):
            inner = self.either()
            self._expect("mark", ")")
            return inner
        return self._term()

    def _term(self) -> Condition:
        first = self._take()
        if first.kind == "text":
            self._expect("word", "in")
            return Membership(first.value, self._take("word").value)
        if first.kind != "word":
            raise InvalidValueError
        if self._next_is("word", "has"):
            return self._property(first.value)
        operator = self._take().value
        if operator not in COMPARISONS:
            raise InvalidValueError
        return Comparison(first.value, operator, self._value())

    def _property(self, collection: str) -> Property:
        self._expect("mark", "{")
        given = dict([self._pair()])
        self._expect("word", "and")
        given |= dict([self._pair()])
        self._expect("mark", "}")
        if set(given) != {"key", "value"}:
            raise InvalidValueError
        return Property(collection, given["key"], given["value"])

    def _pair(self) -> tuple[str, str]:
        name = self._take("word").value
        self._expect("operator", "=")
        return name, self._take("text").value

    def _value(self) -> str | bool:
        found = self._take()
        if found.kind == "text":
            return found.value
        if found.kind == "word" and found.value in {"true", "false"}:
            return found.value == "true"
        raise InvalidValueError

    def _take(self, kind: str | None = None) -> Token:
        if self._at >= len(self._tokens):
            raise InvalidValueError
        found = self._tokens[self._at]
        if kind and found.kind != kind:
            raise InvalidValueError
        self._at += 1
        return found

    def _next_is(self, kind: str, value: str) -> bool:
        here = self._tokens[self._at] if self._at < len(self._tokens) else None
        if here is None or here.kind != kind or here.value.lower() != value:
            return False
        self._at += 1
        return True

    def _expect(self, kind: str, value: str) -> None:
        if not self._next_is(kind, value):
            raise InvalidValueError
