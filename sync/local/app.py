"""The local Workspace as one web application: Google's APIs, sign-in, control, people's pages."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Lifespan, Scope

import sync.local.drive.api
import sync.local.forms.api
import sync.local.gmail.api
import sync.local.sheets.api  # noqa: F401 - a handler module registers its handlers
from sync.local.assertions import GrantRefusedError, grant
from sync.local.batch import BATCH_PATH, answer_batch
from sync.local.bodies import TooLargeError
from sync.local.control import control_routes
from sync.local.dispatch import Dispatcher, error_answer
from sync.local.errors import GoogleError
from sync.local.failures import Failures
from sync.local.faults import BadGatewayError, CutConnectionError, Faults, bad_gateway, load_faults
from sync.local.identity import Identity
from sync.local.pages import ROUTES
from sync.local.quotas import QuotaMode, Quotas
from sync.local.uploads import Uploads
from sync.local.wire import WireAnswer, WireRequest
from sync.local.workspace import Workspace

VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
API_PREFIXES = ("/v1/", "/v4/", "/drive/", "/gmail/", "/upload/", "/batch", "/token", "/local/")
LARGEST_JSON = 10 * 1024 * 1024
LARGEST_UPLOAD = 64 * 1024 * 1024
LARGEST_GRANT = 64 * 1024
LOOPBACK = ["127.0.0.1", "localhost"]

Cut = Callable[[Scope], None]


def build_app(
    workspace: Workspace,
    *,
    quota: QuotaMode = "off",
    faults: Path | None = None,
    largest_json: int = LARGEST_JSON,
    hosts: list[str] | None = None,
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """The application of one Workspace; `hosts` are the names it may be reached by."""
    dispatcher = Dispatcher(
        workspace,
        Identity(workspace.store, workspace.base_url),
        Quotas(quota, workspace.clock.now),
        Faults(load_faults(faults) if faults else []),
        Uploads(workspace.base_url),
    )
    app = Starlette(
        routes=[
            *control_routes(dispatcher),
            _token_route(dispatcher),
            *ROUTES,
            _api_route(dispatcher, largest_json),
        ],
        middleware=[
            Middleware(Failures),
            # A page elsewhere on the web must not reach the local Workspace under another name.
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts or LOOPBACK),
        ],
        lifespan=lifespan,
    )
    app.state.workspace = workspace
    app.state.cut = None
    return app


def _token_route(dispatcher: Dispatcher) -> Route:
    def sign_in(form: dict[str, str]) -> Response:
        try:
            with dispatcher.faults.around("token"):
                return JSONResponse(grant(dispatcher.identity, form))
        except GrantRefusedError as fault:
            return JSONResponse(fault.body, status_code=400)
        except GoogleError as error:
            return _sent(error_answer(error, "drive"))
        except BadGatewayError:
            return _sent(bad_gateway())

    async def token(request: Request) -> Response:
        try:
            body = await _body(request, LARGEST_GRANT)
            # Checking a signature and keeping the token are too slow for the event loop.
            return await run_in_threadpool(
                sign_in, dict(parse_qsl(body.decode("utf-8", "replace")))
            )
        except TooLargeError as error:
            return _sent(error_answer(error, "drive"))
        except CutConnectionError:
            return await _cut(request)

    return Route("/token", token, methods=["POST"])


def _api_route(dispatcher: Dispatcher, largest_json: int) -> Route:
    async def api(request: Request) -> Response:
        path = request.scope.get("raw_path", request.url.path.encode()).decode("ascii", "replace")
        if _is_for_people(request, path):
            return HTMLResponse(NOT_FOUND_PAGE, status_code=404)
        upload = path.startswith("/upload/")
        try:
            body = await _body(request, LARGEST_UPLOAD if upload else largest_json)
        except TooLargeError as error:
            return _sent(error_answer(error, "drive"))
        query = request.scope["query_string"].decode("ascii", "replace")
        wire = WireRequest(request.method, path, query, dict(request.headers), body)
        try:
            return _sent(await run_in_threadpool(_answer, dispatcher, wire))
        except CutConnectionError:
            return await _cut(request)

    return Route("/{path:path}", api, methods=VERBS)


def _answer(dispatcher: Dispatcher, wire: WireRequest) -> WireAnswer:
    dispatcher.quotas.count_http()
    if BATCH_PATH.fullmatch(wire.path):
        return answer_batch(dispatcher, wire)
    return dispatcher.answer(wire)


async def _body(request: Request, limit: int) -> bytes:
    """The body; one that is too large is read to its end, so that the client hears the answer."""
    body, length = bytearray(), 0
    async for chunk in request.stream():
        length += len(chunk)
        if length <= limit:
            body += chunk
        elif length > limit + LARGEST_UPLOAD:
            break
    if length > limit:
        raise TooLargeError(limit)
    return bytes(body)


async def _cut(request: Request) -> Response:
    """Drop the connection; what is returned then goes nowhere."""
    cut: Cut | None = request.app.state.cut
    if cut is not None:
        cut(request.scope)
        while (await request.receive())["type"] != "http.disconnect":
            pass
    return Response(status_code=500)


def _sent(answer: WireAnswer) -> Response:
    return Response(answer.body, answer.status, dict(answer.headers))


def _is_for_people(request: Request, path: str) -> bool:
    wants_page = "text/html" in request.headers.get("accept", "")
    return wants_page and not path.startswith(API_PREFIXES)


NOT_FOUND_PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Niet gevonden</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/style.css"></head>
<body><main><h1>Deze pagina is er niet</h1>
<p>Misschien is het adres niet helemaal overgenomen.
<a href="/">Naar alles wat hier staat</a></p></main></body></html>
"""
