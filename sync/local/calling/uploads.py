"""Uploads of media: alone, with metadata in one body, or in a session of several requests.

Sessions are kept in the store: they go on after a restart, and one whose last answer was lost
tells that answer again.
"""

import json
import re
import secrets
import time
from dataclasses import dataclass, replace
from sqlite3 import Row
from urllib.parse import parse_qs

from sync.local.call import Upload
from sync.local.errors import GoogleError
from sync.local.protocol.bodies import ContentTypeError, read_body, read_json
from sync.local.store import Store, declares, dump
from sync.local.wire import WireAnswer, WireRequest, split_multipart

LIFETIME = 7 * 24 * 3600
HTTP_PORT = 80
PORT = re.compile(r":\d+$")
LARGEST = 1024 * 1024 * 1024

declares(
    """CREATE TABLE IF NOT EXISTS upload_sessions (
        id TEXT PRIMARY KEY, verb TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL,
        headers TEXT NOT NULL, body BLOB NOT NULL, mime_type TEXT NOT NULL, opened REAL NOT NULL,
        status INTEGER, answer BLOB, answer_headers TEXT)""",
    """CREATE TABLE IF NOT EXISTS upload_chunks (
        session TEXT NOT NULL REFERENCES upload_sessions (id) ON DELETE CASCADE,
        start INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (session, start))""",
)


class UploadRangeError(GoogleError):
    """A Content-Range that cannot be read, or that does not follow on what arrived."""

    def __init__(self, message: str) -> None:
        super().__init__(400, message, reason="badRequest")


@dataclass(frozen=True)
class Received:
    """What a request brought; with an `answer`, there is no call to handle (yet, or any more)."""

    metadata: object
    query: str
    media: Upload | None = None
    answer: WireAnswer | None = None
    session: str | None = None


