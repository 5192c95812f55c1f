"""Which folders of other schools too a school has access to: it stands with its own first folder.

A search by the school's key does not find such a folder, so that a group that the school left
would be forgotten together with whom it let in.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sync.desired import Desired, Files
from sync.files.drive import LONGEST_PROPERTY, FoundFile, owner_of, stamp_request
from sync.wire.google import Google

SHARED = "ritmiek_shared"
"""The stamp with the keys of those folders, a blank between them; more go on in `_2`, `_3` …"""
MOST_NOTES = 8
"""Stamps that these notes may take of those that Drive keeps with a file."""


def home_of(desired: Desired) -> str | None:
    """The key of the school's own first folder."""
    folders = (folder.key for unit in desired.units for folder in unit.folders)
    return next((key for key in folders if is_own(desired, key)), None)


def is_own(desired: Desired, key: str) -> bool:
    """Whether a file is the school's alone."""
    return owner_of(key) == desired.school


def noted_keys(desired: Desired, found: Mapping[str, FoundFile], files: Files) -> frozenset[str]:
    """The keys of the folders that the school was let into with others.

    The ledger knows them too: what stands with a folder may be refused, or be lost with it.
    """
    home = found.get(home_of(desired) or "")
    known = (files.kept(SHARED, desired.school) or "").split()
    return frozenset(known) | (_noted(home.stamps) if home else frozenset())


def note_requests(
    google: Google,
    desired: Desired,
    found: dict[str, FoundFile],
    files: Files,
    *,
    coming: Collection[str] = (),
    leaving: Collection[str] = (),
) -> list[Any]:
    """The request that notes where the school is now, if that is another; `found` follows.

    The ledger knows it before: what is given is found again, also when this request fails.
    """
    home = found.get(home_of(desired) or "")
    if home is None:
        return []
    noted = noted_keys(desired, found, files)
    keys = {key for key in noted if key in found and key not in leaving} | set(coming)
    if keys != noted:
        files.keep(SHARED, desired.school, " ".join(sorted(keys)))
    if keys == _noted(home.stamps):
        return []
    # Where the school is now goes before where it was, should there ever be no room for all.
    ordered = sorted(keys, key=lambda key: (key not in coming, key))
    changed = note_stamps(home.stamps, ordered)
    kept = {name: text for name, text in {**home.stamps, **changed}.items() if text is not None}
    found[home.key] = replace(home, stamps=kept)
    return [stamp_request(google, home.id, changed)]


def note_stamps(stamps: Mapping[str, str], keys: Sequence[str]) -> dict[str, str | None]:
    """The stamps that keep these keys beside others; those that are too many are taken away."""
    texts: list[str] = []
    for key in keys:
        longer = f"{texts[-1]} {key}" if texts else ""
        if longer and len(f"{_name(len(texts))}{longer}".encode()) <= LONGEST_PROPERTY:
            texts[-1] = longer
        else:
            texts.append(key)
    new: dict[str, str | None] = {name: None for name in stamps if _is_note(name)}
    new |= {_name(number): text for number, text in enumerate(texts[:MOST_NOTES], start=1)}
    return {name: text for name, text in new.items() if stamps.get(name) != text}


def _noted(stamps: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for name in stamps if _is_note(name) for key in stamps[name].split())


def _is_note(name: str) -> bool:
    return name == SHARED or name.startswith(f"{SHARED}_")


def _name(number: int) -> str:
    return SHARED if number == 1 else f"{SHARED}_{number}"
