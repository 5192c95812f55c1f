"""The rules of Google Groups: a group is the school's own, and holds one sort of people."""

from collections.abc import Iterator

from jobs.school.draft import Draft
from jobs.school.problems import Finding, Location, near_miss

Placed = tuple[Location, str]


def check_groups(draft: Draft) -> Iterator[Finding]:
    """A group that would let in others than it is meant for."""
    people = {person.email.casefold() for _, person in draft.persons()}
    allowed = {domain.casefold() for domain in draft.mail.domains} if draft.mail else set()
    seen: dict[str, Location] = {}
    for path, group in _groups(draft):
        domain = group.rpartition("@")[2]
        if group in people:
            message = "this is somebody's own address; write the address of a group, or remove it"
            yield Finding(path, "group-is-person", message)
        elif allowed and domain not in allowed:
            near = near_miss(domain, allowed, cutoff=0.8)
            advice = f"did you mean '{near}'?" if near else "correct the address, or add it there"
            message = f"domain '{domain}' is not one of mail.domains; {advice}"
            yield Finding(path, "outside-mail-domains", message, meant=near or "")
        elif group in seen:
            message = (
                "this group stands on line {line} too, so each would see what is the other's; "
                "give each a group of its own"
            )
            yield Finding(path, "group-twice", message, see=seen[group])
        seen.setdefault(group, path)


def _groups(draft: Draft) -> Iterator[Placed]:
    if draft.people:
        for role in ("schoolleiding", "schoolcoaches"):
            if group := getattr(draft.people.groups, role):
                yield ("people", "groups", role), group.casefold()
    for index, team in draft.teams:
        if team.group:
            yield ("teams", index, "group"), team.group.casefold()
