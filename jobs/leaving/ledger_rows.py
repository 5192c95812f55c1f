"""Which rows of a ledger are a school's, and what is kept of them while the bin can be emptied.

Deliveries hold no names, and are what keeps a mail from being sent twice; so they come back when
the files do.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from jobs.ledger import Ledger, Rows
from jobs.school.model import Configuration
from sync.files.drive import owner_of
from sync.files.removal import KEPT_DAYS

ERASED, SHARED = "erased", "pizza"
_OF_SCHOOL = {"files": "key", "deliveries": "key", "kept": "subject", "runs": "subject"}


def rows_of(ledger: Ledger, configuration: Configuration) -> dict[str, list[Mapping[str, Any]]]:
    """The rows that are about a school, by table; those of what schools share stay out."""
    everything = ledger.everything()
    alone = not _schools(everything) - {configuration.school.key}
    return {
        table: [row for row in rows if _is_of(configuration, table, row, alone=alone)]
        for table, rows in everything.items()
    }


def _schools(rows: Rows) -> set[str]:
    """The schools whose files a ledger knows; it may be that of several."""
    return {owner_of(str(row["key"])) for row in rows.get("files", ())} - {SHARED}


def forget(ledger: Ledger, configuration: Configuration, now: datetime) -> int:
    """Take a school's rows out, and keep its deliveries for as long as its files can come back."""
    found = rows_of(ledger, configuration)
    count = sum(map(len, found.values()))
    if not count:
        return 0
    name = configuration.school.key
    deliveries = [*found.get("deliveries", ()), *_kept(ledger, name)]
    kept = json.dumps({"on": now.astimezone(UTC).date().isoformat(), "deliveries": deliveries})
    row = {"name": ERASED, "subject": name, "text": kept}
    ledger.exchange({**found, "kept": [*found.get("kept", ()), row]}, {"kept": [row]})
    return count


def remember_again(ledger: Ledger, configuration: Configuration) -> int:
    """Put the deliveries back that were taken out; how many."""
    name = configuration.school.key
    there = {row["key"] for row in ledger.everything().get("deliveries", ())}
    back = {row["key"]: row for row in _kept(ledger, name) if row["key"] not in there}
    if ledger.kept(ERASED, name) is not None:
        row = {"name": ERASED, "subject": name}
        ledger.exchange({"kept": [row]}, {"deliveries": list(back.values())})
    return len(back)


def drop_expired(ledger: Ledger, configuration: Configuration, today: date) -> None:
    """Let the deliveries go too once Drive has emptied its bin."""
    text = ledger.kept(ERASED, configuration.school.key)
    if text is None:
        return
    if date.fromisoformat(json.loads(text)["on"]) + timedelta(days=KEPT_DAYS) < today:
        row = {"name": ERASED, "subject": configuration.school.key}
        ledger.exchange({"kept": [row]}, {})


def _kept(ledger: Ledger, school: str) -> list[Mapping[str, Any]]:
    text = ledger.kept(ERASED, school)
    return list(json.loads(text)["deliveries"]) if text else []


def _is_of(
    configuration: Configuration, table: str, row: Mapping[str, Any], *, alone: bool
) -> bool:
    if table not in _OF_SCHOOL or row.get("name") == ERASED:
        return False
    parts = str(row[_OF_SCHOOL[table]]).split("/")
    school = configuration.school.key
    if table == "files":
        return parts[0] == school
    if table == "deliveries":
        return parts[1:2] == [school]
    return alone or school in parts
