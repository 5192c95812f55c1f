"""`revisions.*`: the bytes that a file had before; a Workspace file has its newest state only."""

from sqlite3 import Row

from sync.local.call import Call, Json, Raw, carries
from sync.local.drive.access import asking_everything, reach
from sync.local.drive.contents.media import content_of, is_workspace_type, served_type
from sync.local.drive.errors import (
    FieldNotWritableError,
    InsufficientRoleError,
    NotDownloadableError,
    RevisionNotFoundError,
)
from sync.local.drive.links import export_links
from sync.local.drive.pages import cut
from sync.local.drive.people import describe_user
from sync.local.drive.resource import describe
from sync.local.errors import NotCarriedError
from sync.local.files.records import FOLDER, File

MOST_ON_A_PAGE = 1000
DEFAULTS = ("kind", "id", "mimeType", "modifiedTime")


@carries("drive.revisions.list")
def list_revisions(call: Call) -> Json:
    """The revisions of a file, oldest first."""
    file = _with_revisions(call)
    if is_workspace_type(file.mime_type):
        every = [_of_workspace_file(call, file)]
    else:
        every = [_describe(call, row) for row in _rows(call, file)]
    page, token = cut(call, every, 200, MOST_ON_A_PAGE)
    shown = [_shown(call, each) for each in page]
    return {"kind": "drive#revisionList", "revisions": shown, **token}


@carries("drive.revisions.get")
def get(call: Call) -> Json | Raw:
    """One revision, or its bytes with `alt=media`."""
    file, revision = _with_revisions(call), call.params["revisionId"]
    if is_workspace_type(file.mime_type):
        if call.params.get("alt") == "media":
            raise NotDownloadableError
        newest = _of_workspace_file(call, file)
        if revision not in {newest["id"], "head"}:
            raise RevisionNotFoundError(revision)
        return _shown(call, newest)
    row = _row(call, file, revision)
    if call.params.get("alt") != "media":
        return _shown(call, _describe(call, row))
    content = content_of(call.store, file.id) if row["content"] is None else row["content"]
    return Raw(bytes(content), served_type(row["mime_type"]))


@carries("drive.revisions.update")
def update(call: Call) -> Json:
    """Keep a revision for ever, or no longer."""
    file = reach(call, call.params["fileId"], "writer")
    if is_workspace_type(file.mime_type):
        raise NotCarriedError("drive.revisions.update of a Workspace file")
    row = _row(call, file, call.params["revisionId"])
    for field in sorted(set(call.body) - {"kind", "id", "keepForever"}):
        if field.startswith("publish"):
            raise NotCarriedError(f"drive.revisions.update with {field}")
        raise FieldNotWritableError
    keep = call.body.get("keepForever", bool(row["keep"]))
    call.store.write("UPDATE revisions SET keep = ? WHERE number = ?", (keep, row["number"]))
    return _shown(call, _describe(call, _row(call, file, row["id"])))


@carries("drive.revisions.delete")
def delete(call: Call) -> Json:
    """Forget a revision; the newest one cannot be."""
    file = reach(call, call.params["fileId"], "writer")
    if is_workspace_type(file.mime_type):
        raise InsufficientRoleError
    row = _row(call, file, call.params["revisionId"])
    if row["content"] is None:
        raise InsufficientRoleError
    call.store.write("DELETE FROM revisions WHERE number = ?", (row["number"],))
    return {}


def _with_revisions(call: Call) -> File:
    file = reach(call, call.params["fileId"])
    if file.mime_type == FOLDER:
        raise InsufficientRoleError
    return file


def _rows(call: Call, file: File) -> list[Row]:
    return call.store.rows("SELECT * FROM revisions WHERE file = ? ORDER BY number", (file.id,))


def _row(call: Call, file: File, revision: str) -> Row:
    for row in reversed(_rows(call, file)):
        if revision in {"head", row["id"]}:
            return row
    raise RevisionNotFoundError(revision)


def _describe(call: Call, row: Row) -> Json:
    return {
        "kind": "drive#revision",
        "id": row["id"],
        "mimeType": row["mime_type"],
        "modifiedTime": row["modified"],
        "keepForever": bool(row["keep"]),
        "published": False,
        "lastModifyingUser": describe_user(row["account"], me=row["account"] == call.caller.email),
        "originalFilename": row["name"],
        "md5Checksum": row["md5"],
        "size": str(row["size"]),
    }


def _of_workspace_file(call: Call, file: File) -> Json:
    whole = describe(asking_everything(call), file)
    return {
        "kind": "drive#revision",
        "id": str(file.version),
        "mimeType": file.mime_type,
        "modifiedTime": file.modified,
        "published": False,
        "lastModifyingUser": whole["lastModifyingUser"],
        **export_links(call.base_url, file),
    }


def _shown(call: Call, revision: Json) -> Json:
    if call.params.get("fields"):
        return revision
    return {key: revision[key] for key in DEFAULTS}
