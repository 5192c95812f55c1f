"""Writing what a formula says in words that the engine reads the same way."""

from dataclasses import dataclass, replace

from sync.local.sheets.formulas.apart import Asked, Given, can_be_apart, is_apart, placeholder
from sync.local.sheets.formulas.array_parameters import (
    ENABLING,
    LOOKED_UP,
    MANY,
    one_by_one,
    passes_on,
    spreads,
    takes_range,
)
from sync.local.sheets.formulas.engine_words import UNKNOWN, call
from sync.local.sheets.formulas.renaming import power, renamed
from sync.local.sheets.formulas.tabs import Tab, closed
from sync.local.sheets.formulas.texts import becomes_text, may_have_digits, text_of
from sync.local.sheets.formulas.tree import (
    Applied,
    Array,
    Call,
    Constant,
    Group,
    Name,
    Node,
    Operation,
    Reference,
    inside,
    separators_of,
)
from sync.local.sheets.formulas.words import ENGLISH

_NOTHING_BETWEEN = (Constant("text", '""'), Constant("truth", "FALSE"))
_BEYOND = "$XFD$1048576"
CLOCK = {"TODAY": "\0day\0", "NOW": "\0moment\0"}


@dataclass(frozen=True)
class Context:
    """Where a part stands in its formula.

    Whether more than one value is taken there, whether all work is done cell by cell, and whether
    it is computed apart from the cell of its formula.
    """

    many: bool = False
    arrays: bool = False
    apart: bool = False


