"""A query as it was understood: its clauses, and the conditions in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sync.local.gviz.expressions import Expression
from sync.local.gviz.refusals import InvalidQueryError
from sync.local.gviz.values import Row, Table, Value, compared


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


@lru_cache(maxsize=200)
def _regular(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError) as wrong:
        raise BadPatternError(pattern) from wrong


@lru_cache(maxsize=200)
def _wild(pattern: str) -> re.Pattern[str]:
    parts = {"%": ".*", "_": "."}
    return re.compile("".join(parts.get(sign, re.escape(sign)) for sign in pattern), re.DOTALL)


TEXTS: dict[str, Callable[..., bool]] = {
    "contains": lambda text, part: part in text,
    "starts with": lambda text, part: text.startswith(part),
    "ends with": lambda text, part: text.endswith(part),
    "matches": lambda text, pattern: bool(_regular(pattern).fullmatch(text)),
    "like": lambda text, pattern: bool(_wild(pattern).fullmatch(text)),
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
