"""Google Docs as far as Drive shows them: made empty or from plain text, and exported as that.

There is no Docs API here: a document holds its text, without any layout.
"""

from sync.local.call import Call
from sync.local.errors import NotCarriedError
from sync.local.files.records import File
from sync.local.store import Store, declares

DOCUMENT = "application/vnd.google-apps.document"
PLAIN = "text/plain"
# As at Google, exported text begins with a byte order mark and its lines end as on Windows.
MARK = "\ufeff"

declares(
    """CREATE TABLE IF NOT EXISTS documents (
        file TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE, text TEXT NOT NULL)"""
)


def write_document(call: Call, file: File, content: bytes = b"", mime_type: str = PLAIN) -> None:
    """Make this the text of a document."""
    if mime_type != PLAIN:
        raise NotCarriedError(f"{call.method} that converts {mime_type} to {DOCUMENT}")
    text = content.decode("utf-8-sig", "replace")
    _keep(call.store, file.id, "\n".join(text.splitlines()))


def copy_document(store: Store, source: str, target: str) -> None:
    """Give a new document the text of another."""
    _keep(store, target, _text(store, source))


def export_document(store: Store, file_id: str, mime_type: str) -> bytes:
    """The text of a document."""
    if mime_type != PLAIN:
        raise NotCarriedError(f"drive.files.export of {DOCUMENT} to {mime_type}")
    return (MARK + _text(store, file_id).replace("\n", "\r\n")).encode()


def _keep(store: Store, file_id: str, text: str) -> None:
    store.write(
        "INSERT INTO documents VALUES (?, ?) ON CONFLICT (file) DO UPDATE SET text = excluded.text",
        (file_id, text),
    )


def _text(store: Store, file_id: str) -> str:
    row = store.row("SELECT text FROM documents WHERE file = ?", (file_id,))
    return str(row["text"]) if row else ""
