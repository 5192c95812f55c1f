"""The overview before a pizzasessie: what every school brings, fit to print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from forms.definition import Language
from jobs.mails.letter import addresses, completeness, contact, render_letter
from jobs.mails.overview import TeamRhythm, read_rhythm
from jobs.mails.reading import number, rows, text
from jobs.school.model import Configuration, PizzaGroup
from jobs.words.catalogue import names_of, say
from jobs.words.dates import day_and_month
from sheets_templates.model import Content, Row
from sync.outbox import Letter

BROUGHT, ASKED, RHYTHM = "inbreng.scholen", "inbreng.vragen", "overzicht.ritme"


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
    agenda, language = _agenda(content), configuration.school.language
    day = day_and_month(on, language)
    values = {
        "group": group.name,
        "school": configuration.school.name,
        "on": on,
        "schools": tuple(read_inbreng(content, language)),
        "agenda": agenda,
        "minutes": sum(item.minutes for item in agenda),
        "sheet": links.get("pizzasessie"),
        "complete": completeness(collected, now.astimezone(zone), language),
        "contact": contact(configuration),
    }
    return render_letter(
        "pizzasessie",
        language=language,
        key=key,
        to=at_the_table(configuration),
        subject=say("mails.pizzasessie_subject", language, group=group.name, day=day),
        values=values,
    )


def at_the_table(configuration: Configuration) -> tuple[str, ...]:
    """The addresses of those who go to a pizzasessie for a school."""
    people = configuration.people
    expertcoach = [people.expertcoach] if people.expertcoach else []
    return addresses(people.schoolleiding, people.schoolcoaches, expertcoach)


def read_inbreng(content: Content, language: Language = "nl") -> Iterator[SchoolInbreng]:
    """What each school brings, from its row in every shared table, in the order of the sheet."""
    # What a school may bring beside its success and its question, as the shared sheet calls it.
    beside = names_of("brought", language)
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
                Said(about, words) for key, about in beside.items() if (words := text(written, key))
            ),
            rhythm=read_rhythm(rhythm, "school"),
            barometer=text(rhythm, "barometer"),
        )


def _agenda(content: Content) -> list[AgendaItem]:
    return [
        AgendaItem(text(row, "onderdeel"), number(row, "minuten"))
        for row in rows(content, "agenda.onderdelen")
    ]
