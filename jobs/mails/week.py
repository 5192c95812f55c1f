"""The week mail: Monday's letter to a team, made from what its own sheet shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from forms.definition import Language
from jobs.listening.rhythm import Held, Rhythm, rhythm
from jobs.mails.barometer import Barometer, discussion_question, read_barometer
from jobs.mails.buttons import week_buttons
from jobs.mails.letter import (
    addresses,
    completeness,
    contact,
    of_planned,
    render_letter,
    words_of,
)
from jobs.mails.news import IsNew, News, read_news
from jobs.mails.reading import day, number, rows, text
from jobs.mails.this_week import leader, pair_lines, visit_lines
from jobs.programme.block import BlockWeek, team_blocks
from jobs.school.calendar import Calendar, monday_of
from jobs.school.model import Configuration, Team
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month, enumeration, long_date
from jobs.words.marks import meant, shown
from sheets_templates.model import Content
from sync.outbox import Letter

RECENT = timedelta(weeks=4)
SUCCESSES = 6


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
    is_new: IsNew = lambda _news: True,
) -> Letter:
    """This week's letter to a team.

    `content` is what the team's sheet shows, `links` the addresses of its forms (by form key), of
    its sheet ("team") and of the tabs of that ("tab:KEY"); `complete_until` is when its answers
    were last collected completely, and `is_new` knows what an earlier letter told.
    """
    here, words = now.astimezone(calendar.zone), words_of(configuration, team)
    at = _Monday(configuration, team, calendar, content, here)
    language, team_key = at.language, f"{configuration.school.key}/{team.key}"
    news = read_news(team_key, content, at.monday, words, is_new, language)
    day = day_and_month(at.monday, language)
    letter = render_letter(
        "week",
        language=language,
        key=key,
        to=addresses(team.members),
        subject=say("mails.week_subject", language, team=team.name, day=day),
        values={
            **_of_the_school(at, words),
            **_this_week(at),
            **_so_far(at, words, news, complete_until),
            "buttons": week_buttons(at.week, links, words, language),
            "links": links,
        },
    )
    return replace(letter, tells=news.keys)


@dataclass(frozen=True)
class _Monday:
    """What a letter is made from: a team, what its sheet shows, and when that is."""

    configuration: Configuration
    team: Team
    calendar: Calendar
    content: Content
    here: datetime

    @property
    def language(self) -> Language:
        return self.configuration.school.language

    @property
    def monday(self) -> date:
        return monday_of(self.here.date())

    @property
    def week(self) -> BlockWeek | None:
        """The week of a block that this is; none between blocks and after the last."""
        blocks = team_blocks(self.team, self.calendar)
        weeks = (week for block in blocks for week in block.weeks)
        return next((week for week in weeks if week.monday == self.monday), None)

    @property
    def bordsessies(self) -> tuple[datetime, ...]:
        """This week's; between blocks they go on, and before the first block there are none."""
        if week := self.week:
            return week.bordsessies
        if self.monday > team_blocks(self.team, self.calendar)[0].weeks[0].monday:
            sunday = self.monday + timedelta(days=6)
            return self.calendar.bordsessies(self.team, self.monday, sunday)
        return ()


def _of_the_school(at: _Monday, words: Mapping[str, str]) -> dict[str, object]:
    """Who writes, and in which words."""
    return {
        "school": at.configuration.school.name,
        "words": words,
        "contact": contact(at.configuration),
    }


def _this_week(at: _Monday) -> dict[str, object]:
    """What the team does this week."""
    moments, monday, language = at.bordsessies, at.monday, at.language
    return {
        "team": at.team.name,
        "monday": monday,
        "week": at.week,
        "bordsessies": [_meeting(moment, language) for moment in moments],
        "leader": leader(at.content, monday, language) if moments else "",
        "visits": tuple(visit_lines(at.content, monday, language)),
        "pairs": tuple(pair_lines(at.content, monday, language)),
    }


def _so_far(
    at: _Monday, words: Mapping[str, str], news: News, complete_until: datetime | None
) -> dict[str, object]:
    """What went before: rhythm, successes, barometer, actions, and one thing to talk about."""
    language, barometer = at.language, read_barometer(at.content, at.language)
    collected = complete_until.astimezone(at.calendar.zone) if complete_until else None
    complete = completeness(collected, at.here, language)
    return {
        "rhythm": tuple(_rhythm_lines(_rhythm(at), words, language)),
        "successes": _successes(at.content, at.monday, barometer),
        "barometer": barometer,
        "actions": _open_actions(at.content, language),
        "news": news,
        "question": _question(news, barometer, at.week, language),
        "coverage": _coverage(barometer, complete, language),
    }


def _meeting(moment: datetime, language: Language) -> str:
    day = long_date(moment, language)
    return say("mails.meeting", language, day=day, time=f"{moment:%H:%M}")


def _rhythm(at: _Monday) -> Rhythm:
    """How the block of now goes; before the first one, how that will start."""
    first, *later = team_blocks(at.team, at.calendar)
    begun = [block for block in later if block.weeks[0].monday <= at.here.date()]
    weeks = (begun[-1] if begun else first).weeks
    return rhythm(at.team, weeks, at.calendar, _held(at.content), at.here)


def _question(
    news: News, barometer: Barometer | None, week: BlockWeek | None, language: Language
) -> str:
    """One thing to talk about: what pupils said goes before what the team said of itself."""
    if news.voice:
        return news.voice.question
    return discussion_question(barometer, week.number if week else 0, language)


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


def _held(content: Content) -> Held:
    """What the team held, by what its sheet shows."""
    sessies = (day(row, "datum") for row in rows(content, "bord.sessies"))
    designs = (day(row, "datum") for row in rows(content, "bord.ontwerpen"))
    visits = (
        week
        for row in rows(content, "kijken.gehouden")
        if (week := day(row, "week"))
        for _ in range(number(row, "gehouden"))
    )
    return Held(
        bordsessies=frozenset(on for on in sessies if on),
        lesbezoeken=tuple(visits),
        lesontwerpen=tuple(on for on in designs if on),
    )


def _rhythm_lines(habits: Rhythm, words: Mapping[str, str], language: Language) -> Iterator[str]:
    """What was held of what was planned so far; nothing about what was not yet due."""
    counts = {
        "bordsessies": habits.bordsessies,
        words["lesbezoeken"]: habits.lesbezoeken,
        words["lesontwerpen"]: habits.lesontwerpen,
    }
    for name, count in counts.items():
        if count.planned or count.held:
            yield f"{of_planned(count, language)} {name}"


def _open_actions(content: Content, language: Language) -> str:
    """How many actions wait, without whose they are."""
    actions = [row for row in rows(content, "bord.acties") if text(row, "wat")]
    statuses = [meant(text(row, "status")) or "open" for row in actions]
    parts = [
        f"{count} {shown(status, language)}"
        for status in ("open", "bezig")
        if (count := statuses.count(status))
    ]
    return enumeration(parts, language)


def _coverage(barometer: Barometer | None, complete: str, language: Language) -> str:
    answered = barometer.coverage if barometer else say("mails.no_barometer_yet", language)
    return f"{answered}; {complete}"
