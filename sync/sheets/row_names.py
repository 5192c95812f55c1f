"""The names of the rows of a table, which say what was written before wherever a row stands now."""

import json
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from sheets_templates.model import Row, Table
from sync.sheets.cells import to_plain
from sync.sheets.row_places import Identity, RowThere, comparable


def row_names(table: Table, rows: Mapping[int, Row], there: Sequence[RowThere]) -> dict[int, str]:
    """What each row is called wherever it stands: by its identity, or by its number.

    Of rows with one identity the first is the one that was written, so wanted ones come first.
    """
    if not table.identity:
        return {number: str(number) for number in rows}
    names: dict[int, str] = {}
    seen: Counter[Identity] = Counter()
    for number, row in rows.items():
        wanted = tuple(to_plain(row.get(key)) for key in table.identity)
        identity = comparable(wanted if row else there[number].identity)
        seen[identity] += 1
        names[number] = _name(identity, seen[identity])
    return names


def known_rows(address: str, applied: Mapping[str, str] | None) -> frozenset[str] | None:
    """The names of a table's rows that were written before; none when that is not known."""
    if applied is None:
        return None
    parts = (name.split("/", 2) for name in applied if name.startswith(f"{address}/"))
    return frozenset(part[2] for part in parts if len(part) > 2)


def with_begun(there: Sequence[RowThere], known: Container[str] | None) -> list[RowThere]:
    """The rows as they are, with those that people began in columns of ours."""
    if known is None:
        return list(there)
    return [replace(row, begun=not row.blank and _name(row.identity) not in known) for row in there]


def new_among(wanted: Sequence[Identity], known: Container[str] | None) -> frozenset[Identity]:
    """The rows that were never written before."""
    return frozenset(one for one in wanted if known is not None and _name(one) not in known)


def _name(identity: Identity, number: int = 1) -> str:
    said = [int(one) if _is_whole(one) else one for one in comparable(identity)]
    return f"{json.dumps(said)}{number}"


def _is_whole(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()
