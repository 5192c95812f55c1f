"""Registers every Drive method that the local Workspace carries."""

from sync.local.drive import (
    about,
    changing,
    copying,
    creating,
    listing,
    permissions,
    reading,
    shared_drives,
)

__all__ = [
    "about",
    "changing",
    "copying",
    "creating",
    "listing",
    "permissions",
    "reading",
    "shared_drives",
]
