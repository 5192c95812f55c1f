"""What was done of a unit's plan when it broke off half-way, so that what is told of it is true."""

from collections.abc import Collection, Iterator
from typing import Literal

from sync.changes import Change
from sync.setup.plan import UnitPlan

Step = Literal["made", "written", "granted", "closed", "binned"]
"""Made at all; its contents written; access, name and stamp changed; closed to answers; the second
file of its key moved to the bin."""
Done = set[tuple[Step, str]]
"""The steps that were taken with the file of a key."""

_CONTENTS = ("update", "restore", "open")


def done_lines(plan: UnitPlan, done: Collection[tuple[Step, str]]) -> Iterator[str]:
    """The lines of a plan's changes that were carried out."""
    closing = {change.line for work in plan.closing for change in work.changes}
    for change in plan.changes:
        step = "closed" if change.line in closing else _step(change)
        if (step, change.key) in done:
            yield change.line


def _step(change: Change) -> Step:
    if change.verb == "create":
        return "made"
    if change.verb == "bin":
        return "binned"
    if change.verb in _CONTENTS and change.subject != "access":
        return "written"
    return "granted"
