"""What stands in a query: columns, literals, functions and aggregates, evaluated over rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.local.gviz.functions import AGGREGATES, FUNCTIONS, aggregate_type
from sync.local.gviz.refusals import NoColumnError, NumbersOnlyError
from sync.local.gviz.values import NUMBER, Row, Table, Value, type_of


@dataclass(frozen=True)
class Reference:
    """A column of the table."""

    name: str

    @property
    def id(self) -> str:
        """How a result calls this column."""
        return self.name

    def label(self, table: Table) -> str:
        """What stands over this column in a result."""
        return table.columns[place(table, self.name)].label

    def type(self, table: Table) -> str:
        """The type of its values."""
        return table.columns[place(table, self.name)].type

    def value(self, table: Table, rows: Sequence[Row]) -> Value:
        """Its value; over several rows, that of the first."""
        return rows[0][place(table, self.name)] if rows else None


@dataclass(frozen=True)
class Literal:
    """A value that was written in the query."""

    given: Value

    @property
    def id(self) -> str:
        """How a result calls this column."""
        return f"{self._written}_"

    @property
    def _written(self) -> str:
        if isinstance(self.given, bool):
            return str(self.given).lower()
        return f'"{self.given}"' if isinstance(self.given, str) else str(self.given)

    def label(self, _table: Table) -> str:
        """What stands over this column in a result."""
        return f"{self._written}()"

    def type(self, _table: Table) -> str:
        """The type of the value."""
        return type_of(self.given)

    def value(self, _table: Table, _rows: Sequence[Row]) -> Value:
        """The value itself."""
        return self.given


@dataclass(frozen=True)
class Applied:
    """A function of one row, such as year(A) or A * 2."""

    name: str
    arguments: tuple["Expression", ...]

    @property
    def id(self) -> str:
        """How a result calls this column."""
        return f"{self.name}_{','.join(each.id for each in self.arguments)}"

    def label(self, table: Table) -> str:
        """What stands over this column in a result."""
        return f"{self.name}({''.join(each.label(table) for each in self.arguments)})"

    def type(self, table: Table) -> str:
        """The type of its results."""
        FUNCTIONS[self.name].check([each.type(table) for each in self.arguments])
        return FUNCTIONS[self.name].gives

    def value(self, table: Table, rows: Sequence[Row]) -> Value:
        """The result; nothing when an argument is nothing."""
        found = [each.value(table, rows) for each in self.arguments]
        return FUNCTIONS[self.name].of(found, table.now)


@dataclass(frozen=True)
class Aggregated:
    """An aggregate over the rows of a group, such as sum(B)."""

    name: str
    column: Reference

    @property
    def id(self) -> str:
        """How a result calls this column."""
        return f"{self.name}-{self.column.id}"

    def label(self, table: Table) -> str:
        """What stands over this column in a result."""
        return f"{self.name} {self.column.label(table)}"

    def type(self, table: Table) -> str:
        """The type of its results."""
        found = self.column.type(table)
        if self.name in {"sum", "avg"} and found != NUMBER:
            raise NumbersOnlyError
        return aggregate_type(self.name, found)

    def value(self, table: Table, rows: Sequence[Row]) -> Value:
        """The aggregate of what the column holds."""
        index = place(table, self.column.name)
        return AGGREGATES[self.name]([row[index] for row in rows if row[index] is not None])


Expression = Reference | Literal | Applied | Aggregated


def place(table: Table, name: str) -> int:
    """Where a column stands; a refusal when the table has no such column."""
    index = table.index(name)
    if index is None:
        raise NoColumnError(name)
    return index


def parts(expression: Expression) -> Iterator[Expression]:
    """The expression itself and all that stands in it."""
    yield expression
    if isinstance(expression, Applied):
        for each in expression.arguments:
            yield from parts(each)
    if isinstance(expression, Aggregated):
        yield expression.column


def has_aggregate(expression: Expression) -> bool:
    """Whether an aggregate stands in it."""
    return any(isinstance(each, Aggregated) for each in parts(expression))
