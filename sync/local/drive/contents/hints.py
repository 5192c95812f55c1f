"""What a client says about bytes that Drive cannot read: text to search, and a picture.

Both can only be written. The picture itself is shown nowhere here.
"""

import base64
import binascii
from typing import Any

from sync.local.call import Call, Json
from sync.local.drive.errors import FieldNotWritableError, InvalidValueError
from sync.local.store import Store, declares

LONGEST_TEXT = 128 * 1024
LARGEST_PICTURE = 2 * 1024 * 1024
PICTURES = ("image/png", "image/gif", "image/jpeg")

declares(
    """CREATE TABLE IF NOT EXISTS content_hints (
        file TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        text TEXT NOT NULL DEFAULT '', thumbnails INTEGER NOT NULL DEFAULT 0)"""
)


def keep_hints(call: Call, file_id: str) -> None:
    """Keep what the body says about the contents; what it leaves out stays."""
    hints: Json = call.body.get("contentHints") or {}
    if not hints:
        return
    call.store.write("INSERT OR IGNORE INTO content_hints (file) VALUES (?)", (file_id,))
    if "indexableText" in hints:
        text = hints["indexableText"] or ""
        if len(text.encode()) > LONGEST_TEXT:
            raise InvalidValueError("contentHints.indexableText")
        call.store.write("UPDATE content_hints SET text = ? WHERE file = ?", (text, file_id))
    if hints.get("thumbnail"):
        _check_picture(hints["thumbnail"])
        newer = "UPDATE content_hints SET thumbnails = thumbnails + 1 WHERE file = ?"
        call.store.write(newer, (file_id,))


def describe_thumbnail(store: Store, file_id: str) -> Json:
    """Whether the file has a picture, and how often it got one."""
    row = store.row("SELECT thumbnails FROM content_hints WHERE file = ?", (file_id,))
    count = row["thumbnails"] if row else 0
    return {"hasThumbnail": count > 0, "thumbnailVersion": str(count)}


def _check_picture(thumbnail: dict[str, Any]) -> None:
    if set(thumbnail) - {"image", "mimeType"}:
        raise FieldNotWritableError
    image = str(thumbnail.get("image") or "")
    try:
        size = len(base64.urlsafe_b64decode(image + "=" * (-len(image) % 4)))
    except (binascii.Error, ValueError):
        raise InvalidValueError("contentHints.thumbnail.image") from None
    if not 0 < size <= LARGEST_PICTURE:
        raise InvalidValueError("contentHints.thumbnail.image")
    if thumbnail.get("mimeType") not in PICTURES:
        raise InvalidValueError("contentHints.thumbnail.mimeType")
