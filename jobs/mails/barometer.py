"""The barometer in a team's mail: the newest closed week, as bars with words beside them."""

from dataclasses import dataclass
from datetime import date

from forms.definition import Language
from jobs.listening.anonymity import may_publish
from jobs.listening.asking import RUNNING
from jobs.listening.barometer import says_divided
from jobs.mails.reading import day, number, rows, text
from jobs.words.catalogue import say
from jobs.words.marks import meant
from sheets_templates.model import Content, Row

SHOWN = 3
"""So many questions a mail has room for."""


@dataclass(frozen=True)
class Part:
    """One piece of a bar: how many people, how wide, and what they said."""

    count: int
    percent: int
    words: str
    tone: str


@dataclass(frozen=True)
class Bar:
    """One question: its parts, and the sentence that says the same."""

    question: str
    parts: tuple[Part, ...]
    explanation: str

    @property
    def sentence(self) -> str:
        """The same as the parts show, in words."""
        if not self.parts:
            return f"{self.explanation.capitalize()}."
        counts = ", ".join(f"{part.count} {part.words}" for part in self.parts)
        return f"{counts} – {self.explanation[:1].lower()}{self.explanation[1:]}."


@dataclass(frozen=True)
class Barometer:
    """One wave as a mail shows it; without bars there is only the number of answers."""

    monday: date
    answered: int
    members: int
    running: bool
    bars: tuple[Bar, ...] = ()
    actions: str = ""
    language: Language = "nl"

    @property
    def to_discuss(self) -> tuple[Bar, ...]:
        """The questions with most to talk about, in their own order; the sheet has the others."""
        first = sorted(self.bars, key=_to_discuss, reverse=True)[:SHOWN]
        return tuple(bar for bar in self.bars if bar in first)

    @property
    def coverage(self) -> str:
        """How many answered."""
        return say("mails.answered", self.language, answered=self.answered, members=self.members)


def read_barometer(content: Content, language: Language = "nl") -> Barometer | None:
    """The newest closed wave of a team's sheet; before there is one, the wave that runs."""
    waves = [row for row in rows(content, "barometer.golven") if day(row, "week")]
    waves.sort(key=lambda row: day(row, "week") or date.min, reverse=True)
    closed = [row for row in waves if meant(text(row, "status")) != RUNNING]
    if not waves:
        return None
    row = (closed or waves)[0]
    answered, running = number(row, "ingevuld"), not closed
    shown = may_publish(answered) and not running
    return Barometer(
        monday=day(row, "week") or date.min,
        answered=answered,
        members=number(row, "leden"),
        running=running,
        bars=tuple(_bar(r, language) for r in rows(content, "barometer.uitslag")) if shown else (),
        actions=_actions(content, language) if shown else "",
        language=language,
    )


def discussion_question(barometer: Barometer | None, week: int, language: Language = "nl") -> str:
    """One question to talk about: where answers differ most, or else one that always helps."""
    bars = barometer.bars if barometer else ()
    for bar in bars:
        if says_divided(bar.explanation):
            return say("mails.ask_divided", language, question=bar.question)
    hesitant = [bar for bar in bars if _not_agreeing(bar)]
    if hesitant:
        bar = max(hesitant, key=_not_agreeing)
        return say("mails.ask_hesitant", language, question=bar.question)
    return say(_ALWAYS[week % len(_ALWAYS)], language)


_ALWAYS = ("mails.ask_always_1", "mails.ask_always_2", "mails.ask_always_3")


def _bar(row: Row, language: Language) -> Bar:
    """Parts as wide as their share of the answers; a question without figures has no parts."""
    parts = (("oneens", "disagree"), ("neutraal", "neutral"), ("eens", "agree"), ("nvt", "none"))
    total = sum(number(row, key) for key, _ in parts)
    return Bar(
        question=text(row, "vraag").rstrip("."),
        parts=tuple(
            Part(count, round(100 * count / total), say(f"mails.{tone}", language), tone)
            for key, tone in parts
            if (count := number(row, key))
        ),
        explanation=text(row, "uitleg"),
    )


def _to_discuss(bar: Bar) -> tuple[bool, int]:
    """Where answers differ most goes first, and then where most people hesitate."""
    return says_divided(bar.explanation), _not_agreeing(bar)


def _not_agreeing(bar: Bar) -> int:
    return sum(part.count for part in bar.parts if part.tone in ("disagree", "neutral"))


def _actions(content: Content, language: Language) -> str:
    for row in rows(content, "barometer.acties"):
        counts = {key: number(row, key) for key in ("ja", "deels", "nee", "geen")}
        return say("mails.actions", language, **counts)
    return ""
