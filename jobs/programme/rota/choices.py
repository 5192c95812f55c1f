"""The choices of the solver, and what no rota does: be in two places, or visit twice in a week."""

from collections import defaultdict

from ortools.sat.python import cp_model

from jobs.programme.rota.problem import Place, Problem

Var = cp_model.IntVar
Sum = cp_model.LinearExpr | int


class Choices:
    """Who visits whom in each week, and the slot that a visit gets."""

    def __init__(self, problem: Problem) -> None:
        self.cp = cp_model.CpModel()
        self.problem = problem
        self.chosen: dict[tuple[int, int, int], Var] = {}
        self.placed: dict[tuple[int, int, int], dict[int, Var]] = {}
        self.open: dict[tuple[int, int, int], Var] = {}
        self.none: dict[Place, Var] = {}
        self.settled = set(problem.settled_pairs())
        self._busy: dict[tuple[int, int], list[Var]] = defaultdict(list)
        for place in problem.rows:
            self._add_row(place)
        for together in self._busy.values():
            self.cp.add_at_most_one(together)

    def _add_row(self, place: Place) -> None:
        """One host with one slot, or a host without an hour, or no visit."""
        week, visitor = place
        everything = [self.new("none")]
        self.none[place] = everything[0]
        for host, slots in self.problem.rows[place].hosts.items():
            key = week, visitor, host
            self.chosen[key], self.open[key] = self.new("visit"), self.new("open")
            self.placed[key] = {slot: self.new("slot") for slot in slots}
            for slot, option in self.placed[key].items():
                self._busy[visitor, slot].append(option)
                self._busy[host, slot].append(option)
            options = [self.open[key], *self.placed[key].values()]
            self.cp.add(sum(options) == self.chosen[key])
            everything += options
        self.cp.add_exactly_one(everything)

    def new(self, name: str) -> Var:
        """One more choice."""
        return self.cp.new_bool_var(name)

    def whether(self, week: int, visitor: int, host: int) -> Sum:
        """Whether somebody visits somebody in a week: a choice, or decided already."""
        if (week, visitor, host) in self.settled:
            return 1
        return self.chosen.get((week, visitor, host), 0)

    def hosted(self, week: int, host: int) -> Sum:
        """How often somebody is visited in a week."""
        return sum(self.whether(week, visitor, host) for visitor in self._all)

    def visiting(self, week: int, visitor: int) -> Sum:
        """How often somebody visits in a week."""
        return sum(self.whether(week, visitor, host) for host in self._all)

    @property
    def _all(self) -> range:
        return range(len(self.problem.members))
