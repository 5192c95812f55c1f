"""The alarm that somebody may do more with a file than the configuration says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jobs.mails.letter import addresses, contact, render_letter
from jobs.planning.words import Words
from jobs.school.model import Configuration
from jobs.words.catalogue import say
from sync.changes import Change
from sync.outbox import Letter


@dataclass(frozen=True)
class TooMuch:
    """One file, and one account that may too much there."""

    unit: str
    file: str
    who: str
    may: str


def excess_letter(
    configuration: Configuration, excess: Sequence[Change], words: Words, key: str
) -> Letter:
    """Who may too much, for the schoolcoaches, or else for one of those who lead the school."""
    language = configuration.school.language
    asked = contact(configuration)
    return render_letter(
        "excess",
        language=language,
        key=key,
        to=addresses(configuration.people.schoolcoaches or (asked,)),
        subject=say("mails.excess_subject", language, school=configuration.school.name),
        values={
            "school": configuration.school.name,
            "found": tuple(_read(excess, words)),
            "contact": asked,
        },
    )


def _read(excess: Sequence[Change], words: Words) -> Iterator[TooMuch]:
    for one in excess:
        kind = words.kinds[one.kind] if one.kind else ""
        for detail in one.details:
            roles = (words.roles.get(str(role), str(role)) for row in detail.old for role in row)
            who = words.roles.get(detail.where, detail.where)
            yield TooMuch(one.unit, f"{kind} {one.name}".strip(), who, ", ".join(roles))
