"""What the solver gets: the rows that it decides, with the hosts and slots that each may have."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jobs.programme.block import BlockWeek
from jobs.programme.rota.hours import Slot
from jobs.programme.rota.model import Conflict, Skipped, Unplaced, Visit
from jobs.school.model import Member, Team

Place = tuple[int, int]
"""A row of the rota: the number of the visit week, and the place of the visitor in the team."""

Entry = Visit | Unplaced | Skipped
"""What a row of the rota says."""


@dataclass(frozen=True)
class Options:
    """What a row may become: the hosts, and for each of them the slots, by their numbers.

    `wished` when people asked for it.
    """

    hosts: Mapping[int, tuple[int, ...]]
    wished: bool = False


@dataclass(frozen=True)
class Standing:
    """What a row says until now, as far as it still can: a host, and a slot."""

    host: int | None
    slot: int | None


@dataclass(frozen=True)
class Problem:
    """Everything that the solver has to know.

    `settled` are the rows that are decided already: the past, and who does not visit in a week.
    `present` are the members that are there in each visit week. `met` counts who visited whom
    earlier in each round; `left` are visits in the past by colleagues who are in the team no more.
    """

    team: Team
    weeks: Sequence[BlockWeek]
    slots: Sequence[Slot]
    rows: Mapping[Place, Options]
    settled: Mapping[Place, Entry]
    present: Sequence[frozenset[int]]
    rounds: Sequence[int]
    met: Counter[tuple[int, int, int]]
    standing: Mapping[Place, Standing] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    left: Sequence[Visit] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        """The members in their fixed order."""
        return self.team.members

    @property
    def hosts_bound(self) -> int:
        """How often somebody is visited in a week: once, or more when the team allows more."""
        return max(1, self.team.visits.per_week - 1)

    @property
    def even(self) -> bool:
        """Whether everybody visits and is visited once in each week, whatever is chosen."""
        visits = self.team.visits
        return (
            visits.per_week == 2
            and visits.team_per_week is None
            and len(self.rows) == len(self.weeks) * len(self.members)
            and not any(row.wished for row in self.rows.values())
        )

    def settled_pairs(self) -> Iterator[tuple[int, int, int]]:
        """Week, visitor and host of what is decided already, between members of now."""
        places = {member.email: place for place, member in enumerate(self.members)}
        for (week, visitor), entry in self.settled.items():
            if not isinstance(entry, Skipped):
                host = places.get(entry.host.email)
                if host is not None:
                    yield week, visitor, host

    def credit(self) -> tuple[Counter[int], Counter[int]]:
        """Visits, and visits received, that count for somebody though nobody plans them.

        Who is absent makes nothing up, and neither does who was to be visited by somebody who
        let it drop; visits with colleagues who left have been.
        """
        places = {member.email: place for place, member in enumerate(self.members)}
        visiting: Counter[int] = Counter()
        hosting = Counter(places[one.host.email] for one in self.left if one.host.email in places)
        for (week, visitor), entry in self.settled.items():
            if not isinstance(entry, Skipped):
                visiting[visitor] += entry.host.email not in places
                continue
            visiting[visitor] += 1
            standing = self.standing.get((week, visitor))
            if entry.reason != "cancelled":
                hosting[visitor] += 1
            elif standing and standing.host is not None:
                hosting[standing.host] += 1
        return visiting, hosting


def rounds_of(
    team: Team, weeks: Sequence[BlockWeek], history: Sequence[Visit]
) -> tuple[list[int], Counter[tuple[int, int, int]]]:
    """The round of each visit week, and who visited whom before in the round that goes on.

    A round is as many visit weeks as somebody has colleagues, counted on from earlier blocks.
    """
    colleagues = max(1, len(team.members) - 1)
    first = weeks[0].monday if weeks else None
    earlier = sorted({visit.monday for visit in history if first and visit.monday < first})
    offset = len(earlier) % colleagues
    going_on = set(earlier[len(earlier) - offset :])
    places = {member.email: place for place, member in enumerate(team.members)}
    met: Counter[tuple[int, int, int]] = Counter()
    for visit in history:
        if visit.monday in going_on and {visit.visitor.email, visit.host.email} <= set(places):
            met[0, places[visit.visitor.email], places[visit.host.email]] += 1
    return [(offset + number) // colleagues for number in range(len(weeks))], met
