"""Who may call: the service account, the owner, their tokens, and the scopes of a method.

Tokens are kept as hashes, and expire by real time whatever the local Workspace's clock says.
"""

import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sync.local.call import Caller
from sync.local.discovery import Method, documented_scopes
from sync.local.errors import GoogleError
from sync.local.store import Store, declares

SERVICE_ACCOUNT = "ritmiek@local-workspace.example"
OWNER = "eigenaar@local-workspace.example"
SERVICE_ACCOUNT_CLIENT = "108446290157320416671"
OWNER_CLIENT = "local-workspace-owner"
PROJECT = "local-workspace"
LIFETIME = 3600

declares(
    """CREATE TABLE IF NOT EXISTS tokens (
        hash TEXT PRIMARY KEY, email TEXT NOT NULL, client TEXT NOT NULL, scopes TEXT NOT NULL,
        service_account INTEGER NOT NULL, expires REAL)"""
)


class CredentialsFileError(Exception):
    """The service-account key in the data directory cannot be read back."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: this is not the service-account key that the local Workspace wrote. "
            "Delete the file and start again; a new key is made."
        )


class Identity:
    """The accounts of one local Workspace, with their files in its data directory."""

    def __init__(self, store: Store, base_url: str) -> None:
        self._store = store
        self.base_url = base_url
        self.token_uri = f"{base_url}/token"
        key = _load_credentials(store.directory / "credentials.json", self.token_uri)
        self.public_key = _public_key(key, store.directory / "credentials.json")
        self.owner_token = _load_owner_token(store.directory / "token")
        # A token that was taken out of the directory must stop working.
        store.write("DELETE FROM tokens WHERE expires IS NULL")
        owner = Caller(OWNER, OWNER_CLIENT, documented_scopes(), service_account=False)
        self._keep(self.owner_token, owner, expires=None)

    def issue(self, caller: Caller) -> str:
        """A new access token for a caller, good for an hour."""
        token = "ya29.local-" + secrets.token_urlsafe(48)
        with self._store.transaction():
            self._store.write("DELETE FROM tokens WHERE expires < ?", (time.time(),))
            self._keep(token, caller, expires=time.time() + LIFETIME)
        return token

    def caller(self, headers: Mapping[str, str], query: Mapping[str, str]) -> Caller:
        """The caller of a request, by its bearer token; Google's 401 without a good one."""
        token = _token_of(headers, query)
        if not token:
            raise _unauthenticated("is missing required", "CREDENTIALS_MISSING")
        row = self._store.row("SELECT * FROM tokens WHERE hash = ?", (_hash(token),))
        if row is None or (row["expires"] is not None and row["expires"] < time.time()):
            raise _unauthenticated("had invalid", "ACCESS_TOKEN_EXPIRED" if row else None)
        return Caller(
            row["email"],
            row["client"],
            frozenset(row["scopes"].split()),
            service_account=bool(row["service_account"]),
        )

    def require_owner(self, headers: Mapping[str, str]) -> None:
        """Refuse whoever does not hold the token of the data directory."""
        if not secrets.compare_digest(_hash(_token_of(headers, {})), _hash(self.owner_token)):
            raise _unauthenticated("had invalid", None)

    def _keep(self, token: str, caller: Caller, expires: float | None) -> None:
        self._store.write(
            "INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?, ?, ?)",
            (
                _hash(token),
                caller.email,
                caller.client,
                " ".join(sorted(caller.scopes)),
                int(caller.service_account),
                expires,
            ),
        )


def require_scope(caller: Caller, method: Method) -> None:
    """Google's 403 when none of the method's scopes was granted."""
    if caller.scopes & method.scopes:
        return
    raise GoogleError(
        403,
        "Request had insufficient authentication scopes.",
        reason="insufficientPermissions",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {
                    "service": f"{method.service}.googleapis.com",
                    "method": method.id,
                },
            }
        ],
    )


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, at once or not at all."""
    draft = path.with_name(f".{path.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _unauthenticated(how: str, reason: str | None) -> GoogleError:
    details = [
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": reason,
            "domain": "googleapis.com",
        }
    ]
    credential = "credential" if reason == "CREDENTIALS_MISSING" else "credentials"
    return GoogleError(
        401,
        f"Request {how} authentication {credential}. Expected OAuth 2 access token, login cookie "
        "or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
        reason="authError",
        details=details if reason else None,
    )


def _token_of(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    found = re.fullmatch(r"\s*Bearer\s+(\S+)\s*", headers.get("authorization", ""), re.IGNORECASE)
    return found[1] if found else query.get("access_token") or query.get("oauth_token") or ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _load_owner_token(path: Path) -> str:
    kept = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if kept:
        return kept
    token = "ya29.owner-" + secrets.token_urlsafe(48)
    write_private(path, token + "\n")
    return token


def _load_credentials(path: Path, token_uri: str) -> dict[str, Any]:
    """The key of the data directory, made on first start; it always points at this address."""
    kept = _read_credentials(path) if path.exists() else _new_credentials()
    current = {**kept, "token_uri": token_uri, "auth_uri": token_uri.replace("/token", "/auth")}
    if not path.exists() or current != kept:
        write_private(path, json.dumps(current, indent=2) + "\n")
    return current


def _read_credentials(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise CredentialsFileError(path) from fault
    if not isinstance(kept, dict) or kept.get("client_email") != SERVICE_ACCOUNT:
        raise CredentialsFileError(path)
    return kept


def _new_credentials() -> dict[str, Any]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "type": "service_account",
        "project_id": PROJECT,
        "private_key_id": secrets.token_hex(20),
        "private_key": pem.decode(),
        "client_email": SERVICE_ACCOUNT,
        "client_id": SERVICE_ACCOUNT_CLIENT,
        "universe_domain": "googleapis.com",
    }


def _public_key(credentials: dict[str, Any], path: Path) -> bytes:
    try:
        private = serialization.load_pem_private_key(
            str(credentials.get("private_key")).encode(), password=None
        )
    except ValueError as fault:
        raise CredentialsFileError(path) from fault
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
