"""A first rota for the solver to start from: the one before, or one in which everybody meets."""

from collections import Counter
from collections.abc import Sequence

from jobs.programme.rota.answered import FEWEST, Hosts, answered_meetings
from jobs.programme.rota.choices import Choices
from jobs.programme.rota.problem import Place, Problem


def give_hint(choices: Choices) -> None:
    """Tell the solver where to start.

    A small odd team whose visits are answered has no start that is near; there the solver starts
    from nothing.
    """
    problem = choices.problem
    odd = problem.team.visits.reciprocal and len(problem.members) % 2
    many = len(problem.members) >= FEWEST
    if odd and not many and not problem.standing:
        return
    meetings = answered_meetings(problem) if odd and many else _round_robin(problem)
    for place, row in problem.rows.items():
        host, slot = _start(problem, place, meetings)
        for other in row.hosts:
            choices.cp.add_hint(choices.chosen[(*place, other)], other == host)
            options = choices.placed[(*place, other)]
            choices.cp.add_hint(
                choices.open[(*place, other)], other == host and slot not in options
            )
            for number, option in options.items():
                choices.cp.add_hint(option, other == host and number == slot)
        choices.cp.add_hint(choices.none[place], host not in row.hosts)


def _round_robin(problem: Problem) -> list[Hosts]:
    first = problem.rounds[0] if problem.rounds else 0
    return round_robin(len(problem.members), first, len(problem.weeks))


def _start(
    problem: Problem, place: Place, meetings: Sequence[Hosts]
) -> tuple[int | None, int | None]:
    if standing := problem.standing.get(place):
        return standing.host, standing.slot
    week, visitor = place
    host = meetings[week][visitor]
    slots = problem.rows[place].hosts.get(host, ())
    return host, next(iter(slots), None)


def round_robin(members: int, first: int, weeks: int) -> list[Hosts]:
    """Whom everybody visits in each week: they meet in turn, and visits go both ways.

    In an odd team the one who is left over makes a ring of three with a pair, and of all pairs
    that with which the fewest meet again.
    """
    met: Counter[tuple[int, int]] = Counter()
    rota: list[Hosts] = []
    for number in range(first, first + weeks):
        options = list(_meetings(members, number))
        hosts = min(options, key=lambda option: sum(met[pair] for pair in option.items()))
        met.update(hosts.items())
        rota.append(hosts)
    return rota


def _meetings(members: int, number: int) -> list[Hosts]:
    """The ways in which a team can meet in a week: one, or in an odd team one for each ring."""
    seats = members + members % 2
    hosts = {seat: _met(seat, number, seats) for seat in range(members)}
    if members % 2 == 0 or members == 1:
        return [hosts]
    alone = _met(members, number, seats)
    rings = [(one, hosts[one]) for one in range(members) if one != alone]
    return [hosts | {alone: one, one: other, other: alone} for one, other in rings]


def _met(seat: int, number: int, seats: int) -> int:
    """The other at the table: one seat stays, all others move on by one each week."""
    moving = seats - 1
    turn = number % moving
    if seat == moving:
        return turn
    if seat == turn:
        return moving
    return (2 * turn - seat) % moving
