"""Who may do what with a file: as Drive has it, as it should be, and what differs.

Access that Ritmiek gave is its own to change and to take away. Everything else that goes beyond
the configuration is excess: told, and left as it is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sync.desired import DesiredFolder, DesiredForm, Share
from sync.files.given import Given

Permission = Mapping[str, Any]
Via = Literal["file", "folder", "drive"]
"""Given with the file itself, by a folder around it, or by the shared drive to its members."""

ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")
MANAGED = ("reader", "commenter", "writer")
_ABOVE = ("organizer", "owner")
PEOPLE = ("user", "group")


@dataclass(frozen=True)
class Grant:
    """One access, of an address, a domain or anyone; `view` published is answering a form.

    `names` are the addresses that the configuration has for it, where Drive tells another one or
    where several are one account; the one with the widest role first.
    """

    kind: str
    who: str
    role: str
    view: str = ""
    reason: str = field(default="", compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)

    @property
    def named(self) -> str:
        """The address by which the configuration knows whose access this is."""
        return self.names[0] if self.names else self.who

    @property
    def holder(self) -> tuple[str, str, str]:
        """Whose access this is; Drive finds out by itself whether an address is a group's."""
        kind = "address" if self.kind in PEOPLE else self.kind
        return (kind, self.who, self.view)


@dataclass(frozen=True)
class Held:
    """A grant as Drive has it, with the id that takes it away."""

    grant: Grant
    id: str
    via: Via = "file"
    name: str = ""
    deleted: bool = False


@dataclass(frozen=True)
class Excess:
    """Access that goes beyond the configuration; `wanted` is what it should have been, if any."""

    held: Held
    wanted: Grant | None = None


@dataclass(frozen=True)
class Difference:
    """What keeps a file's access from being as it should be; `excess` is people's own doing."""

    missing: tuple[Grant, ...] = ()
    corrected: tuple[tuple[Held, Grant], ...] = ()
    leaving: tuple[Held, ...] = ()
    excess: tuple[Excess, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether set-up has nothing to do by itself."""
        return not (self.missing or self.corrected or self.leaving)

    @property
    def gaining(self) -> tuple[Grant, ...]:
        """Every grant that set-up would make or change."""
        return (*self.missing, *(grant for _, grant in self.corrected))


def wanted_of(desired: DesiredFolder | DesiredForm) -> tuple[Grant, ...]:
    """The grants that a folder's people or a form's responders should have."""
    if isinstance(desired, DesiredFolder):
        return tuple(grant_of_share(share) for share in desired.shares)
    return (responder(desired),)


def responder(form: DesiredForm) -> Grant:
    """The grant that lets people answer a form."""
    if form.domain:
        return Grant("domain", form.domain.casefold(), "reader", "published")
    return Grant("anyone", "", "reader", "published")


def was_given(grant: Grant, given: Given) -> bool:
    """Whether Ritmiek gave somebody this access, for this school or for another."""
    marked = _marked(grant)
    return given.by_others(*marked) or any(given.by_us(*marked, role) for role in MANAGED)


def was_given_by_others(grant: Grant, given: Given) -> bool:
    """Whether another school gave somebody access, so that taking it is not this school's."""
    return given.by_others(*_marked(grant))


def grant_of_share(share: Share) -> Grant:
    """The grant of somebody's share of a folder."""
    return Grant(share.kind, share.email.casefold(), share.role, reason=share.reason)


def held(permissions: Sequence[Permission], above: Collection[Grant] = ()) -> list[Held]:
    """Every grant in Drive's list; one person may have one of the file's own and one from above.

    Where Drive does not say what is inherited, that is what the folder `above` gives as well.
    """
    found = [one for permission in permissions for one in _held(permission)]
    told = any(permission.get("permissionDetails") for permission in permissions)
    if told or not above:
        return found
    return [replace(one, via="folder") if one.grant in above else one for one in found]


def _held(permission: Permission) -> Iterator[Held]:
    who = str(permission.get("emailAddress") or permission.get("domain") or "").casefold()
    for role, via in _places(permission):
        yield Held(
            Grant(permission["type"], who, role, permission.get("view", "")),
            permission["id"],
            via,
            str(permission.get("displayName", "")),
            deleted=bool(permission.get("deleted")),
        )


def _places(permission: Permission) -> Iterator[tuple[str, Via]]:
    details = permission.get("permissionDetails")
    if not details or permission.get("view"):
        yield permission["role"], "file"
        return
    for detail in details:
        if not detail.get("inherited"):
            yield detail["role"], "file"
        elif detail.get("permissionType") == "member":
            yield detail["role"], "drive"
        else:
            yield detail["role"], "folder"


def compare(wanted: Sequence[Grant], there: Sequence[Held], given: Given) -> Difference:
    """What differs, given what Ritmiek gave before."""
    missing: list[Grant] = []
    corrected: list[tuple[Held, Grant]] = []
    excess: list[Excess] = []
    own = {one.grant.holder: one for one in there if one.via == "file"}
    for grant in wanted:
        before = own.pop(grant.holder, None)
        if before is None:
            if not _covered(grant, there):
                missing.append(grant)
        elif rank(before.grant) < rank(grant) or _ours_and_wider(before, grant, given):
            corrected.append((before, grant))
        elif rank(before.grant) > rank(grant) and before.grant.role not in _ABOVE:
            excess.append(Excess(before, grant))
    others = [one for one in own.values() if one.grant.role not in _ABOVE]
    leaving = [one for one in others if _was_given(one.grant, given)]
    excess += [
        Excess(one)
        for one in others
        if one not in leaving and not one.deleted and not was_given_by_others(one.grant, given)
    ]
    return Difference(tuple(missing), tuple(corrected), tuple(leaving), tuple(excess))


def _covered(grant: Grant, there: Sequence[Held]) -> bool:
    """Whether a folder or the drive gives as much already."""
    same = [one.grant for one in there if one.grant.holder == grant.holder]
    return any(rank(one) >= rank(grant) for one in same)


def _ours_and_wider(before: Held, grant: Grant, given: Given) -> bool:
    found = before.grant
    wider = found.role in MANAGED and rank(found) > rank(grant)
    return wider and given.by_us(*_marked(found), found.role)


def _was_given(grant: Grant, given: Given) -> bool:
    """Whether Ritmiek gave this access; what another school gave as well is not ours to take."""
    marked = _marked(grant)
    if was_given_by_others(grant, given):
        return False
    if given.unknown and grant.view and grant.kind not in PEOPLE:
        # A form that was opened before such marks were kept: only set-up opens forms.
        return True
    return any(given.by_us(*marked, role) for role in MANAGED)


def _marked(grant: Grant) -> tuple[str, str]:
    kind, who, view = grant.holder
    return (f"{kind}{view}", who)


def marks_of(grants: Sequence[Grant], given: Given) -> frozenset[str]:
    """The marks of these grants on that file."""
    return frozenset(given.mark(*_marked(grant), grant.role) for grant in grants)


def rank(grant: Grant) -> int:
    """How much a grant's role may, beside that of another."""
    return ROLES.index(grant.role)
