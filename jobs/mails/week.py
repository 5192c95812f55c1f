"""The week mail: Monday's letter to a team, made from what its own sheet shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jobs.listening.rhythm import Held, Rhythm, rhythm
from jobs.mails.barometer import Barometer, discussion_question, read_barometer
from jobs.mails.letter import addresses, completeness, contact, render_letter
from jobs.mails.reading import day, number, rows, text
from jobs.programme.block import block_weeks
from jobs.programme.dutch_dates import day_and_month, enumeration, long_date, short_date
from jobs.programme.vocabulary import load_words
from jobs.school.calendar import Calendar, monday_of
from jobs.school.model import Configuration, Team
from sheets_templates.model import Content
from sync.outbox import Letter

RECENT = timedelta(weeks=4)
SUCCESSES = 6


@dataclass(frozen=True)
class VisitLine:
    """One visit of this week: when, and who goes to whom."""

    when: str
    visitor: str
    host: str


@dataclass(frozen=True)
class Button:
    """A link to a form."""

    text: str
    address: str


def week_letter(
    configuration: Configuration,
    team: Team,
    calendar: Calendar,
    content: Content,
    links: Mapping[str, str],
    now: datetime,
    key: str,
    *,
    complete_until: datetime | None = None,
) -> Letter:
    """This week's letter to a team.

    `content` is what the team's sheet shows, `links` the addresses of its forms (by form key) and
    of its sheet ("team"); `complete_until` is when its answers were last collected completely.
    """
    here = now.astimezone(calendar.zone)
    collected = complete_until.astimezone(calendar.zone) if complete_until else None
    barometer = read_barometer(content)
    values = {
        **_this_week(configuration, team, calendar, content, here),
        **_links(links, _words(configuration, team)),
        "school": configuration.school.name,
        "successes": _successes(content, monday_of(here.date()), barometer),
        "barometer": barometer,
        "actions": _open_actions(content),
        "coverage": _coverage(barometer, completeness(collected, here)),
        "contact": contact(configuration),
    }
    subject = f"{team.name}: jullie week van {day_and_month(monday_of(here.date()))}"
    return render_letter(
        "week", key=key, to=addresses(team.members), subject=subject, values=values
    )


def _this_week(
    configuration: Configuration, team: Team, calendar: Calendar, content: Content, here: datetime
) -> dict[str, object]:
    """What the team does this week, and how its block goes."""
    monday = monday_of(here.date())
    weeks = block_weeks(team, calendar)
    week = next((week for week in weeks if week.monday == monday), None)
    moments = week.bordsessies if week else ()
    if monday > weeks[-1].monday:
        moments = calendar.bordsessies(team, monday, monday + timedelta(days=6))
    habits = rhythm(team, weeks, calendar, _held(content), here)
    return {
        "team": team.name,
        "monday": monday,
        "week": week,
        "bordsessies": [f"{long_date(moment)} om {moment:%H:%M}" for moment in moments],
        "visits": tuple(_visits(content, monday)),
        "rhythm": tuple(_rhythm_lines(habits, _words(configuration, team))),
        "question": discussion_question(read_barometer(content), week.number if week else 0),
    }


def _successes(content: Content, monday: date, barometer: Barometer | None) -> tuple[str, ...]:
    """What went well: from the newest bordsessie if it is recent, and from a shown barometer."""
    said = [
        text(row, "successen")
        for row in rows(content, "bord.sessies")[:1]
        if (on := day(row, "datum")) and on >= monday - RECENT
    ]
    if barometer and barometer.bars:
        said += [text(row, "succes") for row in rows(content, "barometer.woorden")]
    return tuple(dict.fromkeys(words for words in said if words))[:SUCCESSES]


def _visits(content: Content, monday: date) -> Iterator[VisitLine]:
    """This week's visits, as the rota in the sheet has them."""
    for row in rows(content, "bezoeken.rooster"):
        if day(row, "week") == monday:
            on, hour = day(row, "datum"), text(row, "lesuur")
            when = f"{short_date(on)}, {hour}" if on else hour
            yield VisitLine(when, text(row, "bezoeker"), text(row, "gastheer"))


def _held(content: Content) -> Held:
    """What the team held, by what its sheet shows."""
    sessies = (day(row, "datum") for row in rows(content, "bord.sessies"))
    designs = (day(row, "datum") for row in rows(content, "bord.ontwerpen"))
    visits = (
        week
        for row in rows(content, "bezoeken.gehouden")
        if (week := day(row, "week"))
        for _ in range(number(row, "gehouden"))
    )
    return Held(
        bordsessies=frozenset(on for on in sessies if on),
        lesbezoeken=tuple(visits),
        lesontwerpen=tuple(on for on in designs if on),
    )


def _rhythm_lines(habits: Rhythm, words: Mapping[str, str]) -> Iterator[str]:
    """What was held of what was planned so far; nothing about what was not yet due."""
    counts = {
        "bordsessies": habits.bordsessies,
        words["lesbezoeken"]: habits.lesbezoeken,
        words["lesontwerpen"]: habits.lesontwerpen,
    }
    for name, count in counts.items():
        if count.planned or count.held:
            yield f"{count} {name}"


def _open_actions(content: Content) -> str:
    """How many actions wait, without whose they are."""
    statuses = [text(row, "status") for row in rows(content, "bord.acties") if text(row, "wat")]
    busy = statuses.count("bezig")
    waiting = sum(status in ("", "open") for status in statuses)
    parts = [f"{count} {status}" for count, status in ((waiting, "open"), (busy, "bezig")) if count]
    return enumeration(parts)


def _links(links: Mapping[str, str], words: Mapping[str, str]) -> dict[str, object]:
    """The buttons, in the order in which a week needs them."""
    names = {
        "barometer": "Barometer invullen",
        "bordsessie": "Bordsessie vastleggen",
        "lesbezoek": f"{words['lesbezoek'].capitalize()} vastleggen",
        "lesontwerp": f"{words['lesontwerp'].capitalize()} vastleggen",
    }
    buttons = tuple(Button(text, links[form]) for form, text in names.items() if form in links)
    return {"buttons": buttons, "sheet": links.get("team")}


def _coverage(barometer: Barometer | None, complete: str) -> str:
    return f"{barometer.coverage if barometer else 'nog geen barometer'}; {complete}"


def _words(configuration: Configuration, team: Team) -> Mapping[str, str]:
    folders = (configuration.definitions,) if configuration.definitions else ()
    return load_words(team.vocabulary, folders)
