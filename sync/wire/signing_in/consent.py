"""Asking a person: their browser shows Google's page, and its answer comes back to this machine.

As RFC 8252 and RFC 7636 describe it: a loopback address on a free port, a state that nobody can
guess, and a proof (PKCE) that the code goes to who asked for it.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import requests
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2 import OAuth2Error

from sync.errors import GoogleUnreachableError, WorkspaceNotRunningError
from sync.wire.signing_in.account import Account
from sync.wire.signing_in.clients import Client, read_client
from sync.wire.signing_in.loopback import Listener
from sync.wire.signing_in.refused import RefusedByGoogleError, SignInRefusedError
from sync.wire.signing_in.scopes import ScopesLackingError, require_allowed
from sync.wire.signing_in.tokens import UserToken
from sync.wire.signing_in.towards import TIMEOUT, found_at, lead
from sync.wire.signing_in.users import place_of

Show = Callable[[str], None]

for _talkative in ("oauthlib", "requests_oauthlib"):
    # Whoever asks for every log would find codes and tokens in theirs.
    logging.getLogger(_talkative).setLevel(logging.WARNING)


class ConsentDeniedError(SignInRefusedError):
    """The person said no, or Google's page did."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Nobody was signed in: the page answered {why}; run it again and allow it, or ask the"
            " administrator to trust this app: ritmiek login"
        )


def log_in(
    account: Account,
    scopes: Sequence[str],
    show: Show,
    *,
    port: int = 0,
    seconds: float = 300.0,
) -> UserToken:
    """Ask a person to allow these scopes, and keep what they allowed.

    `show` is given the address of the page to open. Raises a SignInRefusedError when it was not
    allowed, not wholly allowed, or not answered within so many seconds.
    """
    require_allowed(scopes, account.extra)
    client = read_client(account)
    place = place_of(account)
    with Listener(port) as listener:
        flow = _flow(account, client, scopes, listener.address)
        address, state = flow.authorization_url(prompt="consent")
        show(found_at(account.address, address))
        answer = listener.wait(state, seconds)
    if "code" not in answer:
        raise ConsentDeniedError(_word(answer.get("error", "nothing")))
    token = _redeem(account, flow, answer["code"], scopes)
    place.keep(token)
    return token


def _flow(account: Account, client: Client, scopes: Sequence[str], back: str) -> Any:
    flow = Flow.from_client_config(client.configuration(), list(scopes), redirect_uri=back)
    lead(flow.oauth2session, account.address)
    return flow


def _redeem(account: Account, flow: Any, code: str, scopes: Sequence[str]) -> UserToken:
    try:
        found = flow.fetch_token(code=code, timeout=TIMEOUT)
    except Warning as warning:
        # So oauthlib says that other scopes were granted than were asked for. More is no harm:
        # every later refresh asks for what is needed only.
        found = getattr(warning, "token", {})
    except OAuth2Error as error:
        raise RefusedByGoogleError(_word(error.error), "run it again: ritmiek login") from None
    except (requests.RequestException, ValueError):
        if account.address:
            raise WorkspaceNotRunningError(account.address) from None
        raise GoogleUnreachableError("oauth2.token") from None
    return _token(flow, found, scopes)


def _token(flow: Any, found: dict[str, Any], scopes: Sequence[str]) -> UserToken:
    granted = found.get("scope") or list(scopes)
    if lacking := set(scopes) - set(granted.split() if isinstance(granted, str) else granted):
        raise ScopesLackingError(lacking)
    refresh = str(found.get("refresh_token") or "")
    if not refresh:
        raise RefusedByGoogleError("no refresh token came along", "run it again: ritmiek login")
    today = datetime.now(UTC).date()
    return UserToken(flow.client_config["client_id"], refresh, tuple(scopes), today)


def _word(code: object) -> str:
    """OAuth's word for a refusal; anything else in its place is not repeated."""
    word = str(code)
    return word if word.replace("_", "").isalpha() and len(word) <= 40 else "something unknown"
