"""Reading the conditions of a query: comparisons, joined by and, or and not."""

from collections.abc import Callable

from sync.local.gviz.expressions_grammar import expression
from sync.local.gviz.query import ORDERS, Absent, Comparison, Condition, Denied, Joined
from sync.local.gviz.reader import Reader
from sync.local.gviz.refusals import UnreadableQueryError


def condition(reader: Reader) -> Condition:
    """Conditions of which one must hold; `and` binds closer than `or`."""
    return _joined(reader, "or", _every)


def _every(reader: Reader) -> Condition:
    return _joined(reader, "and", _one)


def _joined(reader: Reader, word: str, read: Callable[[Reader], Condition]) -> Condition:
    found = [read(reader)]
    while reader.take(word):
        found.append(read(reader))
    return found[0] if len(found) == 1 else Joined(word == "and", tuple(found))


def _one(reader: Reader) -> Condition:
    if reader.take("not"):
        return Denied(_one(reader))
    if not reader.peek().says("("):
        return _comparison(reader)
    start = reader.at
    try:  # a bracket opens a condition, or an expression that is compared
        reader.expect("(")
        found = condition(reader)
        reader.expect(")")
    except UnreadableQueryError:
        reader.at = start
        return _comparison(reader)
    return found


def _comparison(reader: Reader) -> Condition:
    left = expression(reader)
    if reader.take("is"):
        denied = reader.take("not")
        reader.expect("null")
        return Denied(Absent(left)) if denied else Absent(left)
    operator = _operator(reader)
    return Comparison(left, operator, expression(reader))


def _operator(reader: Reader) -> str:
    for first in ("starts", "ends"):
        if reader.take_all(first, "with"):
            return f"{first} with"
    found = reader.take("contains", "matches", "like", *ORDERS)
    if not found:
        raise reader.wrong()
    return found
