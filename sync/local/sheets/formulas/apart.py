"""Calls that the engine cannot make: worked out apart, between two of its evaluations."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sync.local.sheets.formulas.tree import Call, Name, Node, Reference, inside

TABLES = frozenset({"QUERY", "SORTN", "SORT", "COUNTUNIQUEIFS"})
"""What takes whole ranges."""
SINGLES = frozenset({"ISDATE", "ISEMAIL", "ISURL", "TO_TEXT"})
"""What takes one value, or each of many."""
APART = TABLES | SINGLES
WHOLE = "="
"""The name, which no function has, under which a whole formula is worked out apart."""
_PLACED = frozenset({"ROW", "COLUMN", "INDIRECT", "CELL", "FORMULATEXT"})


@dataclass(frozen=True)
class Given:
    """An argument: what it says, and how it stands in the engine's words."""

    node: Node | None
    written: str


@dataclass(frozen=True)
class Asked:
    """One call to work out: of each of many values, or of the first only."""

    node: Call
    given: tuple[Given, ...]
    arrays: bool

    @property
    def name(self) -> str:
        """The function's name."""
        return self.node.name.upper()


@dataclass(frozen=True)
class Written:
    """A formula in the engine's words, with a gap for every call that is worked out apart."""

    text: str
    asked: tuple[Asked, ...] = ()

    def changed(self, change: Callable[[str], str]) -> "Written":
        """The same with every text changed."""
        asked = tuple(
            replace(
                one, given=tuple(replace(each, written=change(each.written)) for each in one.given)
            )
            for one in self.asked
        )
        return Written(change(self.text), asked)

    def filled(self, found: list[str]) -> str:
        """The formula with what the calls came to."""
        text = self.text
        for at in reversed(range(len(found))):
            text = text.replace(placeholder(at), found[at])
        return text


def placeholder(at: int) -> str:
    """The gap for a call."""
    return f"\1{at}\1"


def is_apart(name: str, node: Call) -> bool:
    """Whether this call is worked out apart; the engine sorts by one column itself."""
    return name == WHOLE or (name in APART and (name != "SORT" or len(node.arguments) > 3))


def can_be_apart(node: Call, bound: frozenset[str]) -> bool:
    """Whether a call means the same away from its cell, and outside of LET and LAMBDA."""
    for part in inside(node):
        if isinstance(part, Name) and part.text.lower() in bound:
            return False
        if isinstance(part, Call) and part.name.upper() in _PLACED:
            return False
    return not any(
        isinstance(one, Reference) and one.is_range and node.name.upper() in SINGLES
        for one in node.arguments
    )
