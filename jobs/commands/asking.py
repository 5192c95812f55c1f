"""The questions of `init`: each asked until its answer fits, and none when it was given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, get_args

import typer

from jobs.school.init import DOMAIN, DRIVE_ID, HOST, Coach, UnfitAnswerError
from jobs.school.model import SchoolType

Read = Callable[[str], Any]
REGIONS = ("noord", "midden", "zuid")
PLACES = ("local", "google")
WAYS = ("outbox", "gmail", "smtp")


@dataclass(frozen=True)
class Asker:
    """Asks what was not given; what has a good default only of somebody who is asked anyway."""

    talks: bool

    def must(self, given: str | None, question: str, read: Read, default: str | None = None) -> Any:
        """The answer to a question that must have one; a given one that is unfit is refused."""
        return read(given) if given is not None else _prompt(question, read, default)

    def may(self, given: str | None, question: str, read: Read, default: str = "") -> Any:
        """The answer to a question that has a good default."""
        if given is not None or not self.talks:
            return read(default if given is None else given)
        return _prompt(question, read, default)


def _prompt(question: str, read: Read, default: str | None) -> Any:
    def fit(text: str) -> Any:
        try:
            return read(text)
        except UnfitAnswerError as error:
            raise typer.BadParameter(error.advice) from None

    return typer.prompt(question, default=default, value_proc=fit, show_default=bool(default))


def name(text: str) -> str:
    """The name of a school."""
    if not text.strip() or not text.strip().isprintable():
        raise UnfitAnswerError("name", "write the name of the school, on one line")
    return text.strip()


def one_of(question: str, known: Sequence[str]) -> Read:
    """Reads one of these words, whatever its capitals."""

    def read(text: str) -> str:
        word = text.strip().casefold()
        if word not in known:
            raise UnfitAnswerError(question, f"choose one of {', '.join(known)}")
        return word

    return read


def domain(text: str) -> str:
    """The domain of the school's mail; an @ before it, or a capital, is no mistake."""
    plain = text.strip().removeprefix("@").casefold()
    if not DOMAIN.fullmatch(plain):
        raise UnfitAnswerError("domain", "write what follows the @, such as school.example")
    return plain


def teams(text: str) -> tuple[str, ...]:
    """The names of the teams, with commas between them."""
    named = tuple(team.strip() for team in text.split(",") if team.strip())
    if not named or not all(team.isprintable() for team in named):
        raise UnfitAnswerError("teams", "name at least one team, with commas between them")
    return named


def coach_in(domain_: str) -> Read:
    """Reads `Voornaam Achternaam <naam@…>`, or an address alone, or nothing."""

    def read(text: str) -> Coach | None:
        if not text.strip():
            return None
        called, email = parseaddr(text.strip())
        if not email.casefold().endswith(f"@{domain_}") or not email.rpartition("@")[0]:
            advice = f"write an address that ends in @{domain_}, or nothing to fill it in later"
            raise UnfitAnswerError("coach", advice)
        # Somebody who gives only an address is called by what stands before the @.
        plain = email.rpartition("@")[0].replace(".", " ").title()
        return Coach(called.strip() or plain, email)

    return read


def group(text: str) -> str:
    """The name of the pizza group, or nothing."""
    if not text.strip().isprintable():
        raise UnfitAnswerError("pizza group", "write its name on one line, or nothing")
    return text.strip()


def drive(text: str) -> str:
    """The id of a shared drive, also when its whole address is given, or nothing."""
    found = text.strip().rstrip("/").rpartition("/")[2].partition("?")[0]
    if found and not DRIVE_ID.fullmatch(found):
        raise UnfitAnswerError(
            "shared drive", "write what follows drive/folders/ in its address, or nothing"
        )
    return found


def host(text: str) -> str:
    """The name of a mail server."""
    if not HOST.fullmatch(text.strip()):
        raise UnfitAnswerError("mail server", "write its name, such as smtp.school.example")
    return text.strip()


school_type = one_of("type", get_args(SchoolType))
region = one_of("region", REGIONS)
place = one_of("place", PLACES)
way = one_of("mail", WAYS)
