"""A query as it was understood: its clauses, and the conditions in it."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.local.gviz.expressions import Expression
from sync.local.gviz.refusals import InvalidQueryError
from sync.local.gviz.values import Row, Table, Value, compared
from sync.local.patterns import WrongPatternError, escaped, pattern


@dataclass(frozen=True)
class Query:
    """The clauses; an empty selection stands for every column."""

    select: tuple[Expression, ...] = ()
    where: "Condition | None" = None
    group: tuple[Expression, ...] = ()
    pivot: tuple[Expression, ...] = ()
    order: tuple[tuple[Expression, bool], ...] = ()
    limit: int | None = None
    offset: int = 0
    labels: tuple[tuple[Expression, str], ...] = ()
    patterns: tuple[tuple[Expression, str], ...] = ()
    options: frozenset[str] = frozenset()


class BadPatternError(InvalidQueryError):
    """A regular expression that is none."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"Invalid regular expression: {pattern}")


@dataclass(frozen=True)
class Comparison:
    """Two values compared; against nothing, nothing holds."""

    left: Expression
    operator: str
    right: Expression

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is compared."""
        return (self.left, self.right)

    def holds(self, table: Table, row: Row) -> bool:
        """Whether it is true of a row."""
        left, right = self.left.value(table, [row]), self.right.value(table, [row])
        if self.operator in TEXTS:
            return _is_text(left) and _is_text(right) and TEXTS[self.operator](left, right)
        order = compared(left, right)
        return order is not None and ORDERS[self.operator](order)


@dataclass(frozen=True)
class Absent:
    """Whether a value is nothing."""

    expression: Expression

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is looked at."""
        return (self.expression,)

    def holds(self, table: Table, row: Row) -> bool:
        """Whether it is true of a row."""
        return self.expression.value(table, [row]) is None


@dataclass(frozen=True)
class Joined:
    """Conditions of which all must hold, or any."""

    every: bool
    conditions: tuple["Condition", ...]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is looked at."""
        return tuple(each for one in self.conditions for each in one.expressions)

    def holds(self, table: Table, row: Row) -> bool:
        """Whether it is true of a row."""
        found = (each.holds(table, row) for each in self.conditions)
        return all(found) if self.every else any(found)


@dataclass(frozen=True)
class Denied:
    """A condition that must not hold."""

    condition: "Condition"

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is looked at."""
        return self.condition.expressions

    def holds(self, table: Table, row: Row) -> bool:
        """Whether it is true of a row."""
        return not self.condition.holds(table, row)


Condition = Comparison | Absent | Joined | Denied


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _matches(text: str, regular: str) -> bool:
    try:
        return pattern(regular).fullmatch(text) is not None
    except WrongPatternError as wrong:
        raise BadPatternError(regular) from wrong


def _is_like(text: str, wild: str) -> bool:
    parts = {"%": ".*", "_": "."}
    regular = "".join(parts.get(sign) or escaped(sign) for sign in wild)
    return pattern(regular, lines=True).fullmatch(text) is not None


TEXTS: dict[str, Callable[..., bool]] = {
    "contains": lambda text, part: part in text,
    "starts with": lambda text, part: text.startswith(part),
    "ends with": lambda text, part: text.endswith(part),
    "matches": _matches,
    "like": _is_like,
}
ORDERS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}
