"""What people have to know before they read a plan: what left, and what only seems to have left."""

from collections.abc import Iterator

from sync.changes import Note
from sync.setup.plan import Plan, UnitPlan
from sync.setup.shared import is_own


def notes_of(plan: Plan) -> tuple[Note, ...]:
    """A note for each unit of which something left the configuration."""
    own = {unit.key for unit in plan.desired.units}
    former = [unit for unit in plan.units if unit.unit.key not in own]
    new = [unit for unit in plan.units if is_own(plan.desired, unit.unit.key) and _is_new(unit)]
    fewer = [unit for unit in plan.units if unit.unit.key in own and unit.closing]
    notes = [Note(unit.unit.name, "form_left") for unit in fewer]
    for unit in former:
        if is_own(plan.desired, unit.unit.key):
            notes += [Note(unit.unit.name, "unit_left"), *_renamings(unit, new)]
        else:
            notes.append(Note(unit.unit.name, "group_left"))
    return tuple(notes)


def _renamings(former: UnitPlan, new: list[UnitPlan]) -> Iterator[Note]:
    """A team whose key was changed looks like one that left and another that came."""
    for unit in new:
        if _is_alike(former, unit):
            keys = (_last(former.unit.key), _last(unit.unit.key))
            yield Note(former.unit.name, "key_changed", *keys)


def _is_new(unit: UnitPlan) -> bool:
    return any(work.found is None for work in unit.folders if work.desired.key == unit.unit.key)


def _is_alike(former: UnitPlan, new: UnitPlan) -> bool:
    """Whether they have the same name, or at least half of those who leave come in the other."""
    if former.unit.name.casefold() == new.unit.name.casefold():
        return True
    leaving = {held.grant.who for work in former.folders for held in work.rights.leaving}
    coming = {share.email.casefold() for folder in new.unit.folders for share in folder.shares}
    return bool(leaving) and 2 * len(leaving & coming) >= len(leaving)


def _last(key: str) -> str:
    return key.rsplit("/", 1)[-1]
