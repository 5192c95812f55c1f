"""Files that a console gave out: a service account's key, a client's secrets, an identity."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from google.oauth2 import service_account

from sync.wire.signing_in.account import Account
from sync.wire.signing_in.refused import (
    CredentialsAbsentError,
    CredentialsUnreadableError,
    NotAServiceAccountKeyError,
)


class _LocalKey(service_account.Credentials):
    """A key of the local Workspace; its tokens are nobody else's business.

    google-auth asks Google, in the background and with the token in hand, from which regions an
    account may be used. Nothing of a local Workspace leaves the machine.
    """

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def key_credentials(account: Account, scopes: tuple[str, ...]) -> Any:
    """The credentials of a service account's key, acting for the subject where there is one."""
    file = account.credentials
    key = read_json(file, what="the service account's key")
    if file is None or not isinstance(key, dict) or key.get("type") != "service_account":
        raise NotAServiceAccountKeyError(file or Path())
    try:
        # A local Workspace has another address each time, and the same key.
        text = json.dumps({**key, "token_uri": ""})
        credentials = _of_key(text, local=bool(account.address)).with_token_uri(key["token_uri"])
    except (ValueError, KeyError, TypeError):
        # The error of a library that reads a private key is not to be shown.
        raise NotAServiceAccountKeyError(file) from None
    credentials = credentials.with_scopes(list(scopes))
    return credentials.with_subject(account.subject) if account.subject else credentials


@lru_cache(maxsize=8)
def _of_key(text: str, *, local: bool) -> Any:
    """Credentials without scopes, address or token; checking a key takes longer than most calls."""
    # google-auth publishes no types for its constructors.
    kind: Any = _LocalKey if local else service_account.Credentials
    return kind.from_service_account_info(json.loads(text))


def read_json(file: Path | None, *, what: str) -> Any:
    """What a file holds, or nothing when it is no JSON; an error when it cannot be read."""
    if file is None:
        raise CredentialsAbsentError(None, what)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CredentialsAbsentError(file, what) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CredentialsUnreadableError(file, type(error).__name__) from None
    try:
        return json.loads(text)
    except ValueError:
        return None
