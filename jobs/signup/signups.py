"""Sign-ups: what a school answered on the form, read as far as it can be read."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from forms.answers import AnswerRow, AnswerValue
from jobs.school.init import key_of
from jobs.signup.at_work import ZONE
from jobs.words.marks import meant

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS = 6
_NUMBERS = (
    *("een", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
"""One to twelve, as schools write it in either language."""
_COUNT = re.compile(rf"(\d{{1,2}}|één|{'|'.join(_NUMBERS)})(\s+teams?)?", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Signup:
    """One answer to the form; what was not answered is empty.

    `number` comes from the answer itself, not from its place: it stays when another is removed.
    """

    number: str
    on: date
    school: str
    type: str
    region: str
    domain: str
    teams: tuple[str, ...]
    contact: str
    role: str
    email: str
    hopes: str
    begin: date | None
    wish: str

    @property
    def key(self) -> str:
        """The key that the school's file gets; two sign-ups of one school share it."""
        return key_of(self.school, fallback="school")


def signup_of(row: AnswerRow) -> Signup:
    """A sign-up as one school sent it."""
    text = _Texts(row.values)
    begin = row.values.get("begin")
    return Signup(
        number=number_of(row.response_id),
        on=row.created.astimezone(ZONE).date(),
        school=text.line("school"),
        type=text.line("type"),
        region=meant(text.line("regio")),
        domain=text.line("domein").removeprefix("@").casefold(),
        teams=tuple(teams_of(text.whole("teams"))),
        contact=text.line("naam"),
        role=meant(text.line("rol")),
        email=text.line("email"),
        hopes=text.whole("hoopt"),
        begin=begin if isinstance(begin, date) else None,
        wish=meant(text.line("wens")),
    )


def number_of(response_id: str) -> str:
    """What people call a sign-up: six signs that cannot be mistaken for one another."""
    digest = int.from_bytes(hashlib.sha256(response_id.encode()).digest()[:8], "big")
    signs = []
    for _ in range(_DIGITS):
        digest, sign = divmod(digest, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "".join(signs)


def teams_of(text: str) -> Iterator[str]:
    """The teams that were named, one a line or with commas; of a mere number, so many teams."""
    if counted := _COUNT.fullmatch(text.strip()):
        yield from (f"Team {number}" for number in range(1, _count(counted[1].casefold()) + 1))
        return
    parts = (_BULLET.sub("", part) for line in text.splitlines() for part in _split(line))
    names: dict[str, str] = {}
    for name in (" ".join(part.split()) for part in parts):
        if name:
            names.setdefault(name.casefold(), name)
    yield from names.values()


def _split(line: str) -> list[str]:
    return re.split(r"[,;]", line)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word.replace("é", "e")) % 12 + 1


@dataclass(frozen=True)
class _Texts:
    """The answers to text and choice questions, without blanks around them."""

    values: Mapping[str, AnswerValue]

    def whole(self, key: str) -> str:
        """An answer of any number of lines."""
        value = self.values.get(key)
        return value.strip() if isinstance(value, str) else ""

    def line(self, key: str) -> str:
        """An answer on one line."""
        return " ".join(self.whole(key).split())
