"""Where calls to Google's APIs come in: from HTTP to a request, and from an answer to HTTP.

Calls go past the pages' router, which would cost each of them more than its own work.
"""

from collections.abc import Mapping
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from sync.local.calling.batch import BATCH_PATH, answer_batch
from sync.local.calling.connection import cut, decoded, packed, read_limited
from sync.local.calling.dispatch import Dispatcher, error_answer
from sync.local.errors import GoogleError
from sync.local.limits.faults import CutConnectionError
from sync.local.wire import WireAnswer, WireRequest

API_PATHS = ("/v4/", "/v1/forms", "/drive/v", "/gmail/v", "/upload/", "/resumable/", "/batch")
LARGEST_UPLOAD = 64 * 1024 * 1024
ALLOWED = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"


class Entrance:
    """Answers what is addressed to an API, and leaves the rest to the pages."""

    def __init__(self, pages: ASGIApp, dispatcher: Dispatcher, largest_json: int) -> None:
        self._pages = pages
        self._api = Api(dispatcher, largest_json)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        to_api = scope["type"] == "http" and scope["path"].startswith(API_PATHS)
        await (self._api if to_api else self._pages)(scope, receive, send)


class Api:
    """Google's APIs as a web application."""

    def __init__(self, dispatcher: Dispatcher, largest_json: int) -> None:
        self._dispatcher = dispatcher
        self._largest_json = largest_json

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        headers = {
            name.decode("latin-1"): text.decode("latin-1") for name, text in scope["headers"]
        }
        try:
            answer = await self._answered(scope, receive, headers)
        except CutConnectionError:
            await cut(scope["app"].state.cut, scope, receive)
            return
        if origin := headers.get("origin"):
            answer = replace(answer, headers={**answer.headers, **_cross_origin(origin)})
        await _send(answer, send)

    async def _answered(
        self, scope: Scope, receive: Receive, headers: Mapping[str, str]
    ) -> WireAnswer:
        verb = "GET" if scope["method"] == "HEAD" else scope["method"]
        if verb == "OPTIONS":
            return _preflight(headers)
        raw = scope.get("raw_path") or scope["path"].encode()
        path = raw.partition(b"?")[0].decode("ascii", "replace")
        limit = self._largest_json
        if path.startswith(("/upload/", "/resumable/")):
            limit = LARGEST_UPLOAD
        try:
            body = await read_limited(receive, limit)
            body = decoded(body, headers.get("content-encoding", ""), limit)
        except GoogleError as error:
            return error_answer(error, "drive")
        query = scope["query_string"].decode("ascii", "replace")
        request = WireRequest(verb, path, query, headers, body)
        return await run_in_threadpool(_answer, self._dispatcher, request)


def _answer(dispatcher: Dispatcher, request: WireRequest) -> WireAnswer:
    dispatcher.quotas.count_http()
    if BATCH_PATH.fullmatch(request.path):
        return answer_batch(dispatcher, request)
    return packed(dispatcher.answer(request), request.headers.get("accept-encoding", ""))


def _cross_origin(origin: str) -> dict[str, str]:
    # A page elsewhere may call with a token that it was given, as at Google; there is no cookie
    # that it could borrow.
    return {
        "access-control-allow-origin": origin,
        "access-control-expose-headers": "Content-Encoding,Content-Length,Content-Type,Date,"
        "Location,Range,X-GUploader-UploadID",
        "vary": "Origin,Accept-Encoding",
    }


def _preflight(headers: Mapping[str, str]) -> WireAnswer:
    asked = headers.get("access-control-request-headers", "")
    told = {"allow": ALLOWED, "access-control-allow-methods": ALLOWED}
    if asked.isprintable() and asked:
        told["access-control-allow-headers"] = asked
    return WireAnswer(200, headers={**told, "access-control-max-age": "3600"})


async def _send(answer: WireAnswer, send: Send) -> None:
    headers = [
        (name.encode("latin-1"), text.encode("latin-1", "replace"))
        for name, text in answer.headers.items()
    ]
    if answer.status != 204:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    start = {"type": "http.response.start", "status": answer.status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": answer.body})
