"""The page to sign in: by an address on this machine, by a signed link from elsewhere."""

from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sync.local.pages.admission import comes_from_elsewhere, refuse
from sync.local.pages.layout import SECURITY_HEADERS, render, workspace_of
from sync.local.pages.visitors import COOKIE, is_here, is_known, read_token, sign

MOST_BYTES = 10_000
NOT_KNOWN = "Met dit adres is hier niets gedeeld. Kijk of het klopt."
BY_LINK = "Vraag wie deze werkplek beheert om een link om aan te melden."
NOT_FROM_HERE = (
    403,
    "Aanmelden is niet gelukt",
    "Het verzoek kwam van een andere website. Meld je aan op de pagina van deze werkplek zelf.",
)
WRONG_LINK = (
    403,
    "Deze link klopt niet",
    "Misschien is hij niet helemaal overgenomen. Vraag om een nieuwe link.",
)


def sign_in_page(request: Request) -> Response:
    """The field for an address; a signed link signs in at once."""
    token = request.query_params.get(COOKIE)
    onward = _within(request.query_params.get("naar", "/"))
    if token is None:
        return render("sign_in.html", request, onward=onward, email="", problem="")
    if read_token(workspace_of(request).directory, token) is None:
        return refuse(request, *WRONG_LINK)
    return _signed_in(token, onward)


async def sign_in(request: Request) -> Response:
    """Sign somebody in by the address they typed."""
    return await run_in_threadpool(_sign_in, request, await _fields(request))


def _sign_in(request: Request, fields: dict[str, str]) -> Response:
    if comes_from_elsewhere(request):
        return refuse(request, *NOT_FROM_HERE, onward=("Naar aanmelden", "/aanmelden"))
    email = fields.get("email", "").strip().lower()
    onward = _within(fields.get("naar", "/"))
    workspace = workspace_of(request)
    # Elsewhere an address proves nothing; on this machine everything is open as it is.
    problem = "" if is_here(request) else BY_LINK
    problem = problem or ("" if is_known(workspace.store, email) else NOT_KNOWN)
    if problem:
        values = {"onward": onward, "email": email, "problem": problem}
        return render("sign_in.html", request, status_code=403, **values)
    return _signed_in(sign(workspace.directory, email), onward)


async def sign_out(request: Request) -> Response:
    """Forget who looks."""
    if comes_from_elsewhere(request):
        return RedirectResponse("/", 303)
    answer = RedirectResponse("/", 303, headers=SECURITY_HEADERS)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def _signed_in(token: str, onward: str) -> Response:
    answer = RedirectResponse(onward, 303, headers=SECURITY_HEADERS)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax")
    return answer


def _within(address: str) -> str:
    """An address on this site; anything else becomes the front page."""
    parts = urlsplit(address.replace("\\", "/"))
    inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    plain = address.isprintable() and not address.startswith("//")
    return address if inside and plain else "/"


async def _fields(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=100))


ROUTES = [
    Route("/aanmelden", sign_in_page, methods=["GET"]),
    Route("/aanmelden", sign_in, methods=["POST"]),
    Route("/afmelden", sign_out, methods=["POST"]),
]
