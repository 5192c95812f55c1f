"""Members by the name that a sheet shows of them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from jobs.school.model import Member


def shown_names(members: Sequence[Member]) -> dict[str, str]:
    """The name that a sheet shows, by address; namesakes show the first part of theirs."""
    count = Counter(_small(member.name) for member in members)
    return {
        member.email: member.name
        if count[_small(member.name)] == 1
        else f"{member.name} ({member.email.partition('@')[0]})"
        for member in members
    }


def members_by_name(members: Sequence[Member]) -> Mapping[str, Member]:
    """The members by the name that is shown, and by the address, in small letters."""
    shown = shown_names(members)
    by_name = {_small(shown[member.email]): member for member in members}
    return {member.email.casefold(): member for member in members} | by_name


def find(members: Mapping[str, Member], text: object) -> Member | None:
    """Who a cell means; spaces and capitals make no difference."""
    return members.get(_small(str(text))) if text is not None else None


def _small(text: str) -> str:
    return " ".join(text.split()).casefold()
