"""What the answers put in a team's spreadsheet: rows for every table that collecting owns.

Tables that grow have their newest rows first (the waves of the barometer excepted) and keep the
newest forty.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from forms.answers import Answers
from forms.catalogue import load_form
from jobs.listening.barometer import SCALE, Wave, explanation, waves
from jobs.listening.cells import cell, newest_first
from jobs.listening.rhythm import answer_day, held_by, visits_by_week
from jobs.programme.block import BlockWeek
from jobs.programme.vocabulary import load_words
from jobs.school.calendar import Calendar, monday_of
from jobs.school.model import Team
from sheets_templates.model import Content, Row, Value

NEWEST = 40
SESSIE_COLUMNS = (
    "aanwezig",
    "duur",
    "groen",
    "oranje",
    "rood",
    "successen",
    "planning",
    "tip",
    "top",
    "volgende_leider",
)
NOT_SHOWN = "te weinig antwoorden om te laten zien"


def team_content(
    team: Team,
    block: Sequence[BlockWeek],
    calendar: Calendar,
    answers: Mapping[str, Answers],
    now: datetime,
    *,
    folders: Sequence[Path] = (),
) -> Content:
    """The rows of a team's spreadsheet; `answers` are those of its forms, by the form's key."""
    return {
        "bord.sessies": tuple(_sessies(answers["bordsessie"]))[:NEWEST],
        "bord.ontwerpen": tuple(_ontwerpen(answers["lesontwerp"]))[:NEWEST],
        "bord.van_bezoeken": tuple(_from_visits(answers["lesbezoek"]))[:NEWEST],
        "bezoeken.gehouden": tuple(
            {"week": week.monday, "gepland": week.count.planned, "gehouden": week.count.held}
            for week in visits_by_week(team, block, calendar, held_by(answers), now)
        ),
        **_barometer(team, team_waves(team, block, calendar, answers, now), folders),
    }


def team_waves(
    team: Team,
    block: Sequence[BlockWeek],
    calendar: Calendar,
    answers: Mapping[str, Answers],
    now: datetime,
) -> tuple[Wave, ...]:
    """The barometer waves of a team: of every block week with a bordsessie, and of every answer."""
    asked = [week.monday for week in block if week.bordsessies]
    return waves(answers["barometer"], len(team.members), calendar, now, asked)


def wave_row(wave: Wave) -> Row:
    """A wave as a row: how many answered, and the medians when they may be shown."""
    medians = {
        key: figures.median if (figures := wave.questions.get(key)) else None for key in SCALE
    }
    return {
        "week": wave.monday,
        "ingevuld": wave.answered,
        "leden": wave.members,
        "status": wave.status,
        **medians,
    }


def _sessies(answers: Answers) -> Iterator[Row]:
    """One row per date: the report that came last, when a bordsessie was reported twice."""
    last = {answer_day(row): row for row in sorted(answers.rows, key=lambda row: row.submitted)}
    for row in newest_first(last.values()):
        yield {"datum": answer_day(row)} | {key: cell(row.values, key) for key in SESSIE_COLUMNS}


def _ontwerpen(answers: Answers) -> Iterator[Row]:
    for row in newest_first(answers.rows):
        columns = {key: cell(row.values, key) for key in ("borddoel", "lesdoel", "gehaald")}
        yield {"datum": answer_day(row), **columns}


def _from_visits(answers: Answers) -> Iterator[Row]:
    """What a pair chose to bring to the board; nothing else of a visit leaves the pair."""
    for row in newest_first(answers.rows):
        day, text = answer_day(row), cell(row.values, "naar_het_bord")
        if day and text:
            yield {"week": monday_of(day), "tekst": text}


def _barometer(team: Team, all_waves: Sequence[Wave], folders: Sequence[Path]) -> Content:
    published = next((wave for wave in all_waves if wave.published), None)
    tables: dict[str, tuple[Row, ...]] = {
        # In order of time, so that the chart beside it reads from left to right.
        "barometer.golven": tuple(wave_row(wave) for wave in reversed(all_waves[:NEWEST])),
        "barometer.uitslag": (),
        "barometer.acties": (),
        "barometer.woorden": (),
    }
    if published is None:
        return tables
    words = zip_longest(published.successen, published.belemmeringen)
    return tables | {
        "barometer.uitslag": tuple(_result(published, _questions(team, folders))),
        "barometer.acties": (dict(published.actions),) if published.actions else (),
        "barometer.woorden": tuple(
            {"succes": succes, "belemmering": belemmering} for succes, belemmering in words
        ),
    }


def _result(wave: Wave, titles: Mapping[str, str]) -> Iterator[Row]:
    """One row per scale question, with figures where enough people could answer it."""
    for key, title in titles.items():
        row: dict[str, Value] = dict.fromkeys(("oneens", "neutraal", "eens", "nvt", "mediaan"))
        row |= {"vraag": title, "uitleg": NOT_SHOWN}
        if figures := wave.questions.get(key):
            row |= {
                "oneens": figures.disagree,
                "neutraal": figures.neutral,
                "eens": figures.agree,
                "nvt": figures.not_applicable,
                "mediaan": figures.median,
                "uitleg": explanation(figures, wave),
            }
        yield row


def _questions(team: Team, folders: Sequence[Path]) -> dict[str, str]:
    """The scale questions as the team's own barometer words them."""
    context = {"school_name": "", "team_name": team.name, "member_count": len(team.members)}
    words = load_words(team.vocabulary, folders)
    form = load_form("barometer", words=words, context=context, folders=folders)
    return {item.key: item.title for item in form.items() if item.key in SCALE}
