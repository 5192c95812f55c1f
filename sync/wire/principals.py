"""Principals: on whose quota a call is counted, told apart without naming anybody."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sync.wire.quotas import Whose
from sync.wire.signing_in.account import Account


@dataclass(frozen=True)
class Principal:
    """The account that acts and the Google Cloud project that it calls from, as digests."""

    user: str = ""
    project: str = ""

    def of(self, whose: Whose) -> str:
        """The digest of the account, or of the project."""
        return self.user if whose == "user" else self.project


NOBODY = Principal()
"""Who acts when that is not known."""


def principal_of(account: Account, credentials: Any) -> Principal:
    """Whom Google counts the calls of these credentials for.

    A service account that acts for somebody is counted as that person; a browser's sign-in is
    known by its refresh token. A project that is not told is that of the account alone.
    """
    where = account.address or ""
    user = account.subject or _first(
        credentials, "service_account_email", "account", "refresh_token", "client_id"
    )
    return Principal(_digest(where, user), _digest(where, _project(credentials) or user))


def _project(credentials: Any) -> str:
    """The id or the number of the project; each way to sign in tells it in another place."""
    told = _first(credentials, "quota_project_id", "project_id", "project_number")
    # A client's id starts with its project's number; a service account's domain with its id.
    of_client = _first(credentials, "client_id").partition("-")[0]
    domain = _first(credentials, "service_account_email").partition("@")[2]
    return told or of_client or domain.partition(".")[0]


def _first(credentials: Any, *names: str) -> str:
    found = (getattr(credentials, name, None) for name in names)
    return next((str(value) for value in found if value), "")


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
