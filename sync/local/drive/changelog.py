"""`changes.*`: what changed since a token was handed out, newest state of each file once.

The store itself notes the changes, whichever API makes them.
"""

import re
from sqlite3 import Row

from sync.local.call import Call, Json, carries
from sync.local.drive.errors import InvalidValueError
from sync.local.drive.resource import describe
from sync.local.errors import NotCarriedError
from sync.local.files.making import find_file
from sync.local.files.roles import NOW, visible
from sync.local.store import declares

MOST_ON_A_PAGE = 1000
NOTE = f"""DELETE FROM drive_changes WHERE file = {{file}}.id;
    INSERT INTO drive_changes (file, drive, owner, client, time, removed)
    VALUES ({{file}}.id, {{file}}.drive, {{file}}.owner, {{file}}.client, {NOW}, {{removed}})"""  # noqa: S608 - constants

declares(
    """CREATE TABLE IF NOT EXISTS drive_changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL UNIQUE, drive TEXT,
        owner TEXT NOT NULL, client TEXT NOT NULL, time TEXT NOT NULL, removed INTEGER NOT NULL)""",
    *(
        f"CREATE TRIGGER IF NOT EXISTS drive_{event}d AFTER {event} ON files BEGIN "
        + NOTE.format(file=file, removed=int(event == "delete"))
        + "; END"
        for event, file in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ),
)


@carries("drive.changes.getStartPageToken")
def get_start_page_token(call: Call) -> Json:
    """The token from which the changes after now are listed."""
    return {"kind": "drive#startPageToken", "startPageToken": str(_newest(call) + 1)}


@carries("drive.changes.list")
def list_changes(call: Call) -> Json:
    """The changes from a token on, oldest first."""
    _check(call)
    size = call.params.get("pageSize", 100)
    if not 1 <= size <= MOST_ON_A_PAGE:
        raise InvalidValueError(f"pageSize must be from 1 to {MOST_ON_A_PAGE}")
    rows = call.store.rows(
        "SELECT * FROM drive_changes WHERE number >= ? ORDER BY number", (_start(call),)
    )
    page: list[Json] = []
    for row in rows:
        if len(page) == size:
            return {
                "kind": "drive#changeList",
                "nextPageToken": str(row["number"]),
                "changes": page,
            }
        change = _described(call, row) if _concerns(call, row) else None
        if change:
            page.append(change)
    token = str(_newest(call) + 1)
    return {"kind": "drive#changeList", "newStartPageToken": token, "changes": page}


def _check(call: Call) -> None:
    if call.params.get("includeLabels"):
        raise NotCarriedError("drive.changes.list with includeLabels")
    if (call.params.get("spaces") or "drive") != "drive":
        raise NotCarriedError("drive.changes.list with other spaces than drive")


def _start(call: Call) -> int:
    token = str(call.params["pageToken"])
    if not re.fullmatch(r"[0-9]{1,18}", token) or not 1 <= int(token) <= _newest(call) + 1:
        raise InvalidValueError("pageToken")
    return int(token)


def _newest(call: Call) -> int:
    row = call.store.row("SELECT max(number) AS newest FROM drive_changes")
    return int(row["newest"] or 0) if row else 0


def _concerns(call: Call, row: Row) -> bool:
    """Whether the change is in the drives that the call looks at."""
    drive = call.params.get("driveId") or call.params.get("teamDriveId")
    if drive:
        return bool(row["drive"] == drive)
    everywhere = call.params.get("includeItemsFromAllDrives") or call.params.get(
        "includeTeamDriveItems"
    )
    return row["drive"] is None or bool(everywhere)


def _described(call: Call, row: Row) -> Json | None:
    found: Json = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": row["time"],
        "removed": bool(row["removed"]),
        "fileId": row["file"],
    }
    file = find_file(call.store, row["file"])
    if row["removed"] or file is None:
        mine = row["drive"] is not None or row["owner"].lower() == call.caller.email.lower()
        hidden = call.caller.sees_only_own_files and row["client"] != call.caller.client
        wanted = call.params.get("includeRemoved", True) and mine and not hidden
        return found if wanted else None
    if not visible(call.store, file, call.caller):
        return None
    if file.id == file.drive:
        about = {"kind": "drive#drive", "id": file.id, "name": file.name}
        drive = {"changeType": "drive", "type": "drive", "driveId": file.id, "drive": about}
        return {key: value for key, value in found.items() if key != "fileId"} | drive
    return {**found, "file": describe(call, file)}
