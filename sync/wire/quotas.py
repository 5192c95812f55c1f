"""Google's quotas a minute, a little below them, and what each call draws on.

Figures of Google's quota pages, November 2026: Sheets, Forms, Drive (the model of units, of
projects made since May 2026; a Drive account also sustains about 3 writes a second) and Gmail.
"""

from dataclasses import dataclass
from typing import Literal

from sync.wire.methods import Method

Whose = Literal["user", "project"]
DRIVE_UNIT = 5
"""Drive's units are counted in fives: every cost is a multiple of it."""
DRIVE_GET, DRIVE_LIST, DRIVE_EDIT, DRIVE_DOWNLOAD = 5, 100, 50, 200
GMAIL_SEND, GMAIL_OTHER = 100, 5
# These read, although they travel as a POST.
_READ_BY_FILTER = ("ByDataFilter",)


@dataclass(frozen=True)
class Quota:
    """What may be drawn in a minute, by one account and by all accounts of one project."""

    user: int
    project: int | None = None

    def of(self, whose: Whose) -> int | None:
        """The limit of an account, or of the project; None when there is none."""
        return self.user if whose == "user" else self.project


QUOTAS = {
    "sheets.read": Quota(55, 280),
    "sheets.write": Quota(55, 280),
    "forms.read": Quota(370, 920),
    "forms.responses": Quota(170, 420),
    "forms.write": Quota(140, 350),
    "drive.units": Quota(300_000 // DRIVE_UNIT, 920_000 // DRIVE_UNIT),
    "drive.write": Quota(170),
    "gmail.units": Quota(5_500, 1_100_000),
}


def drawn(method: Method, parts: int = 1, writes: int | None = None) -> dict[str, int]:
    """What a call draws, by quota; a batch draws what its parts draw.

    `writes` is how many parts of a batch write; without it, all of them.
    """
    if method.api == "sheets":
        reads = method.reads or method.name.endswith(_READ_BY_FILTER)
        return {"sheets.read" if reads else "sheets.write": 1}
    if method.name == "forms.forms.responses.list":
        return {"forms.responses": 1}
    if not method.is_batch:
        parts, writes = 1, 0 if method.reads else 1
    writing = parts if writes is None else writes
    if method.api == "forms":
        return _some({"forms.read": parts - writing, "forms.write": writing})
    if method.api == "drive":
        units = writing * DRIVE_EDIT + (parts - writing) * _cost_of_reading(method)
        return _some({"drive.units": units // DRIVE_UNIT, "drive.write": writing})
    if method.api == "gmail":
        return {"gmail.units": GMAIL_SEND if method.name.endswith(".send") else GMAIL_OTHER}
    return {}


def _some(costs: dict[str, int]) -> dict[str, int]:
    return {name: cost for name, cost in costs.items() if cost}


def _cost_of_reading(method: Method) -> int:
    name = method.name.rpartition(".")[2]
    if name in ("list", "batch"):
        return DRIVE_LIST
    return DRIVE_DOWNLOAD if name in ("download", "export") else DRIVE_GET
