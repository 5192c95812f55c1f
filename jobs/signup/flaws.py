"""What keeps a sign-up from becoming a school's file: in Dutch for the list, in English for logs.

The English sentences hold no answer, name or address: they end up where the list does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from jobs.school.init import DOMAIN
from jobs.school.model import School, SchoolType
from jobs.signup.signups import Signup

MOST_TEAMS = 20
"""The overview of a school has room for so many."""

TYPES = get_args(SchoolType)
REGIONS = get_args(School.model_fields["region"].annotation)
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@([^@\s,;<>\"]+\.[^@\s,;<>\".]+)")
_AGAIN = "Vul het formulier opnieuw in en kies hier gestopt."


@dataclass(frozen=True)
class Flaw:
    """One thing that is missing or wrong; `remedy` is what the organiser's people can do."""

    dutch: str
    english: str
    remedy: str = _AGAIN


def flaws_in(signup: Signup) -> Iterator[Flaw]:
    """Everything that a school left out or got wrong on the form."""
    if not signup.school:
        yield Flaw("de naam van de school ontbreekt", "the name of the school is missing")
    elif not signup.school.isprintable():
        yield Flaw("de naam van de school heeft vreemde tekens", "the name has unprintable signs")
    if signup.type not in TYPES:
        yield Flaw("het type school ontbreekt", "the type of school is missing")
    if signup.region not in REGIONS:
        yield Flaw("de vakantieregio ontbreekt", "the vacation region is missing")
    yield from _domain(signup)
    yield from _contact(signup)
    yield from _teams(signup)


def _domain(signup: Signup) -> Iterator[Flaw]:
    if not signup.domain:
        yield Flaw("het domein van de mail ontbreekt", "the domain of the school's mail is missing")
    elif not DOMAIN.fullmatch(signup.domain):
        meant = _meant_domain(signup.domain)
        advice = f"; bedoeld is misschien {meant}" if meant else ", zoals school.nl"
        yield Flaw(f"het domein is geen domein{advice}", "the domain of the school's mail is none")


def _meant_domain(text: str) -> str:
    """The domain in the address of a person or a website."""
    host = re.sub(r"^(https?://)?(www\.)?", "", text.rpartition("@")[2]).split("/")[0]
    return host if DOMAIN.fullmatch(host) else ""


def _contact(signup: Signup) -> Iterator[Flaw]:
    if not signup.contact.isprintable():
        yield Flaw(
            "de naam van de contactpersoon heeft vreemde tekens", "a name has unprintable signs"
        )
    found = _ADDRESS.fullmatch(signup.email)
    if not found or not signup.email.isprintable():
        yield Flaw(
            "het mailadres van de contactpersoon is geen mailadres",
            "the contact person's e-mail is no e-mail address",
        )
    elif DOMAIN.fullmatch(signup.domain) and found[1].casefold() != signup.domain:
        yield Flaw(
            "het mailadres van de contactpersoon hoort niet bij het domein van de school",
            "the contact person's e-mail lies outside the school's domain",
        )


def _teams(signup: Signup) -> Iterator[Flaw]:
    if not signup.teams:
        yield Flaw("er zijn geen teams genoemd", "no teams are named")
    elif len(signup.teams) > MOST_TEAMS:
        found = len(signup.teams)
        yield Flaw(
            f"er zijn {found} teams genoemd; noem er hooguit {MOST_TEAMS}",
            f"{found} teams are named; at most {MOST_TEAMS} fit a school",
        )
    elif not all(name.isprintable() for name in signup.teams):
        yield Flaw("de naam van een team heeft vreemde tekens", "a team has unprintable signs")
