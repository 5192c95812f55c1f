"""The keys with which others check the tokens that the local Workspace signs."""

from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from starlette.responses import JSONResponse
from starlette.routing import Route

from sync.local.signing_in.assertions import TOKEN_PATHS
from sync.local.signing_in.identity import Identity
from sync.local.signing_in.scopes import SIGN_IN_SCOPES


def certificate_routes(identity: Identity) -> list[Route]:
    """The keys in both of Google's forms, and the page by which clients find everything."""
    number = str(identity.key["private_key_id"])
    known: dict[str, Any] = {
        "/oauth2/v1/certs": {number: identity.public_key.decode()},
        "/oauth2/v3/certs": {"keys": [_web_key(identity.public_key, number)]},
        "/.well-known/openid-configuration": _directions(identity.base_url),
    }
    return [_constant(path, value) for path, value in known.items()]


def _constant(path: str, value: object) -> Route:
    return Route(path, lambda _: JSONResponse(value))


def _web_key(pem: bytes, number: str) -> dict[str, str]:
    key = load_pem_public_key(pem)
    if not isinstance(key, RSAPublicKey):
        raise TypeError("the service-account key is an RSA key")
    numbers = key.public_numbers()
    shape = {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": number}
    return {**shape, "n": _written(numbers.n), "e": _written(numbers.e)}


def _written(value: int) -> str:
    content = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _directions(base_url: str) -> dict[str, Any]:
    return {
        "issuer": "https://accounts.google.com",
        "authorization_endpoint": f"{base_url}/o/oauth2/v2/auth",
        "token_endpoint": base_url + TOKEN_PATHS[0],
        "userinfo_endpoint": f"{base_url}/v1/userinfo",
        "revocation_endpoint": f"{base_url}/revoke",
        "jwks_uri": f"{base_url}/oauth2/v3/certs",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": sorted(SIGN_IN_SCOPES & {"openid", "email", "profile"}),
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": [
            "authorization_code",
            "refresh_token",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
        ],
    }
