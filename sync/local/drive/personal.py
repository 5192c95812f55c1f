"""What a file is to one account: starred, last seen, last changed, and shared by whom."""

from sqlite3 import Row

from sync.local.call import Call, Json
from sync.local.drive.people import describe_user
from sync.local.files.records import File
from sync.local.store import Store

COLUMNS = frozenset({"starred", "viewed", "shared", "sharer"})


def note(store: Store, file_id: str, account: str, **values: str | int | None) -> None:
    """Keep something about a file for one account."""
    for column, value in values.items():
        if column not in COLUMNS:
            raise LookupError(column)
        store.write(
            f"INSERT INTO personal (file, account, {column}) VALUES (?, ?, ?)"  # noqa: S608 - from COLUMNS
            f" ON CONFLICT (file, account) DO UPDATE SET {column} = excluded.{column}",
            (file_id, account.lower(), value),
        )


def describe_personal(call: Call, file: File) -> Json:
    """The fields of a file resource that are about the caller, and who changed it last."""
    account = call.caller.email.lower()
    rows = call.store.rows("SELECT * FROM personal WHERE file = ?", (file.id,))
    mine = next((row for row in rows if row["account"] == account), None)
    found: Json = {"starred": bool(mine and mine["starred"])}
    found |= _moments(call, mine)
    changed = max((row for row in rows if row["modified"]), key=_modified, default=None)
    last = str(changed["account"]) if changed else file.owner
    found["lastModifyingUser"] = describe_user(last, me=last.lower() == account)
    return found


def _moments(call: Call, mine: Row | None) -> Json:
    viewed = mine["viewed"] if mine else None
    modified = mine["modified"] if mine else None
    found: Json = {"viewedByMe": bool(viewed), "modifiedByMe": bool(modified)}
    if viewed:
        found["viewedByMeTime"] = viewed
    if modified:
        found["modifiedByMeTime"] = modified
    if mine and mine["shared"]:
        found["sharedWithMeTime"] = mine["shared"]
        if mine["sharer"]:
            found["sharingUser"] = describe_user(
                mine["sharer"], me=mine["sharer"] == call.caller.email
            )
    return found


def _modified(row: Row) -> str:
    return str(row["modified"])
