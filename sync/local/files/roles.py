"""Who may see what: roles on a file, on the folders above it and on its shared drive."""

import json
import sqlite3
from hashlib import sha256

from sync.local.call import Caller
from sync.local.files.records import ROLES, File
from sync.local.store import Store

# Now, as the Workspace's clock has it, in the form in which the store keeps moments.
NOW = """strftime('%Y-%m-%dT%H:%M:%fZ', 'now',
    coalesce((SELECT offset FROM clock), 0) || ' seconds')"""

# A file and every folder above it, up to its drive.
UPWARDS = """WITH RECURSIVE up (id, parent, owner, drive, depth) AS (
    SELECT id, parent, owner, drive, 0 FROM files WHERE id = ?
    UNION ALL SELECT f.id, f.parent, f.owner, f.drive, up.depth + 1
    FROM files f JOIN up ON f.id = up.parent) """
OWNERS_ABOVE = UPWARDS + "SELECT id, owner, depth FROM up"  # noqa: S608 - both parts are constants
GRANTS_ABOVE = (
    UPWARDS  # noqa: S608 - all parts are constants
    + "SELECT p.*, up.depth FROM up JOIN permissions p ON p.file = up.id WHERE view = ''"  # noqa: S608
    f" AND coalesce(json_extract(p.extra, '$.expirationTime') > {NOW}, 1)"
)


def permission_id(kind: str, who: str, view: str = "") -> str:
    """The id of a permission: the same for one person, group or domain on every file."""
    if kind == "anyone":
        return "anyoneWithLink" + view.capitalize()
    digest = sha256(f"{kind}:{who.lower()}:{view}".encode()).hexdigest()
    return f"{int(digest, 16) % 10**20:020d}" + ("k" if kind == "domain" else "")


def visible(store: Store, file: File, caller: Caller) -> bool:
    """Whether the file exists for this caller at all."""
    return not hidden(file, caller) and role_of(store, file, caller) is not None


def hidden(file: File, caller: Caller) -> bool:
    """Whether `drive.file` keeps the file from this client; its shared drive it was handed."""
    if file.id == file.drive:
        return False
    return caller.sees_only_own_files and file.client != caller.client


def role_of(store: Store, file: File, caller: Caller, *, by_search: bool = False) -> str | None:
    """The strongest role of the caller on the file, its folders and its shared drive.

    Links that only who has them can follow give no role to somebody who searches.
    """
    found: list[str] = []
    if file.drive is None:
        owned = store.rows(OWNERS_ABOVE, (file.id,))
        mine = [row["depth"] for row in owned if row["owner"] == caller.email]
        found = ["writer" if depth else "owner" for depth in mine]
    granted = store.rows(GRANTS_ABOVE, (file.id,))
    found += [
        row["role"]
        for row in granted
        if concerns(row, caller.email) and not (by_search and _by_link(row))
    ]
    return max(found, key=ROLES.index, default=None)


def _by_link(permission: sqlite3.Row) -> bool:
    """Whether a permission is for whoever has the link."""
    widely = permission["type"] in {"anyone", "domain"}
    return widely and not json.loads(permission["extra"]).get("allowFileDiscovery")


def concerns(permission: sqlite3.Row, email: str) -> bool:
    """Whether a permission is for this account: by address, by domain or for anyone."""
    if permission["type"] == "anyone":
        return True
    if permission["type"] == "domain":
        return email.lower().endswith("@" + str(permission["domain"]).lower())
    return str(permission["email"]).lower() == email.lower()
