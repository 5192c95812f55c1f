"""The last revisions of a form: which items stood where, for writes meant for one of them."""

import json

from sync.local.call import Call
from sync.local.store import declares, dump

REMEMBERED = 50

declares(
    """CREATE TABLE IF NOT EXISTS form_revisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT, items TEXT NOT NULL, revision TEXT NOT NULL,
        form TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE)""",
    "CREATE INDEX IF NOT EXISTS form_revisions_of ON form_revisions (form, number)",
)


def remember(call: Call, form: str, revision: str, items: list[str]) -> None:
    """Keep which items a revision has, and let go of revisions that are too far behind."""
    call.store.write(
        "INSERT INTO form_revisions (form, revision, items) VALUES (?, ?, ?)",
        (form, revision, dump(items)),
    )
    call.store.write(
        "DELETE FROM form_revisions WHERE form = ? AND number NOT IN"
        " (SELECT number FROM form_revisions WHERE form = ? ORDER BY number DESC LIMIT ?)",
        (form, form, REMEMBERED),
    )


def recalled(call: Call, form: str, revision: str) -> list[str] | None:
    """The ids of the items of a recent revision, in order."""
    row = call.store.row(
        "SELECT items FROM form_revisions WHERE form = ? AND revision = ?", (form, revision)
    )
    items: list[str] | None = json.loads(row["items"]) if row else None
    return items
