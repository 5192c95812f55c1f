"""Registers every Gmail method that the local Workspace carries."""

from sync.local.gmail import (
    account,
    changing,
    drafts,
    filters,
    history_api,
    labels,
    reading,
    send_as,
    sending,
    settings,
)

__all__ = [
    "account",
    "changing",
    "drafts",
    "filters",
    "history_api",
    "labels",
    "reading",
    "send_as",
    "sending",
    "settings",
]
