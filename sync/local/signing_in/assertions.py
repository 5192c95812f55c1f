"""Signing in as the service account: a signed assertion is checked, and becomes a caller."""

from collections.abc import Mapping
from typing import Any

from google.auth import exceptions, jwt

from sync.local.call import Caller
from sync.local.protocol.discovery import Method, documented_scopes
from sync.local.signing_in.accounts import (
    SERVICE_ACCOUNT,
    SERVICE_ACCOUNT_CLIENT,
    CredentialsFileError,
)
from sync.local.signing_in.identity import LIFETIME, Identity
from sync.local.signing_in.refusals import InvalidTokenError
from sync.local.signing_in.scopes import delegated_scopes, is_scope

# google-auth signs for Google's own address whatever the token_uri of the key says.
GOOGLE_AUDIENCES = frozenset(
    {
        "https://oauth2.googleapis.com/token",
        "https://accounts.google.com/o/oauth2/token",
        "https://www.googleapis.com/oauth2/v4/token",
        "https://www.googleapis.com/oauth2/v3/token",
    }
)
SKEW_SECONDS = 60


class GrantRefusedError(Exception):
    """A sign-in that is refused, in the words of OAuth."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(f"{error}: {description}")
        self.status = status
        self.body = {"error": error, "error_description": description}


def caller_of_assertion(identity: Identity, assertion: str) -> Caller:
    """Whom an assertion signs in; `GrantRefusedError` when it does not hold."""
    claims = _meant_for_us(identity, assertion)
    scopes = read_scopes(str(claims.get("scope") or ""))
    subject = claims.get("sub") or SERVICE_ACCOUNT
    if not isinstance(subject, str) or not is_address(subject):
        raise GrantRefusedError("invalid_grant", "Invalid email or User ID")
    if subject == SERVICE_ACCOUNT:
        return Caller(subject, SERVICE_ACCOUNT_CLIENT, scopes, service_account=True)
    _check_delegation(identity, scopes)
    return Caller(subject, SERVICE_ACCOUNT_CLIENT, scopes, service_account=False)


def audience_of_assertion(identity: Identity, assertion: str) -> str:
    """For whom the service account asks an id token; nobody when it asks an access token."""
    return str(_meant_for_us(identity, assertion).get("target_audience") or "")


def self_signed(identity: Identity, token: str, method: Method) -> Caller:
    """The service account by a token that it signed itself, for one service or some scopes."""
    try:
        claims = _claims(identity, token)
    except GrantRefusedError as fault:
        raise InvalidTokenError(expired=False) from fault
    scopes = frozenset(str(claims.get("scope") or "").split())
    if not scopes:
        if claims.get("aud") != f"https://{method.service}.googleapis.com/":
            raise InvalidTokenError(expired=False)
        scopes = documented_scopes()
    return Caller(SERVICE_ACCOUNT, SERVICE_ACCOUNT_CLIENT, scopes, service_account=True)


def read_scopes(text: str) -> frozenset[str]:
    """The scopes that are asked for, all of them known."""
    asked = frozenset(text.split())
    if not asked:
        raise GrantRefusedError("invalid_scope", "Empty or missing scope not allowed.")
    if unknown := sorted(scope for scope in asked if not is_scope(scope)):
        raise GrantRefusedError("invalid_scope", f"{unknown[0]} is not a valid audience string.")
    return asked


def is_address(text: str) -> bool:
    """Whether it can be the address of an account."""
    return text.count("@") == 1 and not text.startswith("@") and not any(map(str.isspace, text))


def _meant_for_us(identity: Identity, assertion: str) -> Mapping[str, Any]:
    if not assertion:
        raise GrantRefusedError("invalid_request", "Missing required parameter: assertion")
    claims = _claims(identity, assertion)
    if claims.get("aud") not in _audiences(identity):
        raise GrantRefusedError("invalid_grant", "Invalid JWT: the audience is not this server.")
    return claims


def _claims(identity: Identity, assertion: str) -> Mapping[str, Any]:
    try:
        unchecked: Mapping[str, Any] = jwt.decode(assertion, verify=False)  # type: ignore[no-untyped-call]
        issuer = unchecked.get("iss")
    except (exceptions.GoogleAuthError, ValueError, AttributeError) as fault:
        raise GrantRefusedError("invalid_grant", "Invalid JWT: Failed to parse.") from fault
    if issuer != SERVICE_ACCOUNT:
        raise GrantRefusedError("invalid_grant", "Invalid grant: account not found")
    return _verified(identity, assertion)


def _verified(identity: Identity, assertion: str) -> Mapping[str, Any]:
    try:
        claims: Mapping[str, Any] = jwt.decode(  # type: ignore[no-untyped-call]
            assertion, certs=identity.public_key, clock_skew_in_seconds=SKEW_SECONDS
        )
    except (exceptions.GoogleAuthError, ValueError, TypeError) as fault:
        if "signature" in str(fault).lower():
            raise GrantRefusedError("invalid_grant", "Invalid JWT Signature.") from fault
        raise GrantRefusedError("invalid_grant", _TIMEFRAME) from fault
    if claims["exp"] - claims["iat"] > LIFETIME:
        raise GrantRefusedError("invalid_grant", _TIMEFRAME)
    return claims


_TIMEFRAME = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


def _audiences(identity: Identity) -> frozenset[str]:
    bases = {identity.base_url, identity.base_url.replace("//127.0.0.1:", "//localhost:")}
    return GOOGLE_AUDIENCES | {base + path for base in bases for path in TOKEN_PATHS}


# Where Google has had its token endpoint over the years; clients still use them all.
TOKEN_PATHS = (
    "/token",
    "/o/oauth2/token",
    "/o/oauth2/v2/token",
    "/oauth2/v3/token",
    "/oauth2/v4/token",
)


def _check_delegation(identity: Identity, scopes: frozenset[str]) -> None:
    try:
        allowed = delegated_scopes(identity.directory, SERVICE_ACCOUNT_CLIENT)
    except CredentialsFileError:
        allowed = frozenset()
    if not scopes <= allowed:
        raise GrantRefusedError(
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or client not "
            "authorized for any of the scopes requested.",
            401,
        )
