"""What a visit rota is made of, and what people wish of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from jobs.school.model import LessonHour, Member

Rule = Literal["wish", "hour", "per_week", "fair", "repeat", "reciprocal", "design", "alone"]
"""What a rota keeps to, from what weighs most to what is let go first; `alone` allows nothing."""

Reason = Literal["absent", "cancelled", "bound", "past", "alone"]
"""Why somebody does not visit in a visit week."""


@dataclass(frozen=True)
class Visit:
    """One visit that has its day and lesson hour."""

    monday: date
    on: date
    hour: LessonHour
    visitor: Member
    host: Member


@dataclass(frozen=True)
class Unplaced:
    """A pair that has no hour in common in a week: nog af te spreken."""

    monday: date
    visitor: Member
    host: Member


@dataclass(frozen=True)
class Skipped:
    """Somebody who does not visit in a visit week, and why."""

    monday: date
    visitor: Member
    reason: Reason


@dataclass(frozen=True)
class DesignPair:
    """Colleagues who design a lesson together in a week; in an odd team three of them do."""

    monday: date
    first: Member
    second: Member
    third: Member | None = None

    @property
    def members(self) -> tuple[Member, ...]:
        """Those who design together."""
        return tuple(one for one in (self.first, self.second, self.third) if one)


@dataclass(frozen=True)
class Wish:
    """What people wrote in the row of a visitor in a visit week.

    `visitor` and `host` are e-mail addresses. `keep` holds on to what the row says, as far as the
    other fields do not say otherwise.
    """

    monday: date
    visitor: str
    keep: bool = False
    on: date | None = None
    hour: int | None = None
    host: str | None = None
    cancelled: bool = False


@dataclass(frozen=True)
class Change:
    """A row of the rota that is another than before, and what changed, in the school's language."""

    monday: date
    visitor: Member
    sentence: str


@dataclass(frozen=True)
class Conflict:
    """Rules that clash: who, when, which rule was let go, and a sentence that says so."""

    rule: Rule
    people: tuple[Member, ...]
    weeks: tuple[date, ...]
    sentence: str


@dataclass(frozen=True)
class Rota:
    """The visits of a block, in the order in which they happen, and what came of making them.

    `gap` is how far, at most, the rota lies from the best one: 0 when it is the best, 0.1 when
    its penalty may be a tenth too high.
    """

    visits: tuple[Visit, ...]
    unplaced: tuple[Unplaced, ...]
    skipped: tuple[Skipped, ...] = ()
    pairs: tuple[DesignPair, ...] = ()
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gap: float = 0.0
    members: tuple[Member, ...] = field(default=())
