"""Reading the expressions of a query: columns, literals, functions and arithmetic."""

from collections.abc import Callable
from datetime import date, datetime, time

from sync.local.gviz.expressions import Aggregated, Applied, Expression, Literal, Reference
from sync.local.gviz.functions import AGGREGATES, NAMED, OPERATORS
from sync.local.gviz.reader import Reader
from sync.local.gviz.refusals import InvalidQueryError
from sync.local.gviz.values import Value

MOMENTS = {"date", "datetime", "timestamp", "timeofday"}


class BadMomentError(InvalidQueryError):
    """A date or a time that is not written as the language asks."""

    def __init__(self, kind: str, text: str) -> None:
        pattern = {"date": "yyyy-MM-dd", "timeofday": "HH:mm:ss[.SSS]"}.get(
            kind, "yyyy-MM-dd HH:mm:ss[.SSS]"
        )
        super().__init__(
            f"Invalid {kind} literal [{text}]. {kind.capitalize()} literals should be of form"
            f" {pattern}."
        )


def expression(reader: Reader) -> Expression:
    """A sum or a difference of terms, or one term."""
    return _chain(reader, _term, "+", "-")


def _term(reader: Reader) -> Expression:
    return _chain(reader, _atom, "*", "/", "%")


def _chain(reader: Reader, read: Callable[[Reader], Expression], *signs: str) -> Expression:
    found = read(reader)
    while sign := reader.take(*signs):
        found = Applied(OPERATORS[sign], (found, read(reader)))
    return found


def _atom(reader: Reader) -> Expression:
    if reader.take("("):
        found = expression(reader)
        reader.expect(")")
        return found
    if reader.take("-"):
        return Literal(-_number(reader))
    if reader.peek().kind == "number":
        return Literal(_number(reader))
    if reader.peek().kind == "text":
        return Literal(reader.text())
    return _named(reader)


def _number(reader: Reader) -> float:
    if reader.peek().kind != "number":
        raise reader.wrong()
    return float(reader.next().text)


def _named(reader: Reader) -> Expression:
    """A column, a call, or a word that stands for a value."""
    if reader.peek().kind not in {"name", "quoted"}:
        raise reader.wrong()
    word, follows = reader.next(), reader.peek()
    name = word.text.lower()
    if word.kind == "quoted":
        return Reference(word.text)
    if follows.says("("):
        return _call(reader, name)
    if name in MOMENTS and follows.kind == "text":
        return Literal(_moment(name, reader.text()))
    if name in {"true", "false"}:
        return Literal(name == "true")
    return Reference(word.text)


def _call(reader: Reader, name: str) -> Expression:
    if name not in AGGREGATES and name not in NAMED:
        raise reader.wrong()
    reader.expect("(")
    if name in AGGREGATES:
        column = _named(reader)
        if not isinstance(column, Reference):
            raise reader.wrong()
        reader.expect(")")
        return Aggregated(name, column)
    arguments = () if reader.peek().says(")") else reader.several(expression)
    reader.expect(")")
    return Applied(NAMED[name], arguments)


def _moment(kind: str, text: str) -> Value:
    try:
        if kind == "date":
            return date.fromisoformat(text)
        if kind == "timeofday":
            return time.fromisoformat(text).replace(tzinfo=None)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as wrong:
        raise BadMomentError(kind, text) from wrong
