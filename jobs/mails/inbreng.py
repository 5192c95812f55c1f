"""A week before a pizzasessie: the question what the school brings."""

from collections.abc import Mapping
from datetime import date

from jobs.mails.letter import addresses, contact, render_letter
from jobs.mails.pizzasessie import read_inbreng
from jobs.programme.dutch_dates import day_and_month
from jobs.school.model import Configuration, PizzaGroup
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
    school = configuration.school.name
    people = configuration.people
    own = next((one for one in read_inbreng(content) if one.name == school), None)
    return render_letter(
        "inbreng",
        key=key,
        to=addresses(people.schoolcoaches, people.schoolleiding),
        subject=f"Pizzasessie {group.name}, {day_and_month(on)}: wat brengen jullie mee?",
        values={
            "group": group.name,
            "school": school,
            "on": on,
            "own": own,
            "links": links,
            "contact": contact(configuration),
        },
    )
