"""Who designs a lesson with whom: pairs that visit each other in that week, where there are any.

The pairs follow from the visits alone, so that a repair that leaves the visits of a week as they
are leaves its pairs as they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from jobs.programme.block import BlockWeek
from jobs.programme.rota.hints import round_robin
from jobs.programme.rota.model import DesignPair
from jobs.programme.rota.problem import Problem

Group = tuple[int, ...]


def design_pairs(
    problem: Problem, weeks: Sequence[BlockWeek], hosts: Mapping[tuple[int, int], int]
) -> tuple[DesignPair, ...]:
    """The pairs of every week with designs; `hosts` are those of each visit week and visitor."""
    number_of = {week.monday: number for number, week in enumerate(problem.weeks)}
    before: Counter[frozenset[int]] = Counter()
    pairs = []
    for count, week in enumerate(week for week in weeks if week.designs):
        number = number_of.get(week.monday)
        if number is None:
            here = list(range(len(problem.members)))
            visits = round_robin(len(here), 0, count + 1)[count] if here[1:] else {}
        else:
            here = sorted(problem.present[number])
            visits = {one: hosts[number, one] for one in here if (number, one) in hosts}
        for group in _groups(here, visits, before):
            before.update(
                frozenset((one, other)) for one in group for other in group if one < other
            )
            members = [problem.members[one] for one in group]
            pairs.append(DesignPair(week.monday, *members))
    return tuple(pairs)


def _groups(
    here: Sequence[int], visits: Mapping[int, int], before: Counter[frozenset[int]]
) -> list[Group]:
    """Everybody in a pair; of an odd number one group has three."""
    if len(here) < 2:
        return []
    left = set(here)
    groups = list(_take(left, _both_ways(visits)))
    if len(left) % 2:
        groups += list(_take(left, _rings(visits)))[:1]
    groups += _take(left, _one_way(visits))
    while len(left) > 1:
        first = min(left)
        second = min(left - {first}, key=lambda one: (before[frozenset((first, one))], one))
        groups += _take(left, [(first, second)])
    if left:
        (alone,) = left
        joined = next((g for g in groups if visits.get(alone) in g), groups[0])
        groups[groups.index(joined)] = (*joined, alone)
    return sorted(tuple(sorted(group)) for group in groups)


def _take(left: set[int], groups: Iterable[Group]) -> list[Group]:
    """The groups of which everybody is still there; they are taken."""
    taken = []
    for group in groups:
        if left.issuperset(group):
            left.difference_update(group)
            taken.append(group)
    return taken


def _both_ways(visits: Mapping[int, int]) -> list[Group]:
    return [(one, other) for one, other in sorted(visits.items()) if visits.get(other) == one]


def _rings(visits: Mapping[int, int]) -> list[Group]:
    return [
        (one, other, third)
        for one, other in sorted(visits.items())
        if (third := visits.get(other)) is not None and third != one and visits.get(third) == one
    ]


def _one_way(visits: Mapping[int, int]) -> list[Group]:
    return sorted(visits.items())
