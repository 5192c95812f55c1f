"""Custom properties of files: public ones, and those private to the client that wrote them."""

import json
from collections.abc import Mapping

from sync.local.call import Call
from sync.local.drive.errors import PropertyTooLongError, TooManyPropertiesError
from sync.local.files.making import app_properties
from sync.local.store import Store, dump

MAX_BYTES = 124
MAX_COUNT = 30
MAX_TOTAL = 100

Changes = Mapping[str, str | None]


def merge_app_properties(call: Call, file_id: str, changes: Changes) -> None:
    """Set the given private properties and delete those that are null; others stay."""
    client = call.caller.client
    before = app_properties(call.store, file_id, client)
    found = _merged(before, changes)
    _check_total(call.store, file_id, len(found) - len(before))
    call.store.write("DELETE FROM app_properties WHERE file = ? AND client = ?", (file_id, client))
    call.store.write_many(
        "INSERT INTO app_properties (file, client, key, value) VALUES (?, ?, ?, ?)",
        [(file_id, client, key, value) for key, value in found.items()],
    )


def merge_properties(call: Call, file_id: str, changes: Changes) -> None:
    """The same for the properties that every client sees."""
    before = properties(call.store, file_id)
    found = _merged(before, changes)
    _check_total(call.store, file_id, len(found) - len(before))
    call.store.write("UPDATE files SET properties = ? WHERE id = ?", (dump(found), file_id))


def properties(store: Store, file_id: str) -> dict[str, str]:
    """The properties of a file that every client sees."""
    row = store.row("SELECT properties FROM files WHERE id = ?", (file_id,))
    found: dict[str, str] = json.loads(row["properties"]) if row else {}
    return found


def _check_total(store: Store, file_id: str, more: int) -> None:
    """All apps together may put so many properties on one file."""
    row = store.row("SELECT count(*) AS count FROM app_properties WHERE file = ?", (file_id,))
    total = len(properties(store, file_id)) + (row["count"] if row else 0) + more
    if total > MAX_TOTAL:
        raise TooManyPropertiesError(total, MAX_TOTAL)


def _merged(present: Mapping[str, str], changes: Changes) -> dict[str, str]:
    merged = {**present, **changes}
    kept = {key: value for key, value in merged.items() if value is not None}
    for key, value in kept.items():
        size = len(key.encode()) + len(value.encode())
        if size > MAX_BYTES:
            raise PropertyTooLongError(size, MAX_BYTES)
    if len(kept) > MAX_COUNT:
        raise TooManyPropertiesError(len(kept), MAX_COUNT)
    return kept
