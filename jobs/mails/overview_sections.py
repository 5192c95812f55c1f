"""What the overview tells beside rhythm and barometer; whatever is empty is left out."""

from dataclasses import dataclass
from itertools import groupby

from forms.definition import Language
from jobs.mails.reading import clipped, day, decimal, number, rows, sentence, text
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month, enumeration
from jobs.words.marks import meant, shown
from sheets_templates.model import Content, Row

CLOSED = ("opgelost", "kan niet")
GOALS = ("gehaald", "op weg", "nog niet")
SAID = ("oneens", "neutraal", "eens")
SHOWN = 6
"""So many obstacles a mail has room for; the sheet has them all."""


@dataclass(frozen=True)
class Waiting:
    """A team's obstacles that wait for an answer: how many, and those that fit in the mail."""

    team: str
    count: int
    obstacles: tuple[str, ...]


@dataclass(frozen=True)
class TeamHours:
    """The hours of each colleague in a team, as one writes them."""

    team: str
    planned: str
    held: str
    existing: str


@dataclass(frozen=True)
class Sections:
    """The sentences and rows of the overview."""

    ambition: str
    waiting: tuple[Waiting, ...]
    more: int
    goals: str
    hours: tuple[TeamHours, ...]
    coach: str
    metingen: str


def read_sections(content: Content, language: Language = "nl") -> Sections:
    """What the school's sheet has to say."""
    waiting = [row for row in rows(content, "belemmeringen.lijst") if _waits(row)]
    return Sections(
        ambition=_ambition(content, language),
        waiting=_by_team(waiting, language),
        more=max(len(waiting) - SHOWN, 0),
        goals=_goals(content, language),
        hours=_hours(content, language),
        coach=_coach(content, language),
        metingen=_metingen(content, language),
    )


def _ambition(content: Content, language: Language) -> str:
    """The newest ambition of the school."""
    for row in rows(content, "ambitie.ambitie"):
        if words := text(row, "ambitie"):
            if not (ready := day(row, "klaar_op")):
                return clipped(words)
            on = day_and_month(ready, language)
            return clipped(words) + say("mails.ready_on", language, day=on)
    return ""


def _waits(row: Row) -> bool:
    unanswered = not text(row, "antwoord") and meant(text(row, "stand")) not in CLOSED
    return bool(text(row, "belemmering")) and unanswered


def _by_team(waiting: list[Row], language: Language) -> tuple[Waiting, ...]:
    """The obstacles by team; every team is counted, and the first few have their words."""
    room, found = SHOWN, []
    ordered = sorted(waiting, key=lambda row: text(row, "team"))
    for team, group in groupby(ordered, key=lambda row: text(row, "team")):
        own = list(group)
        obstacles = tuple(_obstacle(row, language) for row in own[:room])
        found.append(Waiting(team, len(own), obstacles))
        room = max(room - len(own), 0)
    return tuple(found)


def _obstacle(row: Row, language: Language) -> str:
    said, needed = sentence(clipped(text(row, "belemmering"))), text(row, "nodig")
    if not needed:
        return said
    return said + say("mails.would_help", language, what=sentence(clipped(needed, 120)))


def _goals(content: Content, language: Language) -> str:
    """How many goals the boards have, and how far they are."""
    stands = [meant(text(row, "stand")) or "nog niet" for row in rows(content, "doelen.doelen")]
    parts = [
        f"{count} {shown(stand, language)}" for stand in GOALS if (count := stands.count(stand))
    ]
    if not parts:
        return ""
    many = "mails.one_goal" if len(stands) == 1 else "mails.goals"
    return say(many, language, count=len(stands), parts=enumeration(parts, language))


def _hours(content: Content, language: Language) -> tuple[TeamHours, ...]:
    return tuple(
        TeamHours(
            team=text(row, "team"),
            planned=decimal(row, "gepland", language),
            held=decimal(row, "gehouden", language),
            existing=decimal(row, "bestaand", language),
        )
        for row in rows(content, "tijd.teams")
        if number(row, "gepland") or number(row, "gehouden")
    )


def _coach(content: Content, language: Language) -> str:
    """How often the expertcoach came, of what was planned until now and in the year."""
    for row in rows(content, "coachbezoeken.stand"):
        planned, until, held = (number(row, key) for key in ("gepland", "tot_nu", "gehouden"))
        if planned and (until or held):
            return say("mails.coach", language, held=held, until=until, planned=planned)
    return ""


def _metingen(content: Content, language: Language) -> str:
    """Which metingen of the whole school can be looked at."""
    found = rows(content, "metingen.cultuur")
    names = [
        name
        for name, side in (("nulmeting", "nul"), ("eindmeting", "eind"))
        if any(number(row, f"{side}_{said}") for row in found for said in SAID)
    ]
    if not names:
        return ""
    many = "mails.one_meting" if len(names) == 1 else "mails.metingen"
    said = [say("mails.the_meting", language, meting=shown(name, language)) for name in names]
    return say(many, language, metingen=enumeration(said, language))
