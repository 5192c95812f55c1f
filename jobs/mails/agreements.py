"""The day after a pizzasessie: what the schools agreed, mailed round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    language = configuration.school.language
    day = day_and_month(on, language)
    return render_letter(
        "agreements",
        language=language,
        key=key,
        to=at_the_table(configuration),
        subject=say("mails.agreements_subject", language, group=group.name, day=day),
        values={
            "group": group.name,
            "school": configuration.school.name,
            "on": on,
            "agreements": tuple(_still_ahead(content, on)),
            "sheet": links.get("pizzasessie"),
            "contact": contact(configuration),
        },
    )


def _still_ahead(content: Content, on: date) -> Iterator[Agreement]:
    """The agreements in the sheet, without those of earlier sessions that were due before."""
    for row in rows(content, "afspraken.afspraken"):
        what, when = text(row, "afspraak"), day(row, "wanneer")
        if what and (when is None or when >= on):
            yield Agreement(what, text(row, "wie"), when)
