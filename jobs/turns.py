"""One set-up of a school at a time: two at once would each make what the other makes.

The lock is the system's own and ends with the process, however that ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobs.ledger import LedgerUnusableError


class SetUpBusyError(Exception):
    """Another process is setting up this school."""

    def __init__(self, school: str) -> None:
        super().__init__(
            f"'{school}' is being set up by another command on this machine; wait until that is"
            " done, then run this again."
        )


@contextmanager
def turn(ledger: Path, school: str) -> Iterator[None]:
    """Hold a school's turn; raises SetUpBusyError when another process has it."""
    file = ledger.with_name(f"{school}.lock")
    first = not file.parent.exists()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        held = file.open("a", encoding="utf-8")
    except OSError as error:
        raise LedgerUnusableError(file, type(error).__name__) from error
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SetUpBusyError(school) from error
        try:
            yield
        finally:
            if first:
                _leave_nothing(file)


def _leave_nothing(file: Path) -> None:
    """A first set-up that came to nothing leaves no folder behind."""
    if list(file.parent.iterdir()) == [file]:
        file.unlink()
        file.parent.rmdir()
