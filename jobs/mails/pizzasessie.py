"""The overview before a pizzasessie: what every school brings, fit to print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jobs.mails.letter import addresses, completeness, contact, render_letter
from jobs.mails.overview import TeamRhythm, read_rhythm
from jobs.mails.reading import number, rows, text
from jobs.programme.dutch_dates import day_and_month
from jobs.school.model import Configuration, PizzaGroup
from sheets_templates.model import Content, Row
from sync.outbox import Letter

BROUGHT, ASKED, RHYTHM = "inbreng.scholen", "inbreng.vragen", "overzicht.ritme"
BESIDE: Mapping[str, str] = {
    "bewijs": "Waaraan we het zien",
    "doel": "Ons doel",
    "stand": "Hoe ver we zijn",
    "leerlingen_zeiden": "Wat leerlingen zeiden",
    "knelpunt": "Waar we tegenaan lopen",
    "halen": "Wat we komen halen",
    "brengen": "Wat we te bieden hebben",
    "aanwezigen": "Wie er komen",
}
"""What a school may bring beside its success and its question, as the shared sheet calls it."""


@dataclass(frozen=True)
class Said:
    """Something that a school wrote, with what it is about."""

    about: str
    words: str


@dataclass(frozen=True)
class SchoolInbreng:
    """What one school brings to the table."""

    name: str
    succes: str
    vraag: str
    beside: tuple[Said, ...]
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
        "schools": tuple(read_inbreng(content)),
        "agenda": agenda,
        "minutes": sum(item.minutes for item in agenda),
        "sheet": links.get("pizzasessie"),
        "complete": completeness(collected, now.astimezone(zone)),
        "contact": contact(configuration),
    }
    return render_letter(
        "pizzasessie",
        key=key,
        to=at_the_table(configuration),
        subject=f"Pizzasessie {group.name}, {day_and_month(on)}: wat de scholen meebrengen",
        values=values,
    )


def at_the_table(configuration: Configuration) -> tuple[str, ...]:
    """The addresses of those who go to a pizzasessie for a school."""
    people = configuration.people
    expertcoach = [people.expertcoach] if people.expertcoach else []
    return addresses(people.schoolleiding, people.schoolcoaches, expertcoach)


def read_inbreng(content: Content) -> Iterator[SchoolInbreng]:
    """What each school brings, from its row in every shared table, in the order of the sheet."""
    schools: dict[str, dict[str, Row]] = {}
    for table in (BROUGHT, ASKED, RHYTHM):
        for row in rows(content, table):
            if name := text(row, "school"):
                schools.setdefault(name, {})[table] = row
    for name, found in schools.items():
        written: Row = {**found.get(ASKED, {}), **found.get(BROUGHT, {})}
        rhythm = found.get(RHYTHM, {})
        yield SchoolInbreng(
            name=name,
            succes=text(written, "succes"),
            vraag=text(written, "vraag"),
            beside=tuple(
                Said(about, words) for key, about in BESIDE.items() if (words := text(written, key))
            ),
            rhythm=read_rhythm(rhythm, "school"),
            barometer=text(rhythm, "barometer"),
        )


def _agenda(content: Content) -> list[AgendaItem]:
    return [
        AgendaItem(text(row, "onderdeel"), number(row, "minuten"))
        for row in rows(content, "agenda.onderdelen")
    ]
