"""What formulas come to, kept per revision of a spreadsheet."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.local.call import Json
from sync.local.sheets.changes import Changes
from sync.local.sheets.engine.reach import Reach
from sync.local.sheets.grid import Place

KEPT = 32


@dataclass(frozen=True)
class Computed:
    """What formulas come to, by sheet id, with the number formats that they imply."""

    values: dict[int, dict[Place, Json]] = field(default_factory=dict)
    formats: dict[tuple[int, Place], Json] = field(default_factory=dict)
    reach: Reach = field(default_factory=Reach)


class Results:
    """The results of the spreadsheets that were read last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], Computed] = OrderedDict()

    def find(self, file: str, revision: str) -> Computed | None:
        """What was computed for this revision."""
        with self._lock:
            found = self._kept.get((file, revision))
            if found:
                self._kept.move_to_end((file, revision))
            return found

    def keep(self, file: str, revision: str, computed: Computed) -> None:
        """Remember what was computed."""
        with self._lock:
            self._kept[file, revision] = computed
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def carry(self, file: str, revisions: tuple[str, str], changes: Mapping[int, Changes]) -> None:
        """Let results stand for the next revision too, when no formula looks at what changed.

        When that revision is rolled back, nobody will ask for it: revisions never come again.
        """
        before, after = revisions
        found = self.find(file, before)
        if found and not any(found.reach.meets(sheet, one) for sheet, one in changes.items()):
            self.keep(file, after, found)


RESULTS = Results()
