"""Registers every Drive method that the local Workspace carries."""

from sync.local.drive import about, changelog
from sync.local.drive.contents import changing, copying, creating, reading, revisions
from sync.local.drive.remarks import comments, replies
from sync.local.drive.searching import listing
from sync.local.drive.sharing import permissions, shared_drives, team_drives
from sync.local.drive.v2 import files as older_files
from sync.local.drive.v2 import others as older_others

__all__ = [
    "about",
    "changelog",
    "changing",
    "comments",
    "copying",
    "creating",
    "listing",
    "older_files",
    "older_others",
    "permissions",
    "reading",
    "replies",
    "revisions",
    "shared_drives",
    "team_drives",
]
