"""What access Ritmiek gave: short hashes of addresses, kept with the file and in the ledger.

They stand in a file's `appProperties`, so that a lost ledger loses nothing: whoever left is known
by them. Each school keeps its own on a folder that several share. A hash is keyed by the file's
id, so that it says nothing about anybody who is not tried against it.
"""

from base64 import urlsafe_b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from sync.desired import Files
from sync.files.drive import LONGEST_PROPERTY

GIVEN = "ritmiek_given"
BYTES = 6
LENGTH = 8
"""Characters of one mark: six bytes in base 64."""
MOST_PROPERTIES = 30
"""What Drive keeps of one app with a file (Drive API, guide to custom file properties)."""


@dataclass(frozen=True)
class Given:
    """The marks on one file: those of this school, and those of other schools that share it."""

    file_id: str
    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()

    @property
    def unknown(self) -> bool:
        """Whether nothing was ever marked on this file."""
        return not (self.ours or self.theirs)

    def mark(self, kind: str, who: str, role: str) -> str:
        """The mark of somebody's access in a role."""
        text = f"{kind} {role} {who.casefold()}".encode()
        key = self.file_id.encode()[: blake2b.MAX_KEY_SIZE]
        return urlsafe_b64encode(blake2b(text, digest_size=BYTES, key=key).digest()).decode()

    def by_us(self, kind: str, who: str, role: str) -> bool:
        """Whether this school gave exactly this."""
        return self.mark(kind, who, role) in self.ours

    def account_mark(self, who: str, permission_id: str) -> str:
        """The mark of which permission an address became."""
        return self.mark("account", who, permission_id)

    def became(self, who: str, permission_id: str) -> bool:
        """Whether an address became this permission, for this school or for another."""
        mark = self.account_mark(who, permission_id)
        return mark in self.ours or mark in self.theirs

    def by_others(self, kind: str, who: str) -> bool:
        """Whether another school gave this holder something."""
        marks = {self.mark(kind, who, role) for role in ("reader", "commenter", "writer")}
        return not marks.isdisjoint(self.theirs)


class Stamped(Protocol):
    """A file with what we wrote with it."""

    @property
    def key(self) -> str:
        """Its key."""
        ...

    @property
    def id(self) -> str:
        """Its id at Google."""
        ...

    @property
    def stamps(self) -> Mapping[str, str]:
        """The properties that Drive keeps with it."""
        ...


def given_of(school: str, file: Stamped, files: Files) -> Given:
    """What is marked on a file, and what the ledger knows besides."""
    ours, theirs = set((files.kept(GIVEN, file.key) or "").split()), set[str]()
    for name, value in file.stamps.items():
        if name.startswith(f"{GIVEN}_"):
            mine = _school_of(name) == school
            (ours if mine else theirs).update(_split(value))
    return Given(file.id, frozenset(ours), frozenset(theirs))


def keep_given(files: Files, key: str, marks: Collection[str]) -> None:
    """Note in the ledger what is given: before it is, so that a crash leaves nothing unknown."""
    text = " ".join(sorted(marks))
    if (files.kept(GIVEN, key) or "") != text:
        files.keep(GIVEN, key, text)


def stamps_that_fit(
    school: str,
    before: Mapping[str, str],
    stamp: Mapping[str, str | None],
    marks: Collection[str],
) -> dict[str, str | None]:
    """The stamp of what was applied, and the marks with it, as far as Drive has room for them.

    Where there is none, the ledger keeps them.
    """
    changed = {**stamp, **given_stamps(school, _after(before, stamp), marks)}
    if len(_after(before, changed)) <= MOST_PROPERTIES:
        return changed
    return {name: text for name, text in changed.items() if text is None or name in before}


def _after(before: Mapping[str, str], changed: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in {**before, **changed}.items() if text is not None}


def given_stamps(
    school: str, stamps: Mapping[str, str], marks: Collection[str]
) -> dict[str, str | None]:
    """The properties that keep these marks; those that are too many are taken away (none).

    Where very many schools share a folder there may be no room: then the ledger alone keeps them.
    """
    new: dict[str, str | None] = {
        name: None for name in stamps if name.startswith(f"{GIVEN}_") and _school_of(name) == school
    }
    left = sorted(marks)
    number = 0
    while left:
        number += 1
        name = f"{GIVEN}_{school}_{number}"
        room = (LONGEST_PROPERTY - len(name.encode())) // LENGTH
        new[name] = "".join(left[:room])
        left = left[room:]
    if number + len(stamps.keys() - new.keys()) > MOST_PROPERTIES:
        new = {name: None for name in new if name in stamps}
    return {name: value for name, value in new.items() if stamps.get(name) != value}


def _school_of(name: str) -> str:
    return name.removeprefix(f"{GIVEN}_").rpartition("_")[0]


def _split(text: str) -> list[str]:
    return [text[start : start + LENGTH] for start in range(0, len(text), LENGTH)]
