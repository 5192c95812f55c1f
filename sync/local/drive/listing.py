"""`files.list`: searching, ordering and paging through what the caller sees."""

import base64
import binascii
from hashlib import sha256
from sqlite3 import Row

from sync.local.call import Call, Json, carries
from sync.local.drive.access import supports_shared_drives
from sync.local.drive.conditions import Sql, to_sql
from sync.local.drive.errors import InvalidValueError
from sync.local.drive.query import parse
from sync.local.drive.resource import describe
from sync.local.errors import NotCarriedError
from sync.local.files import FOLDER, read_record, visible
from sync.local.workspace import SHARED_DRIVE

MOST_ON_A_PAGE = 1000
ORDERS = {
    "createdTime": "files.created",
    "folder": f"(files.mime_type <> '{FOLDER}')",
    "modifiedTime": "files.modified",
    "recency": "files.modified",
    "name": "files.name COLLATE NOCASE",
    "starred": "NOT coalesce(json_extract(files.extra, '$.starred'), 0)",
}
OTHER_ORDERS = frozenset(
    {"modifiedByMeTime", "name_natural", "quotaBytesUsed", "sharedWithMeTime", "viewedByMeTime"}
)


@carries("drive.files.list")
def list_files(call: Call) -> Json:
    """One page of the files that match and that this caller sees."""
    size = call.params.get("pageSize", 100)
    if not 1 <= size <= MOST_ON_A_PAGE:
        raise InvalidValueError(f"pageSize must be from 1 to {MOST_ON_A_PAGE}")
    rows, start = _matches(call), _start(call)
    page: list[Json] = []
    at = start
    while at < len(rows) and len(page) < size:
        file = read_record(rows[at])
        if visible(call.store, file, call.caller):
            page.append(describe(call, file))
        at += 1
    found: Json = {"kind": "drive#fileList", "incompleteSearch": False, "files": page}
    if at < len(rows):
        found["nextPageToken"] = _token(call, at)
    return found


def _matches(call: Call) -> list[Row]:
    query = call.params.get("q")
    asked = to_sql(parse(query), call.caller) if query and query.strip() else Sql("1")
    bodies = _bodies(call)
    own, client = "1", ()
    if call.caller.sees_only_own_files:
        own, client = "files.client = ?", (call.caller.client,)  # type: ignore[assignment]
    statement = (
        "SELECT files.* FROM files WHERE files.id <> ?"  # noqa: S608 - constants; values are bound
        f" AND {bodies.text} AND {own} AND {asked.text} ORDER BY {_order(call)}"
    )
    return call.store.rows(statement, (SHARED_DRIVE, *bodies.values, *client, *asked.values))


def _bodies(call: Call) -> Sql:
    """Which drives the call looks in."""
    corpora = call.params.get("corpora") or "user"
    drive = call.params.get("driveId") or call.params.get("teamDriveId")
    included = call.params.get("includeItemsFromAllDrives") or call.params.get(
        "includeTeamDriveItems"
    )
    if corpora == "domain":
        raise NotCarriedError("drive.files.list with corpora domain")
    if corpora not in {"user", "drive", "allDrives"}:
        raise InvalidValueError(corpora)
    if included and not supports_shared_drives(call):
        raise InvalidValueError("includeItemsFromAllDrives needs supportsAllDrives")
    if (corpora == "drive") != bool(drive):
        raise InvalidValueError("driveId must be given if and only if corpora is drive")
    if corpora != "user" and not included:
        raise InvalidValueError(f"corpora {corpora} needs includeItemsFromAllDrives")
    if drive:
        return Sql("files.drive = ?", (drive,))
    return Sql("1") if included else Sql("files.drive IS NULL")


def _order(call: Call) -> str:
    keys = [key.split() for key in (call.params.get("orderBy") or "").split(",") if key.strip()]
    return ", ".join([*(_order_by(key) for key in keys), "files.modified DESC", "files.rowid DESC"])


def _order_by(key: list[str]) -> str:
    if key[0] in OTHER_ORDERS:
        raise NotCarriedError(f"drive.files.list with orderBy {key[0]}")
    if key[0] not in ORDERS or key[1:] not in ([], ["desc"], ["asc"]):
        raise InvalidValueError(" ".join(key))
    return ORDERS[key[0]] + (" DESC" if key[1:] == ["desc"] else "")


def _token(call: Call, at: int) -> str:
    """A page token holds for the same search only."""
    return base64.urlsafe_b64encode(f"{at}:{_search(call)}".encode()).decode()


def _start(call: Call) -> int:
    token = call.params.get("pageToken")
    if not token:
        return 0
    try:
        at, search = base64.urlsafe_b64decode(token).decode().split(":")
        start = int(at)
    except (binascii.Error, ValueError):
        raise InvalidValueError from None
    if search != _search(call):
        raise InvalidValueError
    return start


def _search(call: Call) -> str:
    names = ("q", "corpora", "driveId", "orderBy", "includeItemsFromAllDrives")
    return sha256(repr([call.params.get(name) for name in names]).encode()).hexdigest()[:16]
