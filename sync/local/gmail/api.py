"""Registers every Gmail method that the local Workspace carries."""

from sync.local.gmail import account, changing, drafts, labels, reading, sending

__all__ = ["account", "changing", "drafts", "labels", "reading", "sending"]
