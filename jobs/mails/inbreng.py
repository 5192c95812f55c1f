"""A week before a pizzasessie: the question what the school brings."""

from collections.abc import Mapping
from datetime import date

from jobs.mails.letter import addresses, contact, render_letter
from jobs.mails.pizzasessie import read_inbreng
from jobs.school.model import Configuration, PizzaGroup
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month
from sheets_templates.model import Content
from sync.outbox import Letter


def inbreng_letter(
    configuration: Configuration,
    group: PizzaGroup,
    on: date,
    content: Content,
    links: Mapping[str, str],
    key: str,
) -> Letter:
    """The question what a school brings to the pizzasessie on a date, for its coaches and leaders.

    `content` is what the group's sheet shows already, `links` the addresses of the form
    ("inbreng") and of that sheet ("pizzasessie").
    """
    school, language = configuration.school.name, configuration.school.language
    people = configuration.people
    own = next((one for one in read_inbreng(content, language) if one.name == school), None)
    day = day_and_month(on, language)
    return render_letter(
        "inbreng",
        language=language,
        key=key,
        to=addresses(people.schoolcoaches, people.schoolleiding),
        subject=say("mails.inbreng_subject", language, group=group.name, day=day),
        values={
            "group": group.name,
            "school": school,
            "on": on,
            "own": own,
            "links": links,
            "contact": contact(configuration),
        },
    )
