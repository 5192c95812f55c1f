"""The smallest group of visitors whose visits cannot all be, found by the solver's assumptions."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model

from jobs.programme.rota.problem import Place, Problem

LONGEST = 0.2  # of the solver's own seconds, for each question


class Clash:
    """Rows that shall all have an hour, asked for visitor by visitor."""

    def __init__(self, problem: Problem, places: Collection[Place], *, repeats: bool) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.asked: dict[int, cp_model.IntVar] = {}
        self._options: dict[tuple[int, int, int], list[cp_model.IntVar]] = {}
        self._busy: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for place in sorted(places):
            self._demand(place)
        for together in self._busy.values():
            self.cp.add_at_most_one(together)
        self._bound_hosts()
        if not repeats:
            self._meet_others()

    def smallest(self, visitors: Sequence[int]) -> tuple[int, ...] | None:
        """The fewest of these visitors that clash; none when they do not, as far as is known."""
        core = self._core(visitors)
        if core is None:
            return None
        for one in sorted(core):
            core = self._core([other for other in core if other != one]) or core
        return tuple(sorted(core))

    def _core(self, visitors: Sequence[int]) -> list[int] | None:
        self.cp.clear_assumptions()
        self.cp.add_assumptions([self.asked[visitor] for visitor in visitors])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = LONGEST
        if solver.solve(self.cp) != cp_model.INFEASIBLE:
            return None
        needed = set(solver.sufficient_assumptions_for_infeasibility())
        return [visitor for visitor in visitors if self.asked[visitor].index in needed]

    def _demand(self, place: Place) -> None:
        week, visitor = place
        asked = self.asked.setdefault(visitor, self.cp.new_bool_var("asked"))
        everything = []
        for host, slots in self.problem.rows[place].hosts.items():
            options = self._options[week, visitor, host] = []
            for slot in slots:
                option = self.cp.new_bool_var("slot")
                options.append(option)
                self._busy[visitor, slot].append(option)
                self._busy[host, slot].append(option)
            everything += options
        self.cp.add(sum(everything) <= 1)
        self.cp.add(sum(everything) >= 1).only_enforce_if(asked)

    def _bound_hosts(self) -> None:
        """Nobody is visited more often in a week than the team allows."""
        visits: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (week, _, host), options in self._options.items():
            visits[week, host] += options
        for options in visits.values():
            self.cp.add(sum(options) <= self.problem.hosts_bound)

    def _meet_others(self) -> None:
        """Within a round each visitor goes to each host once."""
        meetings: dict[tuple[int, int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (week, visitor, host), options in self._options.items():
            meetings[self.problem.rounds[week], visitor, host] += options
        for pair, options in meetings.items():
            left = 0 if self.problem.met[pair] else 1
            self.cp.add(sum(options) <= left).only_enforce_if(self.asked[pair[1]])
