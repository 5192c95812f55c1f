"""What the overview tells beside rhythm and barometer; whatever is empty is left out."""

from dataclasses import dataclass
from itertools import groupby

from jobs.mails.reading import clipped, day, decimal, number, rows, sentence, text
from jobs.programme.dutch_dates import day_and_month, enumeration
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


def read_sections(content: Content) -> Sections:
    """What the school's sheet has to say."""
    waiting = [row for row in rows(content, "belemmeringen.lijst") if _waits(row)]
    return Sections(
        ambition=_ambition(content),
        waiting=_by_team(waiting),
        more=max(len(waiting) - SHOWN, 0),
        goals=_goals(content),
        hours=_hours(content),
        coach=_coach(content),
        metingen=_metingen(content),
    )


def _ambition(content: Content) -> str:
    """The newest ambition of the school."""
    for row in rows(content, "ambitie.ambitie"):
        if words := text(row, "ambitie"):
            ready = day(row, "klaar_op")
            return clipped(words) + (f" (klaar op {day_and_month(ready)})" if ready else "")
    return ""


def _waits(row: Row) -> bool:
    unanswered = not text(row, "antwoord") and text(row, "stand") not in CLOSED
    return bool(text(row, "belemmering")) and unanswered


def _by_team(waiting: list[Row]) -> tuple[Waiting, ...]:
    """The obstacles by team; every team is counted, and the first few have their words."""
    room, found = SHOWN, []
    ordered = sorted(waiting, key=lambda row: text(row, "team"))
    for team, group in groupby(ordered, key=lambda row: text(row, "team")):
        own = list(group)
        found.append(Waiting(team, len(own), tuple(_obstacle(row) for row in own[:room])))
        room = max(room - len(own), 0)
    return tuple(found)


def _obstacle(row: Row) -> str:
    needed = text(row, "nodig")
    helps = f" Wat zou helpen: {sentence(clipped(needed, 120))}" if needed else ""
    return sentence(clipped(text(row, "belemmering"))) + helps


def _goals(content: Content) -> str:
    """How many goals the boards have, and how far they are."""
    stands = [text(row, "stand") or "nog niet" for row in rows(content, "doelen.doelen")]
    parts = [f"{count} {stand}" for stand in GOALS if (count := stands.count(stand))]
    if not parts:
        return ""
    many = "staat 1 doel" if len(stands) == 1 else f"staan {len(stands)} doelen"
    return f"Op de borden {many}: {enumeration(parts)}."


def _hours(content: Content) -> tuple[TeamHours, ...]:
    return tuple(
        TeamHours(
            team=text(row, "team"),
            planned=decimal(row, "gepland"),
            held=decimal(row, "gehouden"),
            existing=decimal(row, "bestaand"),
        )
        for row in rows(content, "tijd.teams")
        if number(row, "gepland") or number(row, "gehouden")
    )


def _coach(content: Content) -> str:
    """How often the expertcoach came, of what was planned until now and in the year."""
    for row in rows(content, "coachbezoeken.stand"):
        planned, until, held = (number(row, key) for key in ("gepland", "tot_nu", "gehouden"))
        if planned and (until or held):
            return (
                f"De expertcoach kwam {held} keer; tot nu toe: {until} gepland, "
                f"in het hele schooljaar {planned}."
            )
    return ""


def _metingen(content: Content) -> str:
    """Which metingen of the whole school can be looked at."""
    found = rows(content, "metingen.cultuur")
    names = [
        name
        for name, side in (("nulmeting", "nul"), ("eindmeting", "eind"))
        if any(number(row, f"{side}_{said}") for row in found for said in SAID)
    ]
    many = "staat" if len(names) == 1 else "staan"
    shown = enumeration([f"de {name}" for name in names])
    return f"In het blad {many} {shown} van de hele school." if names else ""
