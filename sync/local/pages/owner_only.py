"""Pages that show more than what was shared with somebody, and so are the owner's alone."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.pages.layout import render
from sync.local.pages.visitors import visitor_of

Page = Callable[[Request], Response]


def for_the_owner(routes: Sequence[Route]) -> list[Route]:
    """The same routes, closed to everybody but the owner of this machine."""
    return [
        Route(route.path, _closed(route.endpoint), methods=sorted(route.methods or ()))
        for route in routes
    ]


def not_allowed(request: Request, *, status_code: int = 403) -> Response:
    """The page that says that this was not shared."""
    sign_in = sign_in_address(request)
    return render("not_allowed.html", request, status_code=status_code, sign_in=sign_in)


def sign_in_address(request: Request) -> str:
    """Where to sign in, and then come back to this page."""
    return "/aanmelden?naar=" + quote(request.url.path, safe="/")


def _closed(page: Page) -> Page:
    def guarded(request: Request) -> Response:
        return page(request) if visitor_of(request).sees_everything else not_allowed(request)

    return guarded
