"""Signing in with a service account: who acts, with which scopes, and what to do when refused."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.oauth2 import service_account

from sync.errors import SyncError

DRIVE_FILE = "https://www.googleapis.com/auth/drive.file"
GMAIL_SEND = "https://www.googleapis.com/auth/gmail.send"


class CredentialsAbsentError(SyncError):
    """There is no credentials file."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: the credentials file does not exist; put the service account's key there,"
            " or start the local Workspace, which writes one."
        )


class CredentialsUnreadableError(SyncError):
    """The credentials file cannot be read."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            f"{file}: the credentials file cannot be read ({why}); let it be readable."
        )


class NotAServiceAccountKeyError(SyncError):
    """The credentials file holds something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: this is not the key of a service account; download one (JSON) from the"
            " Google Cloud console: IAM, Service accounts, Keys."
        )


class SignInRefusedError(SyncError):
    """The key is well formed but does not open the door."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Signing in was refused ({why}); check that the key still exists, that it belongs to"
            " this Workspace and that this machine's clock is right."
        )


@dataclass(frozen=True)
class Account:
    """Who acts where: `address` is that of the local Workspace, or none for Google itself.

    `subject` is the user that the service account acts for, when the administrator allows it.
    """

    credentials: Path
    address: str | None = None
    subject: str | None = None
    shared_drive: str | None = None


class _LocalCredentials(service_account.Credentials):
    """A key of the local Workspace; its tokens are nobody else's business.

    google-auth asks Google, in the background and with the token in hand, from which regions an
    account may be used. Nothing of a local Workspace leaves the machine.
    """

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def sign_in(account: Account, scopes: Sequence[str] = (DRIVE_FILE,)) -> Any:
    """The account's credentials with these scopes; the first call exchanges them for a token."""
    key = _read_key(account.credentials)
    # google-auth publishes no types for its constructors.
    kind: Any = _LocalCredentials if account.address else service_account.Credentials
    try:
        credentials = kind.from_service_account_info(key, scopes=list(scopes))
    except (ValueError, KeyError) as error:
        raise NotAServiceAccountKeyError(account.credentials) from error
    return credentials.with_subject(account.subject) if account.subject else credentials


def _read_key(file: Path) -> dict[str, object]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CredentialsAbsentError(file) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CredentialsUnreadableError(file, type(error).__name__) from error
    try:
        key = json.loads(text)
    except ValueError as error:
        raise NotAServiceAccountKeyError(file) from error
    if not isinstance(key, dict) or key.get("type") != "service_account":
        raise NotAServiceAccountKeyError(file)
    return key
