"""The language of `files.list?q=`: from text to a tree of conditions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sync.local.drive.errors import InvalidValueError

ALONE = ("sharedWithMe", "starred", "trashed")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "contains")
LONGEST = 20_000
MOST_TOKENS = 400
TOKEN = re.compile(
    r"""\s*(?:
        '(?P<text>(?:[^'\\]|\\.)*)'
        | "(?P<quoted>(?:[^"\\]|\\.)*)"
        | (?P<operator><=|>=|!=|=|<|>)
        | (?P<mark>[(){}])
        | (?P<word>[A-Za-z][A-Za-z.]*)
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
    tokens = list(_tokens(query)) if len(query) <= LONGEST else []
    if not 0 < len(tokens) <= MOST_TOKENS:
        raise InvalidValueError
    reader = _Reader(tokens)
    condition = reader.whole()
    reader.end()
    return condition


def _tokens(query: str) -> Iterator[Token]:
    at = 0
    while query[at:].strip():
        found = TOKEN.match(query, at)
        if found is None or found.lastgroup is None:
            raise InvalidValueError
        kind, value = found.lastgroup, found[found.lastgroup]
        if kind in {"text", "quoted"}:
            kind, value = "text", re.sub(r"\\(['\"\\])", r"\1", value)
        yield Token(kind, value)
        at = found.end()


class _Reader:
    """Reads conditions from tokens; `and` and `or` bind alike, and go from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Condition:
        found = self._single()
        while True:
            if self._next_is("word", "and"):
                found = Both(found, self._single())
            elif self._next_is("word", "or"):
                found = Either(found, self._single())
            else:
                return found

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise InvalidValueError

    def _single(self) -> Condition:
        if self._next_is("word", "not"):
            return Negation(self._single())
        if self._next_is("mark", "("):
            inner = self.whole()
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
        if self._next_is("word", "in"):
            # Clients write the collection on either side.
            return Membership(self._take("text").value, first.value)
        if first.value in ALONE and not self._compares():
            return Comparison(first.value, "=", value=True)
        operator = self._take().value
        if operator not in COMPARISONS:
            raise InvalidValueError
        return Comparison(first.value, operator, self._value())

    def _compares(self) -> bool:
        here = self._tokens[self._at] if self._at < len(self._tokens) else None
        return here is not None and here.kind == "operator"

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
        if found.kind == "word" and found.value.lower() in {"true", "false"}:
            return found.value.lower() == "true"
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
