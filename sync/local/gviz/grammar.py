"""Reading a query: the clauses of the Visualization API's query language, in their order."""

from collections.abc import Callable
from typing import Any

from sync.local.gviz.conditions_grammar import condition
from sync.local.gviz.expressions import Expression
from sync.local.gviz.expressions_grammar import expression
from sync.local.gviz.query import Query
from sync.local.gviz.reader import Reader
from sync.local.gviz.refusals import NotCarriedClauseError

OPTIONS = ("no_format", "no_values")


def parse(text: str) -> Query:
    """The query that a text says; an empty text asks for everything."""
    reader = Reader.of(text)
    found: dict[str, Any] = {}
    for name, words, read in CLAUSES:
        if reader.take_all(*words):
            found[name] = read(reader)
    if reader.peek().says("skipping"):
        raise NotCarriedClauseError("skipping")
    reader.expect_end()
    return Query(**found)


def _selection(reader: Reader) -> tuple[Expression, ...]:
    return () if reader.take("*") else reader.several(expression)


def _expressions(reader: Reader) -> tuple[Expression, ...]:
    return reader.several(expression)


def _order(reader: Reader) -> tuple[tuple[Expression, bool], ...]:
    def one(reader: Reader) -> tuple[Expression, bool]:
        found = expression(reader)
        downwards = bool(reader.take("desc"))
        if not downwards:
            reader.take("asc")
        return found, downwards

    return reader.several(one)


def _texts(reader: Reader) -> tuple[tuple[Expression, str], ...]:
    return reader.several(lambda each: (expression(each), each.text()))


def _options(reader: Reader) -> frozenset[str]:
    found = set()
    while word := reader.take(*OPTIONS):
        found.add(word)
    return frozenset(found)


CLAUSES: tuple[tuple[str, tuple[str, ...], Callable[[Reader], Any]], ...] = (
    ("select", ("select",), _selection),
    ("where", ("where",), condition),
    ("group", ("group", "by"), _expressions),
    ("pivot", ("pivot",), _expressions),
    ("order", ("order", "by"), _order),
    ("limit", ("limit",), Reader.count),
    ("offset", ("offset",), Reader.count),
    ("labels", ("label",), _texts),
    ("patterns", ("format",), _texts),
    ("options", ("options",), _options),
)
