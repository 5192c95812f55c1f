"""Set-up: the only writer of structure. Each unit for itself; safe to repeat after any crash.

Order of a unit: folders, then its forms and spreadsheets in one Drive batch, then their contents,
then shares and responders in one Drive batch. What was shared is verified for the whole school at
the end, and only then are folders and forms stamped as done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sync.desired import Files, KnownFile
from sync.errors import SyncError
from sync.files.drive import FoundFile
from sync.files.making import new_folder_ids
from sync.files.rights import refusals
from sync.setup.done import done_lines
from sync.setup.plan import Plan, UnitPlan
from sync.setup.shared import note_requests
from sync.setup.unit_setup import UnitSetup
from sync.setup.verifying import Verifying, Work, verify_and_stamp
from sync.setup.work import FolderWork
from sync.wire.google import Google

OnStep = Callable[[str], None]


@dataclass(frozen=True)
class Failure:
    """A unit that is not as it should be, and why."""

    unit: str
    name: str
    line: str


@dataclass(frozen=True)
class Outcome:
    """What set-up did, as the plan's lines, and what failed; of a unit that failed what it did."""

    done: tuple[str, ...]
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        """Whether everything that was planned is done."""
        return not self.failures


def apply(google: Google, plan: Plan, files: Files, on_step: OnStep = lambda _: None) -> Outcome:
    """Carry out a plan; one unit's failure never stops another."""
    found = dict(plan.found)
    try:
        ids = new_folder_ids(google, _missing_folders(plan))
        for key, id_ in ids.items():
            # Known before it is made: a crash in between never makes a second one.
            files.remember(KnownFile(key, "folder", id_))
    except SyncError as error:
        return Outcome((), tuple(_failure(unit, error) for unit in plan.units))
    setup = UnitSetup(google, plan.desired, files, found, ids, on_step)
    failures: dict[str, Failure] = {}
    finished = []
    for unit in plan.units:
        failure = unit.failure or _run(setup, unit)
        if failure is None:
            finished.append(unit)
        else:
            failures[unit.unit.key] = _failure(unit, failure)
    unverified = _verify(google, plan, files, (finished, found))
    setup.done -= {("granted", key) for key in unverified}
    failures = _by_unit(finished, unverified) | failures
    done: list[str] = []
    for unit in plan.units:
        whole = unit.unit.key not in failures
        lines = [change.line for change in unit.changes]
        done += lines if whole else done_lines(unit, setup.done)
    return Outcome(tuple(done), tuple(failures.values()))


def _missing_folders(plan: Plan) -> list[str]:
    works = [work for unit in plan.units for work in unit.folders]
    return [work.desired.key for work in works if work.found is None]


def _run(setup: UnitSetup, unit: UnitPlan) -> SyncError | None:
    if not unit.changes:
        return None
    try:
        setup.run(unit)
    except SyncError as failure:
        return failure
    return None


def _verify(
    google: Google,
    plan: Plan,
    files: Files,
    finished: tuple[Sequence[UnitPlan], dict[str, FoundFile]],
) -> dict[str, SyncError]:
    """What was not seen to be right, by the key of its file."""
    units, found = finished
    works = [work for unit in units for work in _works(unit)]
    try:
        failed = verify_and_stamp(google, plan.desired.school, works, found, files)
        _forget_shared(google, plan, files, found, works, failed)
    except SyncError as failure:
        failed = {work.desired.key: failure for work in works}
    return failed | _verify_excess(Verifying(google, plan.desired.school, files), units, found)


def _by_unit(units: Sequence[UnitPlan], failed: Mapping[str, SyncError]) -> dict[str, Failure]:
    """One failure for each unit that has one."""
    owners = {work.desired.key: unit for unit in units for work in _works(unit)}
    owners |= {work.key: unit for unit in units for work in unit.excess if work.changes}
    return {owners[key].unit.key: _failure(owners[key], error) for key, error in failed.items()}


def _forget_shared(
    google: Google,
    plan: Plan,
    files: Files,
    found: dict[str, FoundFile],
    works: Sequence[Work],
    failed: Mapping[str, SyncError],
) -> None:
    """Note that the school is out of what it left; until then it is found again."""
    left = {
        work.desired.key for work in works if isinstance(work, FolderWork) and work.former
    } - failed.keys()
    requests = note_requests(google, plan.desired, found, files, leaving=left) if left else []
    if failures := refusals(requests, google.batch(requests)):
        raise failures[0]


def _verify_excess(
    verifying: Verifying, units: Sequence[UnitPlan], found: Mapping[str, FoundFile]
) -> dict[str, SyncError]:
    """See that what people gave beyond the configuration is gone, where that was asked."""
    restored = [work for unit in units for work in unit.excess if work.changes]
    works = {work.desired.key: work for unit in units for work in _works(unit)}
    try:
        return verifying.excess(restored, works, found) if restored else {}
    except SyncError as failure:
        return {work.key: failure for work in restored}


def _works(unit: UnitPlan) -> tuple[Work, ...]:
    return (*unit.folders, *unit.forms)


def _failure(unit: UnitPlan, error: SyncError) -> Failure:
    return Failure(unit.unit.key, unit.unit.name, f"{unit.unit.name}: {error}")
