"""Signing in without a key: by this machine's own identity, and as a service account from there."""

import os
from pathlib import Path
from typing import Any

import google.auth
from google.auth import aws, identity_pool, impersonated_credentials
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError

from sync.wire.signing_in.account import Account
from sync.wire.signing_in.key_files import read_json
from sync.wire.signing_in.refusals import refusal_of
from sync.wire.signing_in.refused import (
    NothingToSignInWithError,
    NotKeylessError,
    SignInRefusedError,
)

PLATFORM = "https://www.googleapis.com/auth/cloud-platform"
ENVIRONMENT = "GOOGLE_APPLICATION_CREDENTIALS"
TYPE = "external_account"
WHAT = "the configuration of a workload identity"
AWS = "urn:ietf:params:aws:token-type:aws4_request"


class _LocalImpersonated(impersonated_credentials.Credentials):
    """Acts within a local Workspace, of which nothing leaves the machine."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def keyless_credentials(account: Account, scopes: tuple[str, ...]) -> Any:
    """This machine's own identity, or the service account that it may act as.

    Acting as a service account takes the scope of the platform for the machine's identity alone;
    what the service account gets is `scopes` and nothing more.
    """
    if account.impersonate is None:
        return _own_identity(account.credentials, scopes)
    source = _own_identity(account.credentials, (PLATFORM,))
    # google-auth publishes no types for its constructors.
    kind: Any = _LocalImpersonated if account.address else impersonated_credentials.Credentials
    return kind(source, account.impersonate, list(scopes), subject=account.subject)


def _own_identity(file: Path | None, scopes: tuple[str, ...]) -> Any:
    named = os.environ.get(ENVIRONMENT)
    if file is None and named and _is_identity(Path(named)):
        # google-auth would ask Google for the project too, which takes rights that nobody needs.
        file = Path(named)
    if file is None:
        return _from_machine(scopes)
    try:
        return _from_file(file, scopes)
    except (GoogleAuthError, ValueError, KeyError, TypeError, AttributeError):
        # A configuration may carry credentials of another cloud: nothing of it is shown.
        raise NotKeylessError(file) from None


def _from_machine(scopes: tuple[str, ...]) -> Any:
    try:
        credentials, _ = google.auth.default(scopes=list(scopes))
    except DefaultCredentialsError:
        raise NothingToSignInWithError from None
    except GoogleAuthError as error:
        raise refusal_of(error, "keyless") from None
    return credentials


def _is_identity(file: Path) -> bool:
    try:
        found = read_json(file, what=WHAT)
    except SignInRefusedError:
        return False
    return isinstance(found, dict) and found.get("type") == TYPE


def _from_file(file: Path, scopes: tuple[str, ...]) -> Any:
    """The kinds of identity that run no command of their own."""
    found = read_json(file, what=WHAT)
    if not isinstance(found, dict) or found.get("type") != TYPE:
        raise NotKeylessError(file)
    kind: Any = aws if found.get("subject_token_type") == AWS else identity_pool
    return kind.Credentials.from_info(found, scopes=list(scopes))
