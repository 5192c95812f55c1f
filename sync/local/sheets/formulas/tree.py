"""What a formula says: references, operations and calls, read from its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sync.local.sheets.formulas.words import (
    CONTINENTAL,
    ENGLISH,
    Separators,
    UnreadableFormulaError,
    Word,
    words,
)

_BINARY = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3}
_BINARY |= {"*": 4, "/": 4, "^": 5, ":": 8}
_SIGN, _PERCENT = 6, 7
_END = Word("end", "")


@dataclass(frozen=True)
class Constant:
    """A number (with a decimal point), a text in quotes, a truth or an error."""

    kind: Literal["number", "text", "truth", "error"]
    text: str


@dataclass(frozen=True)
class Reference:
    """Cells; of another sheet when it begins with a title and an exclamation mark."""

    sheet: str
    place: str

    @property
    def is_range(self) -> bool:
        """Whether it is more than one cell."""
        first, _, last = self.place.replace("$", "").upper().partition(":")
        return bool(last) and (first != last or not (first[0].isalpha() and first[-1].isdigit()))


@dataclass(frozen=True)
class Name:
    """A named range, or a name that LET or LAMBDA gives."""

    text: str


@dataclass(frozen=True)
class Group:
    """What stands between brackets."""

    inside: "Node"


@dataclass(frozen=True)
class Operation:
    """An operator and what it works on; a sign before or a percent sign after has one operand."""

    sign: str
    operands: tuple["Node", ...]


@dataclass(frozen=True)
class Call:
    """A function and its arguments; an argument left out is none."""

    name: str
    arguments: tuple["Node | None", ...]


@dataclass(frozen=True)
class Applied:
    """A LAMBDA called on the spot."""

    function: "Node"
    arguments: tuple["Node | None", ...]


@dataclass(frozen=True)
class Array:
    """Rows between braces."""

    rows: tuple[tuple["Node", ...], ...]


Node = Constant | Reference | Name | Group | Operation | Call | Applied | Array


def inside(node: Node | None) -> Iterator[Node]:
    """A part and all that stands in it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one is None:
            continue
        yield one
        match one:
            case Group():
                waiting.append(one.inside)
            case Operation():
                waiting += one.operands
            case Call():
                waiting += one.arguments
            case Applied():
                waiting += [one.function, *one.arguments]
            case Array():
                waiting += [each for row in one.rows for each in row]


@lru_cache(maxsize=20_000)
def tree(formula: str, separators: Separators) -> Node:
    """What a formula says; English separators are understood everywhere."""
    text = formula.removeprefix("=")
    if separators == ENGLISH:
        return _Reader(text, ENGLISH).whole()
    try:
        return _Reader(text, separators).whole()
    except UnreadableFormulaError:
        return _Reader(text, ENGLISH).whole()


def separators_of(engine_locale: str) -> Separators:
    """How formulas are written where numbers are written as in this locale."""
    return ENGLISH if engine_locale.startswith("en") else CONTINENTAL


class _Reader:
    """Reads one formula from its first word to its last."""

    def __init__(self, text: str, separators: Separators) -> None:
        self._words = [*words(text, separators), _END]
        self._at = 0
        self._separators = separators

    def whole(self) -> Node:
        """The whole formula; nothing may be left over."""
        found = self._operation(0)
        if self._word is not _END:
            raise UnreadableFormulaError
        return found

    @property
    def _word(self) -> Word:
        return self._words[self._at]

    def _take(self) -> Word:
        word = self._words[self._at]
        self._at += word is not _END
        return word

    def _skipped(self, sign: str) -> bool:
        """Whether this sign comes now; it is passed over then."""
        if self._word.kind == "sign" and self._word.text == sign:
            self._at += 1
            return True
        return False

    def _operation(self, above: int) -> Node:
        """Operators that bind more tightly than this, from left to right."""
        left = self._signed()
        while self._word.kind == "sign":
            sign = self._word.text
            if sign == "%" and above < _PERCENT:
                self._at += 1
                left = Operation("%", (left,))
                continue
            binds = _BINARY.get(sign, 0)
            if binds <= above:
                break
            self._at += 1
            left = Operation(sign, (left, self._operation(binds)))
        return left

    def _signed(self) -> Node:
        for sign in "-+":
            if self._skipped(sign):
                return Operation(sign, (self._operation(_SIGN),))
        found = self._value()
        while self._skipped("("):
            found = Applied(found, self._arguments())
        return found

    def _value(self) -> Node:
        word = self._take()
        match word.kind:
            case "number":
                return Constant("number", word.text.replace(self._separators.decimal, "."))
            case "text" | "error":
                return Constant("text" if word.kind == "text" else "error", word.text)
            case "sheet":
                if self._word.kind != "place" and self._word.text != "#REF!":
                    raise UnreadableFormulaError
                return Reference(word.text, self._take().text)
            case "place":
                return Reference("", word.text)
            case "name":
                return self._named(word.text)
        if word.text == "(":
            inside = self._operation(0)
            self._close(")")
            return Group(inside)
        if word.text == "{":
            return self._array()
        raise UnreadableFormulaError

    def _named(self, name: str) -> Node:
        if self._skipped("("):
            return Call(name, self._arguments())
        if name.upper() in {"TRUE", "FALSE"}:
            return Constant("truth", name.upper())
        return Name(name)

    def _arguments(self) -> tuple[Node | None, ...]:
        """What stands up to the closing bracket; Google lets people leave the last ones open."""
        if self._closes():
            return ()
        found = [self._argument()]
        while self._skipped(self._separators.argument):
            found.append(self._argument())
        if not self._closes():
            raise UnreadableFormulaError
        return tuple(found)

    def _argument(self) -> Node | None:
        if self._word.text in {self._separators.argument, ")"} or self._word is _END:
            return None
        return self._operation(0)

    def _closes(self) -> bool:
        return self._skipped(")") or self._word is _END

    def _close(self, sign: str) -> None:
        if not self._skipped(sign) and self._word is not _END:
            raise UnreadableFormulaError

    def _array(self) -> Node:
        rows, row = [], [self._operation(0)]
        while not self._skipped("}"):
            if self._skipped(";"):
                rows.append(tuple(row))
                row = []
            elif not self._skipped(self._separators.column):
                raise UnreadableFormulaError
            row.append(self._operation(0))
        rows.append(tuple(row))
        return Array(tuple(rows))
