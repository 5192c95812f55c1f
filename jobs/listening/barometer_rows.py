"""What the barometer puts in the sheets of a team and of its school."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest

from forms.answers import Answers
from forms.definition import Language
from jobs.listening.barometer import SCALE, Wave, explanation, waves
from jobs.listening.wording import asked, without_figures
from jobs.programme.block import BlockWeek
from jobs.school.calendar import Calendar
from jobs.school.definitions import Definitions
from jobs.school.model import Team
from jobs.words.catalogue import names_of
from jobs.words.marks import shown
from sheets_templates.model import Content, Row, Value

NEWEST = 40


def team_waves(
    team: Team,
    block: Sequence[BlockWeek],
    calendar: Calendar,
    answers: Mapping[str, Answers],
    now: datetime,
) -> tuple[Wave, ...]:
    """The barometer waves of a team: of every block week with a bordsessie, and of every answer."""
    asked_in = [week.monday for week in block if week.bordsessies]
    return waves(answers["barometer"], len(team.members), calendar, now, asked_in)


def wave_row(wave: Wave, language: Language = "nl") -> Row:
    """A wave as a row: how many answered, and the medians when they may be shown."""
    medians = {
        key: figures.median if (figures := wave.questions.get(key)) else None for key in SCALE
    }
    return {
        "week": wave.monday,
        "ingevuld": wave.answered,
        "leden": wave.members,
        "status": shown(wave.status, language),
        "versie": wave.scales.note(names_of("barometer", language), language) or None,
        **medians,
    }


def barometer_tables(team: Team, all_waves: Sequence[Wave], definitions: Definitions) -> Content:
    """The tables of a team's barometer: its waves (newest first), and what the last one says."""
    published = next((wave for wave in all_waves if wave.published), None)
    tables: dict[str, tuple[Row, ...]] = {
        # In order of time, so that the chart beside it reads from left to right.
        "barometer.golven": tuple(
            wave_row(wave, definitions.language) for wave in reversed(all_waves[:NEWEST])
        ),
        "barometer.uitslag": (),
        "barometer.acties": (),
        "barometer.woorden": (),
    }
    if published is None:
        return tables
    words = zip_longest(published.successen, published.belemmeringen)
    return tables | {
        "barometer.uitslag": tuple(
            _result(
                published,
                asked("barometer", SCALE, definitions, team),
                definitions.language,
            )
        ),
        "barometer.acties": (dict(published.actions),) if published.actions else (),
        "barometer.woorden": tuple(
            {"succes": succes, "belemmering": belemmering} for succes, belemmering in words
        )[:NEWEST],
    }


def _result(wave: Wave, titles: Mapping[str, str], language: Language) -> Iterator[Row]:
    """One row per scale question, with figures where enough people answered it as it is asked."""
    for key, title in titles.items():
        row: dict[str, Value] = dict.fromkeys(("oneens", "neutraal", "eens", "nvt", "mediaan"))
        row |= {"vraag": title, "uitleg": without_figures(wave.scales, key, language)}
        if figures := wave.scales.newest(key):
            row |= {
                "oneens": figures.disagree,
                "neutraal": figures.neutral,
                "eens": figures.agree,
                "nvt": figures.blank,
                "mediaan": figures.median,
                "uitleg": explanation(figures, wave, language),
            }
        yield row
