"""Which folders of other schools too a school has access to: it stands with its own first folder.

A search by the school's key does not find such a folder, so that a group that the school left
would be forgotten together with whom it let in.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sync.desired import Desired
from sync.files.drive import FoundFile, owner_of, stamp_request
from sync.wire.google import Google

SHARED = "ritmiek_shared"
"""The stamp with the keys of those folders, a blank between them."""


def home_of(desired: Desired) -> str | None:
    """The key of the school's own first folder."""
    folders = (folder.key for unit in desired.units for folder in unit.folders)
    return next((key for key in folders if is_own(desired, key)), None)


def is_own(desired: Desired, key: str) -> bool:
    """Whether a file is the school's alone."""
    return owner_of(key) == desired.school


def noted_keys(desired: Desired, found: Mapping[str, FoundFile]) -> frozenset[str]:
    """The keys of the folders that the school was let into with others."""
    home = found.get(home_of(desired) or "")
    return frozenset(home.stamps.get(SHARED, "").split()) if home else frozenset()


def note_requests(
    google: Google,
    desired: Desired,
    found: dict[str, FoundFile],
    *,
    coming: Iterable[str] = (),
    leaving: Collection[str] = (),
) -> list[Any]:
    """The request that notes where the school is now, if that is another; `found` follows."""
    home = found.get(home_of(desired) or "")
    if home is None:
        return []
    noted = noted_keys(desired, found)
    keys = {key for key in noted if key in found and key not in leaving} | set(coming)
    if keys == noted:
        return []
    text = " ".join(sorted(keys)) or None
    found[home.key] = replace(home, stamps={**home.stamps, SHARED: text or ""})
    return [stamp_request(google, home.id, {SHARED: text})]
