"""A comparison in progress: what is brought up to date, and what people changed and keeps."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sync.changes import Detail, Risk, Subject
from sync.sheets.applied import Baseline, digest

Json = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One part of a spreadsheet that differs: as a line, and with its old and new.

    `what` names it, such as a tab's title; `restored` says that people changed it.
    """

    line: str
    subject: Subject
    what: str = ""
    details: tuple[Detail, ...] = ()
    risks: tuple[Risk, ...] = ()
    restored: bool = False


@dataclass
class Comparison:
    """The requests and parts so far; `applied` is what will have been applied, by name."""

    baseline: Baseline
    requests: list[Json] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    drift: list[Part] = field(default_factory=list)
    applied: dict[str, str] = field(default_factory=dict)

    def bring(self, part: Part, requests: Sequence[Json]) -> None:
        """Write this, if it asks for anything: it is not there, or it is ours to change."""
        if requests:
            self.requests += requests
            self.parts.append(part)

    def differs(self, name: str, wanted: Any, part: Part, requests: Sequence[Json]) -> None:
        """Write this, unless people changed it since it was applied."""
        self.decide(part, requests, drifted=self.baseline.drifted(name, wanted))

    def decide(self, part: Part, requests: Sequence[Json], *, drifted: bool) -> None:
        """The same, where it is known whether people changed it."""
        if drifted and not self.baseline.restore:
            self.drift.append(part)
            return
        self.bring(replace(part, restored=drifted), requests)

    def note(self, name: str, wanted: Any) -> None:
        """Remember what this is to be."""
        if noted := digest(wanted):
            self.applied[name] = noted
