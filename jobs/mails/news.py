"""What is new for a team since its last letter; each piece has a name by which it is told once."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from forms.definition import Language
from jobs.listening.anonymity import may_publish
from jobs.listening.asking import PUBLISHED
from jobs.listening.barometer import without_divided
from jobs.listening.measurement import METINGEN
from jobs.mails.reading import clipped, day, number, rows, sentence, text
from jobs.words.catalogue import LANGUAGES, say
from jobs.words.dates import day_and_month
from jobs.words.marks import meant, shown
from sheets_templates.model import Content, Row

STALE = timedelta(weeks=6)
"""Older rounds of pupils are no news, told or not."""
ANSWERS, CHANGES = 3, 2
"""So many a letter has room for; other answers come in the next, other changes are in the sheet."""
HESITANT, CONTENT = ("nooit", "soms"), ("vaak", "altijd")

IsNew = Callable[[str], bool]


@dataclass(frozen=True)
class PupilVoice:
    """The newest round of the stem that may be shown: one sentence, one question to discuss."""

    key: str
    sentence: str
    question: str


@dataclass(frozen=True)
class Told:
    """An obstacle with the answer of the schoolleiding, or any other thing that is one sentence."""

    key: str
    sentence: str
    about: str = ""


@dataclass(frozen=True)
class News:
    """Everything that is new, in the order in which a letter tells it."""

    voice: PupilVoice | None
    answers: tuple[Told, ...]
    meting: Told | None
    changes: tuple[Told, ...]

    def __bool__(self) -> bool:
        return bool(self.voice or self.answers or self.meting or self.changes)

    @property
    def first_changes(self) -> tuple[Told, ...]:
        """The changes that a letter has room for."""
        return self.changes[:CHANGES]

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of all that is told."""
        one_each = [piece.key for piece in (self.voice, self.meting) if piece]
        return (*one_each, *(piece.key for piece in (*self.answers, *self.changes)))


def read_news(
    team: str,
    content: Content,
    monday: date,
    words: Mapping[str, str],
    is_new: IsNew,
    language: Language = "nl",
) -> News:
    """The news in a team's sheet; `team` is its full key, by which no other team's news is named.

    Changes of the rota are told all at once, those of this week first: the sheet has the rest.
    """
    voice = pupil_voice(team, content, monday, words, language)
    answers = [told for told in _answers(team, content, language) if is_new(told.key)]
    meting = _meting(team, content, language)
    changes = [told for told in _changes(team, content) if is_new(told.key)]
    this_week = [day_and_month(monday, one) for one in LANGUAGES]
    changes.sort(key=lambda told: not any(day in told.sentence for day in this_week))
    return News(
        voice=voice if voice and is_new(voice.key) else None,
        answers=tuple(answers[:ANSWERS]),
        meting=meting if meting and is_new(meting.key) else None,
        changes=tuple(changes),
    )


def pupil_voice(
    team: str,
    content: Content,
    monday: date,
    words: Mapping[str, str],
    language: Language = "nl",
) -> PupilVoice | None:
    """What pupils said in the newest round that may be shown."""
    shown = [row for row in rows(content, "stem.rondes") if _is_shown(row, "antwoorden")]
    weeks = [week for row in shown if (week := day(row, "week")) and week < monday]
    questions = [row for row in rows(content, "stem.uitslag") if _answered(row)]
    if not weeks or not questions or max(weeks) < monday - STALE:
        return None
    newest = max(weeks)
    best, least = max(questions, key=_share), min(questions, key=_share)
    return PupilVoice(
        key=f"{team}/stem/{newest.isoformat()}",
        sentence=say(
            "mails.voice",
            language,
            pupils=words["leerlingen"],
            day=day_and_month(newest, language),
            said=without_divided(text(best, "uitleg")),
            question=_title(best),
        ),
        question=_question(least, words, language),
    )


def _question(row: Row, words: Mapping[str, str], language: Language) -> str:
    """What to talk about: where fewest pupils said something good, or how that is kept."""
    if _share(row) == 1:
        return say("mails.voice_all", language, question=_title(row))
    return say("mails.voice_more", language, pupils=words["leerlingen"], question=_title(row))


def _answers(team: str, content: Content, language: Language) -> Iterator[Told]:
    """The obstacles of the team that the schoolleiding answered."""
    for row in rows(content, "bord.belemmeringen"):
        if answer := text(row, "antwoord"):
            stand = meant(text(row, "stand"))
            beside = f" ({shown(stand, language)})" if stand else ""
            yield Told(
                key=_key(team, "answer", text(row, "nummer"), answer, stand),
                about=clipped(text(row, "belemmering"), 120),
                sentence=f"{sentence(clipped(answer, 300))}{beside}",
            )


def _meting(team: str, content: Content, language: Language) -> Told | None:
    """The newest meting that may be shown."""
    found = [
        (number(row, "blok"), METINGEN.index(name), row)
        for row in rows(content, "metingen.deelname")
        if _is_shown(row, "ingevuld") and (name := meant(text(row, "meting"))) in METINGEN
    ]
    if not found:
        return None
    block, place, row = max(found, key=lambda one: one[:2])
    name = METINGEN[place]
    return Told(
        key=f"{team}/meting/{block}/{name}",
        sentence=say(
            "mails.meting_shown",
            language,
            meting=shown(name, language),
            answered=number(row, "ingevuld"),
            members=number(row, "leden"),
        ),
    )


def _changes(team: str, content: Content) -> Iterator[Told]:
    """What changed in the rota, and what clashes there."""
    for row in rows(content, "kijken.wijzigingen"):
        if said := text(row, "zin"):
            yield Told(_key(team, "change", said), said)


def _is_shown(row: Row, count: str) -> bool:
    """Whether an anonymous form may be shown; a note may follow its status."""
    status = meant(text(row, "status").partition(";")[0])
    return status == PUBLISHED and may_publish(number(row, count))


def _answered(row: Row) -> int:
    return sum(number(row, key) for key in (*HESITANT, *CONTENT))


def _share(row: Row) -> float:
    """Which part of the pupils said something good; the youngest have no `vaak`."""
    return sum(number(row, key) for key in CONTENT) / _answered(row)


def _title(row: Row) -> str:
    return text(row, "vraag").rstrip(".")


def _key(*parts: str) -> str:
    """A name that tells nothing of the words in it."""
    team, kind, *words = parts
    return f"{team}/{kind}/{hashlib.sha256('|'.join(words).encode()).hexdigest()[:16]}"