class Uploads:
    """The uploads of one server."""

    def __init__(self, base_url: str, store: Store) -> None:
        self._base_url = base_url
        self._store = store

    def receive(self, request: WireRequest) -> Received:
        """The upload, complete or with the answer that asks for the rest."""
        query = parse_qs(request.query)
        # Who names no type (aiogoogle) is understood by the content type.
        parts = request.content_type.startswith("multipart/")
        unnamed = ["multipart" if parts else "media"]
        kind = query.get("uploadType", query.get("upload_protocol", unnamed))[0]
        if "upload_id" in query:
            with self._store.transaction():
                return self._continue(query["upload_id"][0], request)
        if kind in {"media", "raw"}:
            mime_type = request.content_type or "application/octet-stream"
            return Received({}, request.query, Upload(request.body, mime_type))
        if kind == "multipart":
            return _two_parts(request)
        if kind == "resumable":
            with self._store.transaction():
                return self._open(request)
        raise GoogleError(400, f"Invalid upload type: {kind!r}.", reason="badRequest")

    def finish(self, received: Received, answer: WireAnswer) -> None:
        """Keep the answer of a session that is complete, and let go of its bytes."""
        if received.session is None:
            return
        with self._store.transaction():
            self._store.write(
                "UPDATE upload_sessions SET status = ?, answer = ?, answer_headers = ?"
                " WHERE id = ?",
                (answer.status, answer.body, dump(dict(answer.headers)), received.session),
            )
            self._store.write("DELETE FROM upload_chunks WHERE session = ?", (received.session,))

    def _open(self, request: WireRequest) -> Received:
        metadata = read_body(request)
        self._store.write("DELETE FROM upload_sessions WHERE opened < ?", (time.time() - LIFETIME,))
        identifier = secrets.token_urlsafe(24)
        mime_type = request.headers.get("x-upload-content-type", "application/octet-stream")
        kept = {"content-type": request.headers.get("content-type", "")}
        opened = (request.verb, request.path, request.query, dump(kept), request.body, mime_type)
        self._store.write(
            "INSERT INTO upload_sessions (id, verb, path, query, headers, body, mime_type, opened)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (identifier, *opened, time.time()),
        )
        joined = "&".join(filter(None, [request.query, f"upload_id={identifier}"]))
        location = f"{self._address(request)}{request.path}?{joined}"
        headers = {"location": location, "x-guploader-uploadid": identifier}
        return Received(metadata, request.query, answer=WireAnswer(200, headers=headers))

    def _address(self, request: WireRequest) -> str:
        """Where the client reached this server; the server takes no names but its own.

        A name without a port did not come here by itself: something that speaks TLS passed it on.
        """
        host = request.headers.get("host", "")
        if not host or self._base_url.endswith(f":{HTTP_PORT}"):
            return self._base_url
        return f"{'http' if PORT.search(host) else 'https'}://{host}"

    def _continue(self, identifier: str, request: WireRequest) -> Received:
        session = self._store.row("SELECT * FROM upload_sessions WHERE id = ?", (identifier,))
        if session is None:
            raise GoogleError(404, "Upload session not found.", reason="notFound")
        opened = _opened(session)
        begun = Received(read_body(opened), opened.query)
        if session["status"] is not None:
            headers = json.loads(session["answer_headers"])
            return replace(begun, answer=WireAnswer(session["status"], session["answer"], headers))
        if not self._take(identifier, request):
            return replace(begun, answer=self._resume(identifier))
        rows = self._store.rows(
            "SELECT content FROM upload_chunks WHERE session = ? ORDER BY start", (identifier,)
        )
        content = b"".join(row["content"] for row in rows)
        return replace(begun, media=Upload(content, session["mime_type"]), session=identifier)

    def _take(self, identifier: str, request: WireRequest) -> bool:
        """Add what came to the session; whether that was all of it."""
        sent = request.headers.get("content-range")
        if sent is None:
            self._store.write("DELETE FROM upload_chunks WHERE session = ?", (identifier,))
            self._add(identifier, 0, request.body)
            return True
        found = re.fullmatch(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)", sent.strip())
        if found is None:
            raise UploadRangeError("Failed to parse Content-Range header.")
        if found[1] is not None:
            arrived, start = self._arrived(identifier), int(found[1])
            if start > arrived or int(found[2]) - start + 1 != len(request.body):
                raise UploadRangeError("Invalid Content-Range for this upload.")
            # Bytes that arrived before may be sent again; only what follows them is new.
            self._add(identifier, arrived, request.body[arrived - start :])
        return found[3] == str(self._arrived(identifier))

    def _add(self, identifier: str, start: int, content: bytes) -> None:
        if start + len(content) > LARGEST:
            raise GoogleError(413, "The upload is too large.", reason="uploadTooLarge")
        if content:
            self._store.write(
                "INSERT INTO upload_chunks VALUES (?, ?, ?)", (identifier, start, content)
            )

    def _arrived(self, identifier: str) -> int:
        row = self._store.row(
            "SELECT coalesce(max(start + length(content)), 0) AS arrived FROM upload_chunks"
            " WHERE session = ?",
            (identifier,),
        )
        return int(row["arrived"]) if row else 0

    def _resume(self, identifier: str) -> WireAnswer:
        arrived = self._arrived(identifier)
        return WireAnswer(308, headers={"range": f"bytes=0-{arrived - 1}"} if arrived else {})


def _opened(session: Row) -> WireRequest:
    """The request that opened a session."""
    headers = json.loads(session["headers"])
    return WireRequest(session["verb"], session["path"], session["query"], headers, session["body"])


def _two_parts(request: WireRequest) -> Received:
    if not request.content_type.startswith("multipart/"):
        raise ContentTypeError(request.content_type)
    parts = split_multipart(request.headers.get("content-type", ""), request.body)
    if len(parts) != 2:
        raise GoogleError(
            400, "Malformed multipart body: metadata and media are expected.", reason="badContent"
        )
    metadata, media = parts
    mime_type = media.headers.get("content-type", "application/octet-stream")
    content = read_json(metadata.content) if metadata.content.strip() else {}
    upload = Upload(media.content, mime_type.partition(";")[0].strip())
    return Received(content, request.query, upload)
