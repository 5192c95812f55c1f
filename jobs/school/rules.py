"""The rules between the parts of a school's file: people, teams, workspace and mail."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import available_timezones

from jobs.school.calendar_rules import check_calendar
from jobs.school.connections import Workspace
from jobs.school.draft import Draft, draft_of
from jobs.school.group_rules import check_groups
from jobs.school.problems import Finding, Location, near_miss
from jobs.school.sign_in_rules import check_mail_sign_in, check_sign_in
from jobs.school.values import TAKEN


def check_rules(data: dict[str, Any]) -> Iterator[Finding]:
    """Every rule that a document breaks, beyond what the model refuses part by part."""
    draft = draft_of(data)
    yield from _time_zone(draft)
    yield from _team_keys(draft)
    yield from _people_twice(draft)
    yield from _absences(draft)
    yield from _staff_without_team(draft)
    yield from _mail_domains(draft)
    yield from _addresses_outside(draft)
    yield from check_groups(draft)
    yield from _smtp(draft)
    if draft.workspace:
        yield from check_workspace(draft.workspace)
        if draft.mail:
            yield from check_mail_sign_in(draft.workspace, draft.mail)
    yield from check_calendar(draft)


def _time_zone(draft: Draft) -> Iterator[Finding]:
    if draft.school and draft.school.time_zone not in available_timezones():
        zone = draft.school.time_zone
        near = near_miss(zone, available_timezones())
        advice = f"did you mean '{near}'?" if near else "write for example Europe/Amsterdam"
        message = f"time zone '{zone}' is unknown; {advice}"
        yield Finding(("school", "time_zone"), "unknown-time-zone", message)


def _team_keys(draft: Draft) -> Iterator[Finding]:
    for path, first, key in _twice(draft.team_keys):
        message = f"team key '{key}' stands on line {{line}} too; give every team a key of its own"
        yield Finding(path, "two-teams-one-key", message, see=first)
    for path, key in draft.team_keys:
        if key in TAKEN:
            message = f"the school's own files go by '{key}'; give the team another key"
            yield Finding(path, "key-taken", message)


def _people_twice(draft: Draft) -> Iterator[Finding]:
    for index, team in draft.teams:
        places = (("teams", index, "members", i, "email") for i in range(len(team.members)))
        addresses = (member.email.casefold() for member in team.members)
        for path, first, _ in _twice(zip(places, addresses, strict=True)):
            message = (
                f"this person is in team '{team.key}' twice, on line {{line}} too; "
                f"remove one, or correct the address"
            )
            yield Finding(path, "person-twice", message, see=first)


def _twice(placed: Iterable[tuple[Location, str]]) -> Iterator[tuple[Location, Location, str]]:
    """Each value that stood before, with both its places."""
    seen: dict[str, Location] = {}
    for path, value in placed:
        if value in seen:
            yield path, seen[value], value
        else:
            seen[value] = path


def _absences(draft: Draft) -> Iterator[Finding]:
    for index, team in draft.teams:
        addresses = {member.email.casefold() for member in team.members}
        for number, absence in enumerate(team.absences):
            path = ("teams", index, "absences", number)
            if absence.member.casefold() not in addresses:
                message = f"this is nobody's address in team '{team.key}'; write that of a member"
                yield Finding((*path, "member"), "unknown-member", message)
            if absence.until and absence.until < absence.start:
                message = f"this absence ends before it starts, on {absence.start}; correct one"
                yield Finding((*path, "until"), "absence-backwards", message)


def _staff_without_team(draft: Draft) -> Iterator[Finding]:
    placed = {member.email.casefold() for _, team in draft.teams for member in team.members}
    if len(draft.teams) < len(draft.team_keys):
        return  # A team that could not be read may hold them.
    for index, person in draft.staff:
        if person.email.casefold() not in placed:
            message = "this colleague is in no team; add them to the members of one, or remove them"
            yield Finding(("staff", index), "no-team", message)


def _mail_domains(draft: Draft) -> Iterator[Finding]:
    for index, domain in enumerate(draft.mail.domains if draft.mail else ()):
        if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", domain):
            example = domain.rpartition("@")[2].strip() or "school.example"
            message = f"'{domain}' is no domain; write what follows the @, such as {example}"
            yield Finding(("mail", "domains", index), "no-domain", message)


def _addresses_outside(draft: Draft) -> Iterator[Finding]:
    if not draft.mail:
        return
    allowed = {domain.rpartition("@")[2].casefold() for domain in draft.mail.domains}
    for path, person in draft.persons():
        domain = person.email.rpartition("@")[2].casefold()
        if domain not in allowed:
            near = near_miss(domain, allowed, cutoff=0.8)
            advice = f"did you mean '{near}'?" if near else "correct the address, or add it there"
            message = f"domain '{domain}' is not one of mail.domains; {advice}"
            where = (*path, "email")
            yield Finding(where, "outside-mail-domains", message, meant=near or "")


def _smtp(draft: Draft) -> Iterator[Finding]:
    if draft.mail and draft.mail.transport == "smtp" and draft.mail.smtp is None:
        message = "mail by smtp needs a server; add for example smtp: {host: smtp.school.example}"
        yield Finding(("mail", "transport"), "smtp-missing", message)


def check_workspace(workspace: Workspace) -> Iterator[Finding]:
    """What a workspace lacks: to sign in, a place for its files, or the domain that it names."""
    yield from check_sign_in(workspace)
    if workspace.responders == "domain" and not workspace.domain:
        message = "forms for one domain need to know which; add for example domain: school.example"
        yield Finding(("workspace", "responders"), "domain-missing", message)
