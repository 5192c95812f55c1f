"""The functions of the query language, and its aggregates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sync.local.gviz.refusals import InvalidQueryError
from sync.local.gviz.values import DATE, DATETIME, NUMBER, STRING, TIME, Rank, Value

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a cell's moment has no zone
MOMENTS = (DATE, DATETIME)
TIMES = (TIME, DATETIME)


class BadArgumentsError(InvalidQueryError):
    """A function with arguments that it does not take."""

    def __init__(self, name: str, given: Sequence[str]) -> None:
        super().__init__(f"Can't perform the function '{name}' on values: {', '.join(given)}")


@dataclass(frozen=True)
class Function:
    """A function: the types that each argument may have, what it gives, and how."""

    name: str
    takes: tuple[tuple[str, ...], ...]
    gives: str
    apply: Callable[..., Value]

    def check(self, given: Sequence[str]) -> None:
        """Refuse arguments of other types, or another number of them."""
        fits = len(given) == len(self.takes)
        if not fits or any(kind not in ok for kind, ok in zip(given, self.takes, strict=True)):
            raise BadArgumentsError(self.name, given)

    def of(self, values: Sequence[Value], now: datetime | None) -> Value:
        """The result for these values; nothing when one of them is nothing."""
        if any(value is None for value in values):
            return None
        return now if self.name == "now" else self.apply(*values)


def _quotient(left: float, right: float) -> float | None:
    return left / right if right else None


def _difference_in_days(left: date, right: date) -> float:
    return float((_day(left) - _day(right)).days)


def _to_date(value: float | date) -> date | None:
    if isinstance(value, date):
        return _day(value)
    try:
        return (EPOCH + timedelta(milliseconds=value)).date()
    except (OverflowError, ValueError):  # beyond every calendar, or no number
        return None


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _from_sunday(moment: date) -> float:
    return moment.isoweekday() % 7 + 1.0


def _part(name: str, less: int = 0, by: int = 1) -> Callable[[date | time], float]:
    """One part of a moment, such as its month, which is counted from nought."""
    return lambda moment: float(getattr(moment, name) // by - less)


def _of_moment(name: str, apply: Callable[..., Value]) -> Function:
    return Function(name, (MOMENTS,), NUMBER, apply)


def _of_time(name: str, apply: Callable[..., Value]) -> Function:
    return Function(name, (TIMES,), NUMBER, apply)


_NUMBERS = ((NUMBER,), (NUMBER,))
ALL = (
    _of_moment("year", _part("year")),
    _of_moment("month", _part("month", 1)),
    _of_moment("day", _part("day")),
    _of_moment("quarter", lambda moment: (moment.month + 2) // 3 + 0.0),
    _of_moment("dayOfWeek", _from_sunday),
    _of_time("hour", _part("hour")),
    _of_time("minute", _part("minute")),
    _of_time("second", _part("second")),
    _of_time("millisecond", _part("microsecond", by=1000)),
    Function("now", (), DATETIME, lambda: datetime.now(UTC)),
    Function("dateDiff", (MOMENTS, MOMENTS), NUMBER, _difference_in_days),
    Function("toDate", ((DATE, DATETIME, NUMBER),), DATE, _to_date),
    Function("upper", ((STRING,),), STRING, str.upper),
    Function("lower", ((STRING,),), STRING, str.lower),
    Function("sum", _NUMBERS, NUMBER, float.__add__),
    Function("difference", _NUMBERS, NUMBER, float.__sub__),
    Function("product", _NUMBERS, NUMBER, float.__mul__),
    Function("quotient", _NUMBERS, NUMBER, _quotient),
    Function("modulo", _NUMBERS, NUMBER, lambda left, right: left % right if right else None),
)
FUNCTIONS = {function.name: function for function in ALL}
OPERATORS = {"+": "sum", "-": "difference", "*": "product", "/": "quotient", "%": "modulo"}
NAMED = {name.lower(): name for name in FUNCTIONS if name not in OPERATORS.values()}
"""The functions that are called by name, as they are looked up: capitals do not count."""


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


AGGREGATES: dict[str, Callable[[list[Value]], Value]] = {
    "count": lambda values: float(len(values)),
    "sum": lambda values: sum(_numbers(values)) if values else None,
    "avg": lambda values: _mean(_numbers(values)),
    "min": lambda values: min(values, key=Rank, default=None),
    "max": lambda values: max(values, key=Rank, default=None),
}


def aggregate_type(name: str, column_type: str) -> str:
    """The type of an aggregate of a column."""
    return column_type if name in {"min", "max"} else NUMBER


def _numbers(values: list[Value]) -> list[float]:
    return [value for value in values if isinstance(value, float)]
