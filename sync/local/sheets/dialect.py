"""Formulas as Google writes them, in words that the engine reads the same way.

What the engine would read as something else is made unreadable for it, so that it answers #NAME?
and never a wrong number. Where Google takes one value out of a range, the engine is told so.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sync.local.sheets.array_parameters import (
    ENABLING,
    MANY,
    may_be_empty,
    one_by_one,
    passes_on,
    spreads,
    takes_range,
)
from sync.local.sheets.formula_tree import (
    Applied,
    Array,
    Call,
    Constant,
    Group,
    Name,
    Node,
    Operation,
    Reference,
    separators_of,
    tree,
)
from sync.local.sheets.formula_words import ENGLISH, UnreadableFormulaError
from sync.local.sheets.ranges import column_letters
from sync.local.sheets.renaming import UNKNOWN, call, power, renamed

DEEPEST = 100
LONGEST_SUM = 3_000
UNREADABLE = "=1+"
"""What the engine answers #ERROR! to, as Google does to a formula that it cannot read."""
VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY)\s*\(", re.IGNORECASE)
_CLOCK = {"TODAY": "\0day\0", "NOW": "\0moment\0"}
_GUARDED = re.compile(r"[-+*/^&<>=%@#]")
_OPENS, _CLOSES = "({", ")}"


@dataclass(frozen=True)
class Tab:
    """A sheet for formulas: its title, the engine's title of it, and its size."""

    title: str
    engine_title: str
    rows: int = 1
    columns: int = 1


def for_engine(formula: str, *, locale: str, own: Tab, tabs: tuple[Tab, ...], now: datetime) -> str:
    """The formula for the engine, as it stands on its own sheet of the spreadsheet."""
    written = _translated(formula, locale, own, tabs)
    if "\0" not in written:
        return written
    separator = separators_of(locale).argument
    day = f"DATE({now.year}{separator}{now.month}{separator}{now.day})"
    seconds = now.hour * 3600 + now.minute * 60 + now.second
    return written.replace(_CLOCK["TODAY"], day).replace(_CLOCK["NOW"], f"({day}+{seconds}/86400)")


def is_too_deep(formula: str) -> bool:
    """Whether a formula has more brackets in brackets, or operators in a row, than can be read.

    Formulas are read by recursion, by the engine too: one made for it would end the whole process.
    """
    depth = deepest = 0
    for sign in formula:
        depth += (sign in _OPENS) - (sign in _CLOSES)
        deepest = max(deepest, depth)
    return deepest > DEEPEST or len(_GUARDED.findall(formula)) > LONGEST_SUM


@lru_cache(maxsize=20_000)
def _translated(formula: str, locale: str, own: Tab, tabs: tuple[Tab, ...]) -> str:
    if is_too_deep(formula):
        return UNREADABLE
    try:
        read = tree(formula, separators_of(locale))
        written = _Writer(locale, own, tabs).write(read, _Context(many=True))
    except (UnreadableFormulaError, RecursionError):
        return UNREADABLE
    if may_be_empty(read):
        parts = ["r_", written, call("IF", ['r_=""', '""', "r_"], separators_of(locale).argument)]
        written = call("LET", parts, separators_of(locale).argument)
    return f"={written}"


@dataclass(frozen=True)
class _Context:
    """Whether a place takes more than one value, and whether all work is done cell by cell."""

    many: bool = False
    arrays: bool = False


class _Writer:
    """Writes one formula for the engine."""

    def __init__(self, locale: str, own: Tab, tabs: tuple[Tab, ...]) -> None:
        self._separators = separators_of(locale)
        self._own = own
        self._tabs = tabs

    def write(self, node: Node | None, context: _Context) -> str:
        """A part of the formula."""
        match node:
            case None:
                return ""
            case Constant():
                return self._constant(node)
            case Reference():
                return self._one(context, self._reference(node), is_many=node.is_range)
            case Name():
                return self._one(context, self._name(node), is_many=True)
            case Group():
                return f"({self.write(node.inside, context)})"
            case Operation():
                return self._operation(node, context)
            case Array():
                return self._one(context, self._array(node, context), is_many=True)
            case Applied():
                function = self.write(node.function, context)
                given = [self.write(one, replace(context, many=True)) for one in node.arguments]
                return self._one(
                    context, call(function, given, self._separators.argument), is_many=True
                )
            case Call():
                return self._call(node, context)

    def _one(self, context: _Context, written: str, *, is_many: bool) -> str:
        """One value out of many, where only one is taken."""
        return f"@{written}" if is_many and not (context.many or context.arrays) else written

    def _constant(self, node: Constant) -> str:
        if node.kind == "number":
            if float(node.text) == float("inf"):
                return "#NUM!"
            return node.text.replace(".", self._separators.decimal)
        return "#N/A" if node.text == "#ERROR!" else node.text

    def _name(self, node: Name) -> str:
        return f"{UNKNOWN}.TABLE" if "[" in node.text else node.text

    def _reference(self, node: Reference) -> str:
        tab, title = self._own, ""
        if node.sheet:
            plain = node.sheet[:-1]
            plain = plain[1:-1].replace("''", "'") if plain.startswith("'") else plain
            found = [one for one in self._tabs if one.title.lower() == plain.lower()]
            if not found:
                return "#REF!"
            tab = found[0]
            title = "'" + tab.engine_title.replace("'", "''") + "'!"
        return title + _closed(node.place, tab)

    def _operation(self, node: Operation, context: _Context) -> str:
        """Operators one after the other are written in a row: there may be thousands."""
        inner = replace(context, many=False)
        if node.sign == ":":
            if any(isinstance(one, Name) for one in node.operands):
                return f"{UNKNOWN}.RANGE"
            return ":".join(self.write(one, replace(context, many=True)) for one in node.operands)
        if len(node.operands) == 1:
            operand = self.write(node.operands[0], inner)
            return f"{operand}%" if node.sign == "%" else f"{node.sign}{operand}"
        after: list[str] = []
        left: Node = node
        while isinstance(left, Operation) and len(left.operands) == 2 and left.sign not in "^:":
            after.append(left.sign + self.write(left.operands[1], inner))
            left = left.operands[0]
        if isinstance(left, Operation) and left.sign == "^":
            return self._power(left, inner) + "".join(reversed(after))
        return self.write(left, inner) + "".join(reversed(after))

    def _power(self, node: Operation, context: _Context) -> str:
        base, exponent = node.operands
        if isinstance(exponent, Constant) and exponent.text.isdigit():
            return f"{self.write(base, context)}^{exponent.text}"
        given = self.write(base, context), self.write(exponent, context)
        return power(*given, self._separators.argument)

    def _array(self, node: Array, context: _Context) -> str:
        """Braces; the engine's own hold nothing but constants."""
        plain = all(isinstance(one, Constant) for row in node.rows for one in row)
        if plain and self._separators == ENGLISH and len({len(row) for row in node.rows}) == 1:
            lines = [",".join(self.write(one, context) for one in row) for row in node.rows]
            return "{" + ";".join(lines) + "}"
        rows = [self._stacked("HSTACK", "ROWS", row, context) for row in node.rows]
        return rows[0] if len(rows) == 1 else self._checked("VSTACK", "COLUMNS", rows)

    def _stacked(self, name: str, size: str, row: tuple[Node, ...], context: _Context) -> str:
        inner = replace(context, many=True)
        parts = [self.write(one, inner) for one in row]
        if len(parts) == 1:
            return parts[0]
        if any(spreads(one) for one in row):
            return self._checked(name, size, parts)
        return call(name, parts, self._separators.argument)

    def _checked(self, name: str, size: str, parts: list[str]) -> str:
        """Parts beside or below each other; Google refuses those of different sizes."""
        separator = self._separators.argument
        names = [f"p{index}_" for index in range(len(parts))]
        same = "*".join(f"({size}({one})={size}({names[0]}))" for one in names[1:])
        test = call("IF", [same, call(name, names, separator), "#VALUE!"], separator)
        pairs = [item for pair in zip(names, parts, strict=True) for item in pair]
        return call("LET", [*pairs, test], separator)

    def _call(self, node: Call, context: _Context) -> str:
        name, separator = node.name.upper(), self._separators.argument
        if name in _CLOCK:
            return _CLOCK[name] if not node.arguments else "#N/A"
        if name in {"LET", "LAMBDA"}:
            return self._one(context, self._naming(name, node, context), is_many=name == "LET")
        inner = replace(context, many=False, arrays=context.arrays or name in ENABLING)
        singles: dict[str, str] = {}
        given = []
        for at, argument in enumerate(node.arguments):
            many = takes_range(name, at) or (context.many and passes_on(name, at))
            if argument is None and passes_on(name, at):
                given.append('""')
                continue
            written = self.write(argument, replace(inner, many=many))
            if inner.arrays and one_by_one(name) and not many and spreads(argument):
                singles[f"s{at}_"] = written
                written = f"s{at}_"
            given.append(written)
        found = renamed(name, given, separator)
        if singles:
            body = call("LAMBDA", [*singles, found], separator)
            found = call("MAP", [*singles.values(), body], separator)
        return self._one(context, found, is_many=name in MANY)

    def _naming(self, name: str, node: Call, context: _Context) -> str:
        """LET and LAMBDA: names stay as they are."""
        last, inner = len(node.arguments) - 1, replace(context, many=True)
        given = [
            one.text
            if isinstance(one, Name) and at < last and (name == "LAMBDA" or at % 2 == 0)
            else self.write(one, inner)
            for at, one in enumerate(node.arguments)
        ]
        return call(name, given, self._separators.argument)


def _closed(place: str, tab: Tab) -> str:
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
