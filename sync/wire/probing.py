"""Trying the door: whether a sign-in works, and what time it is on the other side."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import Request

from sync.errors import GoogleUnreachableError, SyncError, WorkspaceNotRunningError
from sync.wire.credentials import Account, sign_in
from sync.wire.signing_in.refusals import refusal_of
from sync.wire.signing_in.towards import TIMEOUT, found_at, token_session

GOOGLE = "https://www.googleapis.com/drive/v3/about"


def try_sign_in(account: Account, scopes: Sequence[str] | None = None) -> None:
    """Exchange the credentials for a token; a SyncError says why that was refused."""
    credentials = sign_in(account, scopes)
    asking = Request(token_session(account.address))
    try:
        credentials.refresh(asking)
    except TransportError:
        raise _unreachable(account) from None
    except GoogleAuthError as error:
        # What refused the sign-in may hold a token: it is not to be shown as the cause.
        raise refusal_of(error, account.way) from None


def moment_there(account: Account) -> datetime | None:
    """The moment by the clock of Google, or of the local Workspace; None when it tells none.

    Nobody needs to be signed in: a refusal has a date too. Raises a SyncError without an answer.
    """
    try:
        with token_session(account.address) as session:
            answer = session.head(found_at(account.address, GOOGLE), timeout=TIMEOUT)
    except requests.RequestException:
        raise _unreachable(account) from None
    try:
        return parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None


def _unreachable(account: Account) -> SyncError:
    if account.address:
        return WorkspaceNotRunningError(account.address)
    return GoogleUnreachableError("oauth2.token")
