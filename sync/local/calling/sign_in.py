"""Google's addresses for signing in: tokens, consent, revocation, and who a token stands for."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sync.local.calling.connection import cut, read_limited, sent
from sync.local.calling.dispatch import Dispatcher, error_answer
from sync.local.calling.impersonation import impersonation_routes
from sync.local.errors import GoogleError
from sync.local.limits.faults import BadGatewayError, CutConnectionError, bad_gateway
from sync.local.pages.admission import comes_from_elsewhere
from sync.local.pages.layout import SECURITY_HEADERS, render
from sync.local.protocol.bodies import read_json
from sync.local.signing_in.accounts import OWNER
from sync.local.signing_in.assertions import TOKEN_PATHS, GrantRefusedError
from sync.local.signing_in.id_tokens import account_number, claims_of
from sync.local.signing_in.identity import Identity, Token, bearer
from sync.local.signing_in.oauth import Consents
from sync.local.signing_in.token_exchange import PATH as EXCHANGE_PATH
from sync.local.signing_in.token_exchange import exchanged
from sync.local.store import dump

LARGEST_GRANT = 64 * 1024
CONSENT_PATHS = ("/o/oauth2/v2/auth", "/o/oauth2/auth")
REVOKE_PATHS = ("/revoke", "/o/oauth2/revoke")
USER_PATHS = ("/oauth2/v1/userinfo", "/oauth2/v2/userinfo", "/oauth2/v3/userinfo", "/v1/userinfo")
TOKEN_INFO_PATHS = (
    *("/tokeninfo", "/oauth2/v1/tokeninfo", "/oauth2/v2/tokeninfo", "/oauth2/v3/tokeninfo"),
)
# The browser follows the answer to the client, which listens on this machine.
CONSENT_POLICY = SECURITY_HEADERS["Content-Security-Policy"].replace(
    "form-action 'self'", "form-action 'self' http://localhost:* http://127.0.0.1:* http://[::1]:*"
)

Form = dict[str, str]
Answering = Callable[[Request, Form], Response]


def sign_in_routes(dispatcher: Dispatcher) -> list[Route]:
    """Every address at which people and clients sign in."""
    desk = _Desk(dispatcher, Consents(dispatcher.identity))
    both = ["GET", "POST"]
    answers: list[tuple[tuple[str, ...], Answering, list[str]]] = [
        (TOKEN_PATHS, desk.token, ["POST"]),
        ((EXCHANGE_PATH,), desk.exchange, ["POST"]),
        (REVOKE_PATHS, desk.revoke, both),
        (TOKEN_INFO_PATHS, desk.token_info, both),
        (USER_PATHS, desk.user_info, both),
        (CONSENT_PATHS, desk.consent, both),
    ]
    routes = [
        Route(path, _endpoint(answer), methods=verbs)
        for paths, answer, verbs in answers
        for path in paths
    ]
    return [*routes, *impersonation_routes(dispatcher.identity)]


@dataclass(frozen=True)
class _Desk:
    """Where one signs in: what is answered at each of the addresses."""

    dispatcher: Dispatcher
    consents: Consents

    @property
    def identity(self) -> Identity:
        return self.dispatcher.identity

    def token(self, request: Request, form: Form) -> Response:
        with self.dispatcher.faults.around("token"):
            return JSONResponse(self.consents.exchange(form, request.headers), headers=_PRIVATE)

    def exchange(self, _: Request, form: Form) -> Response:
        with self.dispatcher.faults.around("token"):
            return JSONResponse(exchanged(self.identity, form), headers=_PRIVATE)

    def revoke(self, _: Request, form: Form) -> Response:
        if self.identity.revoke(form.get("token", "")):
            return JSONResponse({})
        raise GrantRefusedError("invalid_token", "Token expired or revoked")

    def token_info(self, request: Request, form: Form) -> Response:
        if "id_token" in form:
            return JSONResponse(_id_token_info(self.identity, form["id_token"]), headers=_PRIVATE)
        given = form.get("access_token") or bearer(request.headers)
        return JSONResponse(_token_info(self.identity.token(given)), headers=_PRIVATE)

    def user_info(self, request: Request, form: Form) -> Response:
        caller = self.identity.caller(bearer(request.headers) or form.get("access_token", ""))
        number = "id" if "/v2/" in request.url.path or "oauth2/v1" in request.url.path else "sub"
        verified = "verified_email" if number == "id" else "email_verified"
        told: dict[str, Any] = {number: account_number(caller.email)}
        if any(scope.endswith(("email", "openid")) for scope in caller.scopes):
            told |= {"email": caller.email, verified: True}
        return JSONResponse(told, headers=_PRIVATE)

    def consent(self, request: Request, form: Form) -> Response:
        return _consent(self.consents, request, form)


_PRIVATE = {"Cache-Control": "no-store"}


def _endpoint(answer: Answering) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            form = await _form(request)
            # Checking a signature and keeping the token are too slow for the event loop.
            return await run_in_threadpool(answer, request, form)
        except GrantRefusedError as fault:
            return JSONResponse(fault.body, status_code=fault.status)
        except BadGatewayError:
            return sent(bad_gateway())
        except GoogleError as error:
            return sent(error_answer(error, "oauth2"))
        except CutConnectionError:
            await cut(request.app.state.cut, request.scope, request.receive)
            return Response(status_code=500)

    return endpoint


async def _form(request: Request) -> Form:
    """What was sent, in the address and in the body, as a form or as JSON."""
    form = dict(request.query_params)
    if request.method != "POST":
        return form
    body = await read_limited(request.receive, LARGEST_GRANT)
    if "json" in request.headers.get("content-type", ""):
        given = read_json(body)
        found = given.items() if isinstance(given, dict) else ()
        return form | {str(key): str(value) for key, value in found}
    return form | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _id_token_info(identity: Identity, token: str) -> dict[str, str]:
    claims = claims_of(identity, token)
    if claims is None:
        raise GrantRefusedError("invalid_token", "Invalid Value")
    # All of it is told as text, truths too.
    told = {
        name: value if isinstance(value, str) else dump(value) for name, value in claims.items()
    }
    return {**told, "alg": "RS256", "kid": identity.key["private_key_id"], "typ": "JWT"}


def _token_info(found: Token | None) -> dict[str, Any]:
    left = int((found.expires or time.time() + 3600) - time.time()) if found else 0
    if found is None or left <= 0:
        raise GrantRefusedError("invalid_token", "Invalid Value")
    caller = found.caller
    told = {
        "azp": caller.client,
        "aud": caller.client,
        "sub": account_number(caller.email),
        "scope": " ".join(sorted(caller.scopes)),
        "exp": str(int(time.time()) + left),
        "expires_in": str(left),
        "access_type": "online" if caller.service_account else "offline",
    }
    if any(scope.endswith("email") for scope in caller.scopes):
        told |= {"email": caller.email, "email_verified": "true"}
    return told


def _consent(consents: Consents, request: Request, form: Form) -> Response:
    """The page that asks a person, and what follows from the answer."""
    try:
        if request.method == "POST":
            return _settled(consents, request, form)
        asked, word = consents.ask(form)
    except GrantRefusedError as fault:
        return render("consent_refused.html", request, status_code=fault.status, **fault.body)
    account, scopes = form.get("login_hint") or OWNER, sorted(asked.scopes)
    page = render("consent.html", request, word=word, scopes=scopes, account=account)
    page.headers["Content-Security-Policy"] = CONSENT_POLICY
    return page


def _settled(consents: Consents, request: Request, form: Form) -> Response:
    if comes_from_elsewhere(request):
        raise GrantRefusedError("access_denied", "The form came from another site.", 403)
    account, allowed = form.get("account", "").strip(), form.get("choice") == "allow"
    boxes = {name.removeprefix("scope:") for name in form if name.startswith("scope:")}
    ticked = frozenset(boxes) if "boxes" in form else None
    target = consents.settle(form.get("word", ""), account, allowed=allowed, ticked=ticked)
    return RedirectResponse(target, status_code=303, headers=_PRIVATE)
