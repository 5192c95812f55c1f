"""What was copied before, as digests in the ledger: enough to copy nothing twice and to undo it."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from jobs.adopting.fillable import Fillable
from jobs.adopting.standing import Cells, said
from jobs.ledger import Ledger
from sync.desired import KnownFile
from sync.files.fingerprints import fingerprint

ADOPTED = "adopted"


@dataclass(frozen=True)
class Copied:
    """A row that was copied: from which sheet, what it is known by, and what was written."""

    address: str
    source: str
    mark: str
    written: str


def mark_of(fillable: Fillable, cells: Cells) -> str:
    """What a row is known by: all but its drop-downs and boxes, which change as work goes on."""
    lasting = {key: said(cells.get(key)) for key in lasting_columns(fillable)}
    return fingerprint(fillable.address, lasting)


def lasting_columns(fillable: Fillable) -> list[str]:
    """The columns by which people know a row again."""
    return [
        column.key
        for column in fillable.columns
        if column.format != "checkbox"
        and not (column.validation and column.validation.kind == "one_of")
    ]


def written_of(fillable: Fillable, cells: Cells) -> str:
    """Everything that people own of a row; it changes as soon as anybody changes a cell."""
    every = {column.key: said(cells.get(column.key)) for column in fillable.columns}
    return fingerprint(fillable.address, every)


def recall(ledger: Ledger, target: KnownFile) -> tuple[Copied, ...]:
    """What was copied into this sheet; nothing of what went into an earlier one."""
    text = ledger.kept(ADOPTED, target.key)
    kept = json.loads(text) if text else {}
    if kept.get("file") != target.id:
        return ()
    return tuple(Copied(**one) for one in kept["rows"])


def remember(ledger: Ledger, target: KnownFile, copied: Iterable[Copied]) -> None:
    """Keep what was copied into this sheet."""
    rows = [asdict(one) for one in copied]
    ledger.keep(ADOPTED, target.key, json.dumps({"file": target.id, "rows": rows}))


def marks(copied: Iterable[Copied]) -> Counter[str]:
    """How often each row was copied, whichever sheet it came from."""
    return Counter(one.mark for one in copied)
