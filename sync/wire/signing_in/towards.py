"""The session by which tokens are asked: at Google, or, for a local Workspace, on this machine.

The clients of Google ask tokens at addresses that are written in them. For a local Workspace each
of those is found on this machine, so that nothing of it ever leaves.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

TIMEOUT = (5.0, 30.0)


class _Towards(HTTPAdapter):
    """Google's addresses, found at the local Workspace; nothing takes longer than a while."""

    def __init__(self, address: str | None) -> None:
        self.address = address
        super().__init__()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature of requests
        timeout: Any = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002 - idem
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """One request, as requests makes it."""
        if self.address and request.url:
            request.url = found_at(self.address, request.url)
            proxies = {}
        return super().send(request, stream, timeout or TIMEOUT, verify, cert, proxies)


def found_at(address: str | None, url: str) -> str:
    """Where an address of Google is found: at the local Workspace, when there is one."""
    if address is None:
        return url
    parts = urlsplit(url)
    return address.rstrip("/") + parts.path + (f"?{parts.query}" if parts.query else "")


def token_session(address: str | None) -> requests.Session:
    """A session for asking tokens, at Google or at the local Workspace with this address."""
    session = requests.Session()
    lead(session, address)
    return session


def lead(session: requests.Session, address: str | None) -> None:
    """Let a session that somebody else made find Google where this account has it."""
    session.mount("https://", _Towards(address))
