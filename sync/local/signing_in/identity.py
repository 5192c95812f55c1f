"""Who may call: access tokens and refresh tokens, and whom they stand for.

Tokens are kept as hashes, and expire by real time whatever the local Workspace's clock says.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sync.local.call import Caller
from sync.local.protocol.discovery import documented_scopes
from sync.local.signing_in.accounts import (
    OWNER,
    OWNER_CLIENT,
    PROJECT_NUMBER,
    SERVICE_ACCOUNT,
    SERVICE_ACCOUNT_CLIENT,
    CredentialsFileError,
    load_client,
    load_key,
    load_owner_token,
    public_key,
    read_json_file,
    write_json,
    write_private,
)
from sync.local.signing_in.refusals import InvalidTokenError
from sync.local.signing_in.scopes import SIGN_IN_SCOPES, prepare_delegation, require_scope
from sync.local.store import Store, declares

__all__ = [
    "OWNER",
    "OWNER_CLIENT",
    "PROJECT_NUMBER",
    "SERVICE_ACCOUNT",
    "SERVICE_ACCOUNT_CLIENT",
    "CredentialsFileError",
    "Identity",
    "Token",
    "require_scope",
    "write_private",
]

LIFETIME = 3600
MOST_KNOWN = 1000
FOREVER = datetime(2099, 1, 1, tzinfo=UTC)

declares(
    # Tokens of an earlier layout are forgotten: their holders sign in again.
    "DROP TABLE IF EXISTS tokens",
    """CREATE TABLE IF NOT EXISTS access_tokens (
        hash TEXT PRIMARY KEY, email TEXT NOT NULL, client TEXT NOT NULL, scopes TEXT NOT NULL,
        service_account INTEGER NOT NULL, expires REAL, consent TEXT)""",
    """CREATE TABLE IF NOT EXISTS consents (
        hash TEXT PRIMARY KEY, email TEXT NOT NULL, client TEXT NOT NULL, scopes TEXT NOT NULL,
        revoked INTEGER NOT NULL DEFAULT 0)""",
)


@dataclass(frozen=True)
class Token:
    """An access token as it is known here: whom it stands for, and until when."""

    caller: Caller
    expires: float | None


class Identity:
    """The accounts of one local Workspace, with their files in its data directory."""

    def __init__(self, store: Store, base_url: str) -> None:
        self._store = store
        self._known: dict[str, Token] = {}
        self._lock = threading.Lock()
        self.directory = store.directory
        self.base_url = base_url
        self.token_uri = f"{base_url}/token"
        self.key = load_key(self.directory / "credentials.json", base_url)
        self.public_key = public_key(self.key, self.directory / "credentials.json")
        self.client_secret = load_client(self.directory / "oauth_client.json", base_url)
        prepare_delegation(self.directory)
        self.owner_token = load_owner_token(self.directory / "token")
        self._owner_hash = _hash(self.owner_token)
        # A token that was taken out of the directory must stop working.
        store.write("DELETE FROM access_tokens WHERE expires IS NULL")
        scopes = documented_scopes() | SIGN_IN_SCOPES
        owner = Caller(OWNER, OWNER_CLIENT, scopes, service_account=False)
        self._keep(self.owner_token, owner, expires=None)
        self._load_consent(self.directory / "authorized_user.json", owner)

    def issue(self, caller: Caller, consent: str | None = None, *, seconds: int = LIFETIME) -> str:
        """A new access token for a caller, good for an hour; `consent` is its refresh token."""
        token = "ya29.local-" + secrets.token_urlsafe(48)
        with self._store.transaction():
            self._store.write("DELETE FROM access_tokens WHERE expires < ?", (time.time(),))
            self._keep(token, caller, expires=time.time() + seconds, consent=consent)
        return token

    def consent(self, caller: Caller) -> str:
        """A new refresh token: what a person let a client do, until it is revoked."""
        refresh = "1//0local-" + secrets.token_urlsafe(48)
        self._keep_consent(refresh, caller)
        return refresh

    def consented(self, refresh: str) -> Caller | None:
        """Whom a refresh token stands for; nobody when it is unknown or revoked."""
        row = self._store.row(
            "SELECT * FROM consents WHERE hash = ? AND NOT revoked", (_hash(refresh),)
        )
        return _caller(row, service_account=False) if row else None

    def revoke(self, token: str) -> bool:
        """End a refresh token with all its access tokens, or an access token with its consent."""
        hashed = _hash(token)
        row = self._store.row("SELECT consent FROM access_tokens WHERE hash = ?", (hashed,))
        consent = row["consent"] if row else hashed
        with self._store.transaction():
            ended = self._store.write(
                "UPDATE consents SET revoked = 1 WHERE hash = ? AND NOT revoked", (consent,)
            )
            ended += self._store.write(
                "DELETE FROM access_tokens WHERE (hash = ? OR consent = ?) AND expires NOTNULL",
                (hashed, consent),
            )
        with self._lock:
            self._known.clear()
        return ended > 0

    def token(self, token: str) -> Token | None:
        """What is known of an access token; expired ones are told apart by their moment."""
        if known := self._known.get(token):
            return known
        with self._lock:
            row = self._store.row("SELECT * FROM access_tokens WHERE hash = ?", (_hash(token),))
            if row is None:
                return None
            caller = _caller(row, service_account=bool(row["service_account"]))
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[token] = found = Token(caller, row["expires"])
        return found

    def caller(self, token: str) -> Caller:
        """The caller with an access token; Google's 401 when it is not a good one."""
        found = self.token(token)
        if found is None:
            raise InvalidTokenError(expired=False)
        if found.expires is not None and found.expires < time.time():
            raise InvalidTokenError(expired=True)
        return found.caller

    def require_owner(self, headers: Mapping[str, str]) -> None:
        """Refuse whoever does not hold the token of the data directory."""
        if not secrets.compare_digest(_hash(bearer(headers)), self._owner_hash):
            raise InvalidTokenError(expired=False)

    def _keep(
        self, token: str, caller: Caller, expires: float | None, consent: str | None = None
    ) -> None:
        self._store.write(
            "INSERT OR REPLACE INTO access_tokens VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                _hash(token),
                caller.email,
                caller.client,
                " ".join(sorted(caller.scopes)),
                int(caller.service_account),
                expires,
                _hash(consent) if consent else None,
            ),
        )

    def _keep_consent(self, refresh: str, caller: Caller) -> None:
        self._store.write(
            "INSERT OR IGNORE INTO consents (hash, email, client, scopes) VALUES (?, ?, ?, ?)",
            (_hash(refresh), caller.email, caller.client, " ".join(sorted(caller.scopes))),
        )

    def _load_consent(self, path: Path, owner: Caller) -> None:
        """The owner's standing consent to the installed app; a revoked one is given anew."""
        kept = read_json_file(path, "owner's consent") if path.exists() else {}
        refresh = str(kept.get("refresh_token") or "")
        revoked = self._store.row(
            "SELECT 1 FROM consents WHERE hash = ? AND revoked", (_hash(refresh),)
        )
        if not refresh or revoked:
            refresh = self.consent(owner)
        self._keep_consent(refresh, owner)
        current = {
            "type": "authorized_user",
            "client_id": OWNER_CLIENT,
            "client_secret": self.client_secret,
            "refresh_token": refresh,
            "token_uri": self.token_uri,
            # google-auth refreshes at Google's own address whatever token_uri says: with a
            # token that is still good it has no need to.
            "token": self.owner_token,
            "expiry": FOREVER.isoformat().replace("+00:00", "Z"),
            "scopes": sorted(owner.scopes),
            "account": OWNER,
            "universe_domain": "googleapis.com",
        }
        if current != kept:
            write_json(path, current)


def bearer(headers: Mapping[str, str]) -> str:
    """The token in the header of a request, or nothing."""
    words = headers.get("authorization", "").split()
    return words[1] if len(words) == 2 and words[0].lower() == "bearer" else ""


def _caller(row: Any, *, service_account: bool) -> Caller:
    scopes = frozenset(row["scopes"].split())
    return Caller(row["email"], row["client"], scopes, service_account=service_account)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
