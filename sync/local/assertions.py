"""Signing in: a signed assertion of the service account is exchanged for an access token."""

from collections.abc import Mapping
from typing import Any

from google.auth import exceptions, jwt

from sync.local.call import Caller
from sync.local.discovery import documented_scopes
from sync.local.identity import LIFETIME, SERVICE_ACCOUNT, SERVICE_ACCOUNT_CLIENT, Identity

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
# google-auth signs for this audience whatever the token_uri of the key says.
GOOGLE_AUDIENCE = "https://oauth2.googleapis.com/token"
ALWAYS_GRANTED = frozenset(
    {
        "openid",
        "email",
        "profile",
        "https://www.googleapis.com/auth/userinfo.email",
        "https://www.googleapis.com/auth/userinfo.profile",
    }
)


class GrantRefusedError(Exception):
    """A sign-in that is refused, in the words of OAuth."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(f"{error}: {description}")
        self.body = {"error": error, "error_description": description}


def grant(identity: Identity, form: Mapping[str, str]) -> dict[str, Any]:
    """The answer of the token endpoint; `GrantRefusedError` when the assertion does not hold."""
    if form.get("grant_type") != GRANT_TYPE:
        raise GrantRefusedError(
            "unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}"
        )
    claims = _claims(identity, form.get("assertion", ""))
    scopes = _scopes(str(claims.get("scope") or ""))
    token = identity.issue(_caller(claims, scopes))
    return {"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"}


def _claims(identity: Identity, assertion: str) -> Mapping[str, Any]:
    if not assertion:
        raise GrantRefusedError("invalid_request", "Missing required parameter: assertion")
    try:
        unchecked: Mapping[str, Any] = jwt.decode(assertion, verify=False)  # type: ignore[no-untyped-call]
        issuer = unchecked.get("iss")
    except (exceptions.GoogleAuthError, ValueError, AttributeError) as fault:
        raise GrantRefusedError("invalid_grant", "Invalid JWT: Failed to parse.") from fault
    if issuer != SERVICE_ACCOUNT:
        raise GrantRefusedError("invalid_grant", "Invalid grant: account not found")
    claims = _verified(identity, assertion)
    if claims.get("aud") not in _audiences(identity):
        raise GrantRefusedError("invalid_grant", "Invalid JWT: the audience is not this server.")
    return claims


def _verified(identity: Identity, assertion: str) -> Mapping[str, Any]:
    try:
        claims: Mapping[str, Any] = jwt.decode(  # type: ignore[no-untyped-call]
            assertion, certs=identity.public_key, clock_skew_in_seconds=60
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


def _audiences(identity: Identity) -> set[str]:
    by_name = identity.token_uri.replace("//127.0.0.1:", "//localhost:")
    return {GOOGLE_AUDIENCE, identity.token_uri, by_name}


def _scopes(text: str) -> frozenset[str]:
    asked = frozenset(text.split())
    if not asked:
        raise GrantRefusedError("invalid_scope", "Empty or missing scope not allowed.")
    if unknown := sorted(asked - documented_scopes() - ALWAYS_GRANTED):
        raise GrantRefusedError("invalid_scope", f"{unknown[0]} is not a valid audience string.")
    return asked


def _caller(claims: Mapping[str, Any], scopes: frozenset[str]) -> Caller:
    subject = claims.get("sub") or SERVICE_ACCOUNT
    if not isinstance(subject, str) or subject.count("@") != 1 or subject.startswith("@"):
        raise GrantRefusedError("invalid_grant", "Invalid email or User ID")
    own = subject == SERVICE_ACCOUNT
    return Caller(subject, SERVICE_ACCOUNT_CLIENT, scopes, service_account=own)
