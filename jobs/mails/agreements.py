"""The day after a pizzasessie: what the schools agreed, mailed round; and what is added later.

An agreement is known by its words, so that another name or date beside it makes it no new one.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jobs.mails.letter import contact, render_letter
from jobs.mails.pizzasessie import at_the_table
from jobs.mails.reading import day, rows, text
from jobs.school.model import Configuration, PizzaGroup
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month
from sheets_templates.model import Content
from sync.outbox import Letter


@dataclass(frozen=True)
class Agreement:
    """What somebody will do, and when."""

    what: str
    who: str
    when: date | None

    @property
    def mark(self) -> str:
        """A name that tells nothing of the words in it."""
        words = " ".join(self.what.casefold().split()).rstrip(".!")
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def agreements_letter(
    configuration: Configuration,
    group: PizzaGroup,
    on: date,
    content: Content,
    links: Mapping[str, str],
    key: str,
) -> Letter:
    """What was agreed in the pizzasessie on a date, for those who lead and coach one school.

    `content` is what the group's sheet shows, `links` its address ("pizzasessie").
    """
    found = tuple(_still_ahead(content, on))
    letter = _letter(configuration, group, on, found, links, key, late=False)
    # The letter itself is kept as well: without it nobody knows which agreements went.
    return replace(letter, carries=(key, *_marks(configuration, on, found)))


def late_agreements_letter(
    configuration: Configuration,
    group: PizzaGroup,
    on: date,
    content: Content,
    links: Mapping[str, str],
    key: str,
    *,
    went: Callable[[str], bool],
) -> Letter | None:
    """What was written down since the letter after a pizzasessie; none when that is nothing.

    `went` says whether an agreement stood in another letter.
    """
    found = tuple(
        one for one in _still_ahead(content, on) if not went(_mark(configuration, on, one))
    )
    if not found:
        return None
    letter = _letter(configuration, group, on, found, links, key, late=True)
    return replace(letter, carries=_marks(configuration, on, found))


def _letter(
    configuration: Configuration,
    group: PizzaGroup,
    on: date,
    agreements: Sequence[Agreement],
    links: Mapping[str, str],
    key: str,
    *,
    late: bool,
) -> Letter:
    language = configuration.school.language
    day = day_and_month(on, language)
    subject = "mails.late_agreements_subject" if late else "mails.agreements_subject"
    return render_letter(
        "agreements",
        language=language,
        key=key,
        to=at_the_table(configuration),
        subject=say(subject, language, group=group.name, day=day),
        values={
            "group": group.name,
            "school": configuration.school.name,
            "on": on,
            "agreements": agreements,
            "late": late,
            "sheet": links.get("pizzasessie"),
            "contact": contact(configuration),
        },
    )


def _marks(
    configuration: Configuration, on: date, agreements: Sequence[Agreement]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_mark(configuration, on, one) for one in agreements))


def _mark(configuration: Configuration, on: date, agreement: Agreement) -> str:
    return f"{configuration.school.key}/agreement/{on.isoformat()}/{agreement.mark}"


def _still_ahead(content: Content, on: date) -> Iterator[Agreement]:
    """The agreements in the sheet, without those of earlier sessions that were due before."""
    for row in rows(content, "afspraken.afspraken"):
        what, when = text(row, "afspraak"), day(row, "wanneer")
        if what and (when is None or when >= on):
            yield Agreement(what, text(row, "wie"), when)
