"""Values and tables of the Visualization API: six types, and columns that have one each."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import total_ordering

Value = str | float | bool | date | datetime | time | None
Row = list[Value]

NUMBER, STRING, BOOLEAN = "number", "string", "boolean"
DATE, DATETIME, TIME = "date", "datetime", "timeofday"
CLASSES = ((bool, BOOLEAN), (float, NUMBER), (str, STRING), (datetime, DATETIME), (date, DATE))


@dataclass(frozen=True)
class Column:
    """A column: its id in queries, its label, its type, and the pattern its values are shown by."""

    id: str
    label: str
    type: str
    pattern: str = ""

    @property
    def holds_moments(self) -> bool:
        """Whether its values are dates or times."""
        return self.type in {DATE, DATETIME, TIME}


@dataclass(frozen=True)
class Table:
    """Columns and rows, how they are shown, and how many rows of the sheet are headers."""

    columns: list[Column]
    rows: list[Row]
    locale: str = "en_US"
    headers: int = 0
    now: datetime | None = None

    def index(self, name: str) -> int | None:
        """Where the column with this id stands."""
        for index, column in enumerate(self.columns):
            if column.id == name:
                return index
        return None

    def relabelled(self, index: int, label: str) -> "Table":
        """The same table with another label over one column."""
        columns = list(self.columns)
        columns[index] = replace(columns[index], label=label)
        return replace(self, columns=columns)

    def patterned(self, index: int, pattern: str) -> "Table":
        """The same table with one column shown by a pattern."""
        columns = list(self.columns)
        columns[index] = replace(columns[index], pattern=pattern)
        return replace(self, columns=columns)


def type_of(value: Value) -> str:
    """The type of a value that is there."""
    for kind, name in CLASSES:
        if isinstance(value, kind):
            return name
    return TIME


def compared(left: Value, right: Value) -> int | None:
    """Below, equal or above; none when they cannot be compared, as with nothing at all."""
    if left is None or right is None:
        return None
    one, other = _as_moment(left, right), _as_moment(right, left)
    if type_of(one) != type_of(other):
        return None
    return (one > other) - (one < other)  # type: ignore[operator]  # both are of one type


@total_ordering
@dataclass(frozen=True, eq=False)
class Rank:
    """A value as it sorts: nothing comes first, then values by their order."""

    value: Value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rank) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: "Rank") -> bool:
        if self.value is None or other.value is None:
            return self.value is None and other.value is not None
        order = compared(self.value, other.value)
        return type_of(self.value) < type_of(other.value) if order is None else order < 0


def _as_moment(value: Value, other: Value) -> Value:
    """A day stands for its first moment beside a date with a time."""
    if isinstance(other, datetime) and isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell has no zone
    return value
