"""Id tokens: who somebody is, signed with the key that is published beside the tokens."""

import hashlib
import time
from collections.abc import Mapping
from typing import Any

from google.auth import crypt, exceptions, jwt

from sync.local.call import Caller
from sync.local.signing_in.accounts import SERVICE_ACCOUNT
from sync.local.signing_in.identity import LIFETIME, Identity

ISSUER = "https://accounts.google.com"


def account_number(email: str) -> str:
    """The number by which Google knows an account: the same one every time."""
    return "1" + str(int(hashlib.sha256(email.lower().encode()).hexdigest(), 16))[:20]


def signer_of(identity: Identity) -> crypt.RSASigner:
    """What signs with the key of this Workspace."""
    key = identity.key
    signer: crypt.RSASigner = crypt.RSASigner.from_string(key["private_key"], key["private_key_id"])  # type: ignore[no-untyped-call]
    return signer


def id_token_for(identity: Identity, caller: Caller) -> str:
    """The id token of somebody who let a client in."""
    return _signed(identity, caller.email, audience=caller.client, azp=caller.client)


def id_token_of_key(identity: Identity, audience: str, *, email: bool = True) -> str:
    """The id token of the service account, for a server of somebody's own."""
    return _signed(
        identity,
        SERVICE_ACCOUNT,
        audience=audience,
        azp=account_number(SERVICE_ACCOUNT),
        told=email,
    )


def claims_of(identity: Identity, token: str) -> Mapping[str, Any] | None:
    """What an id token of this Workspace says; nothing when it does not hold."""
    try:
        found: Mapping[str, Any] = jwt.decode(token, certs=identity.public_key)  # type: ignore[no-untyped-call]
    except (exceptions.GoogleAuthError, ValueError, TypeError, AttributeError):
        return None
    return found if found.get("iss") == ISSUER else None


def _signed(identity: Identity, email: str, *, audience: str, azp: str, told: bool = True) -> str:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "azp": azp,
        "aud": audience,
        "sub": account_number(email),
        "iat": now,
        "exp": now + LIFETIME,
    }
    if told:
        claims |= {"email": email, "email_verified": True}
    return str(jwt.encode(signer_of(identity), claims).decode())  # type: ignore[no-untyped-call]
