"""OAuth for people: consent becomes a code, a code becomes tokens, tokens are refreshed."""

import hashlib
import secrets
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

from sync.local.call import Caller
from sync.local.signing_in.accounts import OWNER_CLIENT
from sync.local.signing_in.assertions import (
    GrantRefusedError,
    audience_of_assertion,
    caller_of_assertion,
    is_address,
    read_scopes,
)
from sync.local.signing_in.id_tokens import id_token_for, id_token_of_key
from sync.local.signing_in.identity import LIFETIME, Identity

JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
CODE_SECONDS = 600
MOST_WAITING = 1000
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Asked:
    """What a client asks of a person, and where the answer is to go."""

    redirect_uri: str
    scopes: frozenset[str]
    state: str | None
    offline: bool
    challenge: str | None
    challenge_method: str

    def answer(self, **values: str) -> str:
        """The address to which the person is sent back."""
        told = {**values, **({"state": self.state} if self.state is not None else {})}
        mark = "&" if urlsplit(self.redirect_uri).query else "?"
        return f"{self.redirect_uri}{mark}{urlencode(told)}"


@dataclass
class _Waiting:
    """Things that are used once, and only for a while."""

    kept: dict[str, tuple[float, Any]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def put(self, prefix: str, value: object) -> str:
        key = prefix + secrets.token_urlsafe(32)
        with self.lock:
            while len(self.kept) >= MOST_WAITING:
                self.kept.pop(next(iter(self.kept)))
            self.kept[key] = (time.monotonic() + CODE_SECONDS, value)
        return key

    def take(self, key: str) -> Any:
        with self.lock:
            until, value = self.kept.pop(key, (0.0, None))
        return value if until > time.monotonic() else None


class Consents:
    """The consents under way on one server."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self._asked = _Waiting()
        self._codes = _Waiting()

    def ask(self, query: Mapping[str, str]) -> tuple[Asked, str]:
        """What is asked, and the word that the page sends back; `GrantRefusedError` otherwise."""
        asked = read_asked(query)
        return asked, self._asked.put("", asked)

    def settle(
        self, word: str, account: str, *, allowed: bool, ticked: frozenset[str] | None = None
    ) -> str:
        """Where the person goes next, with a code or with a refusal.

        `ticked` are the scopes that were allowed where each had a box of its own.
        """
        asked: Asked | None = self._asked.take(word)
        if asked is None:
            raise GrantRefusedError("invalid_request", "This consent page was used or is too old.")
        if ticked is not None:
            asked = replace(asked, scopes=asked.scopes & ticked)
        if not allowed or not asked.scopes:
            return asked.answer(error="access_denied")
        if not is_address(account):
            raise GrantRefusedError("invalid_request", "The account must be an e-mail address.")
        caller = Caller(account, OWNER_CLIENT, asked.scopes, service_account=False)
        code = self._codes.put("4/0A", (asked, caller))
        return asked.answer(code=code, scope=" ".join(sorted(asked.scopes)))

    def exchange(self, form: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, Any]:
        """The answer of the token endpoint."""
        kind = form.get("grant_type", "")
        if kind == JWT_GRANT:
            assertion = form.get("assertion", "")
            if audience := audience_of_assertion(self.identity, assertion):
                return {"id_token": id_token_of_key(self.identity, audience)}
            caller = caller_of_assertion(self.identity, assertion)
            token = self.identity.issue(caller)
            return {"access_token": token, "expires_in": LIFETIME - 1, "token_type": "Bearer"}
        if kind not in {"authorization_code", "refresh_token"}:
            raise GrantRefusedError("unsupported_grant_type", f"Invalid grant_type: {kind[:100]}")
        self._check_client(form, headers)
        return self._first(form) if kind == "authorization_code" else self._again(form)

    def _first(self, form: Mapping[str, str]) -> dict[str, Any]:
        found = self._codes.take(form.get("code", ""))
        if found is None:
            raise GrantRefusedError("invalid_grant", "Malformed auth code.")
        asked, caller = found
        if form.get("redirect_uri") != asked.redirect_uri:
            raise GrantRefusedError("redirect_uri_mismatch", "Bad Request")
        _check_verifier(asked, form.get("code_verifier"))
        refresh = self.identity.consent(caller)
        answer = self._tokens(caller, refresh)
        return {**answer, "refresh_token": refresh} if asked.offline else answer

    def _again(self, form: Mapping[str, str]) -> dict[str, Any]:
        refresh = form.get("refresh_token", "")
        if not refresh:
            raise GrantRefusedError("invalid_request", "Missing required parameter: refresh_token")
        caller = self.identity.consented(refresh)
        if caller is None:
            raise GrantRefusedError("invalid_grant", "Token has been expired or revoked.")
        narrowed = frozenset(form.get("scope", "").split()) or caller.scopes
        if not narrowed <= caller.scopes:
            raise GrantRefusedError("invalid_scope", "Bad Request")
        return self._tokens(replace(caller, scopes=narrowed), refresh)

    def _tokens(self, caller: Caller, refresh: str) -> dict[str, Any]:
        answer = {
            "access_token": self.identity.issue(caller, refresh),
            "expires_in": LIFETIME - 1,
            "scope": " ".join(sorted(caller.scopes)),
            "token_type": "Bearer",
        }
        return answer | (_id_token(self.identity, caller) if "openid" in caller.scopes else {})

    def _check_client(self, form: Mapping[str, str], headers: Mapping[str, str]) -> None:
        client, secret = _client_of(form, headers)
        if not client:
            raise GrantRefusedError(
                "invalid_request", "Could not determine client ID from request."
            )
        if client != OWNER_CLIENT:
            raise GrantRefusedError("invalid_client", "The OAuth client was not found.", 401)
        if not secret:
            raise GrantRefusedError("invalid_request", "client_secret is missing.")
        if not secrets.compare_digest(secret.encode(), self.identity.client_secret.encode()):
            raise GrantRefusedError("invalid_client", "Unauthorized", 401)


def _id_token(identity: Identity, caller: Caller) -> dict[str, str]:
    return {"id_token": id_token_for(identity, caller)}


def read_asked(query: Mapping[str, str]) -> Asked:
    """What the query of a consent page asks; `GrantRefusedError` when that cannot be."""
    if not query.get("client_id"):
        raise GrantRefusedError("invalid_request", "Missing required parameter: client_id")
    if query["client_id"] != OWNER_CLIENT:
        raise GrantRefusedError("invalid_client", "The OAuth client was not found.", 401)
    redirect_uri = query.get("redirect_uri", "")
    if not redirect_uri:
        raise GrantRefusedError("invalid_request", "Missing required parameter: redirect_uri")
    if not _is_loopback(redirect_uri):
        raise GrantRefusedError("redirect_uri_mismatch", "The redirect URI is not of this machine.")
    if query.get("response_type") != "code":
        raise GrantRefusedError(
            "unsupported_response_type", "Only response_type=code is given out."
        )
    method = query.get("code_challenge_method", "plain")
    if method not in {"plain", "S256"}:
        raise GrantRefusedError("invalid_request", "Invalid code_challenge_method.")
    return Asked(
        redirect_uri=redirect_uri,
        scopes=read_scopes(query.get("scope", "")),
        state=query.get("state"),
        offline=query.get("access_type", "offline") == "offline",
        challenge=query.get("code_challenge"),
        challenge_method=method,
    )


def _is_loopback(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in LOOPBACK and not parts.fragment


def _client_of(form: Mapping[str, str], headers: Mapping[str, str]) -> tuple[str, str]:
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            client, _, secret = b64decode(value, validate=True).decode().partition(":")
        except ValueError:
            return "", ""
        return client, secret
    return form.get("client_id", ""), form.get("client_secret", "")


def _check_verifier(asked: Asked, verifier: str | None) -> None:
    if asked.challenge is None:
        return
    if not verifier:
        raise GrantRefusedError("invalid_grant", "Missing code verifier.")
    found = verifier
    if asked.challenge_method == "S256":
        digest = hashlib.sha256(verifier.encode()).digest()
        found = urlsafe_b64encode(digest).rstrip(b"=").decode()
    if not secrets.compare_digest(found.encode(), asked.challenge.encode()):
        raise GrantRefusedError("invalid_grant", "Invalid code verifier.")
