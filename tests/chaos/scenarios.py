"""The set-ups that are disturbed, each prepared once: its folder, its calls, its end."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync.desired import Desired
from tests.chaos.groups import (
    in_buren,
    in_laan,
    in_new,
    in_none,
    left_to_neighbours,
    neighbours_come,
)
from tests.chaos.line import Call, Line, connect
from tests.chaos.people import people_come, people_meet
from tests.chaos.running import run
from tests.chaos.school import changed, first, left, moved
from tests.chaos.served import Served, copied, served
from tests.chaos.snapshot import Snapshot, differences, take

LATER = timedelta(hours=2)
"""How long after the first set-up the disturbed one comes, on the Workspace's clock."""


@dataclass(frozen=True)
class Scenario:
    """A set-up and what was set up before it; people were there in between.

    With `neighbours` there are other schools too, which share files in pizza groups. What the next
    set-up brings about is `after`, where somebody thought better of it. Those `sampled` are done
    in the short half of the matrix.
    """

    name: str
    desired: Callable[[], Desired]
    before: Callable[[], Desired] | None = None
    neighbours: bool = False
    after: Callable[[], Desired] | None = None
    sampled: bool = True


SCENARIOS = {
    each.name: each
    for each in (
        Scenario("first", first),
        Scenario("changes", changed, first),
        Scenario("rights", moved, first),
        Scenario("left", left, first),
        Scenario("other-group", in_laan, in_buren, neighbours=True),
        Scenario("no-group", in_none, in_buren, neighbours=True, sampled=False),
        Scenario("new-group", in_new, in_buren, neighbours=True, sampled=False),
        Scenario("group-again", in_laan, in_buren, neighbours=True, after=in_buren, sampled=False),
    )
}
SAMPLED = tuple(each.name for each in SCENARIOS.values() if each.sampled)


@dataclass(frozen=True)
class Prepared:
    """A scenario that can be repeated: where it starts, what it calls, and where it should end."""

    name: str
    folder: Path
    calls: tuple[Call, ...]
    wanted: Snapshot

    @property
    def desired(self) -> Desired:
        """What the disturbed set-up should bring about."""
        return SCENARIOS[self.name].desired()

    @property
    def reconsidered(self) -> bool:
        """Whether the set-up after it should bring about something else."""
        return SCENARIOS[self.name].after is not None

    @property
    def following(self) -> Desired:
        """What the set-up after it should bring about: the same, or what was thought of since."""
        scenario = SCENARIOS[self.name]
        return (scenario.after or scenario.desired)()


class UndisturbedError(Exception):
    """A run that nothing disturbed did not do what it should; no case can be judged by it."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: a run without any fault is not right: {why}")


def prepare(name: str, folder: Path) -> Prepared:
    """Bring a scenario to its start, and record an undisturbed run from there."""
    scenario, start = SCENARIOS[name], folder / name
    (start / "workspace").mkdir(parents=True)
    with served(start) as workspace:
        before = _begin(workspace, scenario)
    end = copied(start, folder / f"{name}-end")
    with served(end) as workspace:
        ran = run(workspace, scenario.desired(), look=True)
        then = run(workspace, scenario.after(), look=True) if scenario.after else ran
        left = (*ran.left, *then.left)
        if scenario.neighbours:
            left += left_to_neighbours(connect(workspace, Line()))
        wanted = take(workspace)
        mails = workspace.mails()
    shutil.rmtree(end)
    if not (ran.ok and then.ok) or left or mails:
        raise UndisturbedError(name, f"said {ran.said}, left to do {left}, {mails} mails")
    if before is not None and before.people != wanted.people:
        raise UndisturbedError(name, f"people's cells: {differences(before, wanted)}")
    return Prepared(name, start, ran.calls, wanted)


def _begin(workspace: Served, scenario: Scenario) -> Snapshot | None:
    if scenario.before is None:
        return None
    google = connect(workspace, Line())
    if scenario.neighbours:
        neighbours_come(google)
    ran = run(workspace, scenario.before())
    if not ran.ok:
        raise UndisturbedError(scenario.name, str(ran.said))
    people_come(workspace, google)
    people_meet(google)
    later = datetime.now(UTC) + LATER
    workspace.owner("PUT", "/local/clock", json={"now": later.isoformat()})
    return take(workspace)
