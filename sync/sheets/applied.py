"""What was last applied to a spreadsheet, so that our own changes and people's are told apart.

Every cell of ours has a name that does not say where it stands; beside each name a digest of what
was written is kept in the ledger. A lost ledger leaves the stamp: when it is the desired one,
whatever differs was changed by people.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BLANK = ""
CELLS = "cells"
"""Under which name the ledger keeps what was last applied to a spreadsheet."""


def digest(value: Any) -> str:
    """Ten hexadecimal digits over a value as Google takes it; nothing for a blank one."""
    if not value:
        return BLANK
    text = json.dumps(value, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Baseline:
    """What was last applied: `same` when ours did not change since; `cells` by name, when known.

    With `restore`, what people changed is put back; it is then no longer left as it is.
    """

    same: bool = False
    cells: Mapping[str, str] | None = None
    restore: bool = False

    def drifted(self, name: str, wanted: Any) -> bool:
        """Whether something that differs was changed by people and not by us."""
        if self.same:
            return True
        return self.cells is not None and self.cells.get(name, BLANK) == digest(wanted)

    def leaves(self, name: str, wanted: Any) -> bool:
        """Whether something that differs is left as people made it."""
        return not self.restore and self.drifted(name, wanted)

    def overwrites(self, name: str, there: Any) -> bool:
        """Whether writing would take away something that is not certainly our own."""
        return bool(there) and (
            self.same or self.cells is None or self.cells.get(name, BLANK) != digest(there)
        )


NEVER = Baseline()
"""Nothing is known of an earlier set-up: whatever differs is to be brought up to date."""


def to_text(applied: str, cells: Mapping[str, str]) -> str:
    """The record of a set-up, for the ledger; `applied` is the fingerprint that it belongs to.

    Packed: it holds some thousand names that are much alike.
    """
    record = json.dumps({"print": applied, "cells": dict(cells)}, sort_keys=True)
    return base64.b64encode(zlib.compress(record.encode())).decode()


def cells_of(text: str | None, applied: str) -> Mapping[str, str] | None:
    """The cells in a record that belongs to this fingerprint; none when it says another one."""
    record = _unpacked(text) if text else {}
    cells: Mapping[str, str] | None = record.get("cells")
    return cells if applied and record.get("print") == applied else None


def _unpacked(text: str) -> dict[str, Any]:
    # Records of before they were packed begin as JSON does, which packed ones never do.
    packed = not text.startswith("{")
    record: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(text)) if packed else text)
    return record
