"""A first rota for an odd team whose visits are answered: rings of three that turn back.

In an odd team somebody is left over in every week, so that three visit each other in a ring. Their
visits are answered when the same three go round the other way in the next visit week. In those two
weeks all others meet in pairs, each week in other ones.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from jobs.programme.rota.problem import Problem

Hosts = Mapping[int, int]
Pair = tuple[int, int]
Met = Counter[frozenset[int]]

FEWEST = 7
"""A ring leaves too few in a smaller team to meet in other pairs the next week."""


def answered_meetings(problem: Problem) -> list[Hosts]:
    """Whom everybody visits in each week, with as few repeats within a round as can be seen."""
    weeks: list[Hosts] = []
    met: dict[int, Met] = {}
    for (number, *pair), times in problem.met.items():
        met.setdefault(number, Counter())[frozenset(pair)] += times
    everybody = range(len(problem.members))
    for week in range(0, len(problem.weeks), 2):
        before = met.setdefault(problem.rounds[week], Counter())
        ring, there, back = _best(everybody, before)
        before.update(frozenset(pair) for pair in (*combinations(ring, 2), *there, *back))
        weeks += [_hosts(ring, there), _hosts(ring[::-1], back)]
    return weeks[: len(problem.weeks)]


def _best(everybody: Sequence[int], met: Met) -> tuple[tuple[int, ...], list[Pair], list[Pair]]:
    """The three of the ring, and the pairs of the others in the first and the second week."""
    found = []
    for ring in combinations(everybody, 3):
        others = tuple(one for one in everybody if one not in ring)
        there = min(_in_pairs(others), key=lambda pairs: _repeats(pairs, met))
        again = met + Counter(frozenset(pair) for pair in there)
        back = min(_in_pairs(others), key=lambda pairs: _repeats(pairs, again))
        repeats = _repeats(combinations(ring, 2), met)
        repeats += _repeats(there, met) + _repeats(back, again)
        found.append((repeats, ring, there, back))
        if not repeats:
            break
    _, ring, there, back = min(found)
    return ring, there, back


def _repeats(pairs: Iterator[Pair] | Sequence[Pair], met: Met) -> int:
    return sum(met[frozenset(pair)] for pair in pairs)


def _in_pairs(people: tuple[int, ...]) -> Iterator[list[Pair]]:
    """All ways in which an even number of people can meet two by two."""
    if not people:
        yield []
        return
    first, *others = people
    for other in others:
        rest = tuple(one for one in others if one != other)
        for pairs in _in_pairs(rest):
            yield [(first, other), *pairs]


def _hosts(ring: Sequence[int], pairs: Sequence[Pair]) -> Hosts:
    """Who visits whom: each in a ring the next, and two of a pair each other."""
    there = dict(zip(ring, (*ring[1:], ring[0]), strict=True))
    for one, other in pairs:
        there |= {one: other, other: one}
    return there
