"""Who looks at a page: the owner of this machine, or a person with a signed link.

Whoever is on this machine and did not sign in sees everything, because it is theirs. Who signed in,
or follows a link that the owner signed, sees what the permissions let that person see. Who comes
from elsewhere without a link sees what is open to anyone who has its address.
"""

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

from starlette.requests import Request

from sync.local.call import Caller
from sync.local.files.records import File
from sync.local.files.roles import role_of
from sync.local.signing_in.identity import OWNER, SERVICE_ACCOUNT, write_private
from sync.local.store import Store
from sync.local.workspace import Workspace

COOKIE = "als"
LONGEST_TOKEN = 1000


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks: with an address once signed in."""

    email: str = ""
    here: bool = False
    linked: bool = False
    broken: bool = False

    @property
    def sees_everything(self) -> bool:
        """Whether this is the owner, whatever was shared with whom."""
        return self.email == OWNER or (self.here and not self.email and not self.broken)


def visitor_of(request: Request) -> Visitor:
    """Who makes a request: by the link, by the cookie, or by where it comes from."""
    workspace: Workspace = request.app.state.workspace
    here = is_here(request)
    linked = request.query_params.get(COOKIE)
    if linked is not None:
        email = read_token(workspace.directory, linked)
        return Visitor(email or "", here=here, linked=True, broken=email is None)
    email = read_token(workspace.directory, request.cookies.get(COOKIE, ""))
    return Visitor(email or "", here=here)


def is_here(request: Request) -> bool:
    """Whether a request comes from this machine itself."""
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def may_read(store: Store, visitor: Visitor, file: File) -> bool:
    """Whether the permissions let somebody see a file."""
    return visitor.sees_everything or role_at(store, visitor, file) is not None


def role_at(store: Store, visitor: Visitor, file: File) -> str | None:
    """The role of somebody on a file; a link that is wrong gives none."""
    caller = Caller(email=visitor.email, client="page", scopes=frozenset(), service_account=False)
    return None if visitor.broken else role_of(store, file, caller)


def known_people(store: Store) -> list[str]:
    """Everybody with whom something was shared by address."""
    rows = store.rows(
        "SELECT DISTINCT lower(email) AS email FROM permissions"
        " WHERE type = 'user' AND email IS NOT NULL ORDER BY 1"
    )
    return [row["email"] for row in rows if row["email"] not in (OWNER, SERVICE_ACCOUNT)]


def is_known(store: Store, email: str) -> bool:
    """Whether something was shared with this person, or with everybody of their domain."""
    row = store.row(
        "SELECT 1 FROM permissions WHERE lower(email) = ? OR lower(domain) = ?",
        (email, email.rpartition("@")[2]),
    )
    return row is not None or email == OWNER


def sign(directory: Path, email: str) -> str:
    """The token that stands for a person."""
    name = base64.urlsafe_b64encode(email.lower().encode()).decode().rstrip("=")
    return f"{name}.{_seal(directory, name)}"


def read_token(directory: Path, token: str) -> str | None:
    """The person that a token stands for; none when nobody here signed it."""
    name, dot, seal = token.partition(".")
    if not dot or len(token) > LONGEST_TOKEN or not token.isascii():
        return None
    if not hmac.compare_digest(seal, _seal(directory, name)):
        return None
    try:
        return base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def _seal(directory: Path, name: str) -> str:
    return hmac.new(_key(directory), name.encode(), sha256).hexdigest()[:40]


@lru_cache(maxsize=64)
def _key(directory: Path) -> bytes:
    """The key of a data directory, made when it is first needed."""
    path = directory / "pages.key"
    if not path.exists():
        write_private(path, secrets.token_hex(32) + "\n")
    return bytes.fromhex(path.read_text(encoding="utf-8").strip())
