"""`files.list`: searching, ordering and paging through what the caller sees."""

import base64
import binascii
import re
from datetime import timedelta
from hashlib import sha256
from sqlite3 import Row

from sync.local.call import Call, Json, carries, rfc3339
from sync.local.drive.access import supports_shared_drives
from sync.local.drive.errors import InvalidValueError
from sync.local.drive.resource import describe
from sync.local.drive.searching.conditions import Sql, to_sql
from sync.local.drive.searching.query import parse
from sync.local.errors import NotCarriedError
from sync.local.files.records import FOLDER, File, read_record
from sync.local.files.roles import role_of, visible
from sync.local.store import collates

MOST_ON_A_PAGE = 1000
END_OF_TIME = "9999"
ORDERS = {
    "createdTime": "files.created",
    "folder": f"(files.mime_type <> '{FOLDER}')",
    "modifiedTime": "files.modified",
    "recency": "files.modified",
    "name": "files.name COLLATE NOCASE",
    "name_natural": "files.name COLLATE NATURAL_ORDER",
    "quotaBytesUsed": "(SELECT size FROM revisions r WHERE r.file = files.id"
    " ORDER BY r.number DESC LIMIT 1)",
    "starred": "NOT coalesce(mine.starred, 0)",
    "modifiedByMeTime": "mine.modified",
    "sharedWithMeTime": "mine.shared",
    "viewedByMeTime": "mine.viewed",
}


@carries("drive.files.list")
def list_files(call: Call) -> Json:
    """One page of the files that match and that this caller sees."""
    size = call.params.get("pageSize", 100)
    if not 1 <= size <= MOST_ON_A_PAGE:
        raise InvalidValueError(f"pageSize must be from 1 to {MOST_ON_A_PAGE}")
    _check_spaces(call)
    rows, start = _matches(call), _start(call)
    page: list[Json] = []
    at = start
    while at < len(rows) and len(page) < size:
        file = read_record(rows[at])
        if visible(call.store, file, call.caller) and _findable(call, file):
            page.append(describe(call, file))
        at += 1
    found: Json = {"kind": "drive#fileList", "incompleteSearch": False, "files": page}
    if at < len(rows):
        found["nextPageToken"] = _token(call, at)
    return found


def _findable(call: Call, file: File) -> bool:
    """Whether a search shows it: a file shared by link only must have been opened before."""
    if role_of(call.store, file, call.caller, by_search=True):
        return True
    mine = "SELECT 1 FROM personal WHERE file = ? AND account = lower(?)"
    return call.store.row(mine, (file.id, call.caller.email)) is not None


def _natural(one: str, other: str) -> int:
    """The order in which people count: file 2 stands before file 10."""
    left, right = _chunks(one), _chunks(other)
    return (left > right) - (left < right)


def _chunks(name: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


collates("NATURAL_ORDER", _natural)


def _check_spaces(call: Call) -> None:
    spaces = {each.strip() for each in (call.params.get("spaces") or "drive").split(",")}
    if not spaces <= {"drive", "appDataFolder", "photos"}:
        raise InvalidValueError("spaces")
    if spaces != {"drive"}:
        raise NotCarriedError(f"drive.files.list with spaces {','.join(sorted(spaces))}")
    if call.params.get("includeLabels"):
        raise NotCarriedError("drive.files.list with includeLabels")


def _matches(call: Call) -> list[Row]:
    query = call.params.get("q")
    asked = to_sql(parse(query), call.caller) if query and query.strip() else Sql("1")
    bodies = _bodies(call)
    own, client = "1", ()
    if call.caller.sees_only_own_files:
        own, client = "files.client = ?", (call.caller.client,)  # type: ignore[assignment]
    statement = (
        "SELECT files.* FROM files"  # noqa: S608 - constants; values are bound
        " LEFT JOIN personal mine ON mine.file = files.id AND mine.account = ?"
        " WHERE (files.drive IS NULL OR files.id <> files.drive)"
        " AND files.created <= ?"
        f" AND {bodies.text} AND {own} AND {asked.text} ORDER BY {_order(call)}"
    )
    known = rfc3339(call.now - timedelta(seconds=call.lag)) if call.lag else END_OF_TIME
    return call.store.rows(
        statement, (call.caller.email.lower(), known, *bodies.values, *client, *asked.values)
    )


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
