"""Uploads of media: alone, with metadata in one body, or in a session of several requests."""

import re
import secrets
import threading
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from sync.local.bodies import ContentTypeError, read_body, read_json
from sync.local.call import Upload
from sync.local.errors import GoogleError
from sync.local.wire import WireAnswer, WireRequest, split_multipart

MOST_SESSIONS = 100


@dataclass
class Session:
    """A resumable upload under way: the request that opened it, and what has arrived."""

    opened: WireRequest
    mime_type: str
    content: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True)
class Received:
    """What a request brought; with an `answer`, more is to come before the call can be handled."""

    metadata: object
    query: str
    media: Upload | None = None
    answer: WireAnswer | None = None


class Uploads:
    """The resumable sessions of one server; they do not survive it, as Google's expire."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()

    def receive(self, request: WireRequest) -> Received:
        """The upload, complete or with the answer that asks for the rest."""
        query = parse_qs(request.query)
        kind = query.get("uploadType", query.get("upload_protocol", [""]))[0]
        if "upload_id" in query:
            return self._continue(query["upload_id"][0], request)
        if kind in {"media", "raw"}:
            mime_type = request.content_type or "application/octet-stream"
            return Received({}, request.query, Upload(request.body, mime_type))
        if kind == "multipart":
            return _two_parts(request)
        if kind == "resumable":
            return self._open(request)
        raise GoogleError(400, f"Invalid upload type: {kind!r}.", reason="badRequest")

    def _open(self, request: WireRequest) -> Received:
        metadata = read_body(request)
        identifier = secrets.token_urlsafe(24)
        mime_type = request.headers.get("x-upload-content-type", "application/octet-stream")
        with self._lock:
            while len(self._sessions) >= MOST_SESSIONS:
                self._sessions.pop(next(iter(self._sessions)))
            self._sessions[identifier] = Session(request, mime_type)
        joined = "&".join(filter(None, [request.query, f"upload_id={identifier}"]))
        location = f"{self._base_url}{request.path}?{joined}"
        opened = {"location": location, "x-guploader-uploadid": identifier}
        return Received(metadata, request.query, answer=WireAnswer(200, headers=opened))

    def _continue(self, identifier: str, request: WireRequest) -> Received:
        with self._lock:
            session = self._sessions.get(identifier)
            if session is None:
                raise GoogleError(404, "Upload session not found.", reason="notFound")
            complete = _take(session, request)
            if complete:
                del self._sessions[identifier]
        opened = session.opened
        if not complete:
            return Received(read_body(opened), opened.query, answer=_resume(session))
        media = Upload(bytes(session.content), session.mime_type)
        return Received(read_body(opened), opened.query, media)


def _take(session: Session, request: WireRequest) -> bool:
    """Add what came to the session; whether that was all of it."""
    sent = request.headers.get("content-range")
    if sent is None:
        session.content[:] = request.body
        return True
    found = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)", sent.strip())
    if found is None:
        raise GoogleError(400, "Failed to parse Content-Range header.", reason="badRequest")
    if found[1] is not None:
        start, end = int(found[1]), int(found[2])
        if start != len(session.content) or end - start + 1 != len(request.body):
            raise GoogleError(400, "Invalid Content-Range for this upload.", reason="badRequest")
        session.content += request.body
    return found[3] == str(len(session.content))


def _resume(session: Session) -> WireAnswer:
    arrived = len(session.content)
    return WireAnswer(308, headers={"range": f"bytes=0-{arrived - 1}"} if arrived else {})


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
