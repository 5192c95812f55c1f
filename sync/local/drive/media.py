"""The bytes of ordinary files: everything that is no Google Workspace file."""

from hashlib import md5

from sync.local.call import Call, Json
from sync.local.store import Store, declares

WORKSPACE_TYPES = "application/vnd.google-apps."

declares(
    """CREATE TABLE IF NOT EXISTS media (
        file TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE, content BLOB NOT NULL)""",
)


def is_workspace_type(mime_type: str) -> bool:
    """Whether files of this type are Google's own, without bytes."""
    return mime_type.startswith(WORKSPACE_TYPES)


def keep_content(call: Call, file_id: str, content: bytes) -> None:
    """Make these the bytes of the file."""
    call.store.write(
        "INSERT INTO media VALUES (?, ?)"
        " ON CONFLICT (file) DO UPDATE SET content = excluded.content",
        (file_id, content),
    )


def content_of(store: Store, file_id: str) -> bytes:
    """The bytes of the file; empty when it was made without any."""
    row = store.row("SELECT content FROM media WHERE file = ?", (file_id,))
    return bytes(row["content"]) if row else b""


def describe_content(store: Store, file_id: str) -> Json:
    """The fields of a file resource that follow from its bytes."""
    content = content_of(store, file_id)
    return {
        "size": str(len(content)),
        "md5Checksum": md5(content, usedforsecurity=False).hexdigest(),
    }
