"""A person who signed in before: what they allowed becomes an access token, time after time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import requests
from google.oauth2.credentials import Credentials

from sync.errors import GoogleUnreachableError, WorkspaceNotRunningError
from sync.wire.signing_in.account import Account
from sync.wire.signing_in.clients import REVOKE, read_client
from sync.wire.signing_in.refused import LoginNeededError, RefusedByGoogleError
from sync.wire.signing_in.scopes import ScopesLackingError
from sync.wire.signing_in.tokens import TokenPlace, UserToken
from sync.wire.signing_in.towards import TIMEOUT, token_session


class Consented(Credentials):
    """Refreshes with the scopes that are needed and no others, however many were granted."""

    def __init__(self, *given: Any, keep: Callable[[str], None], **more: Any) -> None:
        super().__init__(*given, **more)  # type: ignore[no-untyped-call]
        self._keep = keep

    def refresh(self, request: Any) -> None:
        """A new access token; a refresh token that Google changed along with it is kept."""
        before = self.refresh_token
        super().refresh(request)  # type: ignore[no-untyped-call]
        granted = set(self.granted_scopes or self.scopes)
        if lacking := set(self.scopes) - granted:
            raise ScopesLackingError(lacking)
        if self.refresh_token != before:
            self._keep(str(self.refresh_token))


def user_credentials(account: Account, scopes: tuple[str, ...]) -> Consented:
    """The credentials of the person who signed in; LoginNeededError when nobody did."""
    client = read_client(account)
    place = place_of(account)
    token = place.read()
    if token is None:
        raise LoginNeededError("Nobody is signed in")
    if token.client_id != client.client_id:
        raise LoginNeededError("The sign-in that was kept is that of another client")
    if lacking := set(scopes) - set(token.scopes):
        raise ScopesLackingError(lacking)

    def keep(refresh_token: str) -> None:
        place.keep(replace(token, refresh_token=refresh_token))

    return Consented(
        None,
        refresh_token=token.refresh_token,
        client_id=client.client_id,
        client_secret=client.client_secret,
        token_uri=client.token_uri,
        scopes=list(scopes),
        keep=keep,
    )


def place_of(account: Account) -> TokenPlace:
    """Where the sign-in of an account is kept."""
    if account.token is None:
        raise LoginNeededError("No place is named where a sign-in is kept")
    return account.token


def sign_out(account: Account) -> UserToken | None:
    """End what a person allowed, at Google and here; what was ended, or nothing when nobody was.

    The sign-in stays when Google cannot be reached, so that it can still be ended.
    """
    place = place_of(account)
    token = place.read()
    if token is None:
        return None
    _revoke(account, token)
    place.forget()
    return token


def _revoke(account: Account, token: UserToken) -> None:
    try:
        with token_session(account.address) as session:
            answer = session.post(REVOKE, data={"token": token.refresh_token}, timeout=TIMEOUT)
    except requests.RequestException:
        # The error holds the request, and the request the token.
        if account.address:
            raise WorkspaceNotRunningError(account.address) from None
        raise GoogleUnreachableError("oauth2.revoke") from None
    # Google answers 400 for a token that was ended already, which is what was wanted.
    if answer.status_code not in (200, 400):
        raise RefusedByGoogleError(f"revoking gave {answer.status_code}", "run it again later")
