"""Who somebody is, and whether a text names them: whole words, whatever their capitals.

First names alone, nicknames and misspellings are not found: nobody can know whose those are.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jobs.school.model import Configuration, Person
from sync.errors import ADDRESS

_TOKEN = re.compile(r"\w+|[^\w\s]")
# What ties a word to the one before it, and to the one after it; an 's after a name does not.
_TIES = ("-'’@", "-@")
_TIES_OF_ADDRESS = ("-'’@.+", "-@.+")


class NamesakesError(Exception):
    """Several people of the school have this name."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(
            f"{len(places)} people have this name ({'; '.join(places)}); give the address of the"
            " one you mean, instead of the name"
        )


@dataclass(frozen=True)
class Whose:
    """A person: the name and address as far as they are known, and the roles with their place.

    `namesakes` is how many others of the school have the same name.
    """

    name: str
    email: str
    roles: tuple[str, ...] = ()
    namesakes: int = 0

    @property
    def called(self) -> str:
        """The name, or the address of somebody whose name is not known."""
        return self.name or self.email

    def named_in(self, text: str) -> bool:
        """Whether a text holds the name or the address."""
        return bool(self.spans(_composed(text)))

    def only_by_name(self, text: str) -> bool:
        """Whether a text holds the name without the address."""
        return self.named_in(text) and not _spans_of_address(_composed(text), self.email)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the name and the address stand in a text of composed letters, in order."""
        found = [*_spans_of_address(text, self.email), *_spans_of_name(text, self.name)]
        return sorted(found)

    def replaced(self, text: str, instead: str) -> str:
        """The text with other words in the place of the name and the address."""
        text = _composed(text)
        for start, end in reversed(self.spans(text)):
            text = text[:start] + instead + text[end:]
        return text


def somebody(configuration: Configuration, given: str) -> Whose:
    """The person with this name or address; raises NamesakesError when it is of several.

    Whoever is in no list any more is only known by what was given.
    """
    given = " ".join(given.split())
    people = _people(configuration)
    if "@" in given:
        same = [one for one in people if one[0].email.casefold() == given.casefold()]
        return _whose(same, people) if same else Whose("", given)
    same = [one for one in people if _same_name(one[0].name, given)]
    if len({person.email.casefold() for person, _ in same}) > 1:
        raise NamesakesError([role for _, role in same])
    return _whose(same, people) if same else Whose(given, "")


def _whose(same: Sequence[tuple[Person, str]], people: Sequence[tuple[Person, str]]) -> Whose:
    person = same[0][0]
    others = {
        other.email.casefold()
        for other, _ in people
        if _same_name(other.name, person.name) and other.email.casefold() != person.email.casefold()
    }
    return Whose(person.name, person.email, tuple(role for _, role in same), len(others))


def _people(configuration: Configuration) -> list[tuple[Person, str]]:
    """Everybody whom the configuration names, with their role and its place, in Dutch."""
    people = configuration.people
    found: list[tuple[Person, str]] = [(one, "schoolleiding") for one in people.schoolleiding]
    found += [(one, "schoolcoach") for one in people.schoolcoaches]
    found += [(people.expertcoach, "expertcoach")] if people.expertcoach else []
    for team in configuration.teams:
        found += [(one, f"lid van {team.name}") for one in team.members]
    return [*found, *((one, "personeelslijst") for one in configuration.staff)]


def _same_name(one: str, other: str) -> bool:
    return [word for word, _, _ in _words(one)] == [word for word, _, _ in _words(other)]


def _words(text: str) -> list[tuple[str, int, int]]:
    return [
        (found.group().casefold(), found.start(), found.end()) for found in _TOKEN.finditer(text)
    ]


def _spans_of_name(text: str, name: str) -> Iterator[tuple[int, int]]:
    inside = [found.span() for found in ADDRESS.finditer(text)]
    for start, end in _spans(text, name, _TIES):
        if not any(first < end and start < last for first, last in inside):
            yield start, end


def _spans_of_address(text: str, email: str) -> list[tuple[int, int]]:
    return list(_spans(text, email, _TIES_OF_ADDRESS))


def _spans(text: str, sought: str, ties: tuple[str, str]) -> Iterator[tuple[int, int]]:
    """Where these words stand in a row, not as a part of a longer word, name or address."""
    wanted = [word for word, _, _ in _words(_composed(sought))]
    # Most cells hold nothing like it: those need no closer look.
    words = _words(text) if wanted and wanted[0] in text.casefold() else []
    at = 0
    while wanted and at + len(wanted) <= len(words):
        found = words[at : at + len(wanted)]
        start, end = found[0][1], found[-1][2]
        if [word for word, _, _ in found] == wanted and not _is_part(text, start, end, ties):
            yield start, end
            at += len(wanted)
        else:
            at += 1


def _is_part(text: str, start: int, end: int, ties: tuple[str, str]) -> bool:
    """Whether a hyphen and the like ties what stands here to a letter before or after it."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (before[:1].isalnum() and before[1:] in set(ties[0])) or (
        after[1:].isalnum() and after[:1] in set(ties[1])
    )


def _composed(text: str) -> str:
    """The text with each letter and its accent as one, as most keyboards write them."""
    return unicodedata.normalize("NFC", text)
