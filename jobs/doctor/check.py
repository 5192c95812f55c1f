"""A check: what was looked at, how it is, and what to do when it is not well."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sync.errors import SyncError

Result = Literal["pass", "warning", "fail"]
Look = Callable[[], "Check"]


@dataclass(frozen=True)
class Check:
    """One line of the doctor's: `told` is what was found, `remedy` what to do about it."""

    name: str
    result: Result
    told: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """The check on one line."""
        whole = f"{self.told}; {self.remedy}" if self.remedy else self.told
        return f"{self.result:<8} {self.name}: {' '.join(whole.split())}"


def passed(name: str, told: str) -> Check:
    """A check that is well."""
    return Check(name, "pass", told)


def warned(name: str, told: str, remedy: str = "") -> Check:
    """A check that somebody should look at."""
    return Check(name, "warning", told, remedy)


def failed(name: str, told: str, remedy: str = "") -> Check:
    """A check that keeps Ritmiek from working."""
    return Check(name, "fail", told, remedy)


def refused(name: str, error: SyncError) -> Check:
    """What Google or a mail server refused; the error's own sentence says what to do."""
    return failed(name, str(error))


def not_looked_at(name: str) -> Check:
    """What cannot be known as long as an earlier check fails."""
    return warned(name, "not looked at, because signing in failed", "put that right first")
