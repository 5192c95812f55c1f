"""Metingen of which figures were shown keep their days, whatever becomes of the block after that.

Somebody who moves a block would move a few answers from one meting to the next; who kept the
earlier figures could subtract the one from the other, and read a single answer. So of all days
that were ever shown together, two are the same or have no day in common.
"""

from collections.abc import Sequence
from datetime import date, timedelta

DAY = timedelta(days=1)
Days = tuple[date, date]
"""The first and the last day of a meting."""


def settled(planned: Sequence[Days], shown: Sequence[Days]) -> list[Days | None]:
    """The days of each meting, given those that were shown before; no two overlap.

    A meting takes the days of the one that was shown and has its middle in it. Any other gets what
    is free until the next of those, and none when nothing is.
    """
    found: list[Days | None] = []
    begin = planned[0][0] if planned else date.min
    for first, last in planned:
        same = [days for days in shown if first <= _middle(days) <= last]
        days = max(same, key=_length) if same else _free((begin, last), shown)
        found.append(days)
        if days:
            begin = days[1] + DAY
    return found


def _free(days: Days, shown: Sequence[Days]) -> Days | None:
    """What is left of these days from the first that was not shown, until the next that was."""
    first, last = days
    for start, end in sorted(shown):
        if start <= first <= end:
            first = end + DAY
        elif first < start <= last:
            last = start - DAY
    return (first, last) if first <= last else None


def _middle(days: Days) -> date:
    first, last = days
    return first + (last - first) / 2


def _length(days: Days) -> timedelta:
    return days[1] - days[0]
