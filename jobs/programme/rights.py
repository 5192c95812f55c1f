"""Who may open which folder of a school, and why.

The folder of the forms is shared with nobody: whoever can edit a form reads its answers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jobs.school.model import Configuration, Person, PizzaGroup, Team
from sync.desired import Role, Share


@dataclass(frozen=True)
class Words:
    """Why somebody sees something, in one language; `member` and `pizza` take a name."""

    member: str
    schoolleiding: str
    schoolcoach: str
    expertcoach: str
    pizza: str


WORDS = {
    "nl": Words("lid van {}", "schoolleiding", "schoolcoach", "expertcoach", "pizzagroep {}"),
    "en": Words("member of {}", "schoolleiding", "schoolcoach", "expertcoach", "pizza group {}"),
}


def school_shares(configuration: Configuration) -> tuple[Share, ...]:
    """The overview of the school and Beheer: coaches and schoolleiding write, the expert reads."""
    words = _words(configuration)
    return _once(
        *_schoolcoaches(configuration, words),
        *_schoolleiding(configuration, words),
        *_expertcoach(configuration, "reader", words),
    )


def team_shares(configuration: Configuration, team: Team) -> tuple[Share, ...]:
    """The board of a team: its members and the schoolcoaches; the schoolleiding does not come."""
    words = _words(configuration)
    reason = words.member.format(team.name)
    return _once(
        *_shares(team.members, "writer", reason, team.group),
        *_schoolcoaches(configuration, words),
    )


def former_team_shares(configuration: Configuration) -> tuple[Share, ...]:
    """Who keeps the board of a team that left: the schoolcoaches, as on every team's board.

    They carry what was agreed to a next team and answer what a former member asks; for them
    nothing comes to light. The schoolleiding does not come on a board, so not on this one either.
    """
    return _once(*_schoolcoaches(configuration, _words(configuration)))


def pizza_shares(configuration: Configuration, group: PizzaGroup) -> tuple[Share, ...]:
    """The sheet that schools share: those who lead and coach, of this school."""
    words = _words(configuration)
    why = words.pizza.format(group.name)
    shares = _once(
        *_schoolleiding(configuration, words),
        *_schoolcoaches(configuration, words),
        *_expertcoach(configuration, "writer", words),
    )
    return tuple(replace(share, reason=f"{why}: {share.reason}") for share in shares)


def _words(configuration: Configuration) -> Words:
    return WORDS[configuration.school.language]


def _schoolleiding(configuration: Configuration, words: Words) -> Iterator[Share]:
    people = configuration.people
    group = people.groups.schoolleiding
    return _shares(people.schoolleiding, "writer", words.schoolleiding, group)


def _schoolcoaches(configuration: Configuration, words: Words) -> Iterator[Share]:
    people = configuration.people
    group = people.groups.schoolcoaches
    return _shares(people.schoolcoaches, "writer", words.schoolcoach, group)


def _expertcoach(configuration: Configuration, role: Role, words: Words) -> Iterator[Share]:
    expert = configuration.people.expertcoach
    return _shares((expert,) if expert else (), role, words.expertcoach)


def _shares(
    people: Iterable[Person], role: Role, reason: str, group: str | None = None
) -> Iterator[Share]:
    """A share for each, or one for the group that holds them all."""
    if group:
        yield Share(group.casefold(), role, "group", reason)
        return
    for person in people:
        yield Share(person.email.casefold(), role, "user", reason)


def _once(*shares: Share) -> tuple[Share, ...]:
    """Each address once, with the first role that it is given and every reason."""
    found: dict[str, Share] = {}
    for share in shares:
        first = found.setdefault(share.email, share)
        if share.reason not in first.reason.split(", "):
            found[share.email] = replace(first, reason=f"{first.reason}, {share.reason}")
    return tuple(found.values())
