"""Running a query: filter, group, pivot, order, cut, label."""

from collections.abc import Sequence
from dataclasses import replace

from sync.local.gviz.checking import check
from sync.local.gviz.expressions import Expression, Reference, has_aggregate
from sync.local.gviz.query import Query
from sync.local.gviz.refusals import UnselectedError
from sync.local.gviz.values import Column, Rank, Row, Table, Value

Key = tuple[Value, ...]


def run(table: Table, query: Query) -> Table:
    """The table that a query makes of another."""
    query = replace(query, select=query.select or tuple(_all(table)))
    check(table, query)
    rows = [row for row in table.rows if query.where is None or query.where.holds(table, row)]
    groups = _grouped(table, query, rows)
    for by, downwards in reversed(query.order):
        groups.sort(key=lambda group: Rank(by.value(table, group)), reverse=downwards)
    start = query.offset
    groups = groups[start : None if query.limit is None else start + query.limit]
    return _named(_projected(table, query, groups, _pivots(table, query, rows)), table, query)


def _all(table: Table) -> list[Expression]:
    return [Reference(column.id) for column in table.columns]


def _grouped(table: Table, query: Query, rows: list[Row]) -> list[list[Row]]:
    """Rows that come out as one, in the order of what they are grouped by."""
    aggregates = any(has_aggregate(each) for each in query.select)
    if not query.group and not query.pivot and not aggregates:
        return [[row] for row in rows]
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(_key(table, query.group, row), []).append(row)
    return [found[key] for key in sorted(found, key=_ranks)]


def _pivots(table: Table, query: Query, rows: list[Row]) -> list[Key]:
    return sorted({_key(table, query.pivot, row) for row in rows}, key=_ranks)


def _key(table: Table, by: Sequence[Expression], row: Row) -> Key:
    return tuple(each.value(table, [row]) for each in by)


def _ranks(key: Key) -> list[Rank]:
    return [Rank(value) for value in key]


def _projected(table: Table, query: Query, groups: list[list[Row]], pivots: list[Key]) -> Table:
    """The selected columns of every group; an aggregate has one for each pivoted value."""
    columns: list[Column] = []
    lines: list[Row] = [[] for _ in groups]
    for each in query.select:
        if not query.pivot or not has_aggregate(each):
            columns.append(_column(table, each))
            for line, group in zip(lines, groups, strict=True):
                line.append(each.value(table, group))
            continue
        for key in pivots:
            columns.append(_pivoted(table, query, each, key))
            for line, group in zip(lines, groups, strict=True):
                part = [row for row in group if _key(table, query.pivot, row) == key]
                line.append(each.value(table, part) if part else None)
    return replace(table, columns=columns, rows=lines)


def _column(table: Table, each: Expression) -> Column:
    index = table.index(each.id)
    pattern = table.columns[index].pattern if index is not None else ""
    return Column(each.id, each.label(table), each.type(table), pattern)


def _pivoted(table: Table, query: Query, each: Expression, key: Key) -> Column:
    column = _column(table, each)
    written = ",".join("" if value is None else _written(value) for value in key)
    several = sum(has_aggregate(one) for one in query.select) > 1
    label = f"{written} {column.label}" if several else written
    return replace(column, id=f"{written} {column.id}", label=label)


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def _named(result: Table, table: Table, query: Query) -> Table:
    """The labels and patterns that the query gives."""
    for clause, given in (("LABEL", query.labels), ("FORMAT", query.patterns)):
        for each, text in given:
            places = _places(result, each)
            if not places:
                raise UnselectedError(clause, each.id)
            for index in places:
                if clause == "FORMAT":
                    result = result.patterned(index, text)
                else:
                    before = result.columns[index].id.removesuffix(each.id)
                    result = result.relabelled(index, f"{before}{text}")
    return replace(result, headers=table.headers)


def _places(result: Table, each: Expression) -> list[int]:
    return [
        index
        for index, column in enumerate(result.columns)
        if column.id == each.id or column.id.endswith(f" {each.id}")
    ]
