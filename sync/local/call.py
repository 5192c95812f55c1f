"""One API call as a handler sees it, and the register of handlers by Google's method id."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sync.local.store import Store

Json = dict[str, Any]


@dataclass(frozen=True)
class Caller:
    """Who calls: the account that acts, the client it came through, and the scopes granted."""

    email: str
    client: str
    scopes: frozenset[str]
    service_account: bool

    @property
    def sees_only_own_files(self) -> bool:
        """Whether `drive.file` is all that this caller has for files."""
        wide = {"drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly"}
        wide |= {"spreadsheets", "spreadsheets.readonly", "feeds"}
        wide |= {"forms.body", "forms.body.readonly", "forms.responses.readonly"}
        return not any(scope.rsplit("/", 1)[-1] in wide for scope in self.scopes)


@dataclass(frozen=True)
class Upload:
    """The media part of an upload."""

    content: bytes
    mime_type: str


def _nothing_bounces(_address: str) -> bool:
    return False


@dataclass(frozen=True)
class Call:
    """A checked call: parameters of path and query by their documented names, and the body.

    `bounces` tells of a mail address whether a fault makes mail to it come back; `lag` is how many
    seconds a fault makes a search run behind.
    """

    method: str
    params: Json
    body: Json
    caller: Caller
    store: "Store"
    now: datetime
    base_url: str
    upload: Upload | None = None
    bounces: Callable[[str], bool] = _nothing_bounces
    lag: float = 0.0

    @property
    def timestamp(self) -> str:
        """The moment of the call as Google writes it: RFC 3339, UTC, milliseconds."""
        return rfc3339(self.now)


@dataclass(frozen=True)
class Raw:
    """An answer that is not JSON."""

    content: bytes
    mime_type: str
    headers: dict[str, str] = field(default_factory=dict)


Handler = Callable[[Call], Json | Raw]
HANDLERS: dict[str, Handler] = {}


def carries(method: str) -> Callable[[Handler], Handler]:
    """Register a handler for a method id of a discovery document, such as `forms.forms.create`."""

    def register(handler: Handler) -> Handler:
        HANDLERS[method] = handler
        return handler

    return register


def rfc3339(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds and a Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
