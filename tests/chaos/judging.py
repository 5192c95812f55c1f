"""One case from beginning to end, and what is wrong after it."""

import shutil
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.matrix import SLOW, Case
from tests.chaos.running import Ran, killed, run
from tests.chaos.scenarios import Prepared
from tests.chaos.served import Served, copied, served
from tests.chaos.snapshot import differences, take


@dataclass(frozen=True)
class Verdict:
    """What was wrong after a case, and what the disturbed run itself said."""

    case: Case
    wrong: tuple[str, ...]
    said: tuple[str, ...] = ()
    seconds: float = 0.0
    binned: tuple[str, ...] = ()


def judge(prepared: Prepared, case: Case, folder: Path) -> Verdict:
    """Disturb a run, let the next one be undisturbed, and compare what there is then."""
    began = time.monotonic()
    here = copied(prepared.folder, folder / "case")
    try:
        with served(here) as workspace:
            wrong, said, binned = _judged(prepared, case, workspace)
    except Exception as failure:  # noqa: BLE001 - whatever breaks is this case's own result
        at = traceback.extract_tb(failure.__traceback__)[-1]
        wrong = [f"{type(failure).__name__}: {failure} ({at.filename}:{at.lineno})"]
        said, binned = (), ()
    finally:
        shutil.rmtree(here)
    return Verdict(case, tuple(wrong), said, time.monotonic() - began, binned)


def _judged(
    prepared: Prepared, case: Case, workspace: Served
) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    disturbed = _disturb(prepared, case, workspace)
    if case.trouble.again:
        workspace.arm(*case.trouble.again)
        run(workspace, prepared.desired)
        workspace.arm()
    if case.trouble.lost:
        for file in workspace.folder.glob(f"{workspace.ledger.name}*"):
            file.unlink()
    following = run(workspace, prepared.following, look=True)
    found = take(workspace)
    wrong = [f"the next run says: {line}" for line in following.said]
    wrong += [f"left to do after the next run: {line}" for line in following.left]
    wrong += differences(found, prepared.wanted)
    wrong += [f"says no sentence: {line!r}" for line in disturbed.said if not _sentence(line)]
    if mails := workspace.mails():
        wrong.append(f"{mails} mails left")
    return wrong, disturbed.said, found.binned


def _disturb(prepared: Prepared, case: Case, workspace: Served) -> Ran:
    if case.death:
        died = killed(workspace, prepared.desired, case.death)
        return Ran(() if died else ("It should have died, and did not.",))
    workspace.arm(*case.trouble.faults(case.call))
    try:
        hurried = case.call.sending if case.trouble.hurried else None
        return run(workspace, prepared.desired, hurried=hurried)
    finally:
        if case.trouble.hurried:
            # What came too late for the run may still have its effect.
            time.sleep(SLOW)
        workspace.arm()


def _sentence(line: str) -> bool:
    """Whether a person can read it: one line, no address, no code."""
    return bool(line.strip()) and not any(
        sign in line for sign in ("\n", "@", "Traceback", "<html")
    )
