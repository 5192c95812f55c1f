"""The accounts of the local Workspace, and the files in its directory by which they sign in.

`credentials.json` is a service-account key, `oauth_client.json` the secrets of an installed app,
`authorized_user.json` the owner's consent to that app, `token` a bearer token of the owner, and
`delegation.json` what the administrator lets clients do in another person's name.
"""

import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SERVICE_ACCOUNT = "ritmiek@local-workspace.example"
OWNER = "eigenaar@local-workspace.example"
SERVICE_ACCOUNT_CLIENT = "108446290157320416671"
OWNER_CLIENT = "846290157320-localworkspace.apps.googleusercontent.com"
PROJECT = "local-workspace"
PROJECT_NUMBER = "846290157320"


class CredentialsFileError(Exception):
    """A file in the data directory that the local Workspace wrote cannot be read back."""

    def __init__(self, path: Path, what: str = "service-account key") -> None:
        super().__init__(
            f"{path}: this is not the {what} that the local Workspace wrote. "
            "Delete the file and start again; a new one is made."
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


def load_owner_token(path: Path) -> str:
    """The bearer token of the owner, made on first start."""
    kept = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if kept:
        return kept
    token = "ya29.owner-" + secrets.token_urlsafe(48)
    write_private(path, token + "\n")
    return token


def load_key(path: Path, base_url: str) -> dict[str, Any]:
    """The service-account key, made on first start; it always points at this address."""
    kept = read_json_file(path, "service-account key") if path.exists() else _new_key()
    if kept.get("client_email") != SERVICE_ACCOUNT:
        raise CredentialsFileError(path)
    current = {
        **kept,
        "auth_uri": f"{base_url}/o/oauth2/auth",
        "token_uri": f"{base_url}/token",
        "auth_provider_x509_cert_url": f"{base_url}/oauth2/v1/certs",
    }
    if not path.exists() or current != kept:
        write_json(path, current)
    return current


def load_client(path: Path, base_url: str) -> str:
    """The secret of the installed app; its file always points at this address."""
    what = "OAuth client"
    installed = read_json_file(path, what).get("installed") if path.exists() else None
    if path.exists() and not isinstance(installed, dict):
        raise CredentialsFileError(path, what)
    secret = str((installed or {}).get("client_secret") or "GOCSPX-" + secrets.token_urlsafe(21))
    current = {
        "client_id": OWNER_CLIENT,
        "project_id": PROJECT,
        "auth_uri": f"{base_url}/o/oauth2/v2/auth",
        "token_uri": f"{base_url}/token",
        "auth_provider_x509_cert_url": f"{base_url}/oauth2/v1/certs",
        "client_secret": secret,
        "redirect_uris": ["http://localhost"],
    }
    if current != installed:
        write_json(path, {"installed": current})
    return secret


def read_json_file(path: Path, what: str) -> dict[str, Any]:
    """An object that was written before."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise CredentialsFileError(path, what) from fault
    if not isinstance(kept, dict):
        raise CredentialsFileError(path, what)
    return kept


def write_json(path: Path, value: object) -> None:
    """An object for people and clients to read; for the owner of the directory only."""
    write_private(path, json.dumps(value, indent=2) + "\n")


def public_key(key: dict[str, Any], path: Path) -> bytes:
    """The half of the service-account key that signatures are checked with."""
    try:
        return _public_half(str(key.get("private_key")))
    except ValueError as fault:
        raise CredentialsFileError(path) from fault


@lru_cache(maxsize=8)
def _public_half(private_key: str) -> bytes:
    # Checking a private key takes longest of a start, and a directory is often served again.
    private = serialization.load_pem_private_key(private_key.encode(), password=None)
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _new_key() -> dict[str, Any]:
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
