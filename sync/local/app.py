"""The local Workspace as one web application: Google's APIs, sign-in, control, people's pages."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Lifespan, Receive, Scope, Send

import sync.local.drive.api
import sync.local.forms.api
import sync.local.gmail.api
import sync.local.sheets.api  # noqa: F401 - a handler module registers its handlers
from sync.local.calling.discovery_service import discovery_routes
from sync.local.calling.dispatch import Dispatcher
from sync.local.calling.entrance import Api, Entrance
from sync.local.calling.failures import Failures
from sync.local.calling.sign_in import sign_in_routes
from sync.local.calling.uploads import Uploads
from sync.local.control import control_routes
from sync.local.limits.faults import Faults, load_faults
from sync.local.limits.quotas import QuotaMode, Quotas
from sync.local.pages import ROUTES
from sync.local.pages.layout import not_found
from sync.local.signing_in.certificates import certificate_routes
from sync.local.signing_in.identity import Identity
from sync.local.workspace import Workspace

API_PREFIXES = ("/v1/", "/v4/", "/drive/", "/gmail/", "/upload/", "/batch", "/token", "/local/")
LARGEST_JSON = 10 * 1024 * 1024
LOOPBACK = ["127.0.0.1", "localhost"]
# Clients are redirected by a hosts file or a proxy too; no page elsewhere can have these names.
GOOGLE = ["googleapis.com", "*.googleapis.com", "accounts.google.com", "docs.google.com"]


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
        Uploads(workspace.base_url, workspace.store),
    )
    app = Starlette(
        routes=[
            *control_routes(dispatcher),
            *sign_in_routes(dispatcher),
            *certificate_routes(dispatcher.identity),
            *discovery_routes(),
            *ROUTES,
            Route("/{path:path}", _Elsewhere(Api(dispatcher, largest_json))),
        ],
        middleware=[
            Middleware(Failures),
            # A page elsewhere on the web must not reach the local Workspace under another name.
            Middleware(TrustedHostMiddleware, allowed_hosts=[*(hosts or LOOPBACK), *GOOGLE]),
            Middleware(Entrance, dispatcher=dispatcher, largest_json=largest_json),
        ],
        lifespan=lifespan,
    )
    app.state.workspace = workspace
    app.state.activities = dispatcher.activities
    app.state.identity = dispatcher.identity
    app.state.cut = None
    return app


class _Elsewhere:
    """An address that nothing answers to: a page for people, Google's 404 for programs."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        for_people = "text/html" in request.headers.get("accept", "")
        if for_people and not request.url.path.startswith(API_PREFIXES):
            await not_found(request, "Deze pagina is er niet")(scope, receive, send)
        else:
            await self._api(scope, receive, send)
