"""The bytes of ordinary files, with the bytes that they had before.

The newest bytes are in `media`; a revision keeps bytes of its own once it is no longer the newest.
"""

import re
import secrets
from hashlib import md5, sha1, sha256
from pathlib import PurePosixPath

from sync.local.call import Call, Json
from sync.local.files.making import find_file
from sync.local.files.records import File
from sync.local.store import Store, declares

WORKSPACE_TYPES = "application/vnd.google-apps."
MOST_REVISIONS = 200
SERVABLE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}(; ?[\w-]+=[\w.-]+)*", re.ASCII)

declares(
    """CREATE TABLE IF NOT EXISTS media (
        file TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE, content BLOB NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS revisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        file TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, id TEXT NOT NULL,
        modified TEXT NOT NULL, account TEXT NOT NULL, mime_type TEXT NOT NULL, name TEXT NOT NULL,
        size INTEGER NOT NULL, md5 TEXT NOT NULL, sha1 TEXT NOT NULL, sha256 TEXT NOT NULL,
        keep INTEGER NOT NULL DEFAULT 0, content BLOB)""",
    "CREATE INDEX IF NOT EXISTS revisions_by_file ON revisions (file, number)",
)


def is_workspace_type(mime_type: str) -> bool:
    """Whether files of this type are Google's own, without bytes."""
    return mime_type.startswith(WORKSPACE_TYPES)


def served_type(mime_type: str) -> str:
    """The type as a header can say it; a client may have named anything."""
    return mime_type if SERVABLE.fullmatch(mime_type) else "application/octet-stream"


def keep_content(
    call: Call, file: File, content: bytes, *, mime_type: str = "", keep: bool = False
) -> None:
    """Make these the bytes of the file; what it held becomes an older revision."""
    call.store.write(
        "UPDATE revisions SET content = (SELECT content FROM media WHERE file = revisions.file)"
        " WHERE file = ? AND content IS NULL",
        (file.id,),
    )
    call.store.write(
        "INSERT INTO media VALUES (?, ?)"
        " ON CONFLICT (file) DO UPDATE SET content = excluded.content",
        (file.id, content),
    )
    digests = [make(content, usedforsecurity=False).hexdigest() for make in (md5, sha1, sha256)]
    call.store.write(
        "INSERT INTO revisions (file, id, modified, account, mime_type, name, size, md5, sha1,"
        " sha256, keep) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file.id,
            "0B" + secrets.token_urlsafe(30),
            call.timestamp,
            call.caller.email,
            mime_type or file.mime_type,
            file.name,
            len(content),
            *digests,
            int(keep),
        ),
    )
    _forget_oldest(call.store, file.id)


def _forget_oldest(store: Store, file_id: str) -> None:
    store.write(
        "DELETE FROM revisions WHERE file = ? AND NOT keep AND number NOT IN"
        " (SELECT number FROM revisions WHERE file = ? ORDER BY number DESC LIMIT ?)",
        (file_id, file_id, MOST_REVISIONS),
    )


def content_of(store: Store, file_id: str) -> bytes:
    """The bytes of the file; empty when it was made without any."""
    row = store.row("SELECT content FROM media WHERE file = ?", (file_id,))
    return bytes(row["content"]) if row else b""


def describe_content(call: Call, file: File) -> Json:
    """The fields of a file resource that follow from its bytes."""
    head = call.store.row(
        "SELECT * FROM revisions WHERE file = ? ORDER BY number DESC LIMIT 1", (file.id,)
    )
    current = find_file(call.store, file.id) or file
    suffix = PurePosixPath(current.name).suffix.lstrip(".")
    found: Json = {
        "originalFilename": head["name"] if head else current.name,
        "fileExtension": suffix,
        "fullFileExtension": "".join(PurePosixPath(current.name).suffixes).lstrip("."),
        "webContentLink": f"{call.base_url}/drive/v3/files/{file.id}?alt=media",
    }
    if head is None:
        return found | {"size": "0", "quotaBytesUsed": "0"}
    return found | {
        "size": str(head["size"]),
        "quotaBytesUsed": str(head["size"]),
        "md5Checksum": head["md5"],
        "sha1Checksum": head["sha1"],
        "sha256Checksum": head["sha256"],
        "headRevisionId": head["id"],
    }
