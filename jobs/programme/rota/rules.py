"""The rules of a rota, each with what it costs to let it go: the nearest rota costs the least.

The weights are the order in which rules are let go when they clash. A wish of people stays longest;
then nobody takes part more often than the team allows; then every visit has an hour, the visits
are shared fairly, no pair repeats, visits are answered, and pairs that design together visit each
other. In a repair a row that changes costs less than half a repeated pair, so that a repair is
small without breaking rules for it; what the rota before broke already is not counted again.
"""

from collections import Counter
from collections.abc import Iterator

from jobs.programme.rota.choices import Choices, Sum, Var
from jobs.programme.rota.problem import Problem

WISH = 200_000
BOUND = 20_000
VISIT = 4_000
HOUR = 1_000
FAIR = 200
REPEAT = 50
ROW = 20
RECIPROCAL = 10
HOST = 5
DESIGN = 2


class Rules:
    """The costs of a rota, rule by rule."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.cp = choices.cp
        self.problem: Problem = choices.problem
        self._stood = _standing_pairs(self.problem)

    def minimise(self) -> None:
        """Ask the solver for the rota that costs the least."""
        costs = [
            *self._without_hour(),
            *self._bounds(),
            *self._repeats(),
            *self._designs(),
            *self._changes(),
        ]
        if not self.problem.even:
            costs += self._unfairness()
        if self.problem.team.visits.reciprocal:
            costs += self._unanswered()
        self.cp.minimize(sum(costs))

    def _without_hour(self) -> Iterator[Sum]:
        """Rows without a visit, and visits without an hour; a wish weighs more."""
        for place, row in self.problem.rows.items():
            weight = WISH if row.wished and any(row.hosts.values()) else HOUR
            # A host without an hour is nearer to a wish than no visit at all.
            yield (2 * WISH if row.wished else VISIT) * self.choices.none[place]
            for host in row.hosts:
                yield weight * self.choices.open[(*place, host)]

    def _bounds(self) -> Iterator[Sum]:
        """How many visits somebody, and the whole team, takes part in within a week."""
        visits = self.problem.team.visits
        for week in range(len(self.problem.weeks)):
            visiting = [self.choices.visiting(week, m) for m in self._members]
            for member in self._members:
                hosted = self.choices.hosted(week, member)
                yield BOUND * self._over(hosted, self.problem.hosts_bound)
                if visits.per_week != 2:
                    yield BOUND * self._over(visiting[member] + hosted, visits.per_week)
            if visits.team_per_week is not None:
                yield BOUND * self._over(sum(visiting), visits.team_per_week)

    def _over(self, count: Sum, bound: int) -> Sum:
        if isinstance(count, int):
            return 0
        over = self.cp.new_int_var(0, len(self.problem.members) * 2, "over")
        self.cp.add(count <= bound + over)
        return over

    def _unfairness(self) -> Iterator[Sum]:
        """How much more the one visits, and is visited, than the other over the whole block."""
        weeks = range(len(self.problem.weeks))
        counts = zip(
            (self.choices.visiting, self.choices.hosted), self.problem.credit(), strict=True
        )
        for count, credit in counts:
            limit = 3 * len(self.problem.members) * max(1, len(weeks))
            most, least = (self.cp.new_int_var(0, limit, "") for _ in range(2))
            for member in self._members:
                total = sum(count(week, member) for week in weeks) + credit[member]
                self.cp.add(total <= most)
                self.cp.add(total >= least)
            yield FAIR * (most - least)

    def _repeats(self) -> Iterator[Sum]:
        """How often a pair repeats within a round; after a round all have been met."""
        rounds = self.problem.rounds
        for number in sorted(set(rounds)):
            weeks = [week for week, one in enumerate(rounds) if one == number]
            for visitor, host in self._pairs():
                pair = number, visitor, host
                count = self.problem.met[pair] + sum(
                    self.choices.whether(week, visitor, host) for week in weeks
                )
                if not isinstance(count, int):
                    stood = self._stood[pair] + self.problem.met[pair]
                    yield REPEAT * self._over(count, max(1, stood))

    def _designs(self) -> Iterator[Sum]:
        """In a week with designs visits go both ways, so that pairs see each other's lesson.

        In an odd team three of them visit each other in a ring, which costs nothing.
        """
        for week, plan in enumerate(self.problem.weeks):
            if plan.designs:
                one_way = list(self._one_way(week))
                ring = 3 * (len(self.problem.present[week]) % 2)
                yield DESIGN * self._over(sum(one_way), ring)

    def _one_way(self, week: int) -> Iterator[Var]:
        for visitor, host in self._pairs():
            there = self.choices.chosen.get((week, visitor, host))
            if there is not None:
                one_way = self.choices.new("one way")
                back = self.choices.whether(week, host, visitor)
                self.cp.add(there <= one_way + back)
                yield one_way

    def _unanswered(self) -> Iterator[Sum]:
        """Visits that are not answered in the same visit week, the next one or the one before."""
        last = len(self.problem.weeks)
        for week, visitor, host in sorted(self.choices.chosen):
            around = [near for near in (week - 1, week, week + 1) if 0 <= near < last]
            answers = sum(self.choices.whether(near, host, visitor) for near in around)
            standing = self.problem.standing.get((week, visitor))
            if standing is None or standing.host != host:
                unanswered = self.choices.new("unanswered")
                chosen = self.choices.chosen[week, visitor, host]
                self.cp.add(chosen <= unanswered + answers)
                yield RECIPROCAL * unanswered

    def _changes(self) -> Iterator[Sum]:
        """Rows that say something else than before, and those with another host most."""
        for place, standing in self.problem.standing.items():
            if place not in self.problem.rows or standing.host is None:
                continue
            key = (*place, standing.host)
            chosen = self.choices.chosen.get(key, 0)
            slots: dict[int, Var] = self.choices.placed.get(key, {})
            if standing.slot is None:
                kept: Sum = self.choices.open.get(key, 0)
            else:
                kept = slots.get(standing.slot, 0)
            yield ROW * (1 - kept) + HOST * (1 - chosen)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        for visitor in self._members:
            for host in self._members:
                if visitor != host:
                    yield visitor, host

    @property
    def _members(self) -> range:
        return range(len(self.problem.members))


def _standing_pairs(problem: Problem) -> Counter[tuple[int, int, int]]:
    """How often each pair stood in each round of the rota before."""
    stood: Counter[tuple[int, int, int]] = Counter()
    if problem.standing:
        for week, visitor, host in problem.settled_pairs():
            stood[problem.rounds[week], visitor, host] += 1
        for (week, visitor), standing in problem.standing.items():
            if standing.host is not None:
                stood[problem.rounds[week], visitor, standing.host] += 1
    return stood
