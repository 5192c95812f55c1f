"""Registers every Gmail method that the local Workspace carries."""

from sync.local.gmail import account, reading, sending

__all__ = ["account", "reading", "sending"]
