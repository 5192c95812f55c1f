"""Every case: each recorded call with each thing that can go wrong at it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tests.chaos.line import PATIENCE, Call, Death, Moment
from tests.chaos.scenarios import SAMPLED, SCENARIOS, Prepared

Fault = dict[str, Any]
CUT: Fault = {"kind": "cut_after"}
LATE: Fault = {"method": "drive.files.list", "kind": "late_search", "since": 1, "seconds": 3600}
SHORT: Fault = {"kind": "short_page", "since": 1}
TWICE: Fault = {"kind": "duplicated_page", "every": 2}
REASONS = (
    "rateLimitExceeded",
    "userRateLimitExceeded",
    "sharingRateLimitExceeded",
    "dailyLimitExceeded",
    "storageQuotaExceeded",
    "insufficientFilePermissions",
)
REFUSALS = ("429", "500", "502html", "503", *(f"403:{reason}" for reason in REASONS))
SLOW = 2 * PATIENCE
"""Seconds that an answer takes which comes too late."""


@dataclass(frozen=True)
class Trouble:
    """Something that goes wrong at a call: faults of the Workspace, or the death of the process.

    Each of `at` strikes this one call, each of `since` this one and all that follow, and `around`
    is there for the whole run. `again` goes wrong in one more run, before the one that nothing
    disturbs; `lost` says that the ledger is gone by then. A `hurried` run
    does not wait for this call's answer.
    """

    name: str
    at: tuple[Fault, ...] = ()
    since: tuple[Fault, ...] = ()
    around: tuple[Fault, ...] = ()
    death: Moment | None = None
    hurried: bool = False
    again: tuple[Fault, ...] = ()
    lost: bool = False

    @property
    def plain_death(self) -> bool:
        """Whether nothing but the death of the process goes wrong."""
        return self.death is not None and not (self.again or self.lost)

    def faults(self, call: Call) -> list[Fault]:
        """What the Workspace is armed with."""
        once = [{**fault, "method": call.method, "at": call.number} for fault in self.at]
        ever = [{**fault, "method": call.method, "since": call.number} for fault in self.since]
        return [*once, *ever, *self.around]


def _troubles() -> Iterator[Trouble]:
    for kind in REFUSALS:
        yield Trouble(kind, at=({"kind": kind},))
        yield Trouble(f"{kind} after", at=({"kind": kind, "when": "after"},))
    for kind in ("429", "503", "cut_before"):
        yield Trouble(f"{kind} for good", since=({"kind": kind},))
    yield Trouble("cut_before", at=({"kind": "cut_before"},))
    yield Trouble("cut_after", at=(CUT,))
    yield Trouble("lost_reply", at=({"kind": "lost_reply", "seconds": 0.05},))
    yield Trouble("slow", at=({"kind": "slow", "seconds": 0.05},))
    for when in ("before", "after"):
        late = {"kind": "slow", "seconds": SLOW, "when": when}
        yield Trouble(f"too slow {when}", at=(late,), hurried=True)
    yield Trouble("cut_after, late search", at=(CUT,), around=(LATE,))
    yield Trouble("cut_after, duplicated short pages", at=(CUT,), around=(SHORT, TWICE))
    yield Trouble("killed before", death="before")
    yield Trouble("killed after", death="after")
    yield Trouble("killed after, then late search", death="after", again=(LATE,))
    yield Trouble("killed after, ledger lost", death="after", lost=True)


TROUBLES = tuple(_troubles())


@dataclass(frozen=True)
class Case:
    """One trouble at one call of one scenario."""

    scenario: str
    call: Call
    trouble: Trouble

    @property
    def name(self) -> str:
        """How a table calls it."""
        return f"{self.scenario}: {self.call.method} {self.call.number}: {self.trouble.name}"

    @property
    def death(self) -> Death | None:
        """When the process dies, if it does."""
        moment = self.trouble.death
        return Death(self.call.sending, moment) if moment else None

    @property
    def makes_files(self) -> bool:
        """Whether the process dies around a call that makes files."""
        return self.death is not None and self.call.makes_files


def every_case(prepared: Prepared) -> list[Case]:
    """All of a scenario's matrix; a process dies at what it sends, so not within a batch.

    Where somebody thought better of a set-up, the ledger alone knows what it was about to do.
    """
    return [
        Case(prepared.name, call, trouble)
        for call in prepared.calls
        for trouble in TROUBLES
        if not (trouble.death and call.part) and not (trouble.lost and prepared.reconsidered)
    ]


def sample(cases: Sequence[Case]) -> list[Case]:
    """The short half of a scenario's matrix, in an order that no hand chose.

    Every kind of call, its share of the troubles (each scenario others), and every death around a
    call that makes files.
    """
    turn = list(SCENARIOS).index(cases[0].scenario) % len(SAMPLED)
    lacking = {case.call.method for case in cases}
    lacking |= {each.name for each in TROUBLES[turn :: len(SAMPLED)]}
    chosen = []
    for case in sorted(cases, key=lambda case: sha256(case.name.encode()).digest()):
        covered = {case.call.method, case.trouble.name} & lacking
        if covered or (case.makes_files and case.trouble.plain_death):
            chosen.append(case)
            lacking -= covered
    return chosen
