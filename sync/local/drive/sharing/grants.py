"""Who has access to a file: grants on the file itself, and those from its folders and its drive."""

import json
from dataclasses import dataclass
from sqlite3 import Row

from sync.local.call import Call, Json
from sync.local.files.records import ROLES, File
from sync.local.files.roles import GRANTS_ABOVE, OWNERS_ABOVE, permission_id
from sync.local.store import Store


@dataclass(frozen=True)
class Grant:
    """One permission as one file, folder or drive holds it."""

    id: str
    type: str
    role: str
    who: str
    view: str
    extra: str
    holder: str
    depth: int


def grants_of(store: Store, file: File) -> list[Grant]:
    """Every grant that reaches the file, nearest first; ownership of My Drive files included."""
    found = [_grant(row) for row in store.rows(GRANTS_ABOVE, (file.id,))]
    if file.drive is None:
        for row in store.rows(OWNERS_ABOVE, (file.id,)):
            role = "writer" if row["depth"] else "owner"
            ident = permission_id("user", row["owner"])
            found.append(
                Grant(ident, "user", role, row["owner"], "", "{}", row["id"], row["depth"])
            )
    return sorted(found, key=lambda grant: grant.depth)


def published_grants(store: Store, file: File) -> list[Grant]:
    """Who may answer the form; these hold for the form alone."""
    rows = store.rows(
        "SELECT *, 0 AS depth FROM permissions WHERE file = ? AND view = 'published'", (file.id,)
    )
    return [_grant(row) for row in rows]


def describe_grants(call: Call, file: File) -> list[Json]:
    """All permissions of a file, the published ones when the call asks for them."""
    grants = grants_of(call.store, file)
    if call.params.get("includePermissionsForView") == "published":
        grants += published_grants(call.store, file)
    together: dict[str, list[Grant]] = {}
    for grant in grants:
        together.setdefault(grant.id, []).append(grant)
    return [describe_grant(file, same) for same in together.values()]


def describe_grant(file: File, grants: list[Grant]) -> Json:
    """One permission of a file, from the grants that make it up."""
    strongest = max(grants, key=lambda grant: ROLES.index(grant.role))
    found: Json = {
        "kind": "drive#permission",
        "id": strongest.id,
        "type": strongest.type,
        "role": strongest.role,
    }
    details = [_detail(file, grant) for grant in grants]
    found["permissionDetails"] = details
    if file.drive:
        found["teamDrivePermissionDetails"] = _older(details)
    if strongest.type in {"user", "group"}:
        name = strongest.who.split("@", maxsplit=1)[0]
        found |= {"emailAddress": strongest.who, "displayName": name}
        found["deleted"] = False
    if strongest.type == "user" and not file.drive:
        found["pendingOwner"] = False
    if strongest.type == "domain":
        found |= {"domain": strongest.who, "displayName": strongest.who}
    if strongest.view:
        found["view"] = strongest.view
    extra: Json = json.loads(strongest.extra)
    return found | extra


def _detail(file: File, grant: Grant) -> Json:
    inherited = grant.depth > 0
    member = grant.role in {"organizer", "fileOrganizer"} or grant.holder == file.drive
    found: Json = {
        "permissionType": "member" if member else "file",
        "role": grant.role,
        "inherited": inherited,
    }
    if inherited and file.drive:
        found["inheritedFrom"] = grant.holder
    return found


def _older(details: list[Json]) -> list[Json]:
    """The same details by the name that shared drives used to have."""
    return [
        {("teamDrivePermissionType" if key == "permissionType" else key): value
         for key, value in detail.items()}
        for detail in details
    ]  # fmt: skip


def _grant(row: Row) -> Grant:
    return Grant(
        id=row["id"],
        type=row["type"],
        role=row["role"],
        who=row["email"] or row["domain"] or "",
        view=row["view"],
        extra=row["extra"],
        holder=row["file"],
        depth=row["depth"],
    )
