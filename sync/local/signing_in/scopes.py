"""Which scopes there are, which ones a method asks for, and who may act for whom with them."""

import json
import re
from functools import cache
from pathlib import Path

import googleapiclient

from sync.local.call import Caller
from sync.local.errors import GoogleError
from sync.local.protocol.discovery import Method, documented_scopes
from sync.local.signing_in.accounts import (
    SERVICE_ACCOUNT_CLIENT,
    CredentialsFileError,
    read_json_file,
    write_json,
)

SIGN_IN_SCOPES = frozenset(
    {
        "openid",
        "email",
        "profile",
        "https://www.googleapis.com/auth/userinfo.email",
        "https://www.googleapis.com/auth/userinfo.profile",
        # What google-auth asks before it acts as a service account whose key it does not have.
        "https://www.googleapis.com/auth/iam",
    }
)
# Older clients still ask for what the feeds of before the APIs took.
FEEDS = frozenset({"https://spreadsheets.google.com/feeds", "https://docs.google.com/feeds"})
DELEGATION = "domain-wide delegation"


def is_scope(scope: str) -> bool:
    """Whether Google knows the scope, for any of its services."""
    known = documented_scopes() | SIGN_IN_SCOPES | FEEDS
    return scope in known or _is_known_elsewhere(scope)


@cache
def _is_known_elsewhere(scope: str) -> bool:
    if not re.fullmatch(r"https://[a-z.]+/[\w./-]*", scope):
        return False
    # Every document is searched, which takes a moment, but only for a scope of another service.
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    wanted = json.dumps(scope).encode()
    return any(wanted + b":" in path.read_bytes() for path in folder.glob("*.json"))


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


def prepare_delegation(directory: Path) -> None:
    """Write what the administrator allows, unless it is there already."""
    path = directory / "delegation.json"
    if not path.exists():
        write_json(path, {SERVICE_ACCOUNT_CLIENT: sorted(documented_scopes())})
    delegated_scopes(directory, SERVICE_ACCOUNT_CLIENT)


def delegated_scopes(directory: Path, client: str) -> frozenset[str]:
    """The scopes with which a client may act for any person; as the file says at this moment."""
    path = directory / "delegation.json"
    if not path.exists():
        return frozenset()
    allowed = read_json_file(path, DELEGATION).get(client, [])
    if not isinstance(allowed, list) or not all(isinstance(each, str) for each in allowed):
        raise CredentialsFileError(path, DELEGATION)
    return frozenset(allowed)
