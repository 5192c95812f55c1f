"""One run of set-up, as a command does it: to its outcome, or to the death of its process."""

import os
import signal
import sys
from dataclasses import dataclass

from jobs.commands.errand import FORESEEN
from jobs.ledger import Ledger
from sync.desired import Desired
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.chaos.line import Call, Death, Line, connect
from tests.chaos.served import Served


@dataclass(frozen=True)
class Ran:
    """How a run ended: what it said of its failures, every call it made, and what is left to do."""

    said: tuple[str, ...]
    calls: tuple[Call, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything was done."""
        return not self.said


def run(served: Served, desired: Desired, *, hurried: int | None = None, look: bool = False) -> Ran:
    """Plan and apply; a foreseen failure is said, any other is a mistake and comes through.

    It does not wait long for the answer to what is sent as the `hurried` one. With `look` a second
    plan tells what is left to do.
    """
    line = Line(hurried=hurried)
    try:
        google, ledger = connect(served, line), Ledger(served.ledger)
        outcome = apply(google, make_plan(google, desired, ledger), ledger)
        calls = tuple(line.calls)
        left = make_plan(google, desired, ledger).lines if look else ()
    except FORESEEN as failure:
        return Ran((str(failure),), tuple(line.calls))
    return Ran(tuple(failure.line for failure in outcome.failures), calls, left)


def killed(served: Served, desired: Desired, death: Death) -> bool:
    """Run in a process that SIGKILL ends at that moment; False when it came to its end alive."""
    child = os.fork()
    if child == 0:
        try:
            line = Line(death)
            google, ledger = connect(served, line), Ledger(served.ledger)
            apply(google, make_plan(google, desired, ledger), ledger)
        except BaseException as failure:  # noqa: BLE001 - the child has nobody to tell
            sys.stderr.write(f"the run to be killed failed first: {type(failure).__name__}\n")
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
