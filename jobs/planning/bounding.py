"""Bounds on a plan: what goes far beyond the usual is done only when somebody says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from jobs.planning.model import PlannedSchool
from jobs.school.bounds import Bounds
from sync.changes import Change

CHANGING = ("update", "rename", "restore")


@dataclass(frozen=True)
class Excess:
    """A count that goes beyond its bound."""

    what: str
    count: int
    bound: str
    most: int

    def __str__(self) -> str:
        return (
            f"this plan has {self.count} {self.what}, and bounds.{self.bound} is {self.most};"
            " nothing was done: look at the plan, then run it again with --force, or raise the"
            " bound in the school's file"
        )


def beyond(planned: PlannedSchool, bounds: Bounds) -> Iterator[Excess]:
    """What of a plan goes beyond the bounds; making what is missing never does."""
    made = {change.key for change in planned.changes if change.verb == "create"}
    existing = [change for change in planned.changes if change.key not in made]
    changes = sum(1 for change in existing if change.verb in CHANGING)
    people = len(set(_people(existing)))
    closures = sum(1 for change in existing if _closes(change))
    if changes > bounds.changes:
        yield Excess("changes to what exists", changes, "changes", bounds.changes)
    if people > bounds.people:
        yield Excess("people who gain or lose access", people, "people", bounds.people)
    if closures > bounds.closures:
        what = "forms that close" if closures > 1 else "form that closes"
        yield Excess(what, closures, "closures", bounds.closures)
    overwrites = sum(_overwrites(change) for change in existing)
    if overwrites > bounds.overwrites:
        what = "places where something else stands than was applied"
        yield Excess(what, overwrites, "overwrites", bounds.overwrites)


def _people(changes: list[Change]) -> Iterator[str]:
    for change in changes:
        if change.verb in ("share", "revoke") or "takes_access" in change.risks:
            yield from (detail.where for detail in change.details)


def _closes(change: Change) -> bool:
    return change.verb == "close" or "closes" in change.risks


def _overwrites(change: Change) -> int:
    # Whoever asks for --restore has seen that it overwrites.
    unknown = "overwrites" in change.risks and change.verb != "restore"
    return max(len(change.details), 1) if unknown else 0
