"""What keeps a sign-up from becoming a school's file: a sentence for the list and one for logs.

The sentences for logs are English and hold no answer, name or address: logs end up where the list
does not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from forms.definition import Language
from jobs.school.init import DOMAIN
from jobs.school.model import School, SchoolType
from jobs.signup.signups import Signup
from jobs.words.catalogue import say

MOST_TEAMS = 20
"""The overview of a school has room for so many."""

TYPES = get_args(SchoolType)
REGIONS = get_args(School.model_fields["region"].annotation)
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@([^@\s,;<>\"]+\.[^@\s,;<>\".]+)")


@dataclass(frozen=True)
class Flaw:
    """One thing that is missing or wrong: the names of what the list says and advises of it.

    `english` is what a log says.
    """

    name: str
    english: str
    remedy: str = "again"
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: Language) -> str:
        """What is wrong, as the list says it."""
        return say(f"flaws.{self.name}", language, **self.values)

    def advice(self, language: Language) -> str:
        """What the organiser's people can do."""
        return say(f"flaws.{self.remedy}", language)


def flaws_in(signup: Signup) -> Iterator[Flaw]:
    """Everything that a school left out or got wrong on the form."""
    if not signup.school:
        yield Flaw("no_name", "the name of the school is missing")
    elif not signup.school.isprintable():
        yield Flaw("strange_name", "the name has unprintable signs")
    if signup.type not in TYPES:
        yield Flaw("no_type", "the type of school is missing")
    if signup.region not in REGIONS:
        yield Flaw("no_region", "the vacation region is missing")
    yield from _domain(signup)
    yield from _contact(signup)
    yield from _teams(signup)


def _domain(signup: Signup) -> Iterator[Flaw]:
    if not signup.domain:
        yield Flaw("no_domain", "the domain of the school's mail is missing")
    elif not DOMAIN.fullmatch(signup.domain):
        meant = _meant_domain(signup.domain)
        name = "other_domain" if meant else "bad_domain"
        yield Flaw(name, "the domain of the school's mail is none", values={"meant": meant})


def _meant_domain(text: str) -> str:
    """The domain in the address of a person or a website."""
    host = re.sub(r"^(https?://)?(www\.)?", "", text.rpartition("@")[2]).split("/")[0]
    return host if DOMAIN.fullmatch(host) else ""


def _contact(signup: Signup) -> Iterator[Flaw]:
    if not signup.contact.isprintable():
        yield Flaw("strange_contact", "a name has unprintable signs")
    found = _ADDRESS.fullmatch(signup.email)
    if not found or not signup.email.isprintable():
        yield Flaw("bad_email", "the contact person's e-mail is no e-mail address")
    elif DOMAIN.fullmatch(signup.domain) and found[1].casefold() != signup.domain:
        yield Flaw("other_email", "the contact person's e-mail lies outside the school's domain")


def _teams(signup: Signup) -> Iterator[Flaw]:
    if not signup.teams:
        yield Flaw("no_teams", "no teams are named")
    elif len(signup.teams) > MOST_TEAMS:
        found = len(signup.teams)
        english = f"{found} teams are named; at most {MOST_TEAMS} fit a school"
        yield Flaw("many_teams", english, values={"found": found, "most": MOST_TEAMS})
    elif not all(name.isprintable() for name in signup.teams):
        yield Flaw("strange_team", "a team has unprintable signs")
