"""A team's visits as text, for the ledger, and back."""

import json
from collections.abc import Mapping
from datetime import date

from jobs.programme.visits import TeamVisits
from sheets_templates.model import Row, Value

_DATES = ("week", "datum", "andere_dag")


def to_text(visits: TeamVisits) -> str:
    """The visits as text for the ledger."""
    return json.dumps(
        {
            "mark": visits.mark,
            "rows": [_plain(row) for row in visits.rows],
            "pairs": [_plain(row) for row in visits.pairs],
            "clashes": visits.clashes,
            "changes": visits.changes,
        },
        ensure_ascii=False,
    )


def from_text(text: str) -> TeamVisits:
    """The visits that a ledger kept."""
    kept = json.loads(text)
    return TeamVisits(
        mark=kept["mark"],
        rows=tuple(_typed(row) for row in kept["rows"]),
        pairs=tuple(_typed(row) for row in kept["pairs"]),
        clashes=tuple(kept["clashes"]),
        changes=tuple(kept["changes"]),
    )


_DATES = ("week", "datum", "andere_dag")


def _plain(row: Row) -> Mapping[str, object]:
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()
    }


def _typed(row: Mapping[str, Value]) -> Row:
    return {key: _date(value) if key in _DATES else value for key, value in row.items()}


def _date(value: Value) -> Value:
    """A date that was kept as text; what people wrote instead of one stays text."""
    try:
        return date.fromisoformat(str(value)) if value else value
    except ValueError:
        return value
