"""Signing in, as the rest of Ritmiek meets it: an account becomes a session that is signed in."""

from collections.abc import Sequence
from typing import Any

from google.auth.transport.requests import AuthorizedSession, Request

from sync.wire.signing_in.account import Account
from sync.wire.signing_in.key_files import key_credentials
from sync.wire.signing_in.keyless import keyless_credentials
from sync.wire.signing_in.refused import (
    CredentialsAbsentError,
    CredentialsUnreadableError,
    NotAServiceAccountKeyError,
    SignInRefusedError,
)
from sync.wire.signing_in.scopes import DRIVE_FILE, GMAIL_SEND, require_allowed
from sync.wire.signing_in.towards import token_session
from sync.wire.signing_in.users import user_credentials

__all__ = [
    "DRIVE_FILE",
    "GMAIL_SEND",
    "Account",
    "CredentialsAbsentError",
    "CredentialsUnreadableError",
    "NotAServiceAccountKeyError",
    "SignInRefusedError",
    "open_session",
    "sign_in",
]

_WAYS = {
    "service_account": key_credentials,
    "delegated": key_credentials,
    "user": user_credentials,
    "keyless": keyless_credentials,
}


def sign_in(account: Account, scopes: Sequence[str] | None = None) -> Any:
    """The account's credentials with these scopes, or with those that forms and sheets need.

    The first call exchanges them for a token. Raises a SignInRefusedError, ScopeNotConfiguredError
    among them when the school does not allow a scope.
    """
    asked = tuple(account.scopes if scopes is None else scopes)
    require_allowed(asked, account.extra)
    return _WAYS[account.way](account, asked)


def open_session(account: Account, scopes: Sequence[str] | None = None) -> AuthorizedSession:
    """A session that signs in by itself; that of a local Workspace asks nothing of Google."""
    credentials = sign_in(account, scopes)
    # google-auth publishes no types.
    asking: Any = Request(token_session(account.address)) if account.address else None
    return AuthorizedSession(credentials, auth_request=asking)  # type: ignore[no-untyped-call]
