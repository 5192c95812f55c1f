"""What a query may not say, whatever the rows are."""

from collections.abc import Iterator

from sync.local.gviz.expressions import (
    Aggregated,
    Applied,
    Expression,
    Reference,
    has_aggregate,
    parts,
    place,
)
from sync.local.gviz.query import Query
from sync.local.gviz.refusals import MisplacedAggregateError, NotGroupedError
from sync.local.gviz.values import Table


def check(table: Table, query: Query) -> None:
    """Refuse columns that are not there, and aggregates where they cannot stand."""
    for clause, each in _clauses(query):
        for part in parts(each):
            if isinstance(part, Reference):
                place(table, part.name)
        each.type(table)
        if clause and has_aggregate(each):
            raise MisplacedAggregateError(clause, each.id)
    aggregates = any(has_aggregate(each) for each in query.select)
    if query.group or query.pivot or aggregates:
        for each in (*query.select, *(by for by, _ in query.order)):
            _check_grouped(query, each)


def _clauses(query: Query) -> Iterator[tuple[str, Expression]]:
    """Every expression, with the name of its clause when no aggregate may stand there."""
    for each in (*query.select, *(by for by, _ in query.order)):
        yield "", each
    for each in query.where.expressions if query.where else ():
        yield "WHERE", each
    for each in query.group:
        yield "GROUP_BY", each
    for each in query.pivot:
        yield "PIVOT", each


def _check_grouped(query: Query, each: Expression) -> None:
    if each in query.group or isinstance(each, Aggregated):
        return
    if isinstance(each, Reference):
        raise NotGroupedError(each.name)
    if isinstance(each, Applied):
        for argument in each.arguments:
            _check_grouped(query, argument)
