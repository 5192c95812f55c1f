"""`comments.*`: remarks on a file. As at Google, what is asked for must be named in `fields`."""

import json
import secrets
from html import escape
from sqlite3 import Row

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach
from sync.local.drive.errors import (
    FieldsRequiredError,
    InsufficientRoleError,
    NotFoundOnFileError,
    RequiredFieldError,
)
from sync.local.drive.pages import cut
from sync.local.drive.people import describe_user
from sync.local.errors import NotCarriedError
from sync.local.files.records import File
from sync.local.store import declares, dump

MOST_ON_A_PAGE = 100

declares(
    # A reply is a remark that answers another one.
    """CREATE TABLE IF NOT EXISTS remarks (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        file TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, answers TEXT,
        author TEXT NOT NULL, content TEXT NOT NULL, created TEXT NOT NULL,
        modified TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
        resolved INTEGER NOT NULL DEFAULT 0, extra TEXT NOT NULL DEFAULT '{}')""",
    "CREATE INDEX IF NOT EXISTS remarks_by_file ON remarks (file, number)",
)


@carries("drive.comments.create")
def create(call: Call) -> Json:
    """A new remark on a file."""
    require_fields(call)
    file = reach(call, call.params["fileId"], "commenter")
    check_body(call, {"content", "anchor", "quotedFileContent"})
    if not call.body.get("content"):
        raise RequiredFieldError("content")
    kept = {key: call.body[key] for key in ("anchor", "quotedFileContent") if call.body.get(key)}
    return _describe(call, insert(call, file, None, call.body["content"], kept))


@carries("drive.comments.list")
def list_comments(call: Call) -> Json:
    """The remarks on a file, the latest changed first."""
    require_fields(call)
    file = reach(call, call.params["fileId"])
    since = call.params.get("startModifiedTime") or ""
    rows = call.store.rows(
        "SELECT * FROM remarks WHERE file = ? AND answers IS NULL AND modified >= ?"
        " AND (NOT deleted OR ?) ORDER BY modified DESC, number DESC",
        (file.id, since, bool(call.params.get("includeDeleted"))),
    )
    page, token = cut(call, rows, 20, MOST_ON_A_PAGE)
    return {
        "kind": "drive#commentList",
        "comments": [_describe(call, row) for row in page],
        **token,
    }


@carries("drive.comments.get")
def get(call: Call) -> Json:
    """One remark with its replies."""
    require_fields(call)
    file = reach(call, call.params["fileId"])
    return _describe(call, find(call, file, call.params["commentId"], None))


@carries("drive.comments.update")
def update(call: Call) -> Json:
    """Other words for a remark, by who wrote it."""
    require_fields(call)
    file = reach(call, call.params["fileId"], "commenter")
    row = find(call, file, call.params["commentId"], None)
    rewrite(call, row)
    return _describe(call, find(call, file, row["id"], None))


@carries("drive.comments.delete")
def delete(call: Call) -> Json:
    """Take a remark back; its place among the deleted ones stays."""
    file = reach(call, call.params["fileId"], "commenter")
    withdraw(call, find(call, file, call.params["commentId"], None))
    return {}


def require_fields(call: Call) -> None:
    """Refuse a call that does not say which fields it wants."""
    if not call.params.get("fields"):
        raise FieldsRequiredError


def check_body(call: Call, writable: set[str]) -> None:
    """Refuse by name what a remark cannot be given here."""
    for field in sorted(set(call.body) - writable - {"kind"}):
        raise NotCarriedError(f"{call.method} with {field}")


def insert(call: Call, file: File, answers: str | None, content: str, extra: Json) -> Row:
    """Keep a new remark."""
    identifier = "AAAA" + secrets.token_urlsafe(8)[:7]
    call.store.write(
        "INSERT INTO remarks (id, file, answers, author, content, created, modified, extra)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            identifier,
            file.id,
            answers,
            call.caller.email,
            content,
            call.timestamp,
            call.timestamp,
            dump(extra),
        ),
    )
    return find(call, file, identifier, answers)


def find(call: Call, file: File, identifier: str, answers: str | None) -> Row:
    """The remark with this id on this file; deleted ones when the call includes them."""
    row = call.store.row(
        "SELECT * FROM remarks WHERE id = ? AND file = ? AND answers IS ?",
        (identifier, file.id, answers),
    )
    if row is None or (row["deleted"] and not call.params.get("includeDeleted")):
        raise NotFoundOnFileError("Reply" if answers else "Comment", identifier)
    return row


def rewrite(call: Call, row: Row) -> None:
    """Other words, by the author alone."""
    check_body(call, {"content"})
    if not call.body.get("content"):
        raise RequiredFieldError("content")
    if row["author"] != call.caller.email:
        raise InsufficientRoleError
    call.store.write(
        "UPDATE remarks SET content = ?, modified = ? WHERE id = ?",
        (call.body["content"], call.timestamp, row["id"]),
    )


def withdraw(call: Call, row: Row) -> None:
    """Delete a remark, by its author or by who owns the file."""
    if row["author"] != call.caller.email:
        reach(call, call.params["fileId"], "organizer")
    call.store.write(
        "UPDATE remarks SET deleted = 1, modified = ? WHERE id = ?", (call.timestamp, row["id"])
    )


def describe_remark(call: Call, row: Row, kind: str) -> Json:
    """What comments and replies have in common; of a deleted one the words are gone."""
    found: Json = {
        "kind": f"drive#{kind}",
        "id": row["id"],
        "createdTime": row["created"],
        "modifiedTime": row["modified"],
        "author": describe_user(row["author"], me=row["author"] == call.caller.email),
        "deleted": bool(row["deleted"]),
    }
    if not row["deleted"]:
        found |= {"content": row["content"], "htmlContent": escape(row["content"], quote=False)}
        found |= json.loads(row["extra"])
    return found


def _describe(call: Call, row: Row) -> Json:
    replies = call.store.rows(
        "SELECT * FROM remarks WHERE answers = ? ORDER BY number", (row["id"],)
    )
    return {
        **describe_remark(call, row, "comment"),
        "resolved": bool(row["resolved"]),
        "replies": [describe_remark(call, each, "reply") for each in replies],
    }
