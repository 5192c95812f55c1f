"""One account by more than one address: Drive tells the primary one, whichever a share named.

A permission's id is the same for every address of an account, so that which id an address became
is marked with the file, and known again when Drive tells another address.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sync.desired import Files
from sync.files.given import Given, Stamped, given_of, keep_given
from sync.files.grants import PEOPLE, Grant, Held, rank
from sync.files.rights import Made


def as_drive_names(
    wanted: Sequence[Grant], there: Sequence[Held], given: Given
) -> tuple[Grant, ...]:
    """The grants by the addresses that Drive has; an account that is named twice gets one role.

    That is the widest of the two, so that no set-up takes back what another gives.
    """
    found: dict[tuple[str, str, str], Grant] = {}
    for grant in wanted:
        named = _as_drive_names(grant, there, given)
        before = found.get(named.holder)
        found[named.holder] = _together(before, named) if before else named
    return tuple(found.values())


def account_marks(wanted: Sequence[Grant], there: Sequence[Held], given: Given) -> frozenset[str]:
    """The marks by which other addresses of the accounts there are known at the next reading."""
    ids = {one.grant.holder: one.id for one in there}
    return frozenset(
        given.account_mark(name, ids[grant.holder])
        for grant in wanted
        for name in grant.names
        if name != grant.who and grant.holder in ids
    )


def note_accounts(school: str, file: Stamped, files: Files, made: Collection[Made]) -> None:
    """Note in the ledger which permission each address became, as soon as Drive has said so."""
    if not made:
        return
    given = given_of(school, file, files)
    marks = {given.account_mark(one.asked, one.id) for one in made}
    # Whoever leaves later is known by the address that Drive tells.
    marks |= {given.mark("address", one.told, one.role) for one in made if one.told}
    keep_given(files, file.key, given.ours | marks)


def _as_drive_names(grant: Grant, there: Sequence[Held], given: Given) -> Grant:
    if grant.kind not in PEOPLE or any(one.grant.holder == grant.holder for one in there):
        return grant
    for one in there:
        person = one.grant.kind in PEOPLE and one.grant.view == grant.view
        if person and one.grant.who and given.became(grant.who, one.id):
            return replace(grant, who=one.grant.who, names=(grant.who,))
    return grant


def _together(first: Grant, second: Grant) -> Grant:
    wider, other = (first, second) if rank(first) >= rank(second) else (second, first)
    reasons = [text for text in (wider.reason, other.reason) if text]
    names = (*(wider.names or (wider.who,)), *(other.names or (other.who,)))
    return replace(
        wider,
        names=tuple(dict.fromkeys(names)),
        reason=", ".join(dict.fromkeys(reasons)),
    )
