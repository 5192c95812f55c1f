"""A new school's file from a few answers, with comments that help to finish it."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined, Template

from jobs.school.calendar import Calendar
from jobs.school.vacations import vacations_of
from jobs.school.values import TAKEN

LONGEST_KEY = 30
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
MAILBOX = re.compile(r"[A-Za-z0-9._%+-]+")
HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
DRIVE_ID = re.compile(r"[A-Za-z0-9_-]{8,100}")


class SchoolFileExistsError(Exception):
    """A new school's file would take the place of another file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: this file exists already; name another one, or edit this one")
        self.path = path


class UnfitAnswerError(Exception):
    """An answer cannot stand in a school's file."""

    def __init__(self, question: str, advice: str) -> None:
        super().__init__(f"{question}: {advice}")
        self.question = question
        self.advice = advice


@dataclass(frozen=True)
class Coach:
    """The schoolcoach, as the answers name them."""

    name: str
    email: str


@dataclass(frozen=True)
class Answers:
    """What a new school tells about itself; whatever is left out stands in the file as advice.

    `pizza_group` is the name of the schools that it meets with; `place` is where its forms and
    sheets live, at Google in the shared drive with this id.
    """

    name: str
    type: Literal["po", "vo", "mbo", "hbo"]
    region: Literal["noord", "midden", "zuid"]
    domain: str
    teams: Sequence[str]
    coach: Coach | None = None
    pizza_group: str = ""
    place: Literal["local", "google"] = "local"
    shared_drive: str = ""
    mail: Literal["outbox", "gmail", "smtp"] = "outbox"
    mail_server: str = ""


@dataclass(frozen=True)
class _Named:
    key: str
    name: str


def write_new_school(path: Path, answers: Answers, *, today: date) -> None:
    """Write a valid file for a school, whose blocks start on the next Monday with school."""
    text = new_school_text(answers, today=today)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise SchoolFileExistsError(path) from error


def new_school_text(answers: Answers, *, today: date) -> str:
    """The text of a new school's file."""
    domain = answers.domain.strip().removeprefix("@").casefold()
    _require_fit(answers, domain)
    return _template().render(
        answers=answers,
        key=key_of(answers.name, fallback="school"),
        domain=domain,
        pizza_key=key_of(answers.pizza_group, fallback="pizzagroep"),
        teams=list(_named_teams(answers.teams)),
        start=_next_monday(answers.region, today),
    )


def key_of(name: str, *, fallback: str) -> str:
    """A name in small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")
    key = key[:LONGEST_KEY].rstrip("-") or fallback
    return f"{key}-1" if key in TAKEN else key


def _require_fit(answers: Answers, domain: str) -> None:
    if not answers.name.strip():
        raise UnfitAnswerError("name", "write the name of the school")
    if not DOMAIN.fullmatch(domain):
        raise UnfitAnswerError("domain", "write what follows the @, such as school.example")
    names = (answers.name, answers.pizza_group, *answers.teams)
    if not all(name.isprintable() for name in names):
        raise UnfitAnswerError("name", "write every name on one line, without special characters")
    if not any(name.strip() for name in answers.teams):
        raise UnfitAnswerError("teams", "name at least one team")
    _require_fit_choices(answers, domain)


def _require_fit_choices(answers: Answers, domain: str) -> None:
    coach = answers.coach
    if coach and not coach.email.casefold().endswith(f"@{domain}"):
        raise UnfitAnswerError("coach", f"write an address that ends in @{domain}")
    if coach and not (coach.name.strip() and coach.name.isprintable()):
        raise UnfitAnswerError("coach", f"write it as: Voornaam Achternaam <naam@{domain}>")
    if coach and not MAILBOX.fullmatch(coach.email.rpartition("@")[0]):
        raise UnfitAnswerError("coach", "write one address, without spaces or quotes")
    if answers.shared_drive and not DRIVE_ID.fullmatch(answers.shared_drive):
        raise UnfitAnswerError("shared drive", "write what follows drive/folders/ in its address")
    if answers.mail == "smtp" and not HOST.fullmatch(answers.mail_server):
        raise UnfitAnswerError("mail server", "write its name, such as smtp.school.example")


def _named_teams(names: Sequence[str]) -> Iterator[_Named]:
    """Every team with a key of its own."""
    keys: set[str] = set()
    for number, name in enumerate((name.strip() for name in names if name.strip()), start=1):
        key = base = key_of(name, fallback=f"team-{number}")
        for again in count(2):
            if key not in keys:
                break
            key = f"{base[: LONGEST_KEY - 4]}-{again}"
        keys.add(key)
        yield _Named(key, name)


def _next_monday(region: str, today: date) -> date:
    calendar = Calendar(ZoneInfo("Europe/Amsterdam"), vacations_of(region, ()), frozenset(), ())
    day = calendar.next_school_day(today)
    while day.weekday():
        day = calendar.next_school_day(day)
    return day


@cache
def _template() -> Template:
    # The text is YAML: what people typed goes through the filter that quotes it.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701
    environment.filters["text"] = lambda text: json.dumps(text.strip(), ensure_ascii=False)
    environment.filters["line"] = lambda text: " ".join(text.split())
    source = files("jobs.school") / "data" / "new-school.yaml.jinja"
    return environment.from_string(source.read_text(encoding="utf-8"))