class Writer:
    """Writes one formula for the engine."""

    def __init__(self, locale: str, own: Tab, tabs: tuple[Tab, ...]) -> None:
        self._separators = separators_of(locale)
        self._own = own
        self._tabs = tabs
        self._bound: frozenset[str] = frozenset()
        self.asked: list[Asked] = []

    def write(self, node: Node | None, context: Context) -> str:
        """A part of the formula."""
        match node:
            case None:
                return ""
            case Constant():
                return self._constant(node)
            case Reference():
                return self._one(context, self._reference(node, context), is_many=node.is_range)
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

    def _one(self, context: Context, written: str, *, is_many: bool) -> str:
        """One value out of many, where only one is taken."""
        if not is_many or context.many or context.arrays:
            return written
        return call(UNKNOWN, [], self._separators.argument) if context.apart else f"@{written}"

    def _constant(self, node: Constant) -> str:
        if node.kind == "number":
            if float(node.text) == float("inf"):
                return "#NUM!"
            return node.text.replace(".", self._separators.decimal)
        return "#N/A" if node.text == "#ERROR!" else node.text

    def _name(self, node: Name) -> str:
        return f"{UNKNOWN}.TABLE" if "[" in node.text else node.text

    def _reference(self, node: Reference, context: Context) -> str:
        tab, title = self._own, self._own.prefix if context.apart else ""
        if node.sheet:
            plain = node.sheet[:-1]
            plain = plain[1:-1].replace("''", "'") if plain.startswith("'") else plain
            found = [one for one in self._tabs if one.title.lower() == plain.lower()]
            if not found:
                return "#REF!"
            tab = found[0]
            title = tab.prefix
        return title + closed(node.place, tab)

    def _operation(self, node: Operation, context: Context) -> str:
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
        joined = False
        while isinstance(left, Operation) and len(left.operands) == 2 and left.sign not in "^:":
            joined = left.sign == "&"
            after.append(left.sign + self._operand(left.operands[1], inner, joined=joined))
            left = left.operands[0]
            if joined and isinstance(left, Operation) and left.sign != "&":
                break
        return self._operand(left, inner, joined=joined) + "".join(reversed(after))

    def _operand(self, node: Node, context: Context, *, joined: bool) -> str:
        """What an operator works on; as Google writes it when it is joined to a text."""
        if isinstance(node, Operation) and node.sign == "^":
            written = self._power(node, context)
        else:
            written = self.write(node, context)
        if not joined or not may_have_digits(node):
            return written
        return text_of(written, self._separators.argument, many=context.arrays and spreads(node))

    def _power(self, node: Operation, context: Context) -> str:
        base, exponent = node.operands
        if isinstance(exponent, Constant) and exponent.text.isdigit():
            return f"{self.write(base, context)}^{exponent.text}"
        given = self.write(base, context), self.write(exponent, context)
        return power(*given, self._separators.argument)

    def _array(self, node: Array, context: Context) -> str:
        """Braces; the engine's own hold nothing but constants."""
        plain = all(isinstance(one, Constant) for row in node.rows for one in row)
        if plain and self._separators == ENGLISH and len({len(row) for row in node.rows}) == 1:
            lines = [",".join(self.write(one, context) for one in row) for row in node.rows]
            return "{" + ";".join(lines) + "}"
        rows = [self._stacked("HSTACK", "ROWS", row, context) for row in node.rows]
        return rows[0] if len(rows) == 1 else self._checked("VSTACK", "COLUMNS", rows)

    def _stacked(self, name: str, size: str, row: tuple[Node, ...], context: Context) -> str:
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

    def _call(self, node: Call, context: Context) -> str:
        name, separator = node.name.upper(), self._separators.argument
        special = self._special(name, node, context)
        if special is not None:
            return special
        singles: dict[str, str] = {}
        given = [
            self._argument(name, at, node, context, singles) for at in range(len(node.arguments))
        ]
        if name in {"IFERROR", "IFNA"} and len(given) == 1:
            given.append(self._nothing(node, context))
        found = renamed(name, given, separator)
        if singles:
            body = call("LAMBDA", [*singles, found], separator)
            found = call("MAP", [*singles.values(), body], separator)
        return self._one(context, found, is_many=name in MANY)

    def _special(self, name: str, node: Call, context: Context) -> str | None:
        """A call that is no plain call for the engine; none when it is."""
        if name in CLOCK:
            return CLOCK[name] if not node.arguments else "#N/A"
        if name in {"LET", "LAMBDA"}:
            return self._one(context, self._naming(name, node, context), is_many=name == "LET")
        if is_apart(name, node):
            return self._apart(name, node, context)
        if name == "CONCATENATE" and any(spreads(one) for one in node.arguments):
            return self._call(Call("TEXTJOIN", (*_NOTHING_BETWEEN, *node.arguments)), context)
        return None

    def _argument(
        self, name: str, at: int, node: Call, context: Context, singles: dict[str, str]
    ) -> str:
        """One argument; what the engine would take only the first value of goes to `singles`."""
        argument, single = node.arguments[at], f"s{at}_"
        inner = replace(context, many=False, arrays=context.arrays or name in ENABLING)
        many = takes_range(name, at) or (context.many and passes_on(name, at))
        if argument is None and passes_on(name, at):
            return self._nothing(node, context)
        written = self.write(argument, replace(inner, many=many))
        several = (many or inner.arrays) and spreads(argument)
        if inner.arrays and one_by_one(name) and not many and spreads(argument):
            singles[single], written, several = written, single, False
        if becomes_text(name, at) and may_have_digits(argument):
            written = text_of(written, self._separators.argument, many=several)
        return written

    def _nothing(self, node: Call, context: Context) -> str:
        """What a call comes to that hands on an argument which was left out.

        One value is as empty as a cell beyond every grid. The engine makes nought of such a cell
        among many values: there it is an empty text.
        """
        several = context.arrays or any(
            isinstance(part, Call) and part.name.upper() in MANY - LOOKED_UP
            for one in node.arguments
            for part in inside(one)
        )
        return '""' if several else f"{self._own.prefix}{_BEYOND}"

    def _naming(self, name: str, node: Call, context: Context) -> str:
        """LET and LAMBDA: names stay as they are."""
        last, inner = len(node.arguments) - 1, replace(context, many=True)
        before = self._bound
        self._bound |= {one.text.lower() for one in node.arguments if isinstance(one, Name)}
        given = [
            one.text
            if isinstance(one, Name) and at < last and (name == "LAMBDA" or at % 2 == 0)
            else self.write(one, inner)
            for at, one in enumerate(node.arguments)
        ]
        self._bound = before
        return call(name, given, self._separators.argument)

    def _apart(self, name: str, node: Call, context: Context) -> str:
        """A gap for what the engine cannot work out, and what is to come in it."""
        if not can_be_apart(node, self._bound):
            return call(UNKNOWN, [], self._separators.argument)
        inner = Context(many=True, arrays=context.arrays or name in ENABLING, apart=True)
        given = tuple(Given(one, self.write(one, inner)) for one in node.arguments)
        self.asked.append(Asked(node, given, context.arrays))
        gap = placeholder(len(self.asked) - 1)
        return self._one(replace(context, apart=False), gap, is_many=name in MANY)
