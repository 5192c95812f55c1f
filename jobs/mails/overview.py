"""The overview for the schoolleiding: the rhythm of the teams, and barometers that may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from forms.definition import Language
from jobs.listening.anonymity import may_publish
from jobs.listening.asking import RUNNING
from jobs.listening.barometer import SCALE
from jobs.listening.rhythm import Count
from jobs.mails.letter import addresses, completeness, contact, render_letter
from jobs.mails.overview_sections import read_sections
from jobs.mails.reading import day, number, rows, text
from jobs.school.model import Configuration
from jobs.words.catalogue import names_of, say
from jobs.words.dates import day_and_month, month_name
from jobs.words.marks import meant
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
    school, language = configuration.school.name, configuration.school.language
    people, month = configuration.people, month_name(here, language)
    return render_letter(
        "overview",
        language=language,
        key=key,
        to=addresses(people.schoolleiding, people.schoolcoaches),
        subject=say("mails.overview_subject", language, school=school, month=month),
        values={
            "school": school,
            **_figures(content, language),
            "links": links,
            "complete": completeness(collected, here, language),
            "contact": contact(configuration),
        },
    )


def _figures(content: Content, language: Language) -> dict[str, object]:
    """What the school's sheet shows of its teams."""
    teams = [read_rhythm(row, "team") for row in rows(content, "overzicht.ritme")]
    return {
        "teams": teams,
        "together": _together(teams),
        "barometers": [_barometer(row, language) for row in rows(content, "overzicht.barometer")],
        "labels": names_of("barometer", language),
        "sections": read_sections(content, language),
    }


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


def _barometer(row: Row, language: Language) -> TeamBarometer:
    answered, monday = number(row, "ingevuld"), day(row, "week")
    summary = say("mails.answered", language, answered=answered, members=number(row, "leden"))
    if monday:
        summary += say("mails.in_week_of", language, day=day_and_month(monday, language))
    if meant(text(row, "status")) == RUNNING:
        note = say("mails.still_running", language)
        return TeamBarometer(text(row, "team"), summary, {}, note)
    if not may_publish(answered):
        note = say("mails.only_the_number", language)
        return TeamBarometer(text(row, "team"), summary, {}, note)
    medians = {key: number(row, key) for key in SCALE if number(row, key)}
    return TeamBarometer(text(row, "team"), summary, medians)
