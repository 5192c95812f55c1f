"""The overview before a pizzasessie: what every school brings, fit to print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jobs.mails.letter import addresses, completeness, contact, render_letter
from jobs.mails.overview import TeamRhythm, read_rhythm
from jobs.mails.reading import number, rows, text
from jobs.programme.dutch_dates import day_and_month
from jobs.school.model import Configuration, PizzaGroup
from sheets_templates.model import Content
from sync.outbox import Letter


@dataclass(frozen=True)
class SchoolInbreng:
    """What one school brings to the table."""

    name: str
    succes: str
    vraag: str
    rhythm: TeamRhythm
    barometer: str


@dataclass(frozen=True)
class AgendaItem:
    """One part of the meeting."""

    text: str
    minutes: int


def pizzasessie_letter(
    configuration: Configuration,
    group: PizzaGroup,
    on: date,
    content: Content,
    links: Mapping[str, str],
    now: datetime,
    key: str,
    *,
    complete_until: datetime | None = None,
) -> Letter:
    """The overview of the pizzasessie on a date, for those who lead and coach one school.

    `content` is what the group's sheet shows, `links` its address ("pizzasessie").
    """
    zone = ZoneInfo(configuration.school.time_zone)
    collected = complete_until.astimezone(zone) if complete_until else None
    agenda = _agenda(content)
    values = {
        "group": group.name,
        "school": configuration.school.name,
        "on": on,
        "schools": _schools(content),
        "agenda": agenda,
        "minutes": sum(item.minutes for item in agenda),
        "sheet": links.get("pizzasessie"),
        "complete": completeness(collected, now.astimezone(zone)),
        "contact": contact(configuration),
    }
    people = configuration.people
    expertcoach = [people.expertcoach] if people.expertcoach else []
    return render_letter(
        "pizzasessie",
        key=key,
        to=addresses(people.schoolleiding, people.schoolcoaches, expertcoach),
        subject=f"Pizzasessie {group.name}, {day_and_month(on)}: wat de scholen meebrengen",
        values=values,
    )


def _agenda(content: Content) -> list[AgendaItem]:
    return [
        AgendaItem(text(row, "onderdeel"), number(row, "minuten"))
        for row in rows(content, "agenda.onderdelen")
    ]


def _schools(content: Content) -> list[SchoolInbreng]:
    return [
        SchoolInbreng(
            name=text(row, "school"),
            succes=text(row, "succes"),
            vraag=text(row, "vraag"),
            rhythm=read_rhythm(row, "school"),
            barometer=text(row, "barometer"),
        )
        for row in rows(content, "inbreng.scholen")
        if text(row, "school")
    ]
