"""One open local Workspace: what its API handlers and its pages share."""

from dataclasses import dataclass
from pathlib import Path

from sync.local.clock import Clock
from sync.local.store import Store

SHARED_DRIVE = "0ALocalWorkspaceUk9PVA"
"""The shared drive that every new local Workspace has, with its service account as a member."""


@dataclass(frozen=True)
class Workspace:
    """The store, the clock and the address under which people and clients reach it."""

    directory: Path
    store: Store
    clock: Clock
    base_url: str
