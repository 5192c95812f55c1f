"""The overview for the schoolleiding: the rhythm of the teams, and barometers that may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jobs.listening.anonymity import may_publish
from jobs.listening.barometer import RUNNING, SCALE
from jobs.listening.barometer_rows import LABELS
from jobs.listening.rhythm import Count
from jobs.mails.letter import addresses, completeness, contact, render_letter
from jobs.mails.overview_sections import read_sections
from jobs.mails.reading import day, number, rows, text
from jobs.programme.dutch_dates import MONTHS, day_and_month
from jobs.school.model import Configuration
from sheets_templates.model import Content, Row
from sync.outbox import Letter


@dataclass(frozen=True)
class TeamRhythm:
    """One team, or all of them: what was held of what was planned."""

    name: str
    bordsessies: Count
    lesbezoeken: Count
    lesontwerpen: Count


@dataclass(frozen=True)
class TeamBarometer:
    """One team's newest wave; without medians there is only the number of answers."""

    name: str
    summary: str
    medians: Mapping[str, int]
    note: str = ""


def overview_letter(
    configuration: Configuration,
    content: Content,
    links: Mapping[str, str],
    now: datetime,
    key: str,
    *,
    complete_until: datetime | None = None,
) -> Letter:
    """The overview of a month.

    `content` is what the school's sheet shows, `links` the address of that sheet ("overzicht") and
    of its tabs ("tab:KEY").
    """
    zone = ZoneInfo(configuration.school.time_zone)
    here = now.astimezone(zone)
    collected = complete_until.astimezone(zone) if complete_until else None
    teams = [read_rhythm(row, "team") for row in rows(content, "overzicht.ritme")]
    school = configuration.school.name
    values = {
        "school": school,
        "teams": teams,
        "together": _together(teams),
        "barometers": [_barometer(row) for row in rows(content, "overzicht.barometer")],
        "labels": LABELS,
        "sections": read_sections(content),
        "links": links,
        "complete": completeness(collected, here),
        "contact": contact(configuration),
    }
    people = configuration.people
    return render_letter(
        "overview",
        key=key,
        to=addresses(people.schoolleiding, people.schoolcoaches),
        subject=f"{school}: het ritme van de teams, {MONTHS[here.month - 1]}",
        values=values,
    )


def read_rhythm(row: Row, name: str) -> TeamRhythm:
    """A row of counts, of the team or school that it names."""

    def count(habit: str) -> Count:
        return Count(number(row, f"{habit}_gehouden"), number(row, f"{habit}_gepland"))

    return TeamRhythm(
        text(row, name), count("bordsessies"), count("lesbezoeken"), count("lesontwerpen")
    )


def _together(teams: list[TeamRhythm]) -> TeamRhythm:
    return TeamRhythm(
        "Samen",
        sum((team.bordsessies for team in teams), Count()),
        sum((team.lesbezoeken for team in teams), Count()),
        sum((team.lesontwerpen for team in teams), Count()),
    )


def _barometer(row: Row) -> TeamBarometer:
    answered, monday = number(row, "ingevuld"), day(row, "week")
    week = f" in de week van {day_and_month(monday)}" if monday else ""
    summary = f"{answered} van {number(row, 'leden')} ingevuld{week}"
    if text(row, "status") == RUNNING:
        return TeamBarometer(text(row, "team"), summary, {}, "Deze week loopt nog.")
    if not may_publish(answered):
        note = "Onder de vijf antwoorden tonen we alleen het aantal."
        return TeamBarometer(text(row, "team"), summary, {}, note)
    medians = {key: number(row, key) for key in SCALE if number(row, key)}
    return TeamBarometer(text(row, "team"), summary, medians)
